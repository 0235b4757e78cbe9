"""One meeting to place: its problem and the proposals, frozen. Ids, organisation keys and moments only.

All moments are zone-aware; results are in Europe/Amsterdam. Blocks are half-open: free from the start, up to the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar
from zoneinfo import ZoneInfo

from services.errors import ServiceError

LOCAL = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """The day of a moment where the people are: shortly after midnight that is not yet the day of the clock in UTC."""
    return moment.astimezone(LOCAL).date()


LONGEST_GRID_DAYS = 800
"""Two years and a bit: further ahead nobody's calendar is known, and a typing error should not fill the memory."""

Block = tuple[datetime, datetime]
Group = tuple[str, ...]
"""Organisation keys of which one present attendee is enough, for example ("VT", "VHH")."""
Rule = tuple[Group, ...]
"""The minimum attendance: every group filled, and no person filling two."""


class CalendarFault(StrEnum):
    """What can be wrong with a block of free time."""

    NOT_A_BLOCK = "not_a_block"
    WITHOUT_ZONE = "without_zone"
    EMPTY = "empty"
    REVERSED = "reversed"
    OVERLAPPING = "overlapping"


class CalendarWrong(ServiceError):
    """Free time that cannot be meant so. Fields: `owner` (id), `fault`, and `start`, `end` of the block at fault."""

    code: ClassVar[str] = "scheduling.calendar_wrong"


class RequestWrong(ServiceError):
    """A request that describes no meeting. Field `what` names the part that is wrong."""

    code: ClassVar[str] = "scheduling.request_wrong"


def _check_free(owner: str, free: Iterable[Block]) -> None:
    for block in free:
        if len(block) != 2:
            raise CalendarWrong(owner=owner, fault=CalendarFault.NOT_A_BLOCK, start=None, end=None)
        start, end = block
        if start.tzinfo is None or end.tzinfo is None:
            raise CalendarWrong(owner=owner, fault=CalendarFault.WITHOUT_ZONE, start=start, end=end)
        if start.timestamp() >= end.timestamp():
            fault = CalendarFault.EMPTY if start.timestamp() == end.timestamp() else CalendarFault.REVERSED
            raise CalendarWrong(owner=owner, fault=fault, start=start, end=end)
    in_order = sorted(free, key=lambda block: block[0].timestamp())
    for (_, before_end), (start, end) in pairwise(in_order):
        if start.timestamp() < before_end.timestamp():
            raise CalendarWrong(owner=owner, fault=CalendarFault.OVERLAPPING, start=start, end=end)


def _need(held: bool, what: str) -> None:
    if not held:
        raise RequestWrong(what=what)


@dataclass(frozen=True)
class Grid:
    """The times at which a meeting may start: every `step_minutes` from `day_start` on each open day, local wall time.

    Weekends, Dutch public holidays and the days in `closed` (an employer's own) are never open; a meeting ends at or
    before `day_end` of the day it starts on. Raises `RequestWrong` for a grid without room.
    """

    first_day: date
    days: int = 7
    step_minutes: int = 30
    day_start: time = time(8)
    day_end: time = time(18)
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        _need(1 <= self.days <= LONGEST_GRID_DAYS, "days")
        _need(1 <= self.step_minutes <= 24 * 60, "step_minutes")
        _need(self.day_start.tzinfo is None and self.day_end.tzinfo is None, "day_start")
        _need(self.day_start < self.day_end, "day_end")


@dataclass(frozen=True)
class Substitute:
    """Someone who may sit in for a named attendee, by person id, with the blocks in which this person is free."""

    id: str
    free: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        _check_free(self.id, self.free)


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
        _check_free(self.id, self.free)
        people = [self.person_id, *(substitute.id for substitute in self.substitutes)]
        _need(len(people) == len(set(people)), "substitutes")

    @property
    def person_id(self) -> str:
        """The named person behind the seat."""
        return self.person or self.id


@dataclass(frozen=True)
class Request:
    """One meeting of `minutes` to place on `grid`.

    It starts at or after `not_before` (now plus the minimum notice) and ends at or before `deadline`.
    Raises `RequestWrong` naming the part: minutes, not_before, deadline, rule or attendees.
    """

    minutes: int
    not_before: datetime
    deadline: datetime | None
    rule: Rule
    attendees: tuple[Attendee, ...]
    grid: Grid

    def __post_init__(self) -> None:
        _need(self.minutes >= 1, "minutes")
        _need(self.not_before.tzinfo is not None, "not_before")
        _need(self.deadline is None or self.deadline.tzinfo is not None, "deadline")
        _need(all(self.rule) and not any(isinstance(group, str) for group in self.rule), "rule")
        ids = [attendee.id for attendee in self.attendees]
        _need(len(ids) == len(set(ids)), "attendees")


class Presence(StrEnum):
    """How a seat is filled at a slot. Only named and substitute count as present."""

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
    """One seat at one slot. `until` is the moment at which a partial attendee leaves.

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
    """A seat without any substitute; `times` there would be if one could always come."""

    attendee_id: str
    organisation: str
    times: int


Suggestion = Shorter | AfterDeadline | SubstituteMissing


@dataclass(frozen=True)
class Blocked:
    """Why there is no time, or how tight it is. `times`: starts that meet the minimum; `open_times`: starts that the
    grid, the notice and the deadline leave at all. Suggestions only when there is no time."""

    times: int
    open_times: int
    blocking: tuple[Blocking, ...]
    suggestions: tuple[Suggestion, ...] = ()
