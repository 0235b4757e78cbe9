"""The public meeting-scheduling sets: reading one, making ones like them, what a plan for one costs."""
