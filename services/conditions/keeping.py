"""How a condition is kept, whoever hands it in by whatever way: checked, its earlier form kept, written, noted."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from models.casework import CasePerson, Seat
from models.condition import Condition, ConditionRevision
from models.directory import Organisation
from models.meeting import Invitation, Meeting
from models.terms import LAPSED, Arrival, ConditionStatus, MeetingStatus
from services.conditions.facts import HandIn
from services.conditions.queries import follows_in
from services.conditions.readings import check_reading, packed, packed_order, unpacked
from services.conditions.rules import AlreadyDecided, Named, check_hand_in, followed, formers_of, tidied
from services.conditions.stopping import pass_on, stops_approach, update_hold
from services.relations.queries import barred_by_case, in_force
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Reading, Transaction

_SAME = ("kind", "hard", "tier", "subject_ref", "until", "holds_approach", "done_by", "due_on", "checked_by")
_SEALED = {"text": "text_sealed", "if_not": "if_not_sealed", "check": "check_sealed"}


@dataclass(frozen=True)
class Author:
    """On whose behalf a condition is written and by what way: an organisation, perhaps by an invitation."""

    case_id: str
    organisation_id: str
    arrived: Arrival
    meeting_id: str | None = None
    invitation_id: str | None = None


def standing_invitation(look: Reading, invitation_id: str, case_id: str) -> tuple[Invitation, Meeting]:
    """An invitation of this case and its meeting, which stands. Raises `NotAllowed` for any other."""
    lock = True if isinstance(look, Transaction) else None
    invitation = look.session.get(Invitation, invitation_id, with_for_update=lock)
    meeting = look.session.get(Meeting, invitation.meeting_id) if invitation else None
    if invitation is None or meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    if meeting.status is not MeetingStatus.PLANNED:
        raise NotAllowed
    return invitation, meeting


def keep_invited(
    tx: Transaction,
    invitation: Invitation,
    case_id: str,
    order: HandIn,
    arrived: Arrival,
    *,
    carried: HandIn | None = None,
) -> int:
    """Keeps a condition of an attendee; gives its version. They have handed in now. `carried` as for `keep`."""
    author = Author(case_id, invitation.organisation_id, arrived, invitation.meeting_id, invitation.id)
    version = keep(tx, author, order, carried=carried)
    invitation.handed_in_at, invitation.nothing_to_add = tx.now, False
    tx.add(invitation)
    return version


def keep(tx: Transaction, author: Author, order: HandIn, *, carried: HandIn | None = None) -> int:
    """Keeps a new condition, or a change of one; gives its version. The same order twice changes nothing.

    `carried` is the condition of an earlier meeting that is taken over: what it says already is not judged anew.
    Raises `ConditionFieldWrong`, the vocabulary's `NormWrong`, `AlreadyDecided`, `ChangedMeanwhile` and `NotAllowed`.
    """
    row = tx.session.get(Condition, order.condition_id, with_for_update=True)
    if row is not None:
        _check_own(row, author)
    stands = order_of(tx, row) if row is not None else None
    named, before = named_in(tx, author), stands or carried
    check_hand_in(order, named, tx.now, before, free_tier=carried is not None)
    order = tidied(order)
    if stands is not None and not order.follows_id:  # a change that says nothing of it goes on from the same one
        order = replace(order, follows_id=stands.follows_id)
    if row is not None and _repeats(row, stands, order):
        return row.version
    if before is None or order.reading != before.reading:
        check_reading(tx, order.reading, named.refs, named.directory)
    if row is not None:
        check_changeable(row, order.seen_version)
    if order.follows_id and (row is None or row.status is ConditionStatus.DRAFT or order.follows_id != row.follows_id):
        _check_former(tx, author, order)
    stood = row is not None and stops_approach(row)
    if row is None:
        row = _new_row(tx, author, order)
    else:
        keep_former(tx, row)
    _write(tx, row, order, author.arrived)
    tx.add(row)
    update_hold(tx, row, stood=stood)
    pass_on(tx, row)
    tx.note(condition=row.id, version=row.version)
    return row.version


def order_of(look: Reading, row: Condition) -> HandIn:
    """What was handed in, as the order that would hand it in once more over the version that stands."""
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    same |= {name: look.unseal(row, column) for name, column in _SEALED.items()}
    return HandIn(
        **same,
        condition_id=row.id,
        seen_version=row.version,
        protects=tuple(row.protects),
        reading=unpacked(look.unseal(row, "reading_sealed")),
        follows_id=row.follows_id or "",
    )


def keep_former(tx: Transaction, row: Condition) -> None:
    """Keeps what stands before it is changed: the wording in force, and all its fields."""
    former = ConditionRevision(
        id=tx.chance.id(),
        condition_id=row.id,
        number=row.version,
        text_sealed="",
        replaced_at=tx.now,
        replaced_by=tx.actor.reference,
    )
    tx.seal(former, "text_sealed", tx.unseal(row, "decided_text_sealed") or tx.unseal(row, "text_sealed"))
    tx.seal(former, "whole_sealed", packed_order(order_of(tx, row)))
    tx.add(former)


def check_changeable(row: Condition, seen_version: int) -> None:
    """Raises `AlreadyDecided`, or `ChangedMeanwhile` for who saw another version."""
    if row.decided_at is not None:
        raise AlreadyDecided
    if row.version != seen_version:
        raise ChangedMeanwhile(version=row.version)


def named_in(look: Reading, author: Author) -> Named:
    """Whom a condition of this author may name. Whoever is barred is not on the case."""
    refs = look.session.exec(select(CasePerson.ref).where(CasePerson.case_id == author.case_id)).all()
    keys = dict(look.session.exec(select(Organisation.id, Organisation.key)).all())
    seats = look.session.exec(
        select(Seat.organisation_id, Seat.professional_id).where(
            Seat.case_id == author.case_id, in_force(local_day(look.now))
        )
    ).all()
    people = {who for _, who in seats}
    barred = barred_by_case(look.session, look.database.vault, [author.case_id], people)[author.case_id]
    own = keys.get(author.organisation_id, "")
    return Named(
        refs=frozenset(refs),
        on_case=frozenset({keys[home] for home, who in seats if who not in barred} | {own}),
        directory=frozenset(keys.values()),
        addressed=frozenset({own} if look.actor.invitation_id else keys.values()),
    )


def named_on(look: Reading, case_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Whom a reading may name: references of persons of the case, keys of organisations of the directory."""
    refs = look.session.exec(select(CasePerson.ref).where(CasePerson.case_id == case_id)).all()
    return frozenset(refs), frozenset(look.session.exec(select(Organisation.key)).all())


