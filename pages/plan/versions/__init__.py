"""Versions of the plan and the copies that left: compared, answered, called back."""
