"""The sheet for a phone: everybody below each other from her to him, lines as bows in the margin at the right.

Nothing stands in that margin, so no line can run behind a box.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from models.terms import PersonRole
from services.cases.facts import CaseFacts
from services.network.drawn.folding import folded
from services.network.drawn.layout import UNDER_FIGURE, Figure, Ground, Layout, figure_in_band, headings
from services.network.drawn.lines import Lanes, Ports
from services.network.drawn.looks import BAND_GROUND, BAND_INK, HER_GROUND, HIS_GROUND, SOFT, WHITE
from services.network.drawn.seats import Box, Side, seats_of
from services.network.drawn.ways import Path, rounded
from services.network.facts import Finding
from services.wording import Say

WIDTH, LEFT, BOX_W, BOX_H, ROW = 360, 14, 220, 46, 58
HEAD, FIGURE, BAND_ITEM = 30, 42, 68
MARGIN = tuple(range(252, 350, 12))


def lay_out_narrow(case: CaseFacts, findings: Iterable[Finding], say: Say, opened: Collection[str] = ()) -> Layout:
    """Place everybody in one column: victim, her side, chain, his side, alleged perpetrator, the band."""
    seats = folded(seats_of(case, findings, say), opened, say)
    names, y = headings(say), 8.0
    boxes: list[Box] = []
    figures: list[Figure] = []
    grounds: list[Ground] = []
    for side, colour in ((Side.VICTIM, HER_GROUND), (Side.CHAIN, WHITE), (Side.SUSPECT, HIS_GROUND)):
        top, first = y, y + HEAD
        hers = _people(case, PersonRole.VICTIM, first) if side is Side.VICTIM else []
        own = [box for box in seats if box.side is side]
        below = first + _tall(hers)
        boxes += (replace(box, x=LEFT, y=below + row * ROW, width=BOX_W) for row, box in enumerate(own))
        his = _people(case, PersonRole.SUSPECT, below + len(own) * ROW) if side is Side.SUSPECT else []
        figures += (*hers, *his)
        y = below + len(own) * ROW + _tall(his) + 8
        grounds.append(_ground(top, y - 8 - top, colour, names[side], SOFT))
    in_band = _band([box for box in seats if box.side is Side.BAND], case, y + HEAD)
    if in_band:
        height = HEAD + BAND_ITEM * len(in_band)
        grounds.append(_ground(y, height, BAND_GROUND, names[Side.BAND], BAND_INK))
        y += height + 8
    boxes += (item for item in in_band if isinstance(item, Box))
    figures += (item for item in in_band if isinstance(item, Figure))
    return Layout(WIDTH, y, 0, tuple(boxes), tuple(figures), tuple(grounds), narrow=True)


def _ground(y: float, height: float, colour: str, heading: str, ink: str) -> Ground:
    return Ground(6, y, LEFT + BOX_W + 2, height, colour, heading, LEFT, y + 20, "start", ink)


def _people(case: CaseFacts, role: PersonRole, top: float) -> list[Figure]:
    people = [person for person in case.persons if person.role is role]
    step = 2 * FIGURE + UNDER_FIGURE
    return [
        Figure(person, LEFT + BOX_W / 2, top + FIGURE + 4 + step * number, FIGURE, FIGURE)
        for number, person in enumerate(people)
    ]


def _tall(figures: list[Figure]) -> float:
    return len(figures) * (2 * FIGURE + UNDER_FIGURE)


def _band(boxes: list[Box], case: CaseFacts, top: float) -> list[Box | Figure]:
    people = [p for role in (PersonRole.CHILD, PersonRole.NETWORK) for p in case.persons if p.role is role]
    found: list[Box | Figure] = []
    for number, item in enumerate((*boxes, *people)):
        middle = top + BAND_ITEM * number + 32
        if isinstance(item, Box):
            found.append(replace(item, x=LEFT, y=middle - BOX_H / 2, width=BOX_W))
        else:
            found.append(figure_in_band(item, LEFT + BOX_W / 2, middle))
    return found


class MarginRouter:
    """The ways of the narrow sheet: out to a free lane of the margin, along it, and back."""

    def __init__(self) -> None:
        self.ports = Ports()
        self.margin = Lanes(MARGIN)

    def between(self, one: Box | Figure, other: Box | Figure) -> Path:
        """A way from one seat or person to another."""
        start, end = self.ports.at(one, right=True), self.ports.at(other, right=True)
        lane = self.margin.free(start[1], end[1])
        return rounded(start, (lane, start[1]), (lane, end[1]), end)
