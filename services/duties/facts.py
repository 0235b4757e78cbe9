"""What the route map asks of one case: duties with their state, open questions, warnings; all frozen.

Rules are named by their id, organisations by key, private persons by reference or alias. Moments are zone-aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.terms import ReviewDecision, RuleAnswer, Tier
from services.cases.facts import CaseFacts
from services.conditions.facts import ConditionView
from services.events.facts import CaseEvent
from services.measures.facts import StopTalk
from services.meetings.facts import PlannedMeeting
from services.plans.orders import ActionView, VersionLine
from services.route_map.facts import Rule, When
from services.victim.facts import PromisedContact, Voice


class DutyState(StrEnum):
    """How far one rule of the route map is in a case."""

    OPEN = "open"
    WAITING = "waiting"
    PLANNED = "planned"
    DONE = "done"
    WEIGHED = "weighed"
    EXPLAINED = "explained"
    RUNNING = "running"
    WATCHED = "watched"
    OPTIONAL = "optional"


SETTLED = frozenset({DutyState.DONE, DutyState.WEIGHED, DutyState.EXPLAINED})
"""Nothing more is asked; rules that waited for such a rule can go on."""
ASKING = frozenset({DutyState.OPEN, DutyState.WAITING})
"""Still wants an answer."""


@dataclass(frozen=True)
class RuleAnswerView:
    """An answer to a rule. `replaced_at` None: the one that stands."""

    id: str
    rule_id: str
    answer: RuleAnswer
    answered_on: date
    answered_at: datetime
    reason: str = ""
    tier: str = Tier.PARTNERS
    organisation: str = ""
    planned_for: date | None = None
    answered_by: str = ""
    replaced_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class PlanReviewed:
    """That a review of a version of the plan (its id) was decided, when and how."""

    plan_id: str
    decision: ReviewDecision
    decided_at: datetime


@dataclass(frozen=True)
class Evidence:
    """Everything of one case that the duties are read from, at the moment `now`.

    `since`: from when a rule holds, where that was followed; a rule without an entry holds since the case was opened.
    """

    facts: CaseFacts
    now: datetime
    meetings: tuple[PlannedMeeting, ...] = ()
    conditions: tuple[ConditionView, ...] = ()
    actions: tuple[ActionView, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    stop_talk: StopTalk | None = None
    police_plan_written: bool = False
    voices: tuple[Voice, ...] = ()
    promises: tuple[PromisedContact, ...] = ()
    answers: tuple[RuleAnswerView, ...] = ()
    since: Mapping[str, datetime] = field(default_factory=dict, hash=False)
    reviews: tuple[PlanReviewed, ...] = ()

    def began(self, rule_id: str) -> datetime | None:
        """Since when a rule holds; None when the case has no opening moment on record."""
        return self.since.get(rule_id, self.facts.opened_at)

    def began_later(self, rule_id: str) -> datetime | None:
        """The moment a rule began to hold if that was after the case was opened, else None."""
        began, opened = self.since.get(rule_id), self.facts.opened_at
        return began if began and opened and began > opened else None


@dataclass(frozen=True)
class Note:
    """One thing that the file shows, or lacks, for a rule: a key to say, what fills it, and who may read it."""

    key: str
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class Shown:
    """What the file itself says to a rule. `settled`: that is enough, nobody needs to answer.

    `on` is the day of the newest piece, None where the record bears no date. `own`: the piece belongs to this very rule
    and counts whenever it was made. `weighed`: it is a weighing. `planned_for`: it is agreed, for that day. Answers
    from before `reopened_at` no longer count.
    """

    settled: bool = False
    notes: tuple[Note, ...] = ()
    on: date | None = None
    own: bool = False
    weighed: bool = False
    planned_for: date | None = None
    reopened_at: datetime | None = None


@dataclass(frozen=True)
class Obligation:
    """One rule that holds for a case: how far it is, why it holds, what answers it, what it waits for.

    `because` are the facts that make it hold beside its phase. `notes` are what the file shows or lacks. `due` is the
    region's agreement or, unconfirmed, a proposal. `withheld`: answered by something this reader may not see.
    """

    rule: Rule
    organisation: str
    state: DutyState
    because: tuple[When, ...] = ()
    waits_for: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    answer: RuleAnswerView | None = None
    since: datetime | None = None
    due: datetime | None = None
    planned_for: date | None = None
    withheld: bool = False

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def settled(self) -> bool:
        """Whether nothing more is asked."""
        return self.state in SETTLED

    @property
    def asking(self) -> bool:
        """Whether the rule still wants an answer."""
        return self.state in ASKING

    def overdue(self, moment: datetime) -> bool:
        """Whether the due moment has passed without an answer."""
        return self.asking and self.due is not None and self.due < moment


@dataclass(frozen=True)
class OpenQuestion:
    """A fact that is not known: who can tell, and which rules wait for it. `fact` is the name of a case fact."""

    fact: str
    organisation: str
    rule_ids: tuple[str, ...]


@dataclass(frozen=True)
class RuleFlag:
    """A rule that a condition goes against, or that the case has not satisfied or must watch.

    `why` is a key to say with `data`; `condition_id` the condition that raised it, if one did.
    """

    rule_id: str
    why: str
    condition_id: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class ClosingPoint:
    """Why a case cannot be closed: a key to say, with what fills it."""

    key: str
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class CaseDuties:
    """The route map of one case for its reader: duties, questions, warnings, every answer ever given, newest first.

    `new` are the ids of rules that began to hold since the reader's last visit. `closing` is what stands in the way of
    closing the case, `close_note` what was written down when it was last closed or opened again, for who directs it.
    `seats` are the reader's own seats in it, as organisation and role.
    """

    now: datetime
    duties: tuple[Obligation, ...]
    questions: tuple[OpenQuestion, ...]
    flags: tuple[RuleFlag, ...]
    closing: tuple[ClosingPoint, ...]
    answers: tuple[RuleAnswerView, ...]
    new: frozenset[str] = frozenset()
    seats: tuple[tuple[str, str], ...] = ()
    directs: bool = False
    may_answer: bool = False
    close_note: str = ""

    def duty(self, rule_id: str) -> Obligation | None:
        """The duty of a rule, or None when the rule does not hold."""
        return next((duty for duty in self.duties if duty.id == rule_id), None)


@dataclass(frozen=True)
class BecameDue:
    """A rule that began to hold for a case, since when, and whose it is."""

    case_id: str
    rule_id: str
    organisation: str
    since: datetime
