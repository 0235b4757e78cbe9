"""What a plan tells beside its items: what changed, who contributed, the prosecutor's questions, the network.

Part of `PlanContent` (`services.plans.facts`), frozen with it and not cut down to a reader yet.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.terms import ChangeKind, Known, Measure, MeasureOutcome, ReviewDecision, Tier

Due = datetime | date | None
"""A moment, a whole day, or None for what goes on until the plan ends."""


class ChangedPart(StrEnum):
    """What of an item is not what it was, beside its words, owner and day."""

    HARD = "hard"
    CHECK = "check"
    PROOF = "proof"
    IF_NOT = "if_not"
    ENDS = "ends"
    SUPPORTING = "supporting"
    STATUS = "status"
    INFORM = "inform"
    ORGANISATION = "organisation"
    READERS = "readers"
    TELLS_VICTIM = "tells_victim"


@dataclass(frozen=True)
class PlanChange:
    """What became of one condition, action, weighing or signal since the version before.

    `number` is that of the item now (`V3`, `A2`), empty for a weighing (`measure` names it) and for a signal. `before`
    and `after` are its words, of a weighing its reason; empty where there were or are none. `owner` and `due` are those
    that hold now (of what lapsed: the last ones), `owner_before` and `due_before` those of the version before.
    `gone_into` is the number of what took the place of something that lapsed. Its tier is the narrower of both sides'.
    """

    kind: ChangeKind
    number: str
    before: str = ""
    after: str = ""
    owner: str = ""
    due: Due = None
    tier: str = Tier.PARTNERS
    owner_before: str = ""
    due_before: Due = None
    also: tuple[ChangedPart, ...] = ()
    gone_into: str = ""
    measure: Measure | None = None
    outcome_before: MeasureOutcome | None = None
    outcome: MeasureOutcome | None = None


@dataclass(frozen=True)
class PlanContribution:
    """Annex A: when an organisation handed in what it has to say, and how: `link`, `form`, `phone` or nothing yet.

    `conditions` counts what it handed in; `nothing_to_add`: it said that it had none. `form_code` as on its form.
    """

    organisation: str
    received_on: date | None = None
    how: str = ""
    form_code: str = ""
    conditions: int = 0
    nothing_to_add: bool = False


@dataclass(frozen=True)
class PlanQuestion:
    """Annex B: one of the prosecutor's questions (route map, by `rule_id`), how it stands and from what that shows.

    `settled` None: it does not apply. Words in both languages; `tier` says who may read the annex's line.
    """

    rule_id: str
    question_nl: str
    question_en: str
    settled: bool | None = False
    shown_nl: tuple[str, ...] = ()
    shown_en: tuple[str, ...] = ()
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class PlanFinding:
    """Whether a condition was met at a review: with evidence, by which organisation (key) it was seen and when.

    While it is not known, the organisation is who finds out. `why_go_on`: of one that is not met, why the plan goes on
    all the same. Its tier is that of the condition.
    """

    number: str
    text: str
    met: Known
    tier: str
    hard: bool = True
    evidence: str = ""
    by_organisation: str = ""
    seen_on: date | None = None
    why_go_on: str = ""


@dataclass(frozen=True)
class PlanReview:
    """The last review that was decided: of which version, on which day, what and why, and when the next one is.

    `reasons` are a text of the plan as a whole; what only some may read stands with the condition.
    """

    version: int
    decided_on: date
    decision: ReviewDecision
    reasons: str = ""
    next_on: date | None = None
    next_events: tuple[str, ...] = ()
    found: tuple[PlanFinding, ...] = ()


@dataclass(frozen=True)
class PlanSpeaking:
    """A row of "who speaks with whom", by part and never by name; `gap`: nothing is recorded where it should be."""

    who: str
    speaks_with: str
    state: str
    why: str
    gap: bool = False


@dataclass(frozen=True)
class PlanNetwork:
    """The partner network when the version was frozen, in one language: the picture's `size` in pixels and its
    `description`, which says all of it, and the table. The picture itself is kept beside the content."""

    language: str
    description: str
    size: tuple[int, int]
    rows: tuple[PlanSpeaking, ...] = ()
