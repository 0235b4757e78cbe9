"""The partner network of a case."""
