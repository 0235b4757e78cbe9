"""What the check of a plan stands on: plain moments and sets, nothing of the search."""
