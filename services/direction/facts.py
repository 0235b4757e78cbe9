"""Who directs a case, who did, who is asked to, and who is away: orders and results. Days are local days."""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import Belonging, CaseStatus, HandoverAnswer, MeetingKind, Risk
from services.plans.orders import Check


@dataclass(frozen=True)
class NameDeputy:
    """The order to name a deputy or replace the one there is; `seen_version` is the case's."""

    case_id: str
    account_id: str
    seen_version: int


@dataclass(frozen=True)
class AskHandover:
    """The order to ask another case director to take a case over.

    `deputy_account_id` deputises after acceptance: the present deputy, whoever hands over (who then stays on) or a
    third; the empty string keeps the present deputy.
    """

    case_id: str
    to_account_id: str
    note: str = ""
    deputy_account_id: str = ""


@dataclass(frozen=True)
class Handover:
    """The question to take a case over, and what became of it. `note` and `reason` are for those whom it concerns."""

    id: str
    case_id: str
    asked_by: str
    to_id: str
    to: str
    asked_at: datetime
    answer: HandoverAnswer
    deputy: str = ""
    note: str = ""
    reason: str = ""
    answered_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class Stretch:
    """Somebody's time as director or deputy; `until` None means until now. `name` is empty for who is kept out."""

    name: str
    part: Belonging
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Direction:
    """Who directs a case today. Away until is the last day of an absence that holds today, else None.

    `director_gone`: the director's account can no longer sign in.
    """

    case_id: str
    code_name: str
    risk: Risk
    status: CaseStatus
    director_id: str
    director: str
    deputy_id: str = ""
    deputy: str = ""
    director_away_until: date | None = None
    deputy_away_until: date | None = None
    director_gone: bool = False
    handover: Handover | None = None

    @property
    def director_out(self) -> bool:
        """Whether the director cannot see to the case today."""
        return self.director_gone or self.director_away_until is not None

    @property
    def unattended(self) -> bool:
        """Whether neither of the two sees to the case today."""
        return self.director_out and (not self.deputy_id or self.deputy_away_until is not None)

    @property
    def acting(self) -> str:
        """The name of who sees to the case today; the director's when nobody else does."""
        return self.deputy if self.director_out and not self.unattended else self.director


@dataclass(frozen=True)
class Directing:
    """All that the screen of a case's direction shows: today, before, and questions to take over, newest first."""

    now: Direction
    history: tuple[Stretch, ...]
    handovers: tuple[Handover, ...] = ()


@dataclass(frozen=True)
class PlannedMoment:
    """A meeting still to come, by kind and time; nothing of its case."""

    kind: MeetingKind
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class OpenEnds:
    """What somebody who is asked to take a case over may know of it: what is open, how grave, when they meet.

    No person, no text of the case. `checks` are those that are not ready, without what they saw.
    """

    case_id: str
    code: str
    code_name: str
    risk: Risk
    handover: Handover
    review_on: date | None
    checks: tuple[Check, ...]
    ready: int
    meetings: tuple[PlannedMoment, ...]


@dataclass(frozen=True)
class Absence:
    """Days on which an account is away, both included."""

    id: str
    first: date
    last: date
    version: int = 1


@dataclass(frozen=True)
class Gap:
    """Days on which director and deputy of one case are both away."""

    case_id: str
    code_name: str
    other: str
    first: date
    last: date


@dataclass(frozen=True)
class Asked:
    """A case that its reader is asked to take over."""

    case_id: str
    code_name: str
    risk: Risk
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True)
class MyDirecting:
    """What directing asks of the acting person today, over all own cases."""

    cases: tuple[Direction, ...]
    asked: tuple[Asked, ...]
    absences: tuple[Absence, ...]
    gaps: tuple[Gap, ...]
    account_id: str = ""

    @property
    def standing_in(self) -> dict[str, Direction]:
        """The cases that the reader sees to as deputy today, because their director cannot; by id."""
        return {
            one.case_id: one
            for one in self.cases
            if one.director_out and one.deputy_id == self.account_id and not one.unattended
        }
