"""The cost model behind the search: the grid as a line, who and what is taken, what a place costs, who sits."""