def _check_own(row: Condition, author: Author) -> None:
    if (row.case_id, row.organisation_id, row.invitation_id) != (
        author.case_id,
        author.organisation_id,
        author.invitation_id,
    ):
        raise NotAllowed


def _repeats(row: Condition, stands: HandIn | None, order: HandIn) -> bool:
    """Whether this order was carried out already: the same writer saw the version before, and nothing differs."""
    if row.version != order.seen_version + 1 or row.status is not ConditionStatus.SUBMITTED:
        return False
    return stands is not None and replace(stands, seen_version=order.seen_version) == order


def _check_former(tx: Transaction, author: Author, order: HandIn) -> None:
    """A condition goes on only from one that stands, of the same organisation, and of another occasion."""
    former = tx.session.get(Condition, order.follows_id, with_for_update=True)
    if former is None or (former.case_id, former.organisation_id) != (author.case_id, author.organisation_id):
        raise NotAllowed
    if author.invitation_id is not None and former.invitation_id == author.invitation_id:
        raise NotAllowed
    follows = follows_in(tx, author.case_id)
    others = {key: value for key, value in follows.items() if key != order.condition_id}
    statuses = tx.session.exec(
        select(Condition.id, Condition.status).where(col(Condition.id).in_([*others, former.id]))
    ).all()
    gone = former.status in (ConditionStatus.DRAFT, *LAPSED) or former.id in followed(statuses, others)
    if gone or former.id == order.condition_id or order.condition_id in formers_of(former.id, others):
        raise NotAllowed


def _new_row(tx: Transaction, author: Author, order: HandIn) -> Condition:
    highest = tx.session.exec(select(func.max(Condition.number)).where(Condition.case_id == author.case_id)).one()
    return Condition(
        id=order.condition_id,
        version=0,
        case_id=author.case_id,
        meeting_id=author.meeting_id,
        invitation_id=author.invitation_id,
        organisation_id=author.organisation_id,
        number=(highest or 0) + 1,
        kind=order.kind,
        status=ConditionStatus.DRAFT,
        tier=order.tier,
        text_sealed="",
    )


def _write(tx: Transaction, row: Condition, order: HandIn, arrived: Arrival) -> None:
    for name in _SAME:
        setattr(row, name, getattr(order, name))
    row.protects, row.follows_id = list(order.protects), order.follows_id or None
    if row.status is ConditionStatus.DRAFT:  # new, or handed in again after it was taken back
        row.arrived = arrived
    row.status, row.handed_in_at = ConditionStatus.SUBMITTED, tx.now
    row.version += 1
    for name, column in _SEALED.items():
        tx.seal(row, column, getattr(order, name))
    tx.seal(row, "reading_sealed", packed(order.reading))
