"""What keeps the planner running: sending what waits, checking the log, telling how it stands."""
