"""A region's own style for its documents: a Word document with our style names, of which only the looks are taken."""
