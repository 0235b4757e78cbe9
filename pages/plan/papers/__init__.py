"""Documents: one per reader, what each does not get, what the leak guard stopped, papers of meetings and letters."""
