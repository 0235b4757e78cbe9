"""Who is kept out of a case, near matches included."""
