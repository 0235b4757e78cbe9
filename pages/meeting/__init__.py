"""Planning a meeting and inviting."""
