"""What a guest sees: hand in conditions, often on a phone."""
