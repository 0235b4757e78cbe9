"""One meeting to place: its problem and the proposals, frozen. Ids, organisation keys and moments only.

All moments are zone-aware; results are in Europe/Amsterdam. Blocks are half-open: free from the start, up to the end.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from services.scheduling.refusals import Block as Block
from services.scheduling.refusals import CalendarFault as CalendarFault
from services.scheduling.refusals import CalendarWrong as CalendarWrong
from services.scheduling.refusals import RequestWrong as RequestWrong
from services.scheduling.refusals import check_free, need

LOCAL = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """The day of a moment where the people are: shortly after midnight that is not yet the day of the clock in UTC."""
    return moment.astimezone(LOCAL).date()


LONGEST_GRID_DAYS = 800
"""Two years and a bit: further ahead nobody's calendar is known, and a typing error should not fill the memory."""

LONGEST_TRAVEL_MINUTES = 240
"""Half a working day one way: nobody is asked to come from further."""

Group = tuple[str, ...]
"""Organisation keys of which one present attendee is enough, for example ("VT", "VHH")."""
Rule = tuple[Group, ...]
"""The minimum attendance: every group filled, and no person filling two."""


@dataclass(frozen=True)
class Grid:
    """The times at which a meeting may start: every `step_minutes` from `day_start` on each open day, local wall time.

    Weekends, Dutch public holidays and the days in `closed` (an employer's own) are never open; a meeting ends at or
    before `day_end` of the day it starts on. `lunch`, from and until, is kept free: no meeting overlaps it; it may
    end as lunch begins. Raises `RequestWrong` for a grid without room (days, step_minutes, day_start, day_end, lunch).
    """

    first_day: date
    days: int = 7
    step_minutes: int = 30
    day_start: time = time(8)
    day_end: time = time(18)
    closed: frozenset[date] = frozenset()
    lunch: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        need(1 <= self.days <= LONGEST_GRID_DAYS, "days")
        need(1 <= self.step_minutes <= 24 * 60, "step_minutes")
        need(self.day_start.tzinfo is None and self.day_end.tzinfo is None, "day_start")
        need(self.day_start < self.day_end, "day_end")
        if self.lunch:
            begins, ends = self.lunch
            need(begins.tzinfo is None and ends.tzinfo is None and begins < ends, "lunch")

    @property
    def day_minutes(self) -> int:
        """How long a day is open, by the clock on the wall."""
        opens, closes = (at.hour * 60 + at.minute for at in (self.day_start, self.day_end))
        return closes - opens


@dataclass(frozen=True)
class Substitute:
    """Someone who may sit in for a named attendee, by person id, with the blocks in which this person is free."""

    id: str
    free: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        check_free(self.id, self.free)


