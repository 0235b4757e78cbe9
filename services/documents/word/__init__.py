"""Word itself: layout blocks in the words of a document, rendered to XML in one pass and packed; knows no plan."""
