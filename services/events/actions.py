"""Writes of the event log: keep, change, strike out, tell the prosecution. Nothing is ever erased."""

from datetime import datetime

from sqlmodel import col, select

from models.casework import CasePerson
from models.events import EventRow
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.events.facts import ChangeEvent, NewEvent
from services.events.rows import add_event, write_change
from services.events.rules import MOST_AT_ONCE, EventFieldWrong, check_event, check_told
from services.protection.rules import may_read
from services.unit_of_work import NotAllowed, Transaction, Work


def record_events(work: Work, case_id: str, events: tuple[NewEvent, ...]) -> int:
    """Keeps several events in one act, all or none; gives how many were new. What is there already stays as it is.

    Raises `EventFieldWrong` with the number of the first event that cannot be kept.
    """
    if not events:
        raise EventFieldWrong(field="events", reason="none", number=0)
    if len(events) > MOST_AT_ONCE:
        raise EventFieldWrong(field="events", reason="too_many", number=MOST_AT_ONCE)
    with work.act(Permission.EVENT_RECORD, case_id) as tx:
        known, refs = _known(tx, events), _refs(tx)
        fresh = [(n, event) for n, event in enumerate(events, start=1) if event.event_id not in known]
        for number, event in fresh:
            check_event(event, refs, reader_of(tx), tx.now, number)
        for event in {event.event_id: event for _, event in fresh}.values():
            add_event(tx, case_id, event)
        added = len({event.event_id for _, event in fresh})
        tx.note(events=added)
        return added


def change(work: Work, order: ChangeEvent) -> int:
    """Changes an event; gives its new version.

    Raises `EventFieldWrong`, `ChangedMeanwhile`, or `NotAllowed` for an event that the writer may not read, that was
    struck out or belongs to another case.
    """
    with work.act(Permission.EVENT_RECORD, order.case_id) as tx:
        event_to_act_on(tx, order.event_id)
        row = tx.edit(EventRow, order.event_id, order.version)
        check_event(order, _refs(tx), reader_of(tx), tx.now)
        write_change(tx, row, order)
        tx.note(event=row.id, version=row.version)
        return row.version


def strike_out(work: Work, case_id: str, event_id: str, reason: str) -> None:
    """Takes an event out of the pattern; it stays readable as struck out, with the reason. Once.

    Raises `EventFieldWrong` without a reason, and `NotAllowed`.
    """
    if not reason.strip():
        raise EventFieldWrong(field="reason", reason="empty", number=1)
    with work.act(Permission.EVENT_RECORD, case_id) as tx:
        row = event_to_act_on(tx, event_id, struck=True)
        tx.note(event=event_id)
        if row.struck_at is not None:
            return
        row.struck_at, row.version = tx.now, row.version + 1
        tx.seal(row, "struck_reason_sealed", reason.strip())
        tx.add(row)


def tell_prosecution(work: Work, case_id: str, event_id: str, told_at: datetime | None = None) -> None:
    """The prosecution knows of a breach: its clock stops, with moment (now unless given) and who recorded it. Once.

    Raises `EventFieldWrong` and `NotAllowed`.
    """
    with work.act(Permission.EVENT_RECORD, case_id) as tx:
        row = event_to_act_on(tx, event_id)
        tx.note(event=event_id)
        if row.told_prosecution_at is not None:
            return
        moment = told_at or tx.now
        check_told(row.kind, row.reported_at, moment, tx.now)
        stop_clock(tx, row, moment)


def stop_clock(tx: Transaction, row: EventRow, moment: datetime) -> None:
    """The prosecution was told of a breach at a moment that was checked; the first time that was kept stays."""
    if row.told_prosecution_at is None:
        row.told_prosecution_at, row.told_by, row.version = moment, tx.actor.reference, row.version + 1
        tx.add(row)


def event_to_act_on(tx: Transaction, event_id: str, *, struck: bool = False) -> EventRow:
    """The row to act on, held until the act is done. What its writer may not read does not exist here: `NotAllowed`."""
    row = tx.session.get(EventRow, event_id, with_for_update=True)
    if row is None or row.case_id != tx.case_id or not may_read(row.tier, reader_of(tx)):
        raise NotAllowed
    if row.struck_at is not None and not struck:
        raise NotAllowed
    return row


def _known(tx: Transaction, events: tuple[NewEvent, ...]) -> set[str]:
    """Ids that were kept already by an earlier click. One of another case is nobody's business here: `NotAllowed`."""
    ids = [event.event_id for event in events]
    rows = tx.session.exec(select(EventRow).where(col(EventRow.id).in_(ids))).all()
    if any(row.case_id != tx.case_id for row in rows):
        raise NotAllowed
    return {row.id for row in rows}


def _refs(tx: Transaction) -> set[str]:
    return set(tx.session.exec(select(CasePerson.ref).where(CasePerson.case_id == tx.case_id)))
