"""Pure rules of conditions: what may be handed in, until when, under which theme it stands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.terms import ConditionKind, ConditionStatus, SetAnswer, Theme, Tier
from services.conditions.facts import AnswerSet, Decide, Decision, HandIn
from services.errors import ServiceError
from services.protection.rules import ONE_ORGANISATION
from services.scheduling.facts import local_day

LONGEST_TEXT = 2000
MOST_NORMS = 12
"""More agreements than this in one condition are several conditions (measured: mean 1.6, at most 5)."""

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


class TermPassed(ServiceError):
    """A condition of an earlier meeting cannot be taken over as it is: a term of it has passed. Nothing was taken over.
    Fields: `number` and `condition_id` of that condition, `field` (until or due_on)."""

    code = "conditions.term_passed"


class ExtensionWrong(ServiceError):
    """An own deadline lies after that of the meeting, in the future, and not after the meeting begins."""

    code = "conditions.extension_wrong"


class SetChanged(ServiceError):
    """What was answered on is no longer what stands. Nothing was recorded."""

    code = "conditions.set_changed"


class SetRemarkWrong(ServiceError):
    """What is missing from the conditions together has to be said. Field `reason`: empty or too_long."""

    code = "conditions.set_remark_wrong"


@dataclass(frozen=True)
class Named:
    """Whom a condition may name. `refs`: persons of the case; `on_case`: organisations that can be given something to
    do; `directory`: every known organisation; `addressed`: to which alone the writer may address it."""

    refs: frozenset[str]
    on_case: frozenset[str]
    directory: frozenset[str]
    addressed: frozenset[str]


def theme_of(kind: ConditionKind) -> Theme:
    """The chapter under which a kind of condition is shown and printed."""
    return _THEMES[kind]


def tidied(order: HandIn) -> HandIn:
    """The order as it is kept: texts without white space around them, persons in order."""
    texts = {name: getattr(order, name).strip() for name in ("text", "if_not", "check")}
    return replace(order, protects=tuple(sorted(order.protects)), **texts)


def check_hand_in(
    order: HandIn, named: Named, moment: datetime, stands: HandIn | None = None, *, free_tier: bool = False
) -> None:
    """Raises `ConditionFieldWrong` on the first field that cannot be kept.

    What `stands` and is not changed is not judged anew: a day that has passed since stays until somebody changes it.
    With `free_tier` the readers that stand are not judged either: they were settled by the case director.
    """
    new = _changed(order, stands)
    if not order.text.strip():
        raise ConditionFieldWrong(field="text", reason="empty")
    for name in ("text", "if_not", "check"):
        if len(getattr(order, name).strip()) > LONGEST_TEXT:
            raise ConditionFieldWrong(field=name, reason="too_long")
    if "until" in new and order.until is not None and order.until <= moment:
        raise ConditionFieldWrong(field="until", reason="in_past")
    if "due_on" in new and order.due_on is not None and order.due_on < local_day(moment):
        raise ConditionFieldWrong(field="due_on", reason="in_past")
    if order.subject_ref and order.subject_ref not in named.refs:
        raise ConditionFieldWrong(field="subject", reason="unknown_person")
    if not set(order.protects) <= named.refs:
        raise ConditionFieldWrong(field="protects", reason="unknown_person")
    if "done_by" in new and order.done_by not in named.refs | named.on_case | {""}:
        raise ConditionFieldWrong(field="done_by", reason="unknown")
    if "checked_by" in new and order.checked_by not in named.directory | {""}:
        raise ConditionFieldWrong(field="checked_by", reason="unknown")
    same_tier = free_tier and stands is not None and order.tier == stands.tier
    if not same_tier and order.tier not in (*Tier, *(f"{ONE_ORGANISATION}{key}" for key in named.addressed if key)):
        raise ConditionFieldWrong(field="tier", reason="unknown")
    if order.reading is not None and len(order.reading) > MOST_NORMS:
        raise ConditionFieldWrong(field="reading", reason="too_many")
    if not order.condition_id.isalnum() or len(order.condition_id) > 32:
        raise ConditionFieldWrong(field="condition", reason="malformed")


def _changed(order: HandIn, stands: HandIn | None) -> frozenset[str]:
    """Which of the fields that are judged when they are new differ from what stands."""
    names = ("until", "due_on", "done_by", "checked_by")
    return frozenset(name for name in names if stands is None or getattr(order, name) != getattr(stands, name))


def check_open(now: datetime, due: datetime) -> None:
    """Raises `DeadlinePassed` once the deadline is there."""
    if now >= due:
        raise DeadlinePassed


def check_extension(own: datetime | None, due: datetime, starts_at: datetime, moment: datetime) -> None:
    """Raises `ExtensionWrong` unless an own deadline lies ahead, after everybody's and not after the meeting begins."""
    if own is not None and not (moment < own <= starts_at and due < own):
        raise ExtensionWrong


def check_set_answer(order: AnswerSet) -> None:
    """Raises `SetRemarkWrong` when it is not said what is missing, or at too great length."""
    if order.answer is SetAnswer.LACKING and not order.remark.strip():
        raise SetRemarkWrong(reason="empty")
    if len(order.remark.strip()) > LONGEST_TEXT:
        raise SetRemarkWrong(reason="too_long")


def set_is_stale(answered: Mapping[str, int], stands: Collection[str], changes: Iterable[tuple[str, int]]) -> bool:
    """Whether the conditions are no longer those that were `answered` on (by id the version that was seen): one came or
    went, or its words were changed since. `changes`: by id each version that was replaced. That the case director
    accepts a condition as it is changes nothing."""
    return set(stands) != set(answered) or any(number >= answered[name] for name, number in changes if name in answered)


def check_decision(order: Decide) -> None:
    """Raises when a change has no wording or a drop has no reason."""
    if order.decision is Decision.CHANGE and not order.text.strip():
        raise ConditionFieldWrong(field="text", reason="empty")
    if max(len(order.text), len(order.reason)) > LONGEST_TEXT:
        raise ConditionFieldWrong(field="text", reason="too_long")
    if isinstance(order.reading, tuple) and len(order.reading) > MOST_NORMS:
        raise ConditionFieldWrong(field="reading", reason="too_many")
    if order.decision is Decision.DROP and not order.reason.strip():
        raise ReasonMissing


def passed_terms(until: datetime | None, due_on: date | None, moment: datetime) -> tuple[str, ...]:
    """Which of the terms of a condition lie behind: `until`, `due_on`. Such a one is not taken over unread."""
    terms = {
        "until": until is not None and until <= moment,
        "due_on": due_on is not None and due_on < local_day(moment),
    }
    return tuple(name for name, passed in terms.items() if passed)


def formers_of(condition_id: str, follows: Mapping[str, str]) -> tuple[str, ...]:
    """The conditions of earlier meetings that a condition goes on from, nearest first. `follows`: by id the id of the
    condition whose place it takes."""
    found: list[str] = []
    now = follows.get(condition_id, "")
    while now and now not in found:
        found.append(now)
        now = follows.get(now, "")
    return tuple(found)


def followed(standing: Iterable[tuple[str, str]], follows: Mapping[str, str]) -> frozenset[str]:
    """The conditions whose place another one took that was handed in. `standing`: id and status.

    A follower that the case director dropped keeps its place: what was dropped is the agreement, so the former does
    not come back. One that was taken back gives its place up.
    """
    handed_in = (condition_id for condition_id, status in standing if status != ConditionStatus.DRAFT)
    return frozenset(former for condition_id in handed_in for former in formers_of(condition_id, follows))
