"""The way of a line through the picture: along the gaps, never behind a box and never through a person's circle.

Between two columns lies a gutter with a few lanes, between two rows a strip. A router remembers which stretches are
taken, so that lines do not run together.
"""

from collections import Counter, defaultdict
from typing import Protocol

from models.terms import PersonRole
from services.network.drawn.layout import (
    BAND_HEAD,
    BAND_LEFT,
    BAND_RIGHT,
    BAND_ROW,
    BOX_H,
    COLUMN_X,
    ROW,
    TOP,
    Figure,
    Layout,
    in_band,
)
from services.network.drawn.seats import Box, Side
from services.network.drawn.ways import Path, Point, apart, rounded

GUTTERS = (
    (96, 92.5, 99.5),
    (299, 291, 307, 284, 315),
    (516, 508, 524, 501, 532),
    (720, 716.5, 723.5),
)
"""The lanes left of each column and right of the last one, in the order in which they are taken."""

SPREAD = (0, 8, -8, 15, -15, 4, -4, 11, -11)
STRIP = (0, 4, -4)
BAND_LANES = (0, 4, -4, 8, -8)
_SLACK = 10


class Router(Protocol):
    """Finds the ways of one picture."""

    def between(self, one: Box | Figure, other: Box | Figure) -> Path:
        """A way from one seat or person to another."""


class Ports:
    """Where lines leave: the next one from the same side of an item leaves a little lower or higher."""

    def __init__(self) -> None:
        self._used: Counter[tuple[str, bool]] = Counter()

    def at(self, item: Box | Figure, *, right: bool) -> Point:
        """A point on the outline of an item."""
        beside = SPREAD[self._used[item.key, right] % len(SPREAD)]
        self._used[item.key, right] += 1
        if isinstance(item, Box):
            return (item.right if right else item.x, item.middle + beside)
        return (item.x + (1 if right else -1) * _reach(item, beside), item.y + beside)


def _reach(item: Figure, height: float) -> float:
    """How wide a person's shape is at a height from its middle."""
    part = abs(height) / item.half_height
    if item.person.role is PersonRole.SUSPECT:
        return item.half_width * (1 - part)
    return item.half_width * max(0.0, 1 - part * part) ** 0.5


class Lanes:
    """The lanes of one gutter and the stretches on them that are taken."""

    def __init__(self, places: tuple[float, ...]) -> None:
        self._taken: dict[float, list[tuple[float, float]]] = {place: [] for place in places}

    def free(self, one: float, other: float) -> float:
        """The first lane that is free between two heights; the least used one when none is."""
        top, bottom = min(one, other) - _SLACK, max(one, other) + _SLACK
        free = (x for x, taken in self._taken.items() if all(bottom <= a or b <= top for a, b in taken))
        lane = next(free, None)
        if lane is None:
            lane = min(self._taken, key=lambda x: len(self._taken[x]))
        self._taken[lane].append((top + _SLACK, bottom - _SLACK))
        return lane


