"""Somebody's diary as planning may know it: stretches of time and what they rest on, never what fills them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from services.errors import ServiceError
from services.scheduling.facts import Block
from services.scheduling.hours import WeeklyHours


class DiarySource(StrEnum):
    """What a diary rests on."""

    STATED = "stated"
    WORKING_WEEK = "working_week"
    OWN_CALENDAR = "own_calendar"


@dataclass(frozen=True)
class Diary:
    """When one professional can be asked to meet. Without any source nothing is known of them, and nothing is free."""

    professional_id: str
    free: tuple[Block, ...] = ()
    sources: frozenset[DiarySource] = frozenset()

    @property
    def known(self) -> bool:
        """Whether anything is known of this person's time."""
        return bool(self.sources)


@dataclass(frozen=True)
class DaysAway:
    """Days, first and last included, on which a professional is away."""

    id: str
    professional_id: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class CalendarSummary:
    """What was kept of somebody's own calendar: when it was read, up to which day, and how many stretches are taken.

    `zones_guessed` (told right after reading, not kept): appointments in a time zone that nobody knows, read as
    Amsterdam's.
    """

    read_at: datetime
    until_day: date
    blocks: int
    zones_guessed: int = 0


@dataclass(frozen=True)
class Known:
    """All that is known of one professional's time, for `rules.free_blocks`; days first and last included.

    `week` None: no working week was given. `calendar_until` None: their own calendar was not read.
    `taken` are stretches in the own calendar and meetings of the planner, told apart nowhere.
    """

    stated_days: frozenset[date] = frozenset()
    stated: tuple[Block, ...] = ()
    week: WeeklyHours | None = None
    calendar_until: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    closed: frozenset[date] = frozenset()
    taken: tuple[Block, ...] = ()


@dataclass(frozen=True)
class WeekShown:
    """A stretch of somebody's days for the screen: which were stated, what was, and what would follow without that.

    Where nothing `follows`, neither a working week nor a calendar says anything of days that were not stated.
    """

    stated_days: frozenset[date]
    stated: tuple[Block, ...]
    derived: tuple[Block, ...]
    follows: frozenset[date]


class DaysWrong(ServiceError):
    """Days away or closed that cannot be meant so. Field `reason`: reversed, past, too_far or too_long."""

    code: ClassVar[str] = "availability.days_wrong"


class HoursWrong(ServiceError):
    """Hours that cannot be meant so. Field `reason`: reversed."""

    code: ClassVar[str] = "availability.hours_wrong"


class FileFault(StrEnum):
    """Why a calendar file was not read. Those of one appointment or line come with its line in the file."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_A_CALENDAR = "not_a_calendar"
    WEB_PAGE = "web_page"
    CUT_OFF = "cut_off"
    NESTED = "nested"
    TOO_MANY = "too_many"
    TOO_FULL = "too_full"
    TOO_HEAVY = "too_heavy"
    MOMENT = "moment"
    TURNED = "turned"
    TOO_LONG = "too_long"
    REPEAT = "repeat"
    TOO_OFTEN = "too_often"


class CalendarFileWrong(ServiceError):
    """A calendar file that is not read; what was read before stays. Fields: `reason` (a `FileFault`), `line`: where in
    the file, counted from 1, or 0 where no line is to blame. Nothing of what stands there."""

    code: ClassVar[str] = "availability.calendar_file_wrong"

    def __init__(self, *, reason: FileFault, line: int = 0) -> None:
        super().__init__(reason=reason, line=line)


@dataclass(frozen=True)
class CalendarReading:
    """What planning may know of a calendar file: when it says busy, and up to which day it was read."""

    busy: tuple[Block, ...]
    until_day: date
    zones_guessed: int = 0
