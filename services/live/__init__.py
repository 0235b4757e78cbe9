"""The meeting while it is held: opened, who sits at the table, where it is on its agenda, what is noted, closed."""
