"""What my day and the log show. Organisations are keys, moments are zone-aware, days are local dates."""

from dataclasses import dataclass, field
from datetime import datetime

from models.terms import ActionAnswer, MeetingKind, Risk
from services.plans.orders import Step


@dataclass(frozen=True)
class CaseName:
    """A case as my day names it."""

    id: str
    code_name: str
    risk: Risk


@dataclass(frozen=True)
class Need:
    """Something the reader must do now. `kind` picks the sentence, `data` fills it, `count` tells how many it joins.

    `due` None means: no moment of its own, so as soon as possible. `place` is the screen where it is settled, when
    that is not the step's own.
    """

    case: CaseName
    kind: str
    step: Step
    due: datetime | None = None
    count: int = 1
    rule_ids: tuple[str, ...] = ()
    data: dict[str, object] = field(default_factory=dict, hash=False)
    place: str = ""


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting of the coming days, with how many were invited and how many still owe conditions."""

    case: CaseName
    kind: MeetingKind
    starts_at: datetime
    ends_at: datetime
    invited: int
    owing: int


@dataclass(frozen=True)
class Owed:
    """Somebody who still owes conditions. `asked_at` is when the invitation was written, if the reader may know."""

    case: CaseName
    organisation_name: str
    name: str
    asked_at: datetime | None
    due_at: datetime
    opened: bool
    locked: bool


@dataclass(frozen=True)
class Today:
    """One moment of today: a `meeting`, the deadline for `conditions`, or the last moment of an `action`."""

    case: CaseName
    kind: str
    at: datetime
    step: Step
    meeting: MeetingKind | None = None
    number: int = 0
    owner: str = ""
    whole_day: bool = False


@dataclass(frozen=True)
class Arrived:
    """Conditions that one organisation handed in lately, joined; `at` is the latest."""

    case: CaseName
    organisation: str
    count: int
    at: datetime


@dataclass(frozen=True)
class Reported:
    """What an organisation reported on an action, by its answer alone."""

    case: CaseName
    organisation: str
    at: datetime
    answer: ActionAnswer


@dataclass(frozen=True)
class NewRules:
    """Rules of the route map that began to hold for a case lately; `at` is when the latest did."""

    case: CaseName
    rule_ids: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class MyDay:
    """The reader's day over all own cases. `since` is the end of the visit before this one, None at the first."""

    now: datetime
    cases: int
    needs: tuple[Need, ...]
    week: tuple[ComingMeeting, ...]
    owed: tuple[Owed, ...]
    today: tuple[Today, ...]
    arrived: tuple[Arrived, ...]
    since: datetime | None
    rules: tuple[NewRules, ...] = ()
    reported: tuple[Reported, ...] = ()


@dataclass(frozen=True)
class LogEntry:
    """One line of the log: who (an id, never a name) did or saw what, when and about which case. No content."""

    seq: int
    at: datetime
    actor: str
    standing: str
    organisation: str
    permission: str
    outcome: str
    case_id: str


@dataclass(frozen=True)
class LogPage:
    """The newest entries of a day (or of all days), and how many there are beyond them."""

    entries: tuple[LogEntry, ...]
    more: int
