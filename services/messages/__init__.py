"""Letters, reminders and calendar items without case content, and the outbox they wait in."""