class ColumnRouter:
    """The ways of the wide sheet."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.ports = Ports()
        self.gutters = [Lanes(places) for places in GUTTERS]
        self.strips: Counter[float] = Counter()
        self.used: defaultdict[str, int] = defaultdict(int)

    def between(self, one: Box | Figure, other: Box | Figure) -> Path:
        """A way from one seat or person to another."""
        path = self._way(one, other)
        return path if _near(path.start, one) else path.back()

    def _way(self, one: Box | Figure, other: Box | Figure) -> Path:
        if in_band(one) or in_band(other):
            above, below = (other, one) if in_band(one) else (one, other)
            return self._to_band(above, below)
        left, right = sorted((one, other), key=_column)
        if _column(left) == _column(right):
            return self._arc(left, right)
        start, end = self.ports.at(left, right=True), self.ports.at(right, right=False)
        if _column(right) - _column(left) == 1:
            lane = self.gutters[_column(right)].free(start[1], end[1])
            return rounded(start, (lane, start[1]), (lane, end[1]), end)
        return self._across(start, end, _column(left) + 1, _column(right))

    def _arc(self, one: Box | Figure, other: Box | Figure) -> Path:
        """Two in one column: out into the gutter beside it and back; people at the edge stay on the inner side."""
        right = _column(one) < 3
        start, end = self.ports.at(one, right=right), self.ports.at(other, right=right)
        lane = self.gutters[_column(one) + 1 if right else 3].free(start[1], end[1])
        return rounded(start, (lane, start[1]), (lane, end[1]), end)

    def _across(self, start: Point, end: Point, first: int, last: int) -> Path:
        """Past the columns between, through the free strip between two rows."""
        y = self._strip((start[1] + end[1]) / 2)
        out, back = self.gutters[first].free(start[1], y), self.gutters[last].free(y, end[1])
        return rounded(start, (out, start[1]), (out, y), (back, y), (back, end[1]), end)

    def _strip(self, wanted: float) -> float:
        """The free strip nearest to a height; a strip that is taken counts as further away."""
        strips = [TOP + row * ROW - (ROW - BOX_H) / 2 for row in range(self.layout.rows + 1)]
        nearest = min(strips, key=lambda y: abs(y - wanted) + 0.9 * ROW * self.strips[y])
        beside = STRIP[self.strips[nearest] % len(STRIP)]
        self.strips[nearest] += 1
        return nearest + beside

    def _to_band(self, above: Box | Figure, below: Box | Figure) -> Path:
        """Down a gutter, along the top of the band, into the item from above."""
        x, y = _top(below)
        lane = self.layout.band_top - 12 + BAND_LANES[self.used["band"] % len(BAND_LANES)]
        self.used["band"] += 1
        last = self._into_row(below, lane)
        if in_band(above):
            start = _top(above)
            if self._row(above) == self._row(below):
                lane = self._lane_above(above, lane)
                return rounded(start, (start[0], lane), (x, lane), (x, y))
            return rounded(start, *reversed(self._into_row(above, lane)), *last, (x, y))
        right = self._leaves_right(above, x)
        start = self.ports.at(above, right=right)
        gutter = self.gutters[_column(above) + 1 if right else _column(above)].free(start[1], lane)
        return rounded(start, (gutter, start[1]), (gutter, lane), *last, (x, y))

    def _leaves_right(self, above: Box | Figure, x: float) -> bool:
        if isinstance(above, Figure):
            return _column(above) < 0
        return above.side is not Side.SUSPECT and (above.side is Side.VICTIM or x > above.x + above.width / 2)

    def _into_row(self, item: Box | Figure, lane: float) -> tuple[Point, ...]:
        """From the lane above the band to the point above an item; past the rows before it along the band's edge."""
        x = _top(item)[0]
        if self._row(item) == 0:
            return ((x, lane),)
        edge = BAND_LEFT + 8 if x < (BAND_LEFT + BAND_RIGHT) / 2 else BAND_RIGHT - 8
        own = self._lane_above(item, lane)
        return ((edge, lane), (edge, own), (x, own))

    def _lane_above(self, item: Box | Figure, lane: float) -> float:
        row = self._row(item)
        return lane if row == 0 else self.layout.band_top + BAND_HEAD + row * BAND_ROW - 5

    def _row(self, item: Box | Figure) -> int:
        middle = item.middle if isinstance(item, Box) else item.y
        return int((middle - self.layout.band_top - BAND_HEAD) // BAND_ROW)


def _near(point: Point, item: Box | Figure) -> bool:
    if isinstance(item, Box):
        return item.x - 1 <= point[0] <= item.right + 1 and item.y - 1 <= point[1] <= item.y + item.height + 1
    return apart(point, (item.x, item.y)) <= max(item.half_width, item.half_height) + 1


def _column(item: Box | Figure) -> int:
    """The column of a seat; people stand left of the first (-1) or right of the last (3)."""
    if isinstance(item, Box):
        return int(item.side)
    return -1 if item.x < COLUMN_X[0] else 3


def _top(item: Box | Figure) -> Point:
    return (item.x + item.width / 2, item.y) if isinstance(item, Box) else (item.x, item.y - item.half_height)
