"""Pure rules of versions: which one is open to answers, what an answer and a withdrawal must have."""

from datetime import datetime
from typing import ClassVar

from models.terms import PlanAnswer, PlanStatus, Tier
from services.errors import ServiceError
from services.protection.rules import ONE_ORGANISATION

LONGEST_REMARK = 1000


class NoSuchVersion(ServiceError):
    """There is no version of the plan with which this can be done: none is open, or it is not in that state."""

    code: ClassVar[str] = "plans.no_such_version"


class ReasonMissing(ServiceError):
    """A version is taken back with a reason of at most 1,000 characters. Field `reason`: empty or too_long."""

    code: ClassVar[str] = "plans.reason_missing"


class PlanAnswerWrong(ServiceError):
    """What is said of a version cannot be kept. Fields: `field` (remark, tier), `reason` (empty, too_long, unknown)."""

    code: ClassVar[str] = "plans.answer_wrong"


class NotAnswerable(ServiceError):
    """This version is not open to answers any more: it was replaced or taken back, or is not released."""

    code: ClassVar[str] = "plans.not_answerable"


def check_reason(reason: str) -> str:
    """The reason without spaces around it. Raises `ReasonMissing`."""
    if not reason.strip():
        raise ReasonMissing(reason="empty")
    if len(reason.strip()) > LONGEST_REMARK:
        raise ReasonMissing(reason="too_long")
    return reason.strip()


def check_answer(answer: PlanAnswer, remark: str, tier: str, organisation: str) -> str:
    """The remark without spaces around it: needed beside everything but a plain agreement.

    It is for all partners, or for the answering organisation alone (and who directs the case). Raises
    `PlanAnswerWrong`.
    """
    if answer is not PlanAnswer.AGREED and not remark.strip():
        raise PlanAnswerWrong(field="remark", reason="empty")
    if len(remark.strip()) > LONGEST_REMARK:
        raise PlanAnswerWrong(field="remark", reason="too_long")
    if tier not in (Tier.PARTNERS, f"{ONE_ORGANISATION}{organisation}"):
        raise PlanAnswerWrong(field="tier", reason="unknown")
    return remark.strip() if answer is not PlanAnswer.AGREED else ""


def is_answerable(status: PlanStatus, released_at: datetime | None) -> bool:
    """Whether partners can say what they think of a version: one that was sent round, or an adopted one once it is
    open to them."""
    return status is PlanStatus.CIRCULATED or (status is PlanStatus.ADOPTED and released_at is not None)
