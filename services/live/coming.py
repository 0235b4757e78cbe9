"""Who comes to the table and leaves it, and who accepts that what is said there stays there."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, select

from models.directory import Professional
from models.live import Presence
from models.meeting import Invitation
from services.access.rules import Permission
from services.cases.apart import refuse_private_person
from services.cases.rules import PrivatePerson
from services.live.facts import Arrive
from services.live.keeping import going_on, stays
from services.live.rules import Asked, PresenceWrong, Stay, check_arrival, check_capacity, check_leaving
from services.relations.queries import barred_by_case
from services.unit_of_work import NotAllowed, Transaction, Work


def arrive(work: Work, order: Arrive) -> None:
    """Notes that somebody came in. The same order again changes nothing; who comes back has a second row.

    Whoever accepted the statement in this meeting before need not do so again. Raises `NotGoingOn` and `PresenceWrong`,
    the same for somebody who is barred as for somebody whom the directory does not know.
    """
    with work.act(Permission.MEETING_RUN, order.case_id) as tx:
        if (known := tx.session.get(Presence, order.presence_id)) is not None:
            _same(known, order)
            return
        live = going_on(tx, order.meeting_id)
        person, asked = _person(tx, order)
        check_capacity(order.capacity, order.invitation_id, asked)
        at = order.at or tx.now
        earlier = [one for one in stays(tx, order.meeting_id) if one.professional_id == person.id]
        check_arrival(at, live.opened_at, map(_stay, earlier), tx.now)
        accepted = min((one.accepted_at for one in earlier if one.accepted_at), default=None)
        row = Presence(
            id=order.presence_id,
            case_id=order.case_id,
            meeting_id=order.meeting_id,
            professional_id=person.id,
            organisation_id=person.organisation_id,
            invitation_id=order.invitation_id or None,
            capacity=order.capacity,
            arrived_at=at,
            accepted_at=accepted or (tx.now if order.accepted else None),
            recorded_by=tx.actor.reference,
        )
        tx.add(row)
        tx.note(meeting=order.meeting_id, presence=row.id, capacity=order.capacity.value)


def leave(work: Work, case_id: str, presence_id: str, version: int, at: datetime | None = None) -> None:
    """Notes when somebody left (None: now); as long as the meeting lasts, the time can be set right.

    Raises `ChangedMeanwhile`, `NotGoingOn` and `PresenceWrong`.
    """
    with work.act(Permission.MEETING_RUN, case_id) as tx:
        row = tx.edit(Presence, presence_id, version)
        going_on(tx, row.meeting_id)
        others = [s for s in stays(tx, row.meeting_id) if s.professional_id == row.professional_id and s.id != row.id]
        check_leaving(_stay(row), at or tx.now, map(_stay, others), tx.now)
        row.left_at = at or tx.now
        tx.add(row)
        tx.note(meeting=row.meeting_id, presence=row.id)


def kept_out_left(work: Work, case_id: str, meeting_id: str) -> None:
    """Notes that whoever sits at the table and is kept out of the case by now left the room. Without anybody like that
    nothing changes. Raises `NotGoingOn`."""
    with work.act(Permission.MEETING_RUN, case_id) as tx:
        going_on(tx, meeting_id)
        still = [stay for stay in stays(tx, meeting_id) if stay.left_at is None]
        people = {stay.professional_id for stay in still}
        barred = barred_by_case(tx.session, tx.database.vault, [case_id], people)[case_id] if people else frozenset()
        gone = [stay for stay in still if stay.professional_id in barred]
        for row in gone:
            row.left_at, row.version = tx.now, row.version + 1
            tx.add(row)
        tx.note(meeting=meeting_id, left=len(gone))


def accept_statement(work: Work, case_id: str, presence_id: str) -> None:
    """Notes that somebody at the table accepts the confidentiality statement. A second time changes nothing.

    Raises `NotGoingOn`.
    """
    with work.act(Permission.MEETING_RUN, case_id) as tx:
        row = tx.session.get(Presence, presence_id, with_for_update=True)
        if row is None or row.case_id != case_id:
            raise NotAllowed
        going_on(tx, row.meeting_id)
        tx.note(meeting=row.meeting_id, presence=row.id)
        if row.accepted_at is None:
            row.accepted_at = tx.now
            row.version += 1
            tx.add(row)


def _same(known: Presence, order: Arrive) -> None:
    """A second click on the same form is the same order; an id of anything else is not."""
    mine = (order.case_id, order.meeting_id, order.professional_id)
    if (known.case_id, known.meeting_id, known.professional_id) != mine:
        raise NotAllowed


def _person(tx: Transaction, order: Arrive) -> tuple[Professional, Asked]:
    """Who is to sit there and how they were invited. Raises `PresenceWrong` for the unknown, the barred, and who is
    a private person of the case, alike."""
    person = tx.session.get(Professional, order.professional_id)
    barred = barred_by_case(tx.session, tx.database.vault, [order.case_id], {order.professional_id})
    if person is None or person.id in barred[order.case_id]:
        raise PresenceWrong(reason="unknown")
    try:
        refuse_private_person(tx, order.case_id, person)
    except PrivatePerson:
        raise PresenceWrong(reason="unknown") from None
    found = _invitation(_invitations(tx, order.meeting_id, person.id), order.invitation_id)
    if found is None:
        return person, Asked(person.active)
    return person, Asked(person.active, found.id, stands_in=found.stands_in_for is not None)


def _invitations(tx: Transaction, meeting_id: str, professional_id: str) -> Iterable[Invitation]:
    """What somebody was invited by to this meeting, and was not taken back; who has two seats has two."""
    return tx.session.exec(
        select(Invitation)
        .where(
            Invitation.meeting_id == meeting_id,
            Invitation.professional_id == professional_id,
            col(Invitation.revoked_at).is_(None),
        )
        .order_by(col(Invitation.id))
    ).all()


def _invitation(mine: Iterable[Invitation], named: str) -> Invitation | None:
    """The one that was named, or any: whoever was invited is no observer."""
    rows = list(mine)
    return next((row for row in rows if row.id == named), rows[0] if rows else None)


def _stay(row: Presence) -> Stay:
    return Stay(row.arrived_at, row.left_at)
