"""Who belongs to a case and who is barred from it: what permission needs to know. Queries only."""
