"""Shared by every screen: the shell, refusals in words, widgets."""
