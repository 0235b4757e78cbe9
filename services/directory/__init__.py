"""The directory: organisations and professionals (`partners`), their stated availability, and accounts."""
