"""The way of a line as straight and curved pieces: as SVG path data, and as points for whoever draws or measures it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

Point = tuple[float, float]

_FINE = 12


@dataclass(frozen=True)
class Path:
    """A line from `start` through its pieces: one point is straight, two are a quadratic curve, three a cubic one."""

    start: Point
    pieces: tuple[tuple[Point, ...], ...]

    @cached_property
    def d(self) -> str:
        """SVG path data."""
        letters = " LQC"
        told = (letters[len(piece)] + " ".join(map(_xy, piece)) for piece in self.pieces)
        return f"M{_xy(self.start)} " + " ".join(told)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Points along it, first to last, close enough to draw it from."""
        found, at = [self.start], self.start
        for piece in self.pieces:
            fine = _FINE if len(piece) == 1 else _FINE // 2
            found += [_bezier((at, *piece), step / fine) for step in range(1, fine + 1)]
            at = piece[-1]
        return tuple(found)

    def spots(self, step: float = 6) -> tuple[Point, ...]:
        """Points along it at even distances."""
        found, walked = [self.start], 0.0
        for before, after in pairwise(self.points):
            length, at = apart(before, after), step - walked
            while at <= length:
                found.append(towards(before, after, at))
                at += step
            walked = step - (at - length)
        return tuple(found)

    def back(self) -> "Path":
        """The same line from its end to its start."""
        ends = [self.start, *(piece[-1] for piece in self.pieces)]
        pieces = [(*piece[-2::-1], before) for piece, before in zip(self.pieces, ends, strict=False)]
        return Path(ends[-1], tuple(reversed(pieces)))


def rounded(*corners: Point, radius: float = 10) -> Path:
    """Straight pieces with rounded corners; a corner on top of another is left out."""
    kept = [corners[0]]
    for corner in corners[1:]:
        if apart(kept[-1], corner) > 0.01:
            kept.append(corner)
    pieces: list[tuple[Point, ...]] = []
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        bend = min(radius, apart(before, corner) / 2, apart(corner, after) / 2)
        pieces += [(towards(corner, before, bend),), (corner, towards(corner, after, bend))]
    return Path(kept[0], (*pieces, (kept[-1],)))


def apart(a: Point, b: Point) -> float:
    """The distance between two points."""
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def towards(start: Point, end: Point, by: float) -> Point:
    """The point so far from `start` on the way to `end`."""
    length = apart(start, end) or 1
    return (start[0] + (end[0] - start[0]) * by / length, start[1] + (end[1] - start[1]) * by / length)


def _bezier(points: tuple[Point, ...], t: float) -> Point:
    while len(points) > 1:
        points = tuple((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(points))
    return points[0]


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
