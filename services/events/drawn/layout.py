"""Where everything stands in the picture of the events. Pure numbers, no drawing.

Time runs from left to right, each week as wide as the next. Below the turns and the orders in force lies one lane per
gravity, the gravest on top; marks pile up from the bottom of their lane, so that a full week is a high pile.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.terms import EventKind, Gravity
from services.events.drawn.course import Course, Span, Turn
from services.events.drawn.strokes import LETTERS
from services.events.facts import CaseEvent
from services.events.pattern import monday_of
from services.events.rules import GRAVITIES
from services.scheduling.facts import local_day
from services.wording import Say, label
from services.wording.lettering import fitting, width_of

FLAG_H, SPAN_H, PILE, LANE_LEAST, COUNT_H = 19, 24, 17, 38, 54
MOST_IN_A_WEEK, FLAG_ROWS, SPAN_ROWS = 5, 4, 6
_ROOM_AFTER = 3
"""Days that are shown after today at least."""


@dataclass(frozen=True)
class Shape:
    """The sheet: its width, the room for the names of lanes at the left, and how many weeks it shows at most."""

    width: float
    gutter: float
    most_weeks: int
    lane_head: float
    """Room for a lane's name inside it, where there is no room beside it."""

    @property
    def left(self) -> float:
        return self.gutter

    @property
    def right(self) -> float:
        return self.width - 14


WIDE = Shape(960, 176, 53, 0)
NARROW = Shape(360, 12, 14, 19)
"""For a phone: a quarter of a year, larger letters for its width."""


@dataclass(frozen=True)
class Flag:
    """A turn with the row of its words; without a row there was no room for them."""

    turn: Turn
    x: float
    text_x: float = 0
    row: int | None = None


@dataclass(frozen=True)
class Bar:
    """An order in force, cut to what is shown; `before` and `beyond` tell that it goes on outside."""

    span: Span
    x: float
    to_x: float
    row: int
    before: bool
    beyond: bool
    title_before: bool = False


@dataclass(frozen=True)
class Mark:
    """One event, or where `number` is more than one a whole week of one gravity."""

    event: CaseEvent
    x: float
    y: float
    number: int = 1


@dataclass(frozen=True)
class Lane:
    """The lane of one gravity; None is for what nobody has judged or the reader may not know."""

    gravity: Gravity | None
    top: float
    height: float
    marks: tuple[Mark, ...] = ()

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Layout:
    """The whole picture in numbers. `earlier`: acts that lie before the first week shown."""

    shape: Shape
    first: date
    last: date
    today: date
    today_x: float
    flags: tuple[Flag, ...]
    flag_line: float
    bars: tuple[Bar, ...]
    spans_top: float
    lanes: tuple[Lane, ...]
    weeks: tuple[tuple[date, int], ...]
    counts_top: float
    counts_bottom: float
    earlier: int = 0
    hidden_spans: int = 0
    marks: dict[str, Mark] = field(default_factory=dict, hash=False)

    def x(self, day: float | date) -> float:
        """The place of a day (its beginning), or of a fraction of days since the first."""
        days = day if isinstance(day, int | float) else (day - self.first).days
        return self.shape.left + days * (self.shape.right - self.shape.left) / ((self.last - self.first).days + 1)


def lay_out(course: Course, say: Say, shape: Shape) -> Layout:
    """Places everything of a course on a sheet."""
    first, last = _window(course, shape)
    scale = _Scale(shape, first, last)
    flags, flag_rows = _flags(course, scale)
    flag_line = 24 + flag_rows * FLAG_H + 8
    spans_top = flag_line + (16 if flags else 0)
    bars, hidden = _bars(course, scale)
    lanes_top = spans_top + (max((bar.row for bar in bars), default=-1) + 1) * SPAN_H + (10 if bars else 0)
    lanes, bottom = _lanes(course, scale, lanes_top)
    counts_top = bottom + 34
    return Layout(
        shape=shape,
        first=first,
        last=last,
        today=course.today,
        today_x=scale.x(course.today) + scale.day / 2,
        flags=flags,
        flag_line=flag_line,
        bars=bars,
        spans_top=spans_top,
        lanes=lanes,
        weeks=_weeks(course, first, last),
        counts_top=counts_top,
        counts_bottom=counts_top + COUNT_H,
        earlier=sum(local_day(act.happened_at) < first for act in course.acts),
        hidden_spans=hidden,
        marks={mark.event.id: mark for lane in lanes for mark in lane.marks},
    )


@dataclass(frozen=True)
class _Scale:
    shape: Shape
    first: date
    last: date

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.shape.right - self.shape.left) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        return self.shape.left + (day - self.first).days * self.day

    def shown(self, day: date) -> bool:
        return self.first <= day <= self.last


def _window(course: Course, shape: Shape) -> tuple[date, date]:
    """From the week of the first event to what is announced; at least eight weeks, at most what the sheet holds."""
    ahead = [turn.day for turn in course.turns if course.today < turn.day <= course.today + timedelta(weeks=6)]
    last = monday_of(max((*ahead, course.today + timedelta(days=_ROOM_AFTER)))) + timedelta(days=6)
    days = [local_day(act.happened_at) for act in course.acts] + [turn.day for turn in course.turns]
    first = monday_of(min([*days, course.today - timedelta(weeks=8)]))
    return max(first, last + timedelta(days=1) - timedelta(weeks=shape.most_weeks)), last


