"""The Word form for conditions: made for one attendee, read back in a limited process, taken over row by row."""
