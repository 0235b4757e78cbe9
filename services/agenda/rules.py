"""Pure rules of the agenda: what is proposed, how minutes fit, the clock, what a guest sees of it, cases in a row."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from models.terms import MeetingKind, MeetingStatus, Risk
from services.agenda.facts import NewPoint, PlanSitting, Point, SittingChoice, StandardPoint
from services.errors import ServiceError
from services.protection.typed import flaw

MOST_POINTS = 30
LONGEST_POINT = 240
LONGEST_TITLE, LONGEST_NOTE, LONGEST_KEY = 160, 2_000, 60
FEWEST_CASES, MOST_CASES = 2, 15
SHORTEST_CASE = 10
_SHORT_MEETING = 30
_WHOLE_FIVES = 60
"""From an hour on, proposed points last whole fives of minutes."""

_WEIGHTS: dict[MeetingKind, dict[StandardPoint, int]] = {
    MeetingKind.CASE_CONFERENCE: {
        StandardPoint.OPENING: 10,
        StandardPoint.EARLIER: 10,
        StandardPoint.QUESTION: 5,
        StandardPoint.NEWS: 15,
        StandardPoint.VOICE: 10,
        StandardPoint.CONDITIONS: 25,
        StandardPoint.ACTIONS: 10,
        StandardPoint.TELLING: 5,
        StandardPoint.REVIEW: 5,
        StandardPoint.CLOSE: 5,
    },
    MeetingKind.ACTION_MEETING: {
        StandardPoint.OPENING: 4,
        StandardPoint.EARLIER: 5,
        StandardPoint.QUESTION: 3,
        StandardPoint.NEWS: 9,
        StandardPoint.VOICE: 5,
        StandardPoint.CONDITIONS: 8,
        StandardPoint.ACTIONS: 9,
        StandardPoint.TELLING: 3,
        StandardPoint.REVIEW: 2,
        StandardPoint.CLOSE: 2,
    },
    MeetingKind.REVIEW: {
        StandardPoint.OPENING: 4,
        StandardPoint.EARLIER: 10,
        StandardPoint.QUESTION: 3,
        StandardPoint.NEWS: 7,
        StandardPoint.VOICE: 6,
        StandardPoint.CONDITIONS: 5,
        StandardPoint.ACTIONS: 4,
        StandardPoint.TELLING: 2,
        StandardPoint.REVIEW: 2,
        StandardPoint.CLOSE: 2,
    },
}
"""Our own proposal, from what minutes and agendas of comparable meetings hold (domain.md sections 3 and 4)."""
_LEFT_OUT_WHEN_SHORT = (StandardPoint.REVIEW, StandardPoint.CLOSE)


class AgendaWrong(ServiceError):
    """An agenda that cannot be kept. Fields: `field` (points, title, minutes, note, organisations, meeting), `reason`,
    and `number` of the point at fault, counted from one; 0 where it is no single point."""

    code = "agenda.agenda_wrong"


class SittingWrong(ServiceError):
    """A sitting that cannot be planned. Fields: `field` (cases, minutes, sitting) and `reason`."""

    code = "agenda.sitting_wrong"


def suggested(kind: MeetingKind, minutes: int, *, earlier: bool = False) -> tuple[tuple[StandardPoint, int], ...]:
    """The points of a meeting of this kind and length with their minutes, which add up to the meeting exactly.

    `earlier`: something was agreed before, so the meeting opens with that; a review always does.
    """
    weights = _WEIGHTS.get(kind, _WEIGHTS[MeetingKind.ACTION_MEETING])
    out = () if minutes >= _SHORT_MEETING else _LEFT_OUT_WHEN_SHORT
    out = out if earlier or kind is MeetingKind.REVIEW else (*out, StandardPoint.EARLIER)
    points = [point for point in weights if point not in out][: max(minutes, 1)]
    step = 5 if minutes >= _WHOLE_FIVES and minutes % 5 == 0 else 1
    shares = _shared([weights[point] for point in points], minutes // step)
    return tuple((point, share * step) for point, share in zip(points, shares, strict=True))


def shortened(minutes: Sequence[int], length: int) -> tuple[int, ...]:
    """The same points cut down to `length` minutes together, each in proportion and none below one minute.

    What fits stays as it is; more points than minutes last a minute each.
    """
    return tuple(minutes) if sum(minutes) <= length else _shared(minutes, length)


def over(minutes: Iterable[int], length: int) -> int:
    """By how many minutes the points take longer than the meeting; 0 when they fit."""
    return max(0, sum(minutes) - length)


def clock(starts_at: datetime, minutes: Iterable[int]) -> tuple[tuple[datetime, datetime], ...]:
    """When each point begins and ends, one after another."""
    found, at = [], starts_at
    for length in minutes:
        found.append((at, at + timedelta(minutes=length)))
        at = found[-1][1]
    return tuple(found)


def minutes_of(point: Point) -> int:
    """How long a point lasts, in whole minutes."""
    return round((point.ends_at - point.starts_at).total_seconds() / 60)


def uninvited(points: Iterable[Point], organisations: Collection[str]) -> tuple[str, ...]:
    """The organisations that a point is for and of which nobody is invited, in order of the agenda."""
    named = dict.fromkeys(key for point in points for key in point.organisations)
    return tuple(key for key in named if key not in organisations)


def for_organisation(points: Iterable[Point], organisation: str) -> tuple[Point, ...]:
    """The agenda as somebody of an organisation may see it: own points and those for everybody, without notes.

    What is for others is only a stretch of time without title. Such points in a row are one stretch, and points are
    numbered anew, so that not even their number shows.
    """
    found: list[Point] = []
    for open_, some in groupby(points, key=lambda p: not p.organisations or organisation in p.organisations):
        part = list(some)
        if open_:
            found += [Point(len(found) + n, p.title, p.starts_at, p.ends_at) for n, p in enumerate(part, 1)]
        else:
            found.append(Point(len(found) + 1, "", part[0].starts_at, part[-1].ends_at))
    return tuple(found)


def check_points(points: Sequence[NewPoint]) -> None:
    """Raises `AgendaWrong` for an agenda that cannot be kept. Too many minutes in all is a warning, no refusal."""
    if not points:
        raise AgendaWrong(field="points", reason="none", number=0)
    if len(points) > MOST_POINTS:
        raise AgendaWrong(field="points", reason="too_many", number=MOST_POINTS)
    for number, point in enumerate(points, 1):
        if not point.title.strip():
            raise AgendaWrong(field="title", reason="empty", number=number)
        if wrong := flaw(point.title, LONGEST_TITLE, lines=False):
            raise AgendaWrong(field="title", reason=wrong, number=number)
        if wrong := flaw(point.note, LONGEST_NOTE):
            raise AgendaWrong(field="note", reason=wrong, number=number)
        if any(not key or flaw(key, LONGEST_KEY, lines=False) for key in point.organisations):
            raise AgendaWrong(field="organisations", reason="unknown", number=number)
        if not 1 <= point.minutes <= LONGEST_POINT:
            raise AgendaWrong(field="minutes", reason="impossible", number=number)


def can_change(status: MeetingStatus, ends_at: datetime, moment: datetime) -> bool:
    """Whether the agenda can still be changed: until the meeting is over, unless it was called off."""
    return status not in (MeetingStatus.WITHDRAWN, MeetingStatus.HELD) and moment < ends_at


def check_sitting(order: PlanSitting) -> None:
    """Raises `SittingWrong` unless two to fifteen different cases, each with a meeting of its own, last at least ten
    minutes each."""
    if not FEWEST_CASES <= len(order.items) <= MOST_CASES:
        raise SittingWrong(field="cases", reason="number")
    for ids in ([item.case_id for item in order.items], [item.meeting_id for item in order.items]):
        if len(set(ids)) != len(ids):
            raise SittingWrong(field="cases", reason="twice")
    if any(not SHORTEST_CASE <= item.minutes <= LONGEST_POINT for item in order.items):
        raise SittingWrong(field="minutes", reason="impossible")


def suggested_order(choices: Iterable[SittingChoice]) -> tuple[SittingChoice, ...]:
    """Cases with children first, so that who is there for children can leave; then by risk, gravest first."""
    gravity = [Risk.HIGH, Risk.MEDIUM, Risk.LOW]
    return tuple(sorted(choices, key=lambda c: (not c.children, gravity.index(c.risk), c.code)))


def _shared(weights: Sequence[int], units: int) -> tuple[int, ...]:
    """`units` divided by weight, largest remainders first, at least one each."""
    total = sum(weights)
    exact = [weight * units / total for weight in weights]
    shares = [max(1, int(part)) for part in exact]
    while sum(shares) < units:
        furthest = max(range(len(shares)), key=lambda n: exact[n] - shares[n])
        shares[furthest] += 1
    while sum(shares) > units and max(shares) > 1:
        nearest = max((n for n in range(len(shares)) if shares[n] > 1), key=lambda n: shares[n] - exact[n])
        shares[nearest] -= 1
    return tuple(shares)
