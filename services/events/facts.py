"""What happened in a case, frozen and already cut down to what its reader may see. Moments are zone-aware."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import EventKind, Gravity


@dataclass(frozen=True)
class CaseEvent:
    """One event. `about` holds refs of private persons, `by_organisation` who told of it (a key).

    `on_day`: only the day is known. The clock of a breach runs from `reported_at` until `told_prosecution_at`.
    Not `readable`: the reader may know that it happened and on what day; text, author, gravity and hour are left out.
    """

    id: str
    kind: EventKind
    happened_at: datetime
    reported_at: datetime
    gravity: Gravity | None = None
    on_day: bool = False
    text: str = ""
    about: tuple[str, ...] = ()
    by_organisation: str = ""
    tier: str = "partners"
    told_prosecution_at: datetime | None = None
    struck: bool = False
    version: int = 1
    readable: bool = True
    told_by: str = ""
    struck_reason: str = ""


@dataclass(frozen=True)
class EventLog:
    """A case's log for its screen, oldest first, struck events included. `may_record`: the reader may add to it."""

    events: tuple[CaseEvent, ...]
    may_record: bool


@dataclass(frozen=True)
class NewEvent:
    """An event as somebody enters it; the id is made by the writer's page, so that a second click adds nothing.

    `reported_at` None means: the chain hears of it now. `by_organisation` empty: the writer's own tells of it.
    """

    event_id: str
    kind: EventKind
    happened_at: datetime
    text: str = ""
    gravity: Gravity | None = None
    on_day: bool = False
    about: tuple[str, ...] = ()
    by_organisation: str = ""
    tier: str = "partners"
    reported_at: datetime | None = None


@dataclass(frozen=True)
class ChangeEvent:
    """An event as it is to stand from now on; `version` is the one the writer saw."""

    case_id: str
    event_id: str
    version: int
    kind: EventKind
    happened_at: datetime
    reported_at: datetime
    text: str = ""
    gravity: Gravity | None = None
    on_day: bool = False
    about: tuple[str, ...] = ()
    by_organisation: str = ""
    tier: str = "partners"


@dataclass(frozen=True)
class RunningBreach:
    """A breach of which the prosecution does not know yet. `since`: when the chain heard of it."""

    event_id: str
    since: datetime
    on_day: bool = False
