"""Pure rules of a region's weeks: which case needs which meeting, the times of a plan, sittings, person days.

What stands here is our proposal, shown as such: how long a meeting lasts and what a seat's absence weighs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.terms import STANDING, CaseStatus, MeetingKind, MeetingStatus, Risk
from services.duties.facts import Evidence
from services.duties.stale import last_fitting, newest_plan
from services.errors import ServiceError
from services.new_information.rules import is_met_already, stale
from services.protection.typed import flaw
from services.region_plan.facts import PeriodWrong, RoomWrong, SaveRoom, Sitting, TimeWrong
from services.region_plan.kept import KeptPlan
from services.route_map.due import target_at
from services.route_map.facts import Attendance
from services.route_map.region import Planning
from services.scheduling.facts import LOCAL, Block, Grid, local_day
from services.scheduling.many.facts import VIDEO, Booking
from services.scheduling.opening import opening

MINUTES = {MeetingKind.ACTION_MEETING: 30, MeetingKind.REVIEW: 60, MeetingKind.CASE_CONFERENCE: 90}
"""How long a meeting of a kind lasts in a plan; no norm."""
STEP_MINUTES = 15
LONGEST_PERIOD, FURTHEST = 28, 183
"""Days: longer or further ahead nobody's diary is known."""
MOST_SEATS, LONGEST_NAME = 500, 80
OF_THE_MINIMUM, WANTED_BY_THE_MAP, OTHERS = 3, 2, 1
"""What the absence of a seat weighs: of an organisation of the minimum, one that the map also asks, or another."""
MOST_IN_A_SITTING = 15


class MeetingElsewhere(ServiceError):
    """This case meets, or looks for a time, outside the plan: its director was first. Nobody is invited twice."""

    code = "region_plan.meeting_elsewhere"


@dataclass(frozen=True)
class Met:
    """A meeting of a case, announced, put to the vote or held; as far as wanting another depends on it."""

    id: str
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime


@dataclass(frozen=True)
class Wanted:
    """The meeting that a case needs, since when it was asked for, and until when it is wanted."""

    kind: MeetingKind
    asked_at: datetime
    deadline_at: datetime | None

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return MINUTES[self.kind]


def wanted(evidence: Evidence, meetings: Iterable[Met], last_day: date, planning: Planning) -> Wanted | None:
    """Which meeting a case needs up to `last_day`; None where it needs none, or one was asked for already.

    An action meeting when the plan in force no longer fits and nobody met since; a review when its day comes; a case
    conference at high or medium risk when there never was a plan and nobody met. `meetings` are those that count: a
    plan that is made anew leaves its own out.
    """
    facts, known = evidence.facts, [one for one in meetings if one.kind is not MeetingKind.COORDINATION]
    if facts.status is not CaseStatus.ACTIVE:
        return None
    if any(one.status in STANDING and one.starts_at > evidence.now for one in known):
        return None
    plan, found = newest_plan(evidence), stale(evidence)
    if found is not None and not is_met_already(known, found):
        return _wanted(MeetingKind.ACTION_MEETING, facts.risk, found.since, planning)
    if plan is not None and facts.review_on is not None and facts.review_on <= last_day:
        fitted = last_fitting(evidence, plan)
        if any(one.kind is MeetingKind.REVIEW and one.starts_at > fitted for one in known):
            return None
        return _review(facts.risk, facts.review_on, planning)
    if plan is None and not known and facts.risk is not Risk.LOW:
        return _wanted(MeetingKind.CASE_CONFERENCE, facts.risk, facts.opened_at or evidence.now, planning)
    return None


def _wanted(kind: MeetingKind, risk: Risk, asked: datetime, planning: Planning) -> Wanted:
    return Wanted(kind, asked, target_at(planning, kind, risk, asked))


def _review(risk: Risk, review_on: date, planning: Planning) -> Wanted:
    """Where the region names no days for a review, the day that the case itself chose is the last one."""
    asked = datetime.combine(review_on, time(0), LOCAL)
    target = target_at(planning, MeetingKind.REVIEW, risk, asked)
    return Wanted(MeetingKind.REVIEW, asked, target or datetime.combine(review_on, planning.day_end, LOCAL))


def earliest_of(first_day: date, planning: Planning) -> datetime:
    """When the days of a plan begin."""
    return datetime.combine(first_day, planning.day_start, LOCAL)


def grid_of(plan: KeptPlan, planning: Planning) -> Grid:
    """The times of a plan: every quarter of an hour of the region's day, lunch kept free."""
    return Grid(
        first_day=plan.first_day,
        days=plan.days,
        step_minutes=STEP_MINUTES,
        day_start=planning.day_start,
        day_end=planning.day_end,
        lunch=planning.lunch,
    )


def span_of(plan: KeptPlan) -> tuple[datetime, datetime]:
    """From the first midnight of a plan to the last."""
    first = datetime.combine(plan.first_day, time(0), LOCAL)
    return first, datetime.combine(plan.first_day + timedelta(days=plan.days), time(0), LOCAL)


