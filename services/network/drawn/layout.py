"""Where everything stands in the picture: five fixed columns and a band below. Pure numbers, no drawing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from models.terms import PersonRole
from services.cases.facts import CaseFacts, CasePerson
from services.network.drawn.folding import folded
from services.network.drawn.looks import BAND_GROUND, BAND_INK, HER_GROUND, HIS_GROUND, SOFT, WHITE
from services.network.drawn.seats import Box, Side, seats_of
from services.network.facts import Finding
from services.wording import Say

WIDTH, BOX_W, BOX_H, ROW = 816, 174, 46, 62
COLUMN_X = (104, 321, 538)
TOP, LEAST_ROWS = 62, 3
VICTIM_X, SUSPECT_X, FIGURE = 46, 770, 42
FIGURE_STEP = 2 * FIGURE + 54
BAND_ITEM_H, BAND_ROW, BAND_HEAD, BAND_GAP, PERSON_W, CHILD_W = 64, 76, 34, 18, 156, 72
BAND_LEFT, BAND_RIGHT = 96, 720
UNDER_FIGURE = 46
"""Room below a figure for its alias and a day."""


@dataclass(frozen=True)
class Figure:
    """A private person in the picture, by the centre of its shape."""

    person: CasePerson
    x: float
    y: float
    half_width: float
    half_height: float

    @property
    def key(self) -> str:
        """The reference of the person."""
        return self.person.ref


@dataclass(frozen=True)
class Ground:
    """The coloured ground of a side with its heading. Where lines come in over a heading it has an edge (`halo`)."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    heading: str
    heading_x: float
    heading_y: float
    anchor: str = "middle"
    ink: str = SOFT
    halo: bool = False


@dataclass(frozen=True)
class Layout:
    """The whole picture in numbers. `rows` of the fullest column; `narrow` is the sheet for a phone."""

    width: float
    height: float
    rows: int
    boxes: tuple[Box, ...]
    figures: tuple[Figure, ...]
    grounds: tuple[Ground, ...]
    band_top: float = 0
    band_height: float = 0
    narrow: bool = False

    def at(self, end: str) -> Box | Figure | None:
        """The box or person that stands for an end of a line; a seat inside a closed fold is its fold."""
        return self._by_end.get(end)

    def box(self, end: str) -> Box | None:
        """The box that stands for an end of a line."""
        found = self.at(end)
        return found if isinstance(found, Box) else None

    @cached_property
    def _by_end(self) -> dict[str, Box | Figure]:
        people: dict[str, Box | Figure] = {figure.key: figure for figure in self.figures[::-1]}
        return people | {name: box for box in self.boxes[::-1] for name in box.names()}


def headings(say: Say) -> tuple[str, str, str, str]:
    """What the sides are called, in the order of `Side`."""
    return say("Victim's side"), say("Chain and direction"), say("Suspect's side"), say("Possibly in touch with both")


def in_band(item: Box | Figure) -> bool:
    """Whether somebody stands in the band below the columns."""
    if isinstance(item, Box):
        return item.side is Side.BAND
    return item.person.role in (PersonRole.CHILD, PersonRole.NETWORK)


def lay_out(case: CaseFacts, findings: Iterable[Finding], say: Say, opened: Collection[str] = ()) -> Layout:
    """Place every seat, every required seat that is empty, and every private person. `opened`: see `folded`."""
    seats = folded(seats_of(case, findings, say), opened, say)
    columns = [[box for box in seats if box.side == side] for side in (Side.VICTIM, Side.CHAIN, Side.SUSPECT)]
    rows = max(LEAST_ROWS, *(len(column) for column in columns))
    placed = [box for x, column in zip(COLUMN_X, columns, strict=True) for box in _column(column, x, rows)]
    band_top = TOP + rows * ROW + 8
    band_boxes, band_figures, band_height = _band([b for b in seats if b.side is Side.BAND], case, band_top)
    middle = TOP + (rows * ROW - (ROW - BOX_H)) / 2
    beside = [
        *_figures(case, PersonRole.VICTIM, VICTIM_X, middle),
        *_figures(case, PersonRole.SUSPECT, SUSPECT_X, middle),
    ]
    figures = (*beside, *band_figures)
    bottom = max([band_top + band_height, *(figure.y + FIGURE + UNDER_FIGURE for figure in beside)])
    grounds = _grounds(say, rows, band_top, band_height)
    boxes = (*placed, *band_boxes)
    return Layout(WIDTH, bottom + 10, rows, boxes, figures, grounds, band_top, band_height)


