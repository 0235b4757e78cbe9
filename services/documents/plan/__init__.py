"""The safety plan as partners get it: its chapters in the order of `word.md`, and what stands before and after them."""
