"""Date polls: times put to the vote by personal link, and when a choice meets the rule."""
