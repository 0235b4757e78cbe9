"""One meeting on screen: planning, asking, how it stands, its agenda, several cases in a row."""
