"""Reviews of the plan in force: its conditions checked one by one, a decision, and when the next one is due."""
