"""The board on which the case director settles what was found between conditions: one file per card."""
