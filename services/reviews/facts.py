"""Reviews of the plan in force, frozen; and the orders to them. Moments are zone-aware, days local."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from models.terms import CloseReason, Known, ReviewDecision, Risk
from services.conditions.facts import ConditionView
from services.duties.facts import ClosingPoint
from services.events.facts import CaseEvent
from services.plans.orders import VersionLine
from services.protection.rules import NOBODY


@dataclass(frozen=True)
class CheckedCondition:
    """Whether a condition is met, with evidence, who saw it (an organisation's key) and on what day.

    `number` and `text` are the condition's as it stands now; `reworded`: it was changed after it was looked at.
    `why_go_on`: of one that is not met, why the plan could go on all the same. `tier`: who may read the condition.
    """

    id: str
    condition_id: str
    met: Known
    evidence: str
    by_organisation: str
    seen_on: date
    version: int = 1
    number: int = 0
    text: str = ""
    hard: bool = True
    recorded_at: datetime | None = None
    recorded_by: str = ""
    reworded: bool = False
    why_go_on: str = ""
    tier: str = NOBODY


@dataclass(frozen=True)
class ReviewLine:
    """A review of one version of the plan; without a decision it is going on. `checks` are those that the reader may
    see. `left`: its plan was replaced before anything was decided."""

    id: str
    case_id: str
    plan_number: int
    begun_at: datetime
    meeting_id: str = ""
    checks: tuple[CheckedCondition, ...] = ()
    decision: ReviewDecision | None = None
    reasons: str = ""
    next_on: date | None = None
    next_events: tuple[str, ...] = ()
    decided_at: datetime | None = None
    decided_by: str = ""
    version: int = 1
    left: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether conditions are still looked at."""
        return self.decision is None and not self.left


@dataclass(frozen=True)
class Looked:
    """A condition that has not lapsed, and whether it is met as far as the review that goes on tells; None: not looked
    at yet. `needed`: it must be looked at; a soft one, or one that held until a moment that has passed, may be."""

    condition: ConditionView
    check: CheckedCondition | None = None
    needed: bool = True

    @property
    def met(self) -> Known | None:
        """What was found, or None."""
        return self.check.met if self.check else None


@dataclass(frozen=True)
class ReviewPoint:
    """Why a decision cannot be taken (yet): a key to say with `data`, and the rules of the route map behind it.

    `explains` names the condition of which somebody may say why it is taken all the same.
    """

    key: str
    rule_ids: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    explains: str = ""


@dataclass(frozen=True)
class NextReview:
    """When a plan is looked at again: the day that is proposed and the last one that the region leaves, both working
    days. Agreements of the region, no law."""

    proposed: date
    latest: date
    weeks: int
    risk: Risk


@dataclass(frozen=True)
class ReviewNow:
    """Where the review of a case stands, for its reader.

    `plan` is the version to look at (None: there is none), `because` and `events` what asks for a look since.
    `going` is the review that goes on, `looked` the conditions in force with what it found. `history` are the others,
    newest first. For who directs the case: `points` is what stands in the way of each decision, `closing` of closing
    for each reason. `mark` differs after anything happened that a decision has to know of.
    """

    plan: VersionLine | None
    in_force: bool
    due_on: date | None
    because: tuple[str, ...]
    events: tuple[CaseEvent, ...]
    going: ReviewLine | None
    looked: tuple[Looked, ...]
    history: tuple[ReviewLine, ...]
    next: NextReview
    homes: tuple[str, ...] = ()
    sash_due_since: date | None = None
    sash_missing: bool = False
    points: Mapping[ReviewDecision, tuple[ReviewPoint, ...]] = field(default_factory=dict, hash=False)
    closing: Mapping[CloseReason, tuple[ClosingPoint, ...]] = field(default_factory=dict, hash=False)
    mark: str = ""

    @property
    def needed(self) -> tuple[Looked, ...]:
        """The conditions that must be looked at."""
        return tuple(one for one in self.looked if one.needed)

    @property
    def open(self) -> tuple[Looked, ...]:
        """Those of them that were not looked at yet."""
        return tuple(one for one in self.needed if one.check is None)


@dataclass(frozen=True)
class CheckCondition:
    """The order to keep whether a condition is met. `version` is that of the earlier check as seen, 0 for none.

    `by_organisation` is who saw it, or, while it is not known, who finds out.
    """

    case_id: str
    review_id: str
    condition_id: str
    met: Known
    evidence: str
    by_organisation: str
    seen_on: date
    version: int = 0


@dataclass(frozen=True)
class DecideReview:
    """The order to decide a review: with reasons, the day of the next one and what brings it forward.

    `explanations` say, per condition that is not met, why the plan goes on all the same. `close_reason` goes with
    CLOSE. `seen` is the mark of what was on the screen (`ReviewNow.mark`); empty: whatever stands.
    """

    case_id: str
    review_id: str
    version: int
    decision: ReviewDecision
    reasons: str
    next_on: date | None = None
    next_events: tuple[str, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict, hash=False)
    close_reason: CloseReason | None = None
    seen: str = ""
