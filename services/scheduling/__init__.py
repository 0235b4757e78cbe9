"""The solver: a pure problem in, a solution with its reasons out. Ids and times only, never case content.

`facts` holds the problem and the answer, `rules` proposes and explains, `verification` checks a proposal by other
means than those that found it.
"""
