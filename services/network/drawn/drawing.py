"""Small pieces of the picture: numbers, days, boxes, figures, all as shapes."""

from dataclasses import dataclass

from models.terms import PersonRole
from services.network.drawn import looks
from services.network.drawn.layout import Figure
from services.network.drawn.looks import INK, SOFT, WHITE
from services.network.drawn.seats import Box, SeatState
from services.network.drawn.shapes import Oval, Panel, Part, Polygon, Shape, Stroke, Way, Words
from services.network.drawn.ways import Path
from services.wording import Say
from services.wording.lettering import fitting, width_of

MOST_NUMBERS = 3
_STEP = 24


@dataclass(frozen=True)
class Spoken:
    """What a box or figure says besides its name: the numbers of its findings (pressing first told apart by weight),
    whether it is picked, a mark for a conflict of interest, and the words for a screen reader."""

    text: str
    picked: bool = False
    conflict: bool = False


def number(x: float, y: float, text: str, *, pressing: bool) -> Part:
    """The number of a finding as it stands in the list, around a point."""
    fill, ink = (looks.PRESSING_FILL, WHITE) if pressing else (WHITE, INK)
    width = max(22.0, width_of(text, 12.5) + 10)
    edge = Stroke(WHITE, 1.5) if pressing else Stroke(looks.NOBODY.colour, 2)
    return Part(
        (
            Panel(x - width / 2, y - 11, width, 22, 11, fill, edge),
            Words(x, y + 4.5, text, 12.5, ink, 700),
        )
    )


def numbers(item: Box | Figure, ranks: list[tuple[int, bool]]) -> list[Part]:
    """The numbers at the upper right corner of an item, first at the right; more than three are counted."""
    shown = ranks[:MOST_NUMBERS]
    found = [number(*corner(item, place), str(rank), pressing=must) for place, (rank, must) in enumerate(shown)]
    if more := len(ranks) - len(shown):
        found.append(number(*corner(item, len(shown)), f"+{more}", pressing=any(must for _, must in ranks[3:])))
    return found


def corner(item: Box | Figure, place: int) -> tuple[float, float]:
    """Where a number stands on an item."""
    if isinstance(item, Box):
        return (item.right - 6 - _STEP * place, item.y - 5)
    return (item.x + 0.8 * item.half_width - _STEP * place, item.y - 0.8 * item.half_height)


def day_sign(item: Box | Figure, text: str) -> Part:
    """The day of the last contact: on the upper left corner of a box, below a person."""
    width = width_of(text, 12.5) + 14
    if isinstance(item, Box):
        x, y = item.x + 6, item.y - 14
    else:
        own = item.person.role in (PersonRole.VICTIM, PersonRole.SUSPECT)
        x, y = item.x - width / 2, item.y + item.half_height + (24 if own else -9)
    plate = Panel(x, y, width, 19, 9.5, looks.DATE_FILL, Stroke(WHITE, 1.5))
    return Part((plate, Words(x + width / 2, y + 13.8, text, 12.5, WHITE, 600)))


def box(seat: Box, says: Spoken) -> Part:
    """A professional's seat, or a fold of several."""
    return Part(
        (*_frame(seat, says.picked), *_inside(seat, says.conflict)),
        seat.key,
        says.text,
        says.picked,
        seat.opened if seat.members else None,
    )


def _frame(seat: Box, picked: bool) -> tuple[Shape, ...]:
    edge = {
        SeatState.NOBODY: looks.NOBODY,
        SeatState.OUTSIDE: looks.NOBODY,
        SeatState.UNWEIGHED: looks.UNWEIGHED,
    }.get(seat.state, Stroke(looks.EDGE, 1.5))
    fill = WHITE
    if picked:
        edge, fill = Stroke(looks.PICKED, 2.75, edge.dash), looks.PICKED_FILL
    if seat.state is not SeatState.FOLD:
        return (Panel(seat.x, seat.y, seat.width, seat.height, 7, fill, edge),)
    behind = Panel(seat.x + 4, seat.y + 4, seat.width - 4, seat.height - 4, 7, WHITE, Stroke(looks.EDGE, 1.5))
    return (behind, Panel(seat.x, seat.y, seat.width - 4, seat.height - 4, 7, fill, edge))


