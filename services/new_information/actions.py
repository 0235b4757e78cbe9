"""Writes of new information: who was told of an event, when and how; never what was said. Nothing is erased."""

from collections.abc import Sequence

from sqlmodel import col, select

from models.directory import Organisation
from models.events import EventRow
from models.follow_up import EventHeard
from models.terms import EventKind, OrganisationKind
from services.access.rules import Permission
from services.events.actions import event_to_act_on, stop_clock
from services.new_information.facts import Hearer, TellOf
from services.new_information.queries import evidence_for, hearers_in
from services.new_information.rules import NewsWrong, check_told_at
from services.unit_of_work import NotAllowed, Transaction, Work


def told(work: Work, order: TellOf) -> None:
    """Keeps that an organisation was told of an event. Once: what was kept first stays, and nobody is told twice.

    Telling the prosecution of a breach stops its clock as well. Raises `NewsWrong` for a moment that cannot be, and
    `NotAllowed` for an organisation that need not or may not hear of it, alike.
    """
    told_together(work, (order,))


def told_together(work: Work, orders: Sequence[TellOf]) -> None:
    """The same of several organisations in one act, all or none; all of one case."""
    if not orders:
        raise NewsWrong(field="organisation", reason="none")
    case_id = orders[0].case_id
    with work.act(Permission.EVENT_TELL, case_id) as tx:
        if any(order.case_id != case_id for order in orders):
            raise NotAllowed
        rows = {event_id: event_to_act_on(tx, event_id) for event_id in sorted({one.event_id for one in orders})}
        listed, kept = _listed(tx, case_id, rows), 0
        for order in orders:
            hearer = next((one for one in listed[order.event_id] if one.organisation == order.organisation), None)
            if hearer is None:
                raise NotAllowed
            kept += _keep(tx, rows[order.event_id], order, hearer)
        tx.note(event=orders[0].event_id, told=kept)


def _listed(tx: Transaction, case_id: str, rows: dict[str, EventRow]) -> dict[str, tuple[Hearer, ...]]:
    """Who must hear of these events, as the list on the screen names them."""
    evidence = evidence_for(tx, [case_id])
    events = {case_id: [event for event in evidence[case_id].events if event.id in rows]}
    return hearers_in(tx, evidence, events)


def _keep(tx: Transaction, row: EventRow, order: TellOf, hearer: Hearer) -> bool:
    """Whether it was new. The same organisation twice in one act counts once."""
    home = tx.session.exec(select(Organisation.id).where(col(Organisation.key) == order.organisation)).one()
    known = select(EventHeard.id).where(EventHeard.event_id == row.id, EventHeard.organisation_id == home)
    if hearer.told_at is not None or tx.session.exec(known).first():
        return False
    moment = order.at or tx.now
    check_told_at(row.reported_at, moment, tx.now)
    tx.add(
        EventHeard(
            id=tx.chance.id(),
            case_id=row.case_id,
            event_id=row.id,
            organisation_id=home,
            told_at=moment,
            how=order.how,
            recorded_by=tx.actor.reference,
        )
    )
    if row.kind is EventKind.BREACH and order.organisation == OrganisationKind.OPENBAAR_MINISTERIE:
        stop_clock(tx, row, moment)
    return True
