"""Minutes: a by-product of the meeting, as a draft until they are locked, corrected by addenda only."""
