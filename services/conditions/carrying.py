"""What an organisation asked for at an earlier meeting and still stands: shown, and taken over as it is."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlmodel import col, select

from models.condition import Condition
from models.meeting import Invitation, Meeting
from models.terms import LAPSED, Arrival, ConditionStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView, HandIn
from services.conditions.keeping import keep_invited, order_of, standing_invitation
from services.conditions.queries import follows_in, readable, view_of
from services.conditions.readings import unpacked
from services.conditions.rules import TermPassed, check_open, followed, passed_terms
from services.conditions.stopping import released
from services.directory.partners import organisations_by_id
from services.meetings.queries import case_of_guest
from services.meetings.rules import due_at
from services.unit_of_work import NotAllowed, Reading, Transaction, Work


def from_last_time(work: Work) -> tuple[ConditionView, ...]:
    """What the acting guest's organisation asked for at earlier meetings and still stands, by number; also what the
    case director recorded for it."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="last time") as look:
        return last_time_in(look, case_id, work.actor.invitation_id)


def from_last_time_for(work: Work, case_id: str, invitation_id: str) -> tuple[ConditionView, ...]:
    """The same for an attendee, as far as the case director may read it."""
    with work.read(Permission.CONDITION_READ, case_id, screen="last time") as look:
        reader = reader_of(look)
        found = last_time_in(look, case_id, invitation_id)
        return tuple(view for view in found if readable(look, case_id, view.tier, reader))


def last_time_in(look: Reading, case_id: str, invitation_id: str) -> tuple[ConditionView, ...]:
    """The same inside an open look that was allowed. Raises `NotAllowed` for an invitation of another case."""
    invitation = look.session.get(Invitation, invitation_id)
    meeting = look.session.get(Meeting, invitation.meeting_id) if invitation else None
    if invitation is None or meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    rows, homes = _earlier(look, invitation, meeting), organisations_by_id(look.session, {invitation.organisation_id})
    follows = follows_in(look, case_id)
    return tuple(view_of(look, row, homes, follows) for row in rows)


def carry_over(work: Work, condition_ids: Collection[str]) -> int:
    """The acting guest says that these hold unchanged; gives how many were taken over now, 0 the second time.

    Each becomes a condition of this meeting in the words that are in force. Raises `DeadlinePassed`, `TermPassed` for
    one of which a term lies behind (hand that one in by the form), and `NotAllowed`; then nothing was taken over.
    """
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = standing_invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, due_at(invitation, meeting))
        return _carry(tx, invitation, meeting, _earlier(tx, invitation, meeting), condition_ids)


def carry_over_for(work: Work, case_id: str, invitation_id: str, condition_ids: Collection[str]) -> int:
    """The same by the case director after a call, also after the deadline, of what they may read."""
    with work.act(Permission.CONDITION_HAND_IN_FOR, case_id) as tx:
        invitation, meeting = standing_invitation(tx, invitation_id, case_id)
        reader = reader_of(tx)
        known = [row for row in _earlier(tx, invitation, meeting) if readable(tx, case_id, row.tier, reader)]
        return _carry(tx, invitation, meeting, known, condition_ids)


def _earlier(look: Reading, invitation: Invitation, meeting: Meeting) -> list[Condition]:
    """The organisation's conditions that stand and were not made for this meeting or a later one, by number."""
    everything = look.session.exec(
        select(Condition.id, Condition.status).where(Condition.case_id == meeting.case_id)
    ).all()
    gone = followed(everything, follows_in(look, meeting.case_id))
    rows = look.session.exec(
        select(Condition, Meeting.starts_at)
        .outerjoin(Meeting, col(Meeting.id) == col(Condition.meeting_id))
        .where(
            Condition.case_id == meeting.case_id,
            Condition.organisation_id == invitation.organisation_id,
            col(Condition.status).notin_((ConditionStatus.DRAFT, *LAPSED)),
        )
        .order_by(col(Condition.number))
    )
    return [row for row, at in rows if row.id not in gone and (at is None or at < meeting.starts_at)]


def _carry(
    tx: Transaction,
    invitation: Invitation,
    meeting: Meeting,
    known: Iterable[Condition],
    condition_ids: Collection[str],
) -> int:
    standing = {row.id: row for row in known}
    wanted = [name for name in dict.fromkeys(condition_ids) if not _carried(tx, invitation, name)]
    if not set(wanted) <= set(standing):
        raise NotAllowed
    for name in wanted:
        row = standing[name]
        if passed := passed_terms(row.until, row.due_on, tx.now):
            raise TermPassed(number=row.number, condition_id=row.id, field=passed[0])
    for name in wanted:
        order = _same_again(tx, standing[name])
        keep_invited(tx, invitation, meeting.case_id, order, Arrival.LAST_TIME, carried=order_of(tx, standing[name]))
    tx.note(carried=len(wanted))
    return len(wanted)


def _carried(tx: Transaction, invitation: Invitation, condition_id: str) -> bool:
    """Whether this attendee took it over already."""
    statement = select(Condition.id).where(
        Condition.follows_id == condition_id,
        Condition.invitation_id == invitation.id,
        Condition.status != ConditionStatus.DRAFT,
    )
    return tx.session.exec(statement).first() is not None


def _same_again(tx: Transaction, row: Condition) -> HandIn:
    """The condition whole, in the words that are in force. Where the director put it in other words, its reading is the
    one that was given with them, or left out: its author confirmed it of other words. A stop that was released does not
    begin again unasked."""
    order, decided = order_of(tx, row), tx.unseal(row, "decided_text_sealed")
    reading = None if decided and decided != order.text else order.reading
    if given := tx.unseal(row, "decided_reading_sealed"):
        reading = unpacked(given)
    return replace(
        order,
        condition_id=tx.chance.id(),
        seen_version=0,
        text=decided or order.text,
        reading=reading,
        follows_id=row.id,
        holds_approach=order.holds_approach and not released(tx, row),
    )
