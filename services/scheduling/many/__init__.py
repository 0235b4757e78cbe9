"""Many meetings at once: a pure problem in, a plan with its reasons out. Ids and times only, never case content.

`facts` holds problem and plan, `reasons` what stands in the way; `model` prices places for the search one level up,
`planning` makes plans, `repairing` mends them, `choices` moves one by hand, `explanation` says what stands in the way;
`verification` checks plans by other means, `form` is both as JSON.
"""
