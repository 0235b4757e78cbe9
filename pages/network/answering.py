"""The acts on answers to findings, in one place until their room is built."""

from dataclasses import dataclass
from datetime import date

from models.terms import FindingAnswer
from services.unit_of_work import NotAllowed, Work


@dataclass(frozen=True)
class AnswerFinding:
    """The order to answer gaps of a finding; `seen` are the answers that stood when the form was drawn."""

    case_id: str
    gaps: tuple[str, ...]
    answer: FindingAnswer
    reason: str = ""
    by_whom: str = ""
    planned_for: date | None = None
    seen: tuple[str, ...] = ()


def answer_finding(work: Work, order: AnswerFinding) -> None:
    """Not built yet. Raises `NotAllowed`."""
    raise NotAllowed


def take_back_answer(work: Work, case_id: str, answer_id: str, version: int) -> None:
    """Not built yet. Raises `NotAllowed`."""
    raise NotAllowed
