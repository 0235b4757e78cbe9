"""Where everything stands in the picture: five fixed columns and a band below. Pure numbers, no drawing.

Position means side: victim | her side | chain and direction | his side | alleged perpetrator. The order inside a column
depends on organisation and role only, so a seat keeps its place from version to version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from models.terms import OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.network import rules
from services.network.facts import Finding, FindingKind
from services.network.names import end_name, seat_name, seat_title
from services.route_map.rules import network_seats
from services.wording import Say

WIDTH, BOX_W, BOX_H, ROW = 816, 174, 46, 62
COLUMN_X = (104, 321, 538)
TOP, LEAST_ROWS = 62, 3
VICTIM_X, SUSPECT_X, FIGURE = 46, 770, 42
BAND_ITEM_H, BAND_GAP, PERSON_W, CHILD_W = 64, 18, 156, 72
BAND_LEFT, BAND_RIGHT = 96, 720


class Side(IntEnum):
    """The column of a seat; the band holds who is in touch with both sides."""

    VICTIM = 0
    CHAIN = 1
    SUSPECT = 2
    BAND = 3


@dataclass(frozen=True)
class Box:
    """A seat in the picture. `ends` are the names by which lines and findings may speak of it."""

    key: str
    ends: tuple[str, ...]
    side: Side
    title: str
    subtitle: str
    empty: bool = False
    x: float = 0
    y: float = 0

    @property
    def middle(self) -> float:
        return self.y + BOX_H / 2


@dataclass(frozen=True)
class Figure:
    """A private person in the picture, by the centre of its shape."""

    person: CasePerson
    x: float
    y: float
    half_width: float
    half_height: float


@dataclass(frozen=True)
class Layout:
    """The whole picture in numbers."""

    rows: int
    boxes: tuple[Box, ...]
    figures: tuple[Figure, ...]
    band_top: float
    band_height: float
    height: float

    @property
    def columns_bottom(self) -> float:
        return TOP + self.rows * ROW

    def box(self, end: str) -> Box | None:
        """The box that stands for an end of a line."""
        return next((box for box in self.boxes if end == box.key or end in box.ends), None)

    def figure(self, end: str) -> Figure | None:
        """The private person with this reference."""
        return next((figure for figure in self.figures if figure.person.ref == end), None)


_HERS = {
    OrganisationKind.VEILIG_THUIS.value,
    OrganisationKind.SLACHTOFFERHULP.value,
    OrganisationKind.VROUWENOPVANG.value,
    OrganisationKind.HULPVERLENING.value,
    OrganisationKind.RAAD_VOOR_DE_KINDERBESCHERMING.value,
}
_HIS = {
    OrganisationKind.RECLASSERING.value,
    OrganisationKind.GEESTELIJKE_GEZONDHEIDSZORG.value,
    OrganisationKind.DISTRICTSRECHERCHE.value,
}
_HERS_BY_ROLE = {SeatRole.VICTIM_CONTACT.value, SeatRole.VICTIM_COORDINATOR.value}
_CHAIN_BY_ROLE = {SeatRole.CASE_DIRECTOR.value, SeatRole.PROCESS_DIRECTOR.value, SeatRole.PUBLIC_PROSECUTOR.value}


def side_of(organisation: str, role: str, with_victim: bool = False, with_suspect: bool = False) -> Side:
    """On which side a seat stands: by whom it speaks with, else by what it is for."""
    if with_victim and with_suspect:
        return Side.BAND
    if role in _CHAIN_BY_ROLE:
        return Side.CHAIN
    if with_victim or with_suspect:
        return Side.VICTIM if with_victim else Side.SUSPECT
    if role in _HERS_BY_ROLE or organisation in _HERS:
        return Side.VICTIM
    return Side.SUSPECT if organisation in _HIS or role == SeatRole.COMMUNITY_OFFICER else Side.CHAIN


def lay_out(facts: CaseFacts, findings: Iterable[Finding], say: Say) -> Layout:
    """Place every seat, every required seat that is empty, and every private person."""
    findings = tuple(findings)
    seats = [*_held(facts, say), *_empty(findings, say)]
    seats += _named_only_in_lines(seats, facts, findings, say)
    columns = [[box for box in seats if box.side == side] for side in (Side.VICTIM, Side.CHAIN, Side.SUSPECT)]
    rows = max(LEAST_ROWS, *(len(column) for column in columns))
    placed = [box for x, column in zip(COLUMN_X, columns, strict=True) for box in _column(column, x, rows)]
    band_top = TOP + rows * ROW + 6
    in_band = [box for box in seats if box.side is Side.BAND]
    band_boxes, band_figures, band_height = _band(in_band, facts, band_top)
    middle = TOP + (rows * ROW - (ROW - BOX_H)) / 2
    figures = [
        *_figures(facts, PersonRole.VICTIM, VICTIM_X, middle),
        *_figures(facts, PersonRole.SUSPECT, SUSPECT_X, middle),
        *band_figures,
    ]
    bottom = max([band_top + band_height, *(figure.y + FIGURE + 24 for figure in figures)])
    return Layout(rows, (*placed, *band_boxes), tuple(figures), band_top, band_height, bottom + 34)


def _held(facts: CaseFacts, say: Say) -> list[Box]:
    hers = set(rules.refs(facts, PersonRole.VICTIM, PersonRole.CHILD))
    victims, his = set(rules.refs(facts, PersonRole.VICTIM)), set(rules.refs(facts, PersonRole.SUSPECT))
    messengers = {seat.id for seat in rules.messenger_seats(facts)}
    found = []
    for seat in sorted(network_seats(facts), key=_order):
        spoken = set(seat.speaks_with)
        with_both = seat.id in messengers and bool(spoken & (victims | his))
        side = (
            Side.BAND if with_both else side_of(seat.organisation, seat.role, bool(spoken & hers), bool(spoken & his))
        )
        side = Side.CHAIN if side is Side.BAND and not with_both else side
        principal = rules.principal_seat(facts, seat.organisation)
        ends = (f"{seat.organisation}/{seat.role}", *((seat.organisation,) if seat == principal else ()))
        found.append(Box(seat.id, ends, side, seat_title(say, seat, facts), seat.name))
    return found


def _empty(findings: Iterable[Finding], say: Say) -> list[Box]:
    found = []
    for finding in findings:
        if finding.kind is FindingKind.MISSING_PARTNER:
            organisation, _, role = finding.subjects[0].partition("/")
            side, title = side_of(organisation, role), seat_name(say, organisation, role)
            found.append(Box(finding.subjects[0], (), side, title, say("! nobody yet"), empty=True))
    return found


def _named_only_in_lines(boxes: list[Box], facts: CaseFacts, findings: Iterable[Finding], say: Say) -> list[Box]:
    """Organisations that a missing contact leads to and that have no seat in the case."""
    known = {end for box in boxes for end in (box.key, *box.ends)} | {person.ref for person in facts.persons}
    ends = dict.fromkeys(end for finding in findings for pair in finding.pairs for end in pair)
    return [
        Box(end, (), side_of(*_parts(end)), end_name(say, facts, end), say("? not in the case yet"), empty=True)
        for end in ends
        if end not in known
    ]


def _parts(end: str) -> tuple[str, str]:
    organisation, _, role = end.partition("/")
    return organisation, role


def _order(seat: PartnerSeat) -> tuple[int, int, str, str]:
    kinds, roles = [kind.value for kind in OrganisationKind], [role.value for role in SeatRole]
    kind = kinds.index(seat.organisation) if seat.organisation in kinds else len(kinds)
    return kind, roles.index(seat.role) if seat.role in roles else len(roles), seat.role, seat.id


def _column(boxes: list[Box], x: float, rows: int) -> list[Box]:
    first = (rows - len(boxes)) // 2
    return [_at(box, x, TOP + (first + row) * ROW) for row, box in enumerate(boxes)]


def _at(box: Box, x: float, y: float) -> Box:
    return Box(box.key, box.ends, box.side, box.title, box.subtitle, box.empty, x, y)


def _figures(facts: CaseFacts, role: PersonRole, x: float, middle: float) -> list[Figure]:
    people = [person for person in facts.persons if person.role is role]
    step = 2 * FIGURE + 36
    first = max(TOP + FIGURE, middle - step * (len(people) - 1) / 2)
    return [Figure(person, x, first + step * number, FIGURE, FIGURE) for number, person in enumerate(people)]


def _band(boxes: list[Box], facts: CaseFacts, top: float) -> tuple[list[Box], list[Figure], float]:
    """Seats and people below the columns, wrapped into rows; nothing there, no band."""
    children = [person for person in facts.persons if person.role is PersonRole.CHILD]
    others = [person for person in facts.persons if person.role is PersonRole.NETWORK]
    widths: list[tuple[Box | CasePerson, float]] = [(box, BOX_W) for box in boxes]
    widths += [(child, CHILD_W) for child in children] + [(other, PERSON_W) for other in others]
    placed, figures, y = [], [], top + 34.0
    for row in _wrapped(widths):
        x = (BAND_LEFT + BAND_RIGHT - sum(w for _, w in row) - BAND_GAP * (len(row) - 1)) / 2
        for item, width in row:
            if isinstance(item, Box):
                placed.append(_at(item, x, y + (BAND_ITEM_H - BOX_H) / 2))
            else:
                half_height = 30 if item.role is PersonRole.CHILD else 22
                half_width = 30 if item.role is PersonRole.CHILD else PERSON_W / 2
                figures.append(Figure(item, x + width / 2, y + BAND_ITEM_H / 2, half_width, half_height))
            x += width + BAND_GAP
        y += BAND_ITEM_H + 10
    return placed, figures, y - top if widths else 0


def _wrapped(items: list[tuple[Box | CasePerson, float]]) -> list[list[tuple[Box | CasePerson, float]]]:
    found: list[list[tuple[Box | CasePerson, float]]] = []
    room = 0.0
    for item in items:
        if not found or room < item[1]:
            found.append([])
            room = BAND_RIGHT - BAND_LEFT - 24
        found[-1].append(item)
        room -= item[1] + BAND_GAP
    return found