def _inside(seat: Box, conflict: bool) -> tuple[Shape, ...]:
    mark: tuple[Shape, ...] = ()
    room, middle = seat.width - 10, seat.x + seat.width / 2
    if conflict:
        room, middle = room - 24, middle + 12
        x, y = seat.x + 15, seat.middle
        mark = (Oval(x, y, 9, 9, looks.SUSPECT), Words(x, y + 4.5, "!", 13, WHITE, 700))
    if seat.state is SeatState.FOLD:
        middle -= 2
    second = looks.EMPTY_INK if seat.state in (SeatState.NOBODY, SeatState.OUTSIDE) else SOFT
    title, subtitle = fitting(seat.title, room, 14), fitting(seat.subtitle, room, 13.8)
    lift = 2 if seat.state is SeatState.FOLD else 0
    return (
        *mark,
        Words(middle, seat.y + 19 - lift, title, 14, INK, 600, room=_snug(title, room, 14)),
        Words(middle, seat.y + 36 - lift, subtitle, 13.8, second),
    )


def _snug(text: str, room: float, size: float) -> float:
    """Holds a text that nearly fills its room to its width, for readers without our font."""
    width = width_of(text, size)
    return width if width > 0.86 * room else 0


def figure(person: Figure, says: Spoken, say: Say) -> Part:
    """A private person: circle for the victim, diamond for the suspect, small circle for a child, else an ellipse."""
    role = person.person.role
    draw = {PersonRole.VICTIM: _victim, PersonRole.SUSPECT: _suspect, PersonRole.CHILD: _child}.get(role, _other)
    return Part(draw(person, say, says.picked), person.key, says.text, says.picked)


def _victim(person: Figure, say: Say, picked: bool) -> tuple[Shape, ...]:
    x, y, r = person.x, person.y, person.half_width
    ring = (Oval(x, y, r, r, looks.PICKED_FILL, Stroke(looks.PICKED, 2.75)),) if picked else ()
    inner = r - 5 if picked else r
    word = fitting(say("Victim"), 2 * r - 4, 13)
    return (*ring, Oval(x, y, inner, inner, looks.VICTIM), Words(x, y + 4.5, word, 13, WHITE, 650), _alias(person))


def _suspect(person: Figure, say: Say, picked: bool) -> tuple[Shape, ...]:
    x, y = person.x, person.y
    ring = (Polygon(_diamond(person, 0), looks.PICKED), Polygon(_diamond(person, 3.5), looks.PICKED_FILL))
    return (
        *(ring if picked else ()),
        Polygon(_diamond(person, 7 if picked else 0), looks.SUSPECT),
        Words(x, y - 1.5, say("Alleged"), 12.5, WHITE, 650),
        Words(x, y + 12.5, say("perp."), 12.5, WHITE, 650),
        _alias(person),
    )


def _diamond(person: Figure, inset: float) -> tuple[tuple[float, float], ...]:
    x, y, r = person.x, person.y, person.half_width - inset
    return ((x, y - r), (x + r, y), (x, y + r), (x - r, y))


def _alias(person: Figure) -> Words:
    text = fitting(person.person.alias, 2 * person.half_width + 6, 13)
    return Words(person.x, person.y + person.half_height + 17, text, 13, INK, 600)


def _child(person: Figure, _: Say, picked: bool) -> tuple[Shape, ...]:
    words = person.person.alias.split()
    lines = [line for line in (words[0] if words else "", " ".join(words[1:])) if line]
    top = person.y + 4.5 - 7.5 * (len(lines) - 1)
    texts = (Words(person.x, top + 15 * row, fitting(line, 54, 12.5), 12.5, INK, 600) for row, line in enumerate(lines))
    return (_round(person, picked, looks.CHILD, 2), *texts)


def _other(person: Figure, _: Say, picked: bool) -> tuple[Shape, ...]:
    text = fitting(person.person.alias, 2 * person.half_width - 24, 13.5)
    return (_round(person, picked, looks.PRIVATE, 1.75), Words(person.x, person.y + 4.5, text, 13.5, INK, 600))


def _round(person: Figure, picked: bool, colour: str, width: float) -> Oval:
    fill, edge = (looks.PICKED_FILL, Stroke(looks.PICKED, 3)) if picked else (WHITE, Stroke(colour, width))
    return Oval(person.x, person.y, person.half_width, person.half_height, fill, edge)


def no_entry(x: float, y: float) -> Part:
    """The sign of a forbidden line."""
    red = looks.STROKES[looks.Line.FORBIDDEN].colour
    bar = Way(Path((x - 6.5, y), (((x + 6.5, y),),)), Stroke(red, 4))
    return Part((Oval(x, y, 11, 11, WHITE, Stroke(red, 2.5)), bar))


def arrow(path: Path, colour: str) -> Polygon:
    """The head of an arrow at the end of a line."""
    (x1, y1), (x2, y2) = path.points[-4], path.points[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    left, right = (x2 - 10 * ux - 5 * uy, y2 - 10 * uy + 5 * ux), (x2 - 10 * ux + 5 * uy, y2 - 10 * uy - 5 * ux)
    return Polygon(((x2, y2), left, right), colour)
