"""How a person's day falls apart: blocks, and stretches without a break, of meetings given in slots of the grid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.facts import Policy

Day = tuple[tuple[int, int], ...]
"""Meetings of one person on one day, from and until in slots of the day, ascending."""
ABSENT = -1
"""In place of a length: there is no meeting on that side."""


@dataclass(frozen=True)
class Rhythm:
    """A policy in slots: gaps of at most `gap` join blocks, gaps shorter than `rest` join stretches, and stretches
    longer than `long` count."""

    gap: int
    rest: int
    long: int


def rhythm(policy: Policy, step_minutes: int) -> Rhythm:
    """What the policy says in minutes, as slots; meetings begin and end on slots, so that nothing is lost."""
    return Rhythm(
        policy.block_gap_minutes // step_minutes,
        -(-policy.break_minutes // step_minutes),
        policy.break_after_minutes // step_minutes,
    )


def pieces(day: Day, own: Rhythm) -> int:
    """The blocks of a day plus its long stretches."""
    if not day:
        return 0
    blocks, begun, ended, count = 1, day[0][0], day[0][1], 0
    for first, last in day[1:]:
        blocks += first - ended > own.gap
        if first - ended >= own.rest:
            count += ended - begun > own.long
            begun = first
        ended = last
    return blocks + count + (ended - begun > own.long)


class Additions:
    """What further meetings of one length would add to the `pieces` of days; gaps are remembered, as they repeat."""

    def __init__(self, steps: int, own: Rhythm) -> None:
        self.steps, self.own = steps, own
        self._gaps: dict[tuple[int, int, int], list[int]] = {}

    def of(self, day: Day, width: int) -> NDArray[np.int64]:
        """For each start of a day of so many slots; only meant for days with a meeting, where the new one overlaps
        none."""
        row = np.zeros(width, np.int64)
        lefts, rights = _stretches(day, self.own)
        ends, begins = [0, *(last for _, last in day)], [*(first for first, _ in day), width]
        for number, (first, last) in enumerate(zip(ends, begins, strict=True)):
            if last - first >= self.steps:
                left = lefts[number - 1] if number else ABSENT
                right = rights[number] if number < len(day) else ABSENT
                row[first : last - self.steps + 1] = self._gap(last - first, left, right)
        return row

    def _gap(self, length: int, left: int, right: int) -> list[int]:
        """For each start in a gap between stretches that last so long; ABSENT: the day begins or ends there."""
        most = self.own.long + 1
        key = (length, min(left, most), min(right, most))
        if key not in self._gaps:
            starts = range(length - self.steps + 1)
            self._gaps[key] = [self._added(start, length - self.steps - start, left, right) for start in starts]
        return self._gaps[key]

    def _added(self, before: int, after: int, left: int, right: int) -> int:
        """New gaps come on both sides of the meeting and the whole one goes; the same for stretches."""
        own, steps, whole = self.own, self.steps, before + self.steps + after
        between = left != ABSENT and right != ABSENT
        blocks = (left != ABSENT and before > own.gap) + (right != ABSENT and after > own.gap)
        blocks -= between and whole > own.gap
        if between and whole < own.rest:
            return blocks
        joins_left, joins_right = left != ABSENT and before < own.rest, right != ABSENT and after < own.rest
        length = steps + joins_left * (left + before) + joins_right * (right + after)
        was = (joins_left and left > own.long) + (joins_right and right > own.long)
        return blocks + (length > own.long) - was


def _stretches(day: Day, own: Rhythm) -> tuple[list[int], list[int]]:
    """How long the stretch of each meeting lasts up to its end, and from its begin on."""
    lefts: list[int] = []
    for number, (first, last) in enumerate(day):
        gap = first - day[number - 1][1] if number else own.rest
        lefts.append(last - first + (lefts[-1] + gap if gap < own.rest else 0))
    rights: list[int] = []
    for number in reversed(range(len(day))):
        first, last = day[number]
        gap = day[number + 1][0] - last if number + 1 < len(day) else own.rest
        rights.insert(0, last - first + (rights[0] + gap if gap < own.rest else 0))
    return lefts, rights
