"""What happens: one room per capability, on a stair; a room imports only rooms below it (see docs/decisions)."""
