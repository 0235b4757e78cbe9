"""Administration: people, organisations."""
