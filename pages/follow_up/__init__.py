"""Follow-up: what became of the actions, and reviews of the plan in force."""
