"""What somebody asks the duties of a case to do, as entered: frozen, checked by `checks`."""

from dataclasses import dataclass
from datetime import date

from models.terms import CloseReason, RuleAnswer, Tier


@dataclass(frozen=True)
class AnswerRule:
    """The order to answer a rule. `organisation` is who answers (empty: whoever carries the rule).

    `seen_answer_id` and `seen_version` are those of the answer that stood when the form was drawn; empty and 0 when
    there was none.
    """

    case_id: str
    rule_id: str
    answer: RuleAnswer
    reason: str = ""
    planned_for: date | None = None
    organisation: str = ""
    tier: str = Tier.PARTNERS
    answered_on: date | None = None
    seen_answer_id: str = ""
    seen_version: int = 0


@dataclass(frozen=True)
class TakeBack:
    """The order to take an answer back; it stays readable, and the rule asks again."""

    case_id: str
    answer_id: str
    seen_version: int


@dataclass(frozen=True)
class CloseCase:
    """The order to close a case. `retention_until` is asked every time: there is no silent term."""

    case_id: str
    version: int
    reason: CloseReason | None
    note: str
    retention_until: date | None


@dataclass(frozen=True)
class ReopenCase:
    """The order to open a closed case again, with why."""

    case_id: str
    version: int
    reason: str
