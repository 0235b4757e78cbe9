"""The route map, live: which rules hold, what was answered to them, what is open and what it waits for; closing."""
