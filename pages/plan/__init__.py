"""Conditions, decisions, actions and the safety plan."""
