"""Orders and results around the plan: actions recorded, readiness, versions. Moments are zone-aware."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.terms import ActionStatus, PlanStatus, Resolution
from services.conditions.facts import KEEP_READING, KeptReading
from services.vocabulary.facts import Norm


class State(StrEnum):
    """How far one point on the way to adoption is."""

    READY = "ready"
    MISSING = "missing"
    WAITING = "waiting"
    NOT_YET = "not_yet"


class Step(StrEnum):
    """The screen where a point is settled; the value is the page's address."""

    CASE = "zaak"
    NETWORK = "netwerk"
    MEETING = "overleg"
    CONDITIONS = "voorwaarden"
    PLAN = "plan"


@dataclass(frozen=True)
class Check:
    """One point: `key` is stable, `data` fills its sentence, `blocking` holds adoption up until it is ready.

    `explainable` points may stay open when the case director says why (comply or explain).
    """

    key: str
    step: Step
    state: State
    rule_ids: tuple[str, ...] = ()
    blocking: bool = True
    explainable: bool = False
    data: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def kind(self) -> str:
        """The part of the key that names what is asked: `seat` of `seat:politie/wijkagent`."""
        return self.key.split(":", 1)[0]


@dataclass(frozen=True)
class RecordAction:
    """The order to record an action, or to change one (`action_id` and `seen_version` of the one seen).

    `due_at` None means continuously; `due_on_day` says that only its day counts. Organisations are keys. `tells_victim`
    is who tells the victim of it, by `tell_victim_on`: only of an action that the victim may read.
    """

    case_id: str
    action_id: str
    what: str
    owner: str
    due_at: datetime | None
    tier: str
    due_on_day: bool = False
    supporting: tuple[str, ...] = ()
    condition_ids: tuple[str, ...] = ()
    proof: str = ""
    if_not: str = ""
    if_not_tier: str = ""
    ends_on: date | None = None
    seen_version: int = 0
    tells_victim: str = ""
    tell_victim_on: date | None = None


@dataclass(frozen=True)
class Settle:
    """The order to settle one finding between conditions.

    `seen` are the conditions as they were on the screen, id and version; `seen_settlement` the settlement that stood
    there (empty for none). `stands` is the condition that stands, or that the others go into. `action` takes the place
    of the conditions (AGREEMENT, TO_COURT, HOLD_STANDS); `text` is the wording of a merged condition and `reading` what
    goes with it (`KEEP_READING`: the one in force). An open point (UNRESOLVED) has an `owner` (an organisation's key)
    who takes it further, `due_on` by when.
    """

    case_id: str
    finding: str
    resolution: Resolution
    seen: tuple[tuple[str, int], ...]
    settlement_id: str
    seen_settlement: str = ""
    stands: str = ""
    action: RecordAction | None = None
    text: str = ""
    reason: str = ""
    owner: str = ""
    due_on: date | None = None
    reading: tuple[Norm, ...] | KeptReading | None = KEEP_READING


@dataclass(frozen=True)
class ActionView:
    """An action as its reader may see it.

    `tells_victim` (an organisation's key) tells the victim of it by `tell_victim_on`, and did so on `told_victim_on`;
    `reported_at` is the moment of the newest report on it, `recorded_at` that of its
    first recording where that is known.
    """

    id: str
    number: int
    what: str
    owner: str
    supporting: tuple[str, ...]
    due_at: datetime | None
    due_on_day: bool
    ends_on: date | None
    condition_ids: tuple[str, ...]
    proof: str
    if_not: str
    if_not_tier: str
    tier: str
    status: ActionStatus
    version: int
    tells_victim: str = ""
    tell_victim_on: date | None = None
    told_victim_on: date | None = None
    reported_at: datetime | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True)
class AdoptPlan:
    """The order to adopt. `explanations` says per open explainable point why the plan can be adopted without it,
    `readers` who may read that (a tier); without one every partner may.

    `version_id` is made when the dialog is drawn, so that a second click adopts nothing twice; empty: a new one. `seen`
    is the mark of the versions that stood on the screen (`CaseState.mark`); empty: whatever stands.
    """

    case_id: str
    explanations: dict[str, str] = field(default_factory=dict, hash=False)
    version_id: str = ""
    seen: str = ""
    readers: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class VersionLine:
    """A version of the plan in a list. `released_at`: when it was opened to the guests of its meeting."""

    id: str
    number: int
    status: PlanStatus
    adopted_at: datetime
    adopted_by: str
    released_at: datetime | None = None


@dataclass(frozen=True)
class DraftLine:
    """The version that is not adopted yet. `circulated_at`: since when whoever was invited reads it."""

    id: str
    number: int
    status: PlanStatus
    made_at: datetime
    made_by: str
    circulated_at: datetime | None = None