def _flags(course: Course, scale: _Scale) -> tuple[tuple[Flag, ...], int]:
    """Words of turns in rows, none over another; gives also how many rows there are. Latest turns choose first."""
    ends: list[list[tuple[float, float]]] = []
    found: list[Flag] = []
    turns = [turn for turn in course.turns if scale.shown(turn.day)]
    for turn in sorted(turns, key=lambda turn: turn.day, reverse=True):
        x = scale.x(turn.day) + scale.day / 2
        if turn.child:
            found.append(Flag(turn, x))
            continue
        half = width_of(turn.title, LETTERS) / 2 + 6
        middle = min(max(x, scale.shape.left + half), scale.shape.right - half)
        row = next(
            (n for n, taken in enumerate(ends) if all(middle + half < a or middle - half > b for a, b in taken)), None
        )
        if row is None and len(ends) < FLAG_ROWS:
            ends.append([])
            row = len(ends) - 1
        if row is not None:
            ends[row].append((middle - half, middle + half))
        found.append(Flag(turn, x, middle, row))
    return tuple(sorted(found, key=lambda flag: flag.x)), len(ends)


def _bars(course: Course, scale: _Scale) -> tuple[tuple[Bar, ...], int]:
    found: list[Bar] = []
    hidden = 0
    rows: list[list[tuple[float, float]]] = [[] for _ in range(SPAN_ROWS)]
    for span in sorted(course.spans, key=lambda span: (span.begins or date.min, span.title)):
        begins, ends = span.begins or scale.first, span.ends or scale.last
        if ends < scale.first or begins > scale.last or ends < begins:
            continue
        x, to_x = scale.x(max(begins, scale.first)), scale.x(min(ends, scale.last)) + scale.day
        wide = width_of(span.title, LETTERS) + 16
        title_before = x + wide > scale.shape.right and x - wide > scale.shape.left
        taken = (x - wide, to_x) if title_before else (x, max(to_x, x + wide))
        free = (n for n in range(SPAN_ROWS) if all(taken[0] > b + 6 or taken[1] < a - 6 for a, b in rows[n]))
        row = next(free, None)
        if row is None:
            hidden += 1
            continue
        rows[row].append(taken)
        before, beyond = span.begins is None or begins < scale.first, span.ends is None or ends > scale.last
        found.append(Bar(span, x, to_x, row, before, beyond, title_before))
    return tuple(found), hidden


def _lanes(course: Course, scale: _Scale, top: float) -> tuple[tuple[Lane, ...], float]:
    by_gravity: dict[Gravity | None, list[CaseEvent]] = defaultdict(list)
    for act in course.acts:
        if scale.shown(local_day(act.happened_at)):
            by_gravity[act.gravity].append(act)
    lanes = []
    for gravity in (*reversed(GRAVITIES), *((None,) if by_gravity[None] else ())):
        piled, levels = _piled(by_gravity[gravity], scale)
        height = max(LANE_LEAST, levels * PILE + 16) + scale.shape.lane_head
        bottom = top + height
        marks = tuple(Mark(act, x, bottom - 15 - level * PILE, number) for act, x, level, number in piled)
        lanes.append(Lane(gravity, top, height, marks))
        top = bottom
    return tuple(lanes), top


def _piled(acts: Iterable[CaseEvent], scale: _Scale) -> tuple[list[tuple[CaseEvent, float, int, int]], int]:
    """Each act with its place and level in the pile; a week with too many incidents becomes one mark with a number."""
    weeks: dict[date, list[CaseEvent]] = defaultdict(list)
    for act in acts:
        weeks[monday_of(local_day(act.happened_at))].append(act)
    places: list[tuple[CaseEvent, float, int]] = []
    for monday, inside in sorted(weeks.items()):
        joined = [act for act in inside if act.kind is not EventKind.BREACH]
        if len(joined) > MOST_IN_A_WEEK:
            places.append((joined[-1], scale.x(monday) + 3.5 * scale.day, len(joined)))
            inside = [act for act in inside if act.kind is EventKind.BREACH]
        places += [(act, scale.x(local_day(act.happened_at)) + scale.day / 2, 1) for act in inside]
    taken: list[tuple[float, float, int]] = []
    found = []
    for act, x, number in places:
        half = 8.5 if number == 1 else 10 + width_of(f"{number}×", 12)
        level = 0
        while any(on == level and x - half < b and x + half > a for a, b, on in taken):
            level += 1
        taken.append((x - half, x + half, level))
        found.append((act, x, level, number))
    return found, max((level for _, _, level in taken), default=-1) + 1


def _weeks(course: Course, first: date, last: date) -> tuple[tuple[date, int], ...]:
    counted: dict[date, int] = defaultdict(int)
    for act in course.acts:
        counted[monday_of(local_day(act.happened_at))] += 1
    return tuple(
        (monday, counted[monday])
        for monday in (first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))
    )


def lane_title(gravity: Gravity | None, say: Say) -> str:
    """What a lane is called."""
    return label(say, gravity) if gravity else say("Gravity not known")


def bar_title(bar: Bar, shape: Shape) -> str:
    """The words of an order's bar, as much as there is room for up to the edge; before the bar there is enough."""
    if bar.title_before:
        return bar.span.title
    return fitting(bar.span.title, shape.right - bar.x - 12, LETTERS)
