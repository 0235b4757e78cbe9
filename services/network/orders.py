"""What somebody asks about findings, as entered: frozen, checked by `checks`."""

from dataclasses import dataclass
from datetime import date

from models.terms import FindingAnswer

Seen = tuple[tuple[str, int], ...]
"""Answers by id and version, as they stood when the form was drawn."""


@dataclass(frozen=True)
class AnswerFinding:
    """The order to answer some gaps of a finding alike. `seen`: the answers that stood for these gaps, in any order.

    PLANNED says `by_whom` and `planned_for`; NOT_APPLICABLE says the `reason`.
    """

    case_id: str
    gaps: tuple[str, ...]
    answer: FindingAnswer
    reason: str = ""
    by_whom: str = ""
    planned_for: date | None = None
    seen: Seen = ()


@dataclass(frozen=True)
class TakeBackAnswers:
    """The order to take answers back, all or none; they stay readable, and their gaps ask again."""

    case_id: str
    answers: Seen
