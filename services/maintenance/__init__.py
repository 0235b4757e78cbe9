"""Keeps the house going: reminders, outbox, retention, backup, the doctor and the command line."""
