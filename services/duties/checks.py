"""What an answer and a closing must be before they are kept. Pure."""

from collections.abc import Iterable
from datetime import date

from models.terms import RuleAnswer
from services.duties.facts import ClosingPoint, Obligation
from services.duties.orders import AnswerRule, CloseCase
from services.duties.rules import accepts, wants_day, wants_reason
from services.errors import ServiceError
from services.protection.rules import WHOLE, may_read
from services.route_map.facts import CHAIN

LONGEST_REASON = 2000


class AnswerWrong(ServiceError):
    """An answer cannot be kept. Fields: `field`, `reason`."""

    code = "duties.answer_wrong"


class AnswerNotTaken(ServiceError):
    """This rule takes no such answer. Fields: `rule`, `answer`."""

    code = "duties.answer_not_taken"


class RuleDoesNotHold(ServiceError):
    """The rule does not hold for this case now. Field: `rule`."""

    code = "duties.rule_does_not_hold"


class NotYourRule(ServiceError):
    """The rule is another organisation's; only the case director answers for others. Field: `organisation`."""

    code = "duties.not_your_rule"


class CannotClose(ServiceError):
    """Rules say otherwise. Field `points`: the keys of what stands in the way."""

    code = "duties.cannot_close"


class CloseWrong(ServiceError):
    """Closing or opening again was asked without something it needs. Fields: `field`, `reason`."""

    code = "duties.close_wrong"


def check_answer(order: AnswerRule, duty: Obligation | None, today: date) -> None:
    """Raises what fits when a rule cannot be answered like this."""
    if duty is None:
        raise RuleDoesNotHold(rule=order.rule_id)
    if order.answer not in accepts(duty.rule):
        raise AnswerNotTaken(rule=order.rule_id, answer=order.answer.value)
    if wants_reason(duty.rule, order.answer) and not order.reason.strip():
        raise AnswerWrong(field="reason", reason="empty")
    if len(order.reason) > LONGEST_REASON:
        raise AnswerWrong(field="reason", reason="too_long")
    if not may_read(order.tier, WHOLE):
        raise AnswerWrong(field="tier", reason="unknown")
    if order.answered_on and order.answered_on > today:
        raise AnswerWrong(field="answered_on", reason="in_future")
    _check_day(order.answer, order.planned_for, today)


def check_whose(duty: Obligation, organisation: str, *, directs: bool) -> None:
    """Who does not direct the case answers for their own organisation only. Raises `NotYourRule`."""
    if not directs and duty.organisation not in (organisation, CHAIN):
        raise NotYourRule(organisation=duty.organisation)


def check_close(order: CloseCase, points: Iterable[ClosingPoint], today: date) -> None:
    """Raises `CloseWrong` for what was not filled in, `CannotClose` while rules say otherwise."""
    if order.reason is None:
        raise CloseWrong(field="reason", reason="empty")
    if not order.note.strip():
        raise CloseWrong(field="note", reason="empty")
    if len(order.note) > LONGEST_REASON:
        raise CloseWrong(field="note", reason="too_long")
    if order.retention_until is None:
        raise CloseWrong(field="retention_until", reason="empty")
    if order.retention_until <= today:
        raise CloseWrong(field="retention_until", reason="in_past")
    if keys := tuple(point.key for point in points):
        raise CannotClose(points=keys)


def _check_day(answer: RuleAnswer, planned_for: date | None, today: date) -> None:
    if not wants_day(answer):
        return
    if planned_for is None:
        raise AnswerWrong(field="planned_for", reason="empty")
    if planned_for < today:
        raise AnswerWrong(field="planned_for", reason="in_past")
