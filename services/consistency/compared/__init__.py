"""The procedure: every pair of conditions held against each other, over readings and over prose. Pure."""
