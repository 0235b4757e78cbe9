"""Many meetings at once: a pure problem in, a plan with its reasons out. Ids and times only, never case content.

`facts` holds problem and plan, `reasons` what stands in the way, `checks` refuses what makes no sense; `planning` makes
plans, `repairing` mends them, `choices` moves one by hand, all three on the cost model in `costs` and the search one
level up; `explanation` says why a meeting is late, `verification` checks plans by other means (`checked`).
"""
