"""What an explanation stands on: the starts at which a meeting can be held, proofs by counting and by exhaustion, ways
out."""
