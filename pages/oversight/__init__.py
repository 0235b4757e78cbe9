"""My day and the log."""
