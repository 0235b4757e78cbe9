"""Versions of the plan: what changed between two, drafts sent round, and what organisations say of them."""
