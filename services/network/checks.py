"""What an answer to a finding must be before it is kept. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

from models.terms import FindingAnswer
from services.errors import ServiceError
from services.network.orders import AnswerFinding

LONGEST_REASON, LONGEST_NAME = 2000, 120
FARTHEST = timedelta(days=366)
"""What is planned for later than a year from now is not planned."""


class AnswerWrong(ServiceError):
    """An answer cannot be kept. Fields: `field`, `reason`."""

    code = "network.answer_wrong"


def check_answer(order: AnswerFinding, existing: Collection[str], today: date) -> None:
    """Raises `AnswerWrong` for an answer to nothing, to a gap that is not (any more) there, or that lacks something."""
    if not order.gaps:
        raise AnswerWrong(field="gaps", reason="empty")
    if not set(order.gaps) <= set(existing):
        raise AnswerWrong(field="gaps", reason="gone")
    if order.answer is FindingAnswer.NOT_APPLICABLE and not order.reason.strip():
        raise AnswerWrong(field="reason", reason="empty")
    if len(order.reason.strip()) > LONGEST_REASON:
        raise AnswerWrong(field="reason", reason="too_long")
    if order.answer is FindingAnswer.PLANNED:
        _check_plan(order, today)


def _check_plan(order: AnswerFinding, today: date) -> None:
    if not order.by_whom.strip():
        raise AnswerWrong(field="by_whom", reason="empty")
    if len(order.by_whom.strip()) > LONGEST_NAME:
        raise AnswerWrong(field="by_whom", reason="too_long")
    if order.planned_for is None:
        raise AnswerWrong(field="planned_for", reason="empty")
    if order.planned_for < today:
        raise AnswerWrong(field="planned_for", reason="in_past")
    if order.planned_for > today + FARTHEST:
        raise AnswerWrong(field="planned_for", reason="too_far")
