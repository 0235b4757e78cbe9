"""Word files: layout blocks in the user's words < renderer to XML < package; editions per reader; the leak guard."""
