"""The way of a line through the picture: along the gaps, never behind a box and never through a person's circle."""

from collections import Counter
from dataclasses import dataclass

from models.terms import PersonRole
from services.network.drawn.layout import (
    BAND_LEFT,
    BAND_RIGHT,
    BOX_H,
    BOX_W,
    COLUMN_X,
    ROW,
    TOP,
    Box,
    Figure,
    Layout,
    Side,
)

Point = tuple[float, float]
REACH, CLEAR = 34, 8
SPREAD = (0, 8, -8, 15, -15)


@dataclass(frozen=True)
class Path:
    """SVG path data and points along it, first to last, on which a number may stand."""

    d: str
    points: tuple[Point, ...]


class Router:
    """Finds the ways of one picture. Remembers which gaps between rows are taken, so that lines do not run together."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.taken: list[float] = []
        self.ports: Counter[tuple[str, bool]] = Counter()

    def between(self, one: Box | Figure, other: Box | Figure) -> Path:
        """A way between two seats or people."""
        if _in_band(one) or _in_band(other):
            above, below = (other, one) if _in_band(one) else (one, other)
            return self._to_band(above, below)
        if _column(one) == _column(other):
            return self._arc(one, other)
        left, right = sorted((one, other), key=_column)
        start, end = self._port(left, right=True, towards=right), self._port(right, right=False, towards=left)
        crossed = range(_column(left) + 1, _column(right))
        return self._across(start, end, crossed) if crossed else _curve(start, end)

    def _arc(self, one: Box | Figure, other: Box | Figure) -> Path:
        """Two seats in one column: a bow through the gap beside it."""
        (x, y1), (_, y2) = sorted(
            (self._port(one, right=True), self._port(other, right=True)), key=lambda port: port[1]
        )
        bow = x + 30
        return _smooth((x, y1), [((bow, y1), (bow, y2), (x, y2))])

    def _across(self, start: Point, end: Point, crossed: range) -> Path:
        """Past the columns between, through the free strip between two rows."""
        y = self._strip((start[1] + end[1]) / 2)
        left, right = COLUMN_X[crossed[0]] - CLEAR, COLUMN_X[crossed[-1]] + BOX_W + CLEAR
        reach_in, reach_out = min(REACH, left - start[0]), min(REACH, end[0] - right)
        return _smooth(
            start,
            [
                ((start[0] + reach_in, start[1]), (left - reach_in, y), (left, y)),
                ((left, y), (right, y), (right, y)),
                ((right + reach_out, y), (end[0] - reach_out, end[1]), end),
            ],
        )

    def _port(self, item: Box | Figure, *, right: bool, towards: Box | Figure | None = None) -> Point:
        """Where a line leaves; the next line from the same side of a box leaves a little lower or higher."""
        x, y = _edge(item, right=right, towards=towards)
        if isinstance(item, Box):
            y += SPREAD[self.ports[item.key, right] % len(SPREAD)]
            self.ports[item.key, right] += 1
        return x, y

    def _strip(self, wanted: float) -> float:
        """The free strip nearest to a height; a strip that is taken counts as further away."""
        strips = [TOP + row * ROW - (ROW - BOX_H) / 2 for row in range(self.layout.rows + 1)]
        nearest = min(strips, key=lambda y: abs(y - wanted) + 0.9 * ROW * self.taken.count(y))
        self.taken.append(nearest)
        return nearest

    def _to_band(self, above: Box | Figure, below: Box | Figure) -> Path:
        """Down a gap between columns, along the top of the band, into the item from above."""
        x, y = _top(below)
        lane = self.layout.band_top - 7
        if isinstance(above, Figure) and not _in_band(above):
            hers = above.x < COLUMN_X[0]
            start, beside = self._port(above, right=hers), BAND_LEFT - 2 if hers else BAND_RIGHT + 2
            return _rounded([start, (beside, start[1]), (beside, lane), (x, lane), (x, y)])
        if isinstance(above, Figure) or _in_band(above):
            start = _top(above)
            return _rounded([start, (start[0], lane), (x, lane), (x, y)])
        right = above.side is not Side.SUSPECT and (above.side is Side.VICTIM or x > above.x + BOX_W / 2)
        start = self._port(above, right=right)
        gap = start[0] + (22 if right else -22)
        return _rounded([start, (gap, start[1]), (gap, lane), (x, lane), (x, y)])


def _in_band(item: Box | Figure) -> bool:
    if isinstance(item, Box):
        return item.side is Side.BAND
    return item.person.role in (PersonRole.CHILD, PersonRole.NETWORK)


def _column(item: Box | Figure) -> int:
    if isinstance(item, Box):
        return int(item.side)
    return -1 if item.x < COLUMN_X[0] else 3


def _edge(item: Box | Figure, *, right: bool, towards: Box | Figure | None = None) -> Point:
    """Where a line leaves: the middle of a box's side, or that point of a person's outline that faces the other end."""
    sign = 1 if right else -1
    if isinstance(item, Box):
        return (item.x + (BOX_W if right else 0), item.middle)
    rise = 0.0 if towards is None else (_top(towards)[1] + BOX_H / 2 - item.y) / (2.5 * ROW)
    rise = max(-0.5, min(0.5, rise))
    reach = (1 - rise * rise) ** 0.5 if item.person.role is PersonRole.VICTIM else 1 - abs(rise)
    return (item.x + sign * reach * item.half_width, item.y + rise * item.half_height)


def _top(item: Box | Figure) -> Point:
    return (item.x + BOX_W / 2, item.y) if isinstance(item, Box) else (item.x, item.y - item.half_height)


def _curve(start: Point, end: Point) -> Path:
    reach = (end[0] - start[0]) * 0.9
    return _smooth(start, [((start[0] + reach, start[1]), (end[0] - reach, end[1]), end)])


def _smooth(start: Point, curves: list[tuple[Point, Point, Point]]) -> Path:
    d, points, at = f"M{_xy(start)}", [start], start
    for first, second, end in curves:
        d += f" C{_xy(first)} {_xy(second)} {_xy(end)}"
        points += [_bezier(at, first, second, end, step / 12) for step in range(1, 13)]
        at = end
    return Path(d, tuple(points))


def _bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    points = list(zip(weights, (a, b, c, d), strict=True))
    return (sum(weight * x for weight, (x, _) in points), sum(weight * y for weight, (_, y) in points))


def _rounded(corners: list[Point]) -> Path:
    """Straight pieces with rounded corners."""
    d, points = f"M{_xy(corners[0])}", [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        radius = min(10.0, _distance(before, corner) / 2, _distance(corner, after) / 2)
        enter, leave = _towards(corner, before, radius), _towards(corner, after, radius)
        d += f" L{_xy(enter)} Q{_xy(corner)} {_xy(leave)}"
        points += [_towards(corner, before, _distance(before, corner) / 2), corner]
    return Path(f"{d} L{_xy(corners[-1])}", (*points, corners[-1]))


def _distance(a: Point, b: Point) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def _towards(start: Point, end: Point, by: float) -> Point:
    length = _distance(start, end) or 1
    return (start[0] + (end[0] - start[0]) * by / length, start[1] + (end[1] - start[1]) * by / length)


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
