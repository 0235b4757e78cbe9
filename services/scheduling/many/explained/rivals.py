"""The meetings that ask for the same people and do not give way, as arrays: which of them lie in which part of a grid.

Positions are starts of the grid. A span is half-open: from its first start up to its end.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.facts import MeetingRequest

MOST_BEGINS, MOST_ENDS = 3, 6
"""Earlier begins and later ends that are looked at, beside the meeting's own: further on there is ever more time."""

Span = tuple[int, int]
Ints = NDArray[np.int64]


class Claim(NamedTuple):
    """A meeting that takes `steps` starts of the grid, all of them in `within`, for each of `times` of some people."""

    meeting: MeetingRequest
    within: int
    steps: int
    times: int


def span_of(mask: int) -> Span:
    """From the first start of a mask until after its last; (-1, 0) of an empty one."""
    return (mask & -mask).bit_length() - 1, mask.bit_length()


class Inside(NamedTuple):
    """The claims that lie in a part of the grid: `window` as a mask, the starts that they take together, the different
    `steps` among them; and which they are: of `near`, their numbers, those that are `there`."""

    window: int
    taken: int
    steps: tuple[int, ...]
    near: Ints
    there: NDArray[np.bool_]


class Rivals:
    """Some meetings with the span of the starts that each may take (`spans`) and what it claims, worked out when it is
    asked for (`claim`)."""

    def __init__(
        self,
        meetings: Sequence[MeetingRequest],
        spans: Sequence[Span],
        claim: Callable[[MeetingRequest], Claim | None],
    ) -> None:
        self.meetings, self._claim = meetings, claim
        self.claims: list[Claim | None] = [None] * len(meetings)
        self._numbers = {meeting.id: number for number, meeting in enumerate(meetings)}
        self._lows, self._highs = np.array(spans, np.int64).reshape(-1, 2).T
        self._known = np.zeros(len(meetings), np.bool_)
        # Of each claim: where it begins and ends, its steps, and the starts that it takes in all.
        self._claimed = np.zeros((4, len(meetings)), np.int64)

    def inside(self, own: int, besides: str) -> list[Inside]:
        """Parts of the grid in which `own` lies, each with the claims of others than `besides` in it, where there are
        any: itself, then stretches from ever earlier begins to ever later ends."""
        low, high = span_of(own)
        others = np.ones(len(self.meetings), np.bool_)
        if besides in self._numbers:
            others[self._numbers[besides]] = False
        begins = np.unique(self._lows[others & (self._lows >= 0) & (self._lows < low)])[::-1][:MOST_BEGINS].tolist()
        ends = np.unique(self._highs[others & (self._highs > high)])[:MOST_ENDS].tolist()
        first, last = min((low, *begins)), max((high, *ends))
        near = self._claiming((others & (self._lows >= first) & (self._highs <= last)).nonzero()[0])
        spans = [(begin, end) for end in (high, *ends) for begin in (low, *begins)]
        return self._counted(near, own, spans) if len(near) else []

    def _claiming(self, near: Ints) -> Ints:
        """Those of them that claim anything."""
        for number in near[~self._known[near]].tolist():
            claim = self.claims[number] = self._claim(self.meetings[number])
            if claim:
                self._claimed[:, number] = (*span_of(claim.within), claim.steps, claim.steps * claim.times)
        self._known[near] = True
        return near[self._claimed[2, near] > 0]

    def _counted(self, near: Ints, own: int, spans: list[Span]) -> list[Inside]:
        lows, highs, steps, taken = self._claimed[:, near]
        begins, ends = np.array(spans, np.int64).T
        there = (lows >= begins[:, None]) & (highs <= ends[:, None])
        in_own = there[0].copy()
        for place in in_own.nonzero()[0].tolist():
            claim = self.claims[near[place]]
            in_own[place] = claim is not None and not claim.within & ~own
        there, windows = np.vstack((in_own, there)), [own, *((1 << end) - (1 << begin) for begin, end in spans)]
        kinds = np.unique(steps)
        having = np.array([there[:, steps == kind].any(axis=1) for kind in kinds]).T
        totals, known = (there @ taken).tolist(), {row.tobytes(): tuple(kinds[row].tolist()) for row in having}
        return [
            Inside(window, totals[row], known[having[row].tobytes()], near, there[row])
            for row, window in enumerate(windows)
            if totals[row]
        ]

    def claims_of(self, inside: Inside) -> list[Claim]:
        """The claims themselves."""
        numbers = inside.near[inside.there].tolist()
        return [claim for number in numbers if (claim := self.claims[number])]
