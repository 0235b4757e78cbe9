"""The safety plan: what an adopted version is composed of, and how it comes into being."""
