"""The meeting while it is held, as the chair and the note takers see it, and its minutes."""
