"""The region as a whole, in numbers: load, shared partners, linked cases, seats that are hard to fill. Read only."""
