"""Structured readings held against each other: what cannot all hold, what stands twice, what goes against a norm of the
route map.

`demands` makes the norms of all conditions ready (`derived`: what follows from them, `parts`: what is part of what,
`times`: when they hold); `clashes` chooses which are held against each other, `two_norms` does so, `slots` slot by
slot; `contradictions` makes one finding of a pair. `duplicates` compares norms as they are written, `standards` holds
them against the route map and orders of a court.
"""
