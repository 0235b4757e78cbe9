"""How long the way took, frozen. Days are calendar days between local dates, counted from the day of the report."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.terms import Risk


class Stage(StrEnum):
    """A mark on the way from report to first review, in this order."""

    SASH = "sash"
    MEETING = "meeting"
    PLAN = "plan"
    REVIEW = "review"


@dataclass(frozen=True)
class Reached:
    """One mark of one case: `on` is the day it was reached, None while it was not. `days` are those from the report
    until then, or until today. `target`: until when the region proposes it, None where it proposes nothing."""

    stage: Stage
    on: date | None
    days: int
    target: date | None = None
    overdue: bool = False


@dataclass(frozen=True)
class CaseLeadTimes:
    """The way of one case, all marks in their order. `reported_on`: the local day on which the case was opened here."""

    case_id: str
    reported_on: date
    stages: tuple[Reached, ...]

    @property
    def waits_for(self) -> Reached | None:
        """The first mark that was not reached yet."""
        return next((one for one in self.stages if one.on is None), None)


class Span(StrEnum):
    """How long the middle case of a group took; a span instead of days, which would be those of one case."""

    TWO_DAYS = "two_days"
    A_WEEK = "a_week"
    TWO_WEEKS = "two_weeks"
    A_MONTH = "a_month"
    LONGER = "longer"


@dataclass(frozen=True)
class GroupTime:
    """How long cases of one risk took to reach one mark, in the middle; None when so few did that it is not told."""

    risk: Risk
    stage: Stage
    span: Span | None
