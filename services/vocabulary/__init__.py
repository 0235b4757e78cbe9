"""The controlled vocabulary of structured readings, as regional data: acts, terms and how they relate."""
