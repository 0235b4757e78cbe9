"""Many meetings at once: a pure problem in, a plan with its reasons out. Ids and times only, never case content.

`facts` holds problem and plan, `reasons` what stands in the way, `planning` makes and repairs plans, `verification` checks them by other means,
`explanation` says what stands in the way, `form` is both as JSON. `model` prices places for the search one level up.
"""
