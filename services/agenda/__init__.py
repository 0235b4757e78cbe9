"""The agenda of a meeting and of a sitting of several cases: points, clock, chair's script."""