def last_day_of(first_day: date, days: int) -> date:
    """The last of so many days."""
    return first_day + timedelta(days=days - 1)


def check_period(first_day: date, days: int, today: date) -> None:
    """Raises `PeriodWrong`."""
    if not 1 <= days <= LONGEST_PERIOD:
        raise PeriodWrong(reason="days")
    if first_day > today + timedelta(days=FURTHEST):
        raise PeriodWrong(reason="too_far")
    if last_day_of(first_day, days) < today:
        raise PeriodWrong(reason="past")


def check_time(grid: Grid, starts_at: datetime, not_before: datetime) -> None:
    """Raises `TimeWrong` for a start that no meeting of this plan can have."""
    if starts_at.tzinfo is None:
        raise TimeWrong(reason="off_grid")
    if starts_at < not_before:
        raise TimeWrong(reason="past")
    if not grid.first_day <= local_day(starts_at) <= last_day_of(grid.first_day, grid.days):
        raise TimeWrong(reason="outside")
    if starts_at.timestamp() not in opening(grid).starts:
        raise TimeWrong(reason="off_grid")


def is_within(grid: Grid, time_taken: Block) -> bool:
    """Whether a meeting from and until then is one that a plan could hold: on the grid, within a day, beside lunch."""
    known, (begins, ends) = opening(grid), (time_taken[0].timestamp(), time_taken[1].timestamp())
    on_a_day = any(known.starts[first] <= begins and ends <= closes for first, closes in known.days)
    at_lunch = any(begins < until and since < ends for since, until in known.lunches)
    return on_a_day and not at_lunch and known.span(begins, begins) > 0


def check_room(order: SaveRoom, others: Collection[str]) -> None:
    """Raises `RoomWrong`. `others`: the names of the other rooms."""
    for field, text in (("name", order.name), ("site", order.site)):
        if wrong := flaw(text, LONGEST_NAME, lines=False):
            raise RoomWrong(field=field, reason=wrong)
    name = order.name.strip()
    if order.room_id in ("", VIDEO):
        raise RoomWrong(field="room_id", reason="taken")
    if not name:
        raise RoomWrong(field="name", reason="empty")
    if name.casefold() in {other.casefold() for other in others}:
        raise RoomWrong(field="name", reason="taken")
    if not 1 <= order.seats <= MOST_SEATS:
        raise RoomWrong(field="seats", reason="number")


def weight_of(organisation: str, rule: Attendance) -> int:
    """What the absence of a seat of this organisation weighs."""
    if any(organisation in group for group in rule.required):
        return OF_THE_MINIMUM
    return WANTED_BY_THE_MAP if organisation in rule.optional else OTHERS


def filled(groups: Iterable[Collection[str]], people: Mapping[str, Collection[str]]) -> bool:
    """Whether these people fill every group, nobody two of them. `people`: by professional the organisations for which
    they come."""
    needs, held = [set(group) for group in groups], dict[str, int]()

    def placed(number: int, seen: set[str]) -> bool:
        for who, homes in people.items():
            if who in seen or not needs[number] & set(homes):
                continue
            seen.add(who)
            if who not in held or placed(held[who], seen):
                held[who] = number
                return True
        return False

    return all(placed(number, set()) for number in range(len(needs)))


def sittings_of(bookings: Iterable[Booking]) -> tuple[Sitting, ...]:
    """Meetings that follow one another at once, in one place and with somebody in common, by time.

    On line several meetings may begin as one ends: the one with most people in common follows.
    """
    rows: list[list[Booking]] = []
    for booking in sorted(bookings, key=lambda one: (one.start, one.room, one.meeting_id)):
        before = [row for row in rows if _follows(booking, row)]
        best = max(before, key=lambda row: (_shared(row[-1], booking), row[0].meeting_id), default=None)
        if best is None:
            rows.append([booking])
        else:
            best.append(booking)
    return tuple(_sitting(row) for row in rows if len(row) > 1)


def _follows(booking: Booking, row: list[Booking]) -> bool:
    last = row[-1]
    at_once = (last.room, last.end) == (booking.room, booking.start) and len(row) < MOST_IN_A_SITTING
    return at_once and _shared(last, booking) > 0


def _people(booking: Booking) -> set[str]:
    return {who for _, who in booking.attendees}


def _shared(one: Booking, other: Booking) -> int:
    return len(_people(one) & _people(other))


def _sitting(row: list[Booking]) -> Sitting:
    people = set().union(*(_people(booking) for booking in row))
    return Sitting(row[0].start, row[-1].end, row[0].room, tuple(one.meeting_id for one in row), len(people))


def person_days(bookings: Iterable[Booking]) -> int:
    """Days on which a person has a meeting, over all people."""
    found: dict[str, set[date]] = defaultdict(set)
    for booking in bookings:
        for who in _people(booking):
            found[who].add(local_day(booking.start))
    return sum(len(days) for days in found.values())
