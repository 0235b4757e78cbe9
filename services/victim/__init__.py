"""The victim's voice: wishes and fears, promised contact, consent, who speaks with whom."""
