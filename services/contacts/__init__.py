"""Who was in touch with whom and when, what was agreed about informing each other, and private ties; never content."""
