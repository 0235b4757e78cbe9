"""Copies that left: how they leave, the register, how a found file is recognised, how they are called back."""
