"""Orders and results of the agenda. Moments are zone-aware, durations whole minutes."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import MeetingKind


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
    changed it yet."""

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
