"""What stands above the cases, read only: my day, and the log for the auditor."""
