"""Meetings, one life each: proposed, kept free or put to the vote, announced, moved, called off, attended; or settled
by phone. With their personal links, answers, deputies and reminders."""
