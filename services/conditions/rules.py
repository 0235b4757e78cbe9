"""Pure rules of conditions: what may be handed in, until when, under which theme it stands."""

from collections.abc import Iterable
from datetime import datetime

from models.terms import ConditionKind, Theme, Tier
from services.conditions.facts import Decide, Decision, HandIn
from services.errors import ServiceError
from services.protection.rules import ONE_ORGANISATION

LONGEST_TEXT = 2000

_THEMES = {
    ConditionKind.CONTACT: Theme.CONTACT,
    ConditionKind.CHILD_CONTACT: Theme.CONTACT,
    ConditionKind.SPEAKS_WITH: Theme.SPEAKING,
    ConditionKind.OVERLOAD: Theme.SPEAKING,
    ConditionKind.MEDIATION: Theme.SPEAKING,
    ConditionKind.STOP_TALK: Theme.SPEAKING,
    ConditionKind.PLACE: Theme.MEASURES,
    ConditionKind.MEASURE: Theme.MEASURES,
    ConditionKind.DISCLOSURE: Theme.INFORMATION,
    ConditionKind.HANDOVER: Theme.INFORMATION,
    ConditionKind.EVIDENCE: Theme.DIGITAL,
    ConditionKind.DIGITAL: Theme.DIGITAL,
    ConditionKind.ALARM: Theme.ALARM,
    ConditionKind.WORK: Theme.CARE,
    ConditionKind.WELLBEING: Theme.CARE,
    ConditionKind.CARE: Theme.CARE,
    ConditionKind.OTHER: Theme.OTHER,
}


class ConditionFieldWrong(ServiceError):
    """A field of a condition cannot be kept. Fields: `field`, `reason`."""

    code = "conditions.field_wrong"


class DeadlinePassed(ServiceError):
    """Conditions for this meeting can no longer be handed in or changed by link."""

    code = "conditions.deadline_passed"


class AlreadyDecided(ServiceError):
    """The case director has decided on this condition; a change goes through them."""

    code = "conditions.already_decided"


class ReasonMissing(ServiceError):
    """Dropping a condition needs a reason, which its author gets to see."""

    code = "conditions.reason_missing"


def theme_of(kind: ConditionKind) -> Theme:
    """The chapter under which a kind of condition is shown and printed."""
    return _THEMES[kind]


def check_hand_in(order: HandIn, refs: frozenset[str], organisations: Iterable[str], moment: datetime) -> None:
    """Raises `ConditionFieldWrong` on the first field that cannot be kept.

    `refs`: the persons of the case; `organisations`: to which alone the writer may address it (`partner:<key>`).
    """
    text = order.text.strip()
    if not text:
        raise ConditionFieldWrong(field="text", reason="empty")
    if len(text) > LONGEST_TEXT:
        raise ConditionFieldWrong(field="text", reason="too_long")
    if len(order.if_not.strip()) > LONGEST_TEXT:
        raise ConditionFieldWrong(field="if_not", reason="too_long")
    if order.until is not None and order.until <= moment:
        raise ConditionFieldWrong(field="until", reason="in_past")
    if order.subject_ref and order.subject_ref not in refs:
        raise ConditionFieldWrong(field="subject", reason="unknown_person")
    if not set(order.protects) <= refs:
        raise ConditionFieldWrong(field="protects", reason="unknown_person")
    if order.tier not in (*Tier, *(f"{ONE_ORGANISATION}{key}" for key in organisations if key)):
        raise ConditionFieldWrong(field="tier", reason="unknown")
    if not order.condition_id.isalnum() or len(order.condition_id) > 32:
        raise ConditionFieldWrong(field="condition", reason="malformed")


def check_open(now: datetime, due: datetime) -> None:
    """Raises `DeadlinePassed` once the deadline is there."""
    if now >= due:
        raise DeadlinePassed


def check_decision(order: Decide) -> None:
    """Raises when a change has no wording or a drop has no reason."""
    if order.decision is Decision.CHANGE and not order.text.strip():
        raise ConditionFieldWrong(field="text", reason="empty")
    if max(len(order.text), len(order.reason)) > LONGEST_TEXT:
        raise ConditionFieldWrong(field="text", reason="too_long")
    if order.decision is Decision.DROP and not order.reason.strip():
        raise ReasonMissing
