"""What stands in the way of a meeting, what may be wrong with a plan, and what is refused, frozen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from services.errors import ServiceError


class Hindrance(StrEnum):
    """Why a meeting has no time, or only a late one."""

    NOBODY = "nobody"
    MINIMUM_NOT_INVITED = "minimum_not_invited"
    DEADLINE_PASSED = "deadline_passed"
    NO_COMMON_TIME = "no_common_time"
    NO_ROOM = "no_room"
    PIN_IMPOSSIBLE = "pin_impossible"
    PINS_COLLIDE = "pins_collide"
    SHORTAGE = "shortage"
    TAKEN_BY_OTHERS = "taken_by_others"
    NOT_EXAMINED = "not_examined"
    """Nobody looked: the work was stopped before, or the reason was not asked for."""


@dataclass(frozen=True)
class BlockingSeat:
    """What a group of the rule (`seat_id` empty) or a required seat costs: `without`: the starts there would be before
    the deadline if it were not asked for."""

    organisations: tuple[str, ...]
    seat_id: str
    without: int


class WayOut(StrEnum):
    """In the order in which they are offered."""

    SUBSTITUTE = "substitute"
    ONLINE = "online"
    SHORTER = "shorter"
    SWAP = "swap"
    AFTER_DEADLINE = "after_deadline"


@dataclass(frozen=True)
class Suggestion:
    """One way out. `seat_id` for a substitute, `minutes` for a shorter meeting, `meeting_id` for a swap with a movable
    one of lower risk, `start` and `late_minutes` for a time after the deadline; `times`: starts that it gives."""

    way: WayOut
    times: int = 0
    seat_id: str = ""
    minutes: int = 0
    meeting_id: str = ""
    start: datetime | None = None
    late_minutes: int = 0


@dataclass(frozen=True)
class Explained:
    """Why one meeting is late or has no time. `proven`: whatever became of all lighter ones, no plan could hold it in
    time, or none together with those in `others`, which are pinned, confirmed or as grave and in time in the plan. So
    another plan may hold it in time and one of these late. `times`: starts in time if it were alone in the world;
    `open_times`: starts that hours, notice and deadline leave at all. `others`: the meetings that take its times."""

    meeting_id: str
    hindrance: Hindrance
    proven: bool
    times: int
    open_times: int
    blocking: tuple[BlockingSeat, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    others: tuple[str, ...] = ()


class Breach(StrEnum):
    """What may be wrong with a plan."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    DROPPED = "dropped"
    LENGTH = "length"
    OFF_GRID = "off_grid"
    CLOSED = "closed"
    LUNCH = "lunch"
    TOO_SOON = "too_soon"
    NOT_FREE = "not_free"
    PERSON_TWICE = "person_twice"
    SEAT = "seat"
    MINIMUM = "minimum"
    MOST_A_DAY = "most_a_day"
    TRAVEL = "travel"
    ROOM = "room"
    ROOM_TWICE = "room_twice"
    LICENCES = "licences"
    PIN = "pin"
    CONFIRMED = "confirmed"
    LATENESS = "lateness"
    SCORE = "score"


@dataclass(frozen=True)
class Violation:
    """One breach, with the meetings and the person or room that it concerns."""

    breach: Breach
    meetings: tuple[str, ...] = ()
    who: str = ""


class ProblemWrong(ServiceError):
    """A problem that makes no sense. Fields: `what` (a part of the form, such as people, organisation, minutes) and
    `id` of the entry that is wrong; nothing else of it."""

    code: ClassVar[str] = "scheduling.problem_wrong"


class PlanWrong(ServiceError):
    """A plan that its own check refuses: it is neither shown nor kept. Field `breaches`: how many of each."""

    code: ClassVar[str] = "scheduling.plan_wrong"


class ImpossibleHere(ServiceError):
    """A meeting that cannot be held at a time chosen by hand, even if all that may move made way. Field `reason`:
    off_grid, outside (its hours or notice), room, minimum (who is needed cannot come), or pinned (it is pinned
    elsewhere itself, or pinned and confirmed meetings take what it needs)."""

    code: ClassVar[str] = "scheduling.impossible_here"
