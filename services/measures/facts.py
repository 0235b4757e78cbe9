"""The register of weighed measures, the stop conversation and the police plan, frozen. Days are local dates."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.terms import CourtOrderKind, Measure
from services.cases.facts import Weighing


@dataclass(frozen=True)
class StopTalk:
    """How far the one stop conversation of a low-risk case is (route map L-POL-1, 1a, 1b)."""

    id: str = ""
    veilig_thuis_agreed_on: date | None = None
    prosecution_agreed_on: date | None = None
    held_on: date | None = None
    held_where: str = ""
    report_number: str = ""
    closed: bool = False
    version: int = 0


class GuardState(StrEnum):
    """Whether a guard lets through, asks something first, or stops."""

    MET = "met"
    ASKED = "asked"
    STOPS = "stops"


@dataclass(frozen=True)
class Guard:
    """One thing that must be so before a stop conversation, and the rules that ask for it."""

    key: str
    state: GuardState
    rule_ids: tuple[str, ...]


@dataclass(frozen=True)
class AfterTalk:
    """What was recorded since the stop conversation or, where none was held, since the case was opened.

    `goes_on`: the stalking goes on, so the route map asks for an investigation (L-POL-2b). `later` holds the moments
    of the incidents and breaches that count; `same_day` those of the day itself, of which nobody knows yet whether
    they came before or after. `doubted`: the case says that the stalking stopped, the events say otherwise.
    """

    goes_on: bool = False
    later: tuple[datetime, ...] = ()
    same_day: tuple[datetime, ...] = ()
    doubted: bool = False


class Ending(StrEnum):
    """What comes to its day: a measure ends, an order of a court ends, or a measure is to be weighed again."""

    MEASURE = "measure"
    COURT_ORDER = "court_order"
    WEIGH_AGAIN = "weigh_again"


class Urgency(StrEnum):
    """How near the day is: gone by, within a fortnight, or later within the window asked for."""

    PAST = "past"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class Expiry:
    """Something of a case that comes to its day. `days_left` 0 is the last day itself, below 0 is over.

    `handover_missing`: the measure ends and nobody was named who carries on after it.
    """

    what: Ending
    subject: Measure | CourtOrderKind
    organisation: str
    on: date
    days_left: int
    urgency: Urgency
    id: str = ""
    from_on: date | None = None
    handover_to: str = ""
    handover_missing: bool = False
    extensions_left: int | None = 0


@dataclass(frozen=True)
class Weighed:
    """A weighing with who recorded it; `replaced_at` when a later one took its place."""

    weighing: Weighing
    by: str = ""
    replaced_at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One measure of one organisation: the weighing that stands and those before it, newest first."""

    now: Weighed
    earlier: tuple[Weighed, ...] = ()


@dataclass(frozen=True)
class Register:
    """Everything the measures screen shows beside the case itself, cut down to its reader.

    `weighs`: the reader may record. `reads_police_plan`, `writes_police_plan`: for the investigation only.
    """

    entries: tuple[Entry, ...] = ()
    expiring: tuple[Expiry, ...] = ()
    stop_talk: StopTalk = field(default_factory=StopTalk)
    guards: tuple[Guard, ...] = ()
    after_talk: AfterTalk = field(default_factory=AfterTalk)
    weighs: bool = False
    reads_police_plan: bool = False
    writes_police_plan: bool = False


@dataclass(frozen=True)
class PlanWording:
    """One saved wording of the police plan of approach."""

    number: int
    text: str
    written_at: datetime
    by: str = ""


@dataclass(frozen=True)
class PolicePlan:
    """Every wording of the police plan of approach, newest first; empty when none was written yet."""

    wordings: tuple[PlanWording, ...] = ()
    writes: bool = False

    @property
    def number(self) -> int:
        """The number of the wording that stands, 0 before the first."""
        return self.wordings[0].number if self.wordings else 0

    @property
    def text(self) -> str:
        """The wording that stands."""
        return self.wordings[0].text if self.wordings else ""
