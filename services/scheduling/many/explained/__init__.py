"""What an explanation stands on: at which starts a meeting can be held, proofs of shortage, ways out."""
