"""Orders and results of the agenda. Moments are zone-aware, durations whole minutes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import MeetingKind, MeetingMode, Risk
from services.errors import ServiceError
from services.meetings.facts import PlannedMeeting
from services.victim.facts import Voice


class StandardPoint(StrEnum):
    """The points that a meeting has when nobody wrote an agenda. `services.agenda.words` says what they are called."""

    OPENING = "opening"
    EARLIER = "earlier"
    QUESTION = "question"
    NEWS = "news"
    VOICE = "voice"
    CONDITIONS = "conditions"
    ACTIONS = "actions"
    TELLING = "telling"
    REVIEW = "review"
    CLOSE = "close"


@dataclass(frozen=True)
class NewPoint:
    """A point as it is typed. `organisations` are whom it is for, by key; none means everybody. `note` is for the chair
    only."""

    title: str
    minutes: int
    organisations: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class SetAgenda:
    """The order to keep a meeting's whole agenda, in this order. `version` is the meeting's as the writer saw it."""

    meeting_id: str
    case_id: str
    version: int
    points: tuple[NewPoint, ...]


@dataclass(frozen=True)
class Point:
    """A point on the clock. `note` is empty for everybody but who directs the case."""

    number: int
    title: str
    starts_at: datetime
    ends_at: datetime
    organisations: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Agenda:
    """The agenda of one meeting. `over_minutes` is how much the points take beyond the meeting; `suggested`: nobody
    changed it yet; `open`: it can still be changed."""

    meeting_id: str
    case_id: str
    code_name: str
    kind: MeetingKind
    starts_at: datetime
    ends_at: datetime
    version: int
    points: tuple[Point, ...]
    over_minutes: int = 0
    suggested: bool = False
    open: bool = True
    uninvited: tuple[str, ...] = ()
    """Organisations that a point is for and of which nobody is invited, by key."""


@dataclass(frozen=True)
class SittingCase:
    """A case in a sitting as its chair sees it; a case that the reader does not direct is only its time."""

    case_id: str
    meeting_id: str
    code_name: str
    starts_at: datetime
    ends_at: datetime
    agenda: Agenda | None = None


@dataclass(frozen=True)
class SittingPlan:
    """Several cases one after another: the clock per case."""

    id: str
    starts_at: datetime
    ends_at: datetime
    cases: tuple[SittingCase, ...]


@dataclass(frozen=True)
class ChairScript:
    """What the chair has at hand: the agenda with notes, the meeting with who comes, what it is asked, what the
    victims said, and which organisations of the minimum attendance said no (per group of the minimum)."""

    agenda: Agenda
    meeting: PlannedMeeting
    voices: tuple[Voice, ...]
    missing: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SittingItem:
    """One case of a sitting that is planned. `meeting_id` is made when the form is drawn, so a second click changes
    nothing."""

    meeting_id: str
    case_id: str
    minutes: int
    seat_ids: tuple[str, ...]
    question: str
    news: str
    override_reason: str = ""


@dataclass(frozen=True)
class PlanSitting:
    """The order to plan several cases one after another, in this order, from `starts_at` on."""

    sitting_id: str
    kind: MeetingKind
    starts_at: datetime
    conditions_due_at: datetime
    items: tuple[SittingItem, ...]
    mode: MeetingMode = MeetingMode.ONLINE
    place: str = ""


@dataclass(frozen=True)
class SittingOutcome:
    """What came of planning a sitting: the cases whose invitations went out, and of the others why not, by case id.
    The same order again plans what is left."""

    sitting_id: str
    planned: tuple[str, ...]
    refused: tuple[tuple[str, ServiceError], ...] = ()


@dataclass(frozen=True)
class SittingChoice:
    """A case that the reader directs and can put into a sitting. `seats` are who can be invited: seat id,
    organisation key and name; `planned` is when its next announced meeting starts, if there is one."""

    case_id: str
    code: str
    code_name: str
    risk: Risk
    children: bool
    seats: tuple[tuple[str, str, str], ...]
    planned: datetime | None = None
