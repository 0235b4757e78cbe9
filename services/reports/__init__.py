"""What becomes of actions: reported by link, at the table or to the director; reminders, and who is written to next."""
