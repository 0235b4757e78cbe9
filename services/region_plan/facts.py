"""Orders to and results of the planning of a region. Case numbers, risks, times and professionals; never what a case is
about, nor a code name or a private person. Moments are zone-aware.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from models.terms import MeetingKind, Risk
from services.errors import ServiceError
from services.scheduling.many.facts import Place, Score, Told
from services.scheduling.many.reasons import Explained


class PlanStage(StrEnum):
    """How far a plan is: begun, worked out once at least, announced, or laid aside."""

    BEGUN = "begun"
    WORKED_OUT = "worked_out"
    PUBLISHED = "published"
    LAID_ASIDE = "laid_aside"


@dataclass(frozen=True)
class BeginPlan:
    """The order to begin a plan for so many days from `first_day` on. `plan_id` is made when the form is drawn."""

    plan_id: str
    first_day: date
    days: int
    place: Place


@dataclass(frozen=True)
class SettleMeeting:
    """The order to put one case's meeting at a time and place by hand; it is pinned there. `version` is the plan's as
    the writer saw it, as in every order here. An empty `room` leaves the room to the plan."""

    plan_id: str
    version: int
    line_id: str
    starts_at: datetime
    room: str = ""


@dataclass(frozen=True)
class MarkMeeting:
    """The order to pin or unpin a meeting, or to leave its case to its director, or take it in again."""

    plan_id: str
    version: int
    line_id: str
    pinned: bool | None = None
    left_out: bool | None = None


@dataclass(frozen=True)
class SaveRoom:
    """The order to keep a room; `version` 0 for a new one. Who is no longer `active` is offered no more."""

    room_id: str
    version: int
    name: str
    seats: int
    site: str = ""
    active: bool = True


@dataclass(frozen=True)
class RoomLine:
    """A room as its list shows it."""

    id: str
    version: int
    name: str
    seats: int
    site: str
    active: bool


@dataclass(frozen=True)
class PlanLine:
    """A plan as the list of plans shows it. `late` and `without` count meetings."""

    id: str
    first_day: date
    days: int
    stage: PlanStage
    begun_at: datetime
    meetings: int
    late: int
    without: int


@dataclass(frozen=True)
class SeatTaken:
    """A seat at a planned meeting and who sits there; without `name` nobody does. `substitute`: not the named one.
    `expected`: the name of who keeps an invitation given before, though they cannot come by the plan."""

    seat_id: str
    organisation: str
    professional_id: str = ""
    name: str = ""
    substitute: bool = False
    expected: str = ""


@dataclass(frozen=True)
class CaseMeeting:
    """The meeting that one case needs, with what the plan makes of it. Without `starts_at` it has no time.

    `room` is a room's id or the word for on line. `told` says what people know of the announced meeting; None: nothing
    was announced. `moved`: it was announced for another time or place than the plan has now; `only_place`: its time is
    the same. `explained` says why there is no time, or only a late one. `refusal` is the code of why announcing it was
    refused. `unknown`: the organisations of seats of whose holder no hours are known, so that nothing counts as free.
    `director`: the name of who directs the case now.
    """

    id: str
    case_id: str
    code: str
    risk: Risk
    kind: MeetingKind
    minutes: int
    earliest_at: datetime
    deadline_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    room: str
    room_name: str
    seats: tuple[SeatTaken, ...]
    late_minutes: int = 0
    explained: Explained | None = None
    pinned: bool = False
    left_out: bool = False
    told: Told | None = None
    moved: bool = False
    only_place: bool = False
    meeting_id: str = ""
    refusal: str = ""
    unknown: tuple[str, ...] = ()
    director: str = ""


@dataclass(frozen=True)
class Sitting:
    """Meetings of one plan that follow one another in one place, with shared attendees: each comes for own cases."""

    starts_at: datetime
    ends_at: datetime
    room: str
    line_ids: tuple[str, ...]
    people: int


@dataclass(frozen=True)
class PlanBeside:
    """Another plan over the same days that still holds cases of which nothing was announced. `both`: how many of them
    stand in this plan too. `begun_by`: the coordinator's name, where it is known."""

    id: str
    first_day: date
    days: int
    stage: PlanStage
    begun_by: str
    both: int


@dataclass(frozen=True)
class WeekPlan:
    """A plan with everything its screen shows. `outdated`: cases, diaries or announced meetings changed so that some
    booking no longer holds, by line id. `crowded`: lines still announced for a time at which another meeting of the
    plan has their people or room by now. `person_days`: days on which a professional has a meeting, summed."""

    id: str
    version: int
    first_day: date
    days: int
    place: Place
    stage: PlanStage
    begun_at: datetime
    worked_out_at: datetime | None
    published_at: datetime | None
    meetings: tuple[CaseMeeting, ...]
    rooms: tuple[RoomLine, ...]
    sittings: tuple[Sitting, ...] = ()
    score: Score | None = None
    person_days: int = 0
    outdated: frozenset[str] = frozenset()
    crowded: frozenset[str] = frozenset()
    beside: tuple[PlanBeside, ...] = ()


@dataclass(frozen=True)
class PublishOutcome:
    """What came of announcing a plan: lines that were announced or moved, lines that were left as they were, and those
    that were refused with the code of the reason. The same order again announces what is left."""

    announced: tuple[str, ...]
    moved: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[tuple[str, str], ...] = ()


class PlanGone(ServiceError):
    """This plan was laid aside, or there is none of this id."""

    code: ClassVar[str] = "region_plan.gone"


class PeriodWrong(ServiceError):
    """Days that cannot be planned. Field `reason`: past, days or too_far."""

    code: ClassVar[str] = "region_plan.period_wrong"


class RoomWrong(ServiceError):
    """A room that cannot be kept. Fields: `field` (name, seats, site) and `reason`."""

    code: ClassVar[str] = "region_plan.room_wrong"


class TimeWrong(ServiceError):
    """A time that a meeting of this plan cannot have. Field `reason`: off_grid, outside (the days of the plan), past,
    or impossible (the minimum cannot be there, or the place is taken)."""

    code: ClassVar[str] = "region_plan.time_wrong"


class NothingToPublish(ServiceError):
    """No meeting of this plan has a time that was not announced yet."""

    code: ClassVar[str] = "region_plan.nothing_to_publish"
