"""What was answered to the rules of the route map, and since when a rule holds for a case."""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import RuleAnswer


class RuleAnswerRow(Row, table=True):
    """An answer to one rule. A later answer replaces, never erases: `replaced_at` None is the one that stands."""

    __tablename__ = "rule_answer"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    rule_id: str = Field(max_length=20)
    answer: RuleAnswer = term(RuleAnswer)
    reason_sealed: str = ""
    tier: str = Field(max_length=60)
    organisation: str = Field(default="", max_length=60)
    answered_on: date
    planned_for: date | None = None
    answered_at: datetime = moment()
    answered_by: str = Field(max_length=32)
    replaced_at: datetime | None = moment(default=None)


class RuleDueRow(Row, table=True):
    """Since when a rule holds for a case, until it no longer does (`ended_at`); one row per stretch."""

    __tablename__ = "rule_due"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    rule_id: str = Field(max_length=20)
    since_at: datetime = moment(index=True)
    ended_at: datetime | None = moment(default=None)


class FollowedUpTo(Row, table=True):
    """The log entry up to which changes of facts were followed by the route map; one row."""

    __tablename__ = "followed_up_to"

    seq: int
