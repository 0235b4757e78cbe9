"""The last look at a finished file: what it says, word by word, and whether its reader may see that."""
