"""How a person's day falls apart: blocks, and stretches without a break, of meetings given in slots of the grid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.facts import Policy

Day = tuple[tuple[int, int], ...]
"""Meetings of one person on one day, from and until in slots of the day, ascending."""
_FAR = 1 << 20


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


def added_pieces(busy: NDArray[np.bool_], steps: int, own: Rhythm) -> NDArray[np.int64]:
    """What a further meeting of so many slots would add to `pieces`, for each day (row) and each start (column).

    Only meant for days with a meeting, where the new one overlaps none. The new meeting has gaps to its neighbours, and
    the one between these goes; the same for stretches.
    """
    width = busy.shape[1]
    slot = np.arange(width, dtype=np.int32)
    before, after = _neighbours(np.where(busy, slot + 1, -_FAR), np.where(busy, slot, _FAR), slot, steps)
    end = slot + steps
    left, right, between = slot - before, after - end, after - before
    one_side = (before >= 0).astype(np.int64) * (left > own.gap) + (after < _FAR) * (right > own.gap)
    parted = (before >= 0) & (after < _FAR) & (between > own.gap)
    added = one_side - parted
    if own.rest <= 0:
        return added + (steps > own.long)
    prior, _ = _neighbours(np.where(busy, slot + 1, -_FAR), np.where(busy, slot, _FAR), slot, 0)
    _, following = _neighbours(np.where(busy, slot + 1, -_FAR), np.where(busy, slot, _FAR), slot, 1)
    begins = busy & (slot - prior >= own.rest)
    ends = busy & (following - slot - 1 >= own.rest)
    begun, ended = _neighbours(np.where(begins, slot, -_FAR), np.where(ends, slot + 1, _FAR), slot, steps)
    joins_left, joins_right = left < own.rest, right < own.rest
    length = np.where(joins_right, ended, end) - np.where(joins_left, begun, slot)
    was_long = (joins_left & (before - begun > own.long)).astype(np.int64) + (joins_right & (ended - after > own.long))
    return added + np.where(between < own.rest, 0, (length > own.long) - was_long)


def _neighbours(
    lasts: NDArray[np.int32], firsts: NDArray[np.int32], slot: NDArray[np.int32], steps: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each start: the greatest of `lasts` before it, and the least of `firsts` from its end on."""
    rows, width = lasts.shape
    before = np.full((rows, width), -_FAR, np.int32)
    np.maximum.accumulate(lasts[:, :-1], axis=1, out=before[:, 1:])
    after = np.full((rows, width), _FAR, np.int32)
    if steps < width:
        after[:, : width - steps] = np.minimum.accumulate(firsts[:, ::-1], axis=1)[:, ::-1][:, steps:]
    return before, after