@dataclass(frozen=True)
class Attendee:
    """One seat at the meeting, held by a named person of an organisation; substitutes in order of preference.

    `required` makes this very seat part of the minimum, beside the rule's groups. `person` tells two seats of one
    person apart from two people; without it the seat's id stands for the person.
    Raises `CalendarWrong` for blocks that are empty, reversed, overlapping or without a zone.
    """

    id: str
    organisation: str
    free: tuple[Block, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    required: bool = False
    person: str = ""

    def __post_init__(self) -> None:
        check_free(self.id, self.free)
        people = [self.person_id, *(substitute.id for substitute in self.substitutes)]
        need(len(people) == len(set(people)), "substitutes")

    @property
    def person_id(self) -> str:
        """The named person behind the seat."""
        return self.person or self.id


@dataclass(frozen=True)
class Request:
    """One meeting of `minutes` to place on `grid`.

    It starts at or after `not_before` (now plus the minimum notice) and ends at or before `deadline`.
    `travel_minutes` is what everybody needs to come and to go (0 online): each free block counts as that much shorter
    at both of its ends. Raises `RequestWrong` naming the part: minutes, longer_than_day, travel_minutes, not_before,
    deadline, rule, nobody or attendees.
    """

    minutes: int
    not_before: datetime
    deadline: datetime | None
    rule: Rule
    attendees: tuple[Attendee, ...]
    grid: Grid
    travel_minutes: int = 0

    def __post_init__(self) -> None:
        need(self.minutes >= 1, "minutes")
        need(self.minutes <= self.grid.day_minutes, "longer_than_day")
        need(0 <= self.travel_minutes <= LONGEST_TRAVEL_MINUTES, "travel_minutes")
        need(self.not_before.tzinfo is not None, "not_before")
        need(self.deadline is None or self.deadline.tzinfo is not None, "deadline")
        need(all(self.rule) and not any(isinstance(group, str) for group in self.rule), "rule")
        need(bool(self.attendees), "nobody")
        ids = [attendee.id for attendee in self.attendees]
        need(len(ids) == len(set(ids)), "attendees")


class Presence(StrEnum):
    """How a seat is filled at a slot. Only named and substitute count as present.

    Partial is the named person who is there as it begins and leaves, or who comes later and stays to its end. Who
    comes later and leaves early as well is there at neither, and absent.
    """

    NAMED = "named"
    SUBSTITUTE = "substitute"
    PARTIAL = "partial"
    ABSENT = "absent"


class Reason(StrEnum):
    """Why the named person does not hold the whole slot, seen on the slot's own day."""

    FREE_UNTIL = "free_until"
    FREE_FROM = "free_from"
    FREE_AROUND = "free_around"
    BUSY_ALL_DAY = "busy_all_day"
    SITS_IN_ELSEWHERE = "sits_in_elsewhere"


@dataclass(frozen=True)
class Attendance:
    """One seat at one slot. A partial attendee has either `until`, the moment of leaving, or `since`, that of coming.

    `reason` is empty when the named person is there; else `free_until` and `free_from` are the nearest free moments of
    the named person on that day, before and after the slot's start, where there are any.
    """

    attendee_id: str
    kind: Presence
    substitute_id: str | None = None
    until: datetime | None = None
    reason: Reason | None = None
    free_until: datetime | None = None
    free_from: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class GroupFilled:
    """One group of the rule at one slot, and the seat and person that fill it (None: nobody does)."""

    organisations: Group
    attendee_id: str | None
    person_id: str | None


@dataclass(frozen=True)
class Slot:
    """A time for the meeting with who is there: `present` of `of` seats, attendance in the request's order.

    `rule_met`: every group is filled and every required seat is present.
    """

    start: datetime
    end: datetime
    present: int
    of: int
    attendance: tuple[Attendance, ...]
    groups: tuple[GroupFilled, ...]
    rule_met: bool


@dataclass(frozen=True)
class Proposals:
    """The earliest slot that meets the minimum, the best attended one (then the earliest), and further choices.

    `others` go from best to least attended, times that overlap none already offered before those that do.
    """

    earliest: Slot | None
    best: Slot | None
    others: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Blocking:
    """What one part of the minimum costs. `attendee_id` is set for a required seat, None for a group of the rule.

    `invited`: seats that could fill it; `alone`: times at which it is filled, whoever else is there;
    `without`: times that there would be if it were not asked for.
    """

    organisations: Group
    attendee_id: str | None
    invited: int
    alone: int
    without: int


@dataclass(frozen=True)
class Shorter:
    """The longest shorter meeting that has a time, and how many."""

    minutes: int
    times: int


@dataclass(frozen=True)
class AfterDeadline:
    """The first slot if the deadline is let go, and by how many minutes its end is late."""

    slot: Slot
    minutes_late: int


@dataclass(frozen=True)
class SubstituteMissing:
    """A seat of the minimum for which somebody outside the list would help: `times` there would be if one could always
    come. `known`: how many substitutes the seat has already."""

    attendee_id: str
    organisation: str
    times: int
    known: int = 0


@dataclass(frozen=True)
class Online:
    """How many times there are if nobody has to travel."""

    times: int


Suggestion = SubstituteMissing | Online | Shorter | AfterDeadline
"""In the order in which they are offered."""


@dataclass(frozen=True)
class Blocked:
    """Why there is no time, or how tight it is. `times`: starts that meet the minimum; `open_times`: starts that the
    grid, the notice and the deadline leave at all. Suggestions only when there is no time."""

    times: int
    open_times: int
    blocking: tuple[Blocking, ...]
    suggestions: tuple[Suggestion, ...] = ()
