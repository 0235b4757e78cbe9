"""Safety conditions: asked of every attendee, handed in, changed until the deadline, decided by the case director."""
