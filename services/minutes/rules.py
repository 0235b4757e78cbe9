"""Pure rules of minutes: when they can be locked, what a reader gets of them, and what cannot be kept beneath them."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from models.terms import MeetingStatus, Tier
from services.errors import ServiceError
from services.minutes.facts import Noted, Person, Record
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanContradiction
from services.protection.rules import ONE_ORGANISATION, Reader, may_read, narrower
from services.protection.typed import LONGEST_TEXT, flaw

LONGEST_ADDENDUM = LONGEST_TEXT
GOING_ON, NOT_OVER, CALLED_OFF = "going_on", "not_over", "called_off"
Reads = Callable[[str], bool]
"""Whether a tier is for this reader."""


class CannotLock(ServiceError):
    """These minutes cannot be locked. Field `reason`: going_on, not_over, called_off."""

    code: ClassVar[str] = "minutes.cannot_lock"


class NotLocked(ServiceError):
    """A correction goes beneath locked minutes; these are a draft, and are changed themselves."""

    code: ClassVar[str] = "minutes.not_locked"


class AlreadyLocked(ServiceError):
    """These minutes are locked: nothing in them is changed any more."""

    code: ClassVar[str] = "minutes.already_locked"


class MinutesBroken(ServiceError):
    """The locked minutes are no longer what was locked. Nothing of them is issued."""

    code: ClassVar[str] = "minutes.broken"


class AddendumWrong(ServiceError):
    """A correction that cannot be kept. Fields: `reason` (empty, unreadable, too_long, national_number, tier), and
    `length` and `longest` in characters."""

    code: ClassVar[str] = "minutes.addendum_wrong"


def mark_of(text: str) -> str:
    """The mark of a record as it is frozen: SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def lock_refusal(
    status: MeetingStatus,
    ends_at: datetime,
    opened_at: datetime | None,
    closed_at: datetime | None,
    moment: datetime,
) -> str:
    """Why minutes cannot be locked now, or the empty string: once the meeting was closed, or is over and was never
    opened here; what was settled by phone is over when it is recorded."""
    if status not in (MeetingStatus.PLANNED, MeetingStatus.HELD):
        return CALLED_OFF
    if opened_at is not None:
        return "" if closed_at is not None else GOING_ON
    return "" if status is MeetingStatus.HELD or ends_at <= moment else NOT_OVER


def check_addendum(text: str, tier: str, reader: Reader) -> None:
    """Raises `AddendumWrong` for nothing, for what cannot be kept, and for readers without its writer."""
    if not text.strip():
        raise AddendumWrong(reason="empty")
    if wrong := flaw(text, LONGEST_ADDENDUM):
        raise AddendumWrong(reason=wrong, length=len(text), longest=LONGEST_ADDENDUM)
    if not may_read(tier, reader):
        raise AddendumWrong(reason="tier")


def reads_items(reader: Reader, *, directs: bool) -> Reads:
    """Which conditions and actions a reader gets: by tier, and what is for one organisation also who directs the
    case."""
    return lambda tier: may_read(tier, reader) or (directs and tier.startswith(ONE_ORGANISATION))


def cut(record: Record, reader: Reader, *, directs: bool = False) -> Record:
    """What one reader gets of a record: each part by its own tier (domain.md section 5). A point that is for some of
    those invited is theirs and the case director's, and so is what was noted there. What is kept from a reader leaves
    no trace, no number and no count."""
    partner = may_read(Tier.PARTNERS, reader)
    reads = reads_items(reader, directs=directs and partner)
    own, plan = reader.organisation or "", _plan(record.plan, reads)
    closed = {p.number for p in record.points if not (directs or p.is_for(own))}
    given = {action.number for action in plan.actions}
    return replace(
        record,
        question=record.question if partner else "",
        news=record.news if partner else "",
        outcome=record.outcome if partner else "",
        closing_reason=record.closing_reason if partner else "",
        plan=plan,
        people=record.people if partner else (),
        without=record.without if partner else (),
        points=tuple(p for p in record.points if partner and p.number not in closed),
        notes=tuple(note for note in record.notes if may_read(note.tier, reader) and note.point not in closed),
        earlier=tuple(number for number in record.earlier if number in given),
        said=tuple(one for one in record.said if reads(one.tier) and one.action in given),
    )


def without(record: Record, professionals: Collection[str], accounts: Collection[str]) -> Record:
    """The record without whoever was barred from the case since: not at the table, and not named with what they wrote
    or said."""
    return replace(
        record,
        people=tuple(_alone(one, professionals) for one in record.people if one.professional_id not in professionals),
        statement_read_by="" if record.statement_read_by_id in accounts else record.statement_read_by,
        notes=tuple(_unnamed(note, accounts) for note in record.notes),
        said=tuple(replace(one, by="") if one.professional_id in professionals else one for one in record.said),
    )


def accounts_in(record: Record) -> frozenset[str]:
    """The accounts that a record names."""
    named = {who for note in record.notes for who in (note.author_id, note.edited_by_id)}
    return frozenset(who for who in named | {record.statement_read_by_id} if who)


def professionals_in(record: Record) -> frozenset[str]:
    """The professionals that a record names."""
    named = {one.professional_id for one in (*record.people, *record.said)}
    named |= {one.stands_in_for_id for one in record.people}
    return frozenset(who for who in named if who)


def _alone(one: Person, professionals: Collection[str]) -> Person:
    return replace(one, stands_in_for="") if one.stands_in_for_id in professionals else one


def _unnamed(note: Noted, accounts: Collection[str]) -> Noted:
    return replace(
        note,
        author="" if note.author_id in accounts else note.author,
        edited_by="" if note.edited_by_id in accounts else note.edited_by,
    )


def _plan(plan: PlanContent, reads: Reads) -> PlanContent:
    conditions = tuple(_condition(one, reads) for one in plan.conditions if reads(one.tier))
    actions = tuple(_action(one, reads) for one in plan.actions if reads(one.tier))
    given = {item.number for item in (*conditions, *actions)}
    return replace(
        plan,
        conditions=tuple(c if c.gone_into in given else replace(c, gone_into="") for c in conditions),
        actions=tuple(replace(a, settles=tuple(n for n in a.settles if n in given)) for a in actions),
        weighings=tuple(one for one in plan.weighings if reads(one.tier)),
        contradictions=tuple(_decided(plan.contradictions, given, reads)),
    )


def _condition(item: PlanCondition, reads: Reads) -> PlanCondition:
    return item if reads(item.if_not_tier or narrower(item.tier, Tier.PARTNERS)) else replace(item, if_not="")


def _action(item: PlanAction, reads: Reads) -> PlanAction:
    return item if reads(item.if_not_tier or narrower(item.tier, Tier.PARTNERS)) else replace(item, if_not="")


def _decided(found: Iterable[PlanContradiction], given: set[str], reads: Reads) -> Iterable[PlanContradiction]:
    """Whoever may not read one side gets nothing of it, and no reason that tells of an agreement that they do not
    get."""
    for one in found:
        if reads(one.tier):
            told = not one.action or one.action in given
            yield replace(
                one,
                action=one.action if told else "",
                reason=one.reason if told else "",
                dissent=tuple(word for word in one.dissent if reads(word.tier)),
            )
