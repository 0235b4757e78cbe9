"""What is written for the plan alone: its texts, the signals to act on, and the words in place of a hidden item."""