def _grounds(say: Say, rows: int, band_top: float, band_height: float) -> tuple[Ground, ...]:
    names, height = headings(say), TOP + rows * ROW - 24 - 8
    colours = (HER_GROUND, WHITE, HIS_GROUND)
    found = [
        Ground(x - 8, 24, BOX_W + 16, height, colour, name, x + BOX_W / 2, 46)
        for x, colour, name in zip(COLUMN_X, colours, names, strict=False)
    ]
    if band_height:
        width, name = BAND_RIGHT - BAND_LEFT, names[Side.BAND]
        place = (BAND_LEFT, band_top, width, band_height)
        found.append(Ground(*place, BAND_GROUND, name, BAND_LEFT + 12, band_top + 22, "start", ink=BAND_INK, halo=True))
    return tuple(found)


def _column(boxes: list[Box], x: float, rows: int) -> list[Box]:
    first = (rows - len(boxes)) // 2
    return [replace(box, x=x, y=TOP + (first + row) * ROW) for row, box in enumerate(boxes)]


def _figures(case: CaseFacts, role: PersonRole, x: float, middle: float) -> list[Figure]:
    people = [person for person in case.persons if person.role is role]
    first = max(TOP + FIGURE, middle - FIGURE_STEP * (len(people) - 1) / 2)
    return [Figure(person, x, first + FIGURE_STEP * number, FIGURE, FIGURE) for number, person in enumerate(people)]


def _band(boxes: list[Box], case: CaseFacts, top: float) -> tuple[list[Box], list[Figure], float]:
    """Seats and people below the columns, wrapped into rows; nothing there, no band."""
    children = [person for person in case.persons if person.role is PersonRole.CHILD]
    others = [person for person in case.persons if person.role is PersonRole.NETWORK]
    widths: list[tuple[Box | CasePerson, float]] = [(box, BOX_W) for box in boxes]
    widths += [(child, CHILD_W) for child in children] + [(other, PERSON_W) for other in others]
    placed, figures, y = [], [], top + BAND_HEAD
    for row in _wrapped(widths):
        x = (BAND_LEFT + BAND_RIGHT - sum(w for _, w in row) - BAND_GAP * (len(row) - 1)) / 2
        for item, width in row:
            if isinstance(item, Box):
                placed.append(replace(item, x=x, y=y + (BAND_ITEM_H - BOX_H) / 2))
            else:
                figures.append(figure_in_band(item, x + width / 2, y + BAND_ITEM_H / 2))
            x += width + BAND_GAP
        y += BAND_ROW
    return placed, figures, y - top if widths else 0


def figure_in_band(person: CasePerson, x: float, y: float) -> Figure:
    """A child or somebody close, around a point."""
    child = person.role is PersonRole.CHILD
    return Figure(person, x, y, 30 if child else PERSON_W / 2, 30 if child else 22)


def _wrapped(items: list[tuple[Box | CasePerson, float]]) -> list[list[tuple[Box | CasePerson, float]]]:
    found: list[list[tuple[Box | CasePerson, float]]] = []
    room = 0.0
    for item in items:
        if not found or room < item[1]:
            found.append([])
            room = BAND_RIGHT - BAND_LEFT - 40
        found[-1].append(item)
        room -= item[1] + BAND_GAP
    return found
