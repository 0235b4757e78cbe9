"""Writes of conditions: hand in and change (by link, or by the case director after a call), say none, decide."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import select

from models.casework import CasePerson, HoldRow
from models.condition import Condition, ConditionRevision
from models.directory import Organisation
from models.meeting import Invitation, Meeting
from models.terms import ConditionStatus, MeetingStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.facts import Decide, Decision, HandIn
from services.conditions.queries import readable
from services.conditions.rules import AlreadyDecided, check_decision, check_hand_in, check_open
from services.meetings.queries import case_of_guest
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work

_DECIDED = {
    Decision.ACCEPT: ConditionStatus.ACCEPTED,
    Decision.CHANGE: ConditionStatus.CHANGED,
    Decision.DROP: ConditionStatus.DROPPED,
}


def hand_in(work: Work, order: HandIn) -> int:
    """The acting guest hands in or changes one condition; gives its version. The same order twice changes nothing.

    Raises `DeadlinePassed`, `ConditionFieldWrong`, `AlreadyDecided` or `ChangedMeanwhile`.
    """
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = _invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, meeting.conditions_due_at)
        return _keep_invited(tx, invitation, order, meeting.case_id)


def hand_in_for(work: Work, case_id: str, invitation_id: str, order: HandIn) -> int:
    """The case director fills in a condition after a call with the attendee, also after the deadline."""
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        invitation, meeting = _invitation(tx, invitation_id, case_id)
        return _keep_invited(tx, invitation, order, meeting.case_id)


def record_condition(work: Work, case_id: str, organisation_id: str, order: HandIn) -> int:
    """The case director records what an organisation without an invitation told; gives the condition's version.

    For external parties, for partners who do not attend, and where no meeting is held. Raises as `hand_in_for`.
    """
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        if tx.session.get(Organisation, organisation_id) is None:
            raise NotAllowed
        return _keep(tx, _Author(case_id, organisation_id), order)


def take_back(work: Work, condition_id: str, seen_version: int) -> None:
    """The acting guest takes a condition back before the deadline; it stays as history. A second time changes nothing.

    Raises `DeadlinePassed`, `AlreadyDecided` or `ChangedMeanwhile`.
    """
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = _invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, meeting.conditions_due_at)
        row = tx.session.get(Condition, condition_id, with_for_update=True)
        if row is None or row.invitation_id != invitation.id:
            raise NotAllowed
        tx.note(condition=row.id)
        if row.status is ConditionStatus.DRAFT:
            return
        _check_changeable(row, seen_version)
        stood = _stops_approach(row)
        row.status = ConditionStatus.DRAFT
        row.version += 1
        tx.add(row)
        _follow_hold(tx, row, stood=stood)
        if not _any_left(tx, invitation):
            invitation.handed_in_at = None
            tx.add(invitation)


def nothing_to_add(work: Work, *, nothing: bool = True) -> None:
    """The acting guest says that their organisation has no conditions (or takes that back)."""
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = _invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, meeting.conditions_due_at)
        _say_nothing(tx, invitation, nothing)


def nothing_to_add_for(work: Work, case_id: str, invitation_id: str) -> None:
    """The case director records after a call that an attendee has no conditions."""
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        invitation, _ = _invitation(tx, invitation_id, case_id)
        _say_nothing(tx, invitation, True)


def decide(work: Work, order: Decide) -> int:
    """The case director accepts, changes or drops a condition; gives its version. Deciding again is allowed.

    Nobody decides on what they may not read: that is `NotAllowed`, as for a condition of another case.
    """
    check_decision(order)
    with work.act(Permission.CONDITION_DECIDE, order.case_id) as tx:
        row = tx.edit(Condition, order.condition_id, order.seen_version)
        if row.status is ConditionStatus.DRAFT or not readable(tx, row.case_id, row.tier, reader_of(tx)):
            raise NotAllowed
        stood = _stops_approach(row)
        row.status = _DECIDED[order.decision]
        row.decided_by, row.decided_at = tx.actor.reference, tx.now
        tx.seal(row, "decided_text_sealed", order.text.strip() if order.decision is Decision.CHANGE else "")
        tx.seal(row, "decision_reason_sealed", order.reason.strip())
        tx.add(row)
        _follow_hold(tx, row, stood=stood)
        tx.note(condition=row.id, decision=order.decision.value)
        return row.version


def _invitation(tx: Transaction, invitation_id: str, case_id: str) -> tuple[Invitation, Meeting]:
    invitation = tx.session.get(Invitation, invitation_id, with_for_update=True)
    meeting = tx.session.get(Meeting, invitation.meeting_id) if invitation else None
    if invitation is None or meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    if meeting.status is not MeetingStatus.PLANNED:
        raise NotAllowed
    return invitation, meeting


@dataclass(frozen=True)
class _Author:
    """On whose behalf a condition is written: an organisation, perhaps by an invitation to a meeting."""

    case_id: str
    organisation_id: str
    meeting_id: str | None = None
    invitation_id: str | None = None


def _keep_invited(tx: Transaction, invitation: Invitation, order: HandIn, case_id: str) -> int:
    author = _Author(case_id, invitation.organisation_id, invitation.meeting_id, invitation.id)
    version = _keep(tx, author, order)
    invitation.handed_in_at, invitation.nothing_to_add = tx.now, False
    tx.add(invitation)
    return version


def _keep(tx: Transaction, author: _Author, order: HandIn) -> int:
    refs = frozenset(tx.session.exec(select(CasePerson.ref).where(CasePerson.case_id == author.case_id)))
    home = tx.session.get(Organisation, author.organisation_id)
    everyone = () if tx.actor.invitation_id else tx.session.exec(select(Organisation.key)).all()
    check_hand_in(order, refs, (home.key if home else "", *everyone), tx.now)
    row = tx.session.get(Condition, order.condition_id, with_for_update=True)
    stood = False
    if row is None:
        row = _new_row(tx, author, order)
    else:
        _check_own(row, author)
        if _repeats(tx, row, order):
            return row.version
        _check_changeable(row, order.seen_version)
        _keep_former(tx, row)
        stood = _stops_approach(row)
    _write(tx, row, order)
    tx.add(row)
    _follow_hold(tx, row, stood=stood)
    tx.note(condition=row.id, version=row.version)
    return row.version


def _new_row(tx: Transaction, author: _Author, order: HandIn) -> Condition:
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
        status=ConditionStatus.SUBMITTED,
        tier=order.tier,
        text_sealed="",
    )


def _repeats(tx: Transaction, row: Condition, order: HandIn) -> bool:
    """Whether this order was carried out already: the same writer saw the version before, and nothing differs."""
    if row.version != order.seen_version + 1 or row.status is not ConditionStatus.SUBMITTED:
        return False
    texts = (tx.unseal(row, "text_sealed"), tx.unseal(row, "if_not_sealed"))
    kept = (row.kind, row.hard, row.tier, row.subject_ref, row.protects, row.until, row.holds_approach)
    asked = (order.kind, order.hard, order.tier, order.subject_ref, sorted(order.protects), order.until)
    return texts == (order.text.strip(), order.if_not.strip()) and kept == (*asked, order.holds_approach)


def _check_own(row: Condition, author: _Author) -> None:
    if (row.case_id, row.organisation_id, row.invitation_id) != (
        author.case_id,
        author.organisation_id,
        author.invitation_id,
    ):
        raise NotAllowed


def _check_changeable(row: Condition, seen_version: int) -> None:
    if row.decided_at is not None:
        raise AlreadyDecided
    if row.version != seen_version:
        raise ChangedMeanwhile(version=row.version)


def _keep_former(tx: Transaction, row: Condition) -> None:
    former = ConditionRevision(
        id=tx.chance.id(),
        condition_id=row.id,
        number=row.version,
        text_sealed="",
        replaced_at=tx.now,
        replaced_by=tx.actor.reference,
    )
    tx.seal(former, "text_sealed", tx.unseal(row, "text_sealed"))
    tx.add(former)


def _write(tx: Transaction, row: Condition, order: HandIn) -> None:
    row.kind, row.hard, row.tier = order.kind, order.hard, order.tier
    row.subject_ref, row.protects = order.subject_ref, sorted(order.protects)
    row.until, row.holds_approach = order.until, order.holds_approach
    row.status, row.handed_in_at = ConditionStatus.SUBMITTED, tx.now
    row.version += 1
    tx.seal(row, "text_sealed", order.text.strip())
    tx.seal(row, "if_not_sealed", order.if_not.strip())


def _say_nothing(tx: Transaction, invitation: Invitation, nothing: bool) -> None:
    invitation.nothing_to_add = nothing
    tx.add(invitation)
    tx.note(invitation=invitation.id, nothing=nothing)


def _any_left(tx: Transaction, invitation: Invitation) -> bool:
    handed_in = select(Condition.id).where(
        Condition.invitation_id == invitation.id, Condition.status != ConditionStatus.DRAFT
    )
    return tx.session.exec(handed_in).first() is not None


def _stops_approach(row: Condition) -> bool:
    return row.holds_approach and row.status not in (ConditionStatus.DROPPED, ConditionStatus.DRAFT)


def _follow_hold(tx: Transaction, row: Condition, *, stood: bool) -> None:
    """A condition that keeps everybody from the suspect is in force from the moment it is handed in, until it is
    dropped, taken back or released; waiting for the meeting would be too late (domain.md section 0, point 5).

    One that comes back (`stood` is false) is in force again; a later edit does not undo a release.
    """
    hold = tx.session.exec(select(HoldRow).where(HoldRow.condition_id == row.id)).first()
    stands = _stops_approach(row)
    if hold is None and not stands:
        return
    if hold is None:
        home = tx.session.get(Organisation, row.organisation_id)
        hold = HoldRow(
            id=tx.chance.id(), case_id=row.case_id, condition_id=row.id, by_organisation=home.key if home else ""
        )
    hold.until = row.until
    if stands and not stood:
        hold.released_at, hold.released_by = None, None
    if not stands:
        hold.released_at, hold.released_by = hold.released_at or tx.now, hold.released_by or tx.actor.reference
    tx.seal(hold, "reason_sealed", tx.unseal(row, "text_sealed"))
    tx.add(hold)
