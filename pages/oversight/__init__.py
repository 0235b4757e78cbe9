"""What stands above the cases: my day, the log, the region in numbers."""
