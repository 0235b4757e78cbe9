"""Mail and calendar texts without case content, and the outbox they wait in."""
