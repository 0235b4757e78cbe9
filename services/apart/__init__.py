"""Files from outside are read in a limited process: little time and memory, none of our secrets, nothing to write."""
