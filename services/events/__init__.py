"""What happened in a case: entering, the pattern over time, the clock of a breach."""
