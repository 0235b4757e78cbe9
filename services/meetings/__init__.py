"""Meetings: availability composed into proposals, planned, invited to by personal link, answered, attended."""
