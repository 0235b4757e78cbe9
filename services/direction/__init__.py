"""Director and deputy: handing over, being away, opening and closing a case as a file."""
