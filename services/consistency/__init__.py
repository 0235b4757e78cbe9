"""Conditions laid side by side: what cannot all hold, what stands twice, what is missing, what goes against a rule."""
