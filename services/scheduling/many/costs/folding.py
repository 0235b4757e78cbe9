"""Levels in strict order as one number: exactly, in a Python int, or as what only keeps the order, in an array."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.facts import Score

LEVELS = ("displaced", *Score.names())
"""The levels of a cost: first the pinned and confirmed meetings that are not where they are to stay, then the score."""
_BITS = 64
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1
MOST = 1 << 52
"""Ranks stay below this."""
_MOST_HALF = 1 << 62
Key = tuple[NDArray[np.int64], int]
"""Values of one level, none negative, and a number that is greater than all of them."""


def fold(levels: Sequence[int]) -> int:
    """The levels as one number: sums of folded costs are folded sums, and no level ever carries into another."""
    cost = 0
    for level in levels:
        cost = (cost << _BITS) + level
    return cost


def unfold(cost: int) -> tuple[int, ...]:
    """The levels of a folded cost or of a difference of two."""
    levels = []
    for _ in LEVELS:
        level = ((cost + _HALF) & _MASK) - _HALF
        levels.append(level)
        cost = (cost - level) >> _BITS
    return tuple(reversed(levels))


def score_of(cost: int) -> Score:
    """The score of a folded cost."""
    return score_of_levels(unfold(cost))


def score_of_levels(levels: Sequence[int]) -> Score:
    """The score among all levels of a cost."""
    return Score(*levels[1:])


def ranks(upper: Sequence[Key], lower: Sequence[Key]) -> NDArray[np.int64]:
    """Numbers from 0 that are in the same strict order as the levels, equal where all of them are."""
    high, low = _joined(upper), _joined(lower)
    high = high - high.min(initial=_MOST_HALF)
    low = low - low.min(initial=_MOST_HALF)
    width = int(low.max(initial=0)) + 1
    if (int(high.max(initial=0)) + 1) * width >= MOST:
        high = _numbered(high)
        if len(high) * width >= MOST:
            low = _numbered(low)
            width = len(low)
    return high * width + low


def _joined(keys: Sequence[Key]) -> NDArray[np.int64]:
    """Several levels as one; where they do not fit into 62 bits, the upper ones are numbered first."""
    joined, size = keys[0]
    for values, radix in keys[1:]:
        if size * radix >= _MOST_HALF:
            joined, size = _numbered(joined), len(joined) + 1
        if size * radix >= _MOST_HALF:
            values, radix = _numbered(values), len(values) + 1
        joined, size = joined * radix + values, size * radix
    return joined


def _numbered(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)
