"""How an event becomes a row, inside somebody's act: also for rooms above that tell of one in an act of their own."""

from datetime import datetime

from models.events import EventRow
from models.terms import EventKind, Gravity, Tier
from services.events.facts import ChangeEvent, NewEvent
from services.events.rules import kept_gravity
from services.unit_of_work import Transaction


def event_row(
    tx: Transaction,
    case_id: str,
    *,
    kind: EventKind,
    happened_at: datetime,
    text: str = "",
    on_day: bool = False,
    gravity: Gravity | None = None,
    about: tuple[str, ...] = (),
    by_organisation: str = "",
    tier: str = Tier.PARTNERS.value,
    reported_at: datetime | None = None,
    event_id: str = "",
) -> EventRow:
    """Adds an event to the case within the open act and gives its row; whoever calls has asked permission.

    Nothing is checked here: for a change of case director, an order that begins or ends, which the caller knows.
    """
    row = EventRow(
        id=event_id or tx.chance.id(),
        case_id=case_id,
        kind=kind,
        gravity=kept_gravity(kind, gravity),
        happened_at=happened_at,
        on_day=on_day,
        about=list(about),
        by_organisation=by_organisation or tx.actor.organisation,
        tier=tier,
        reported_at=reported_at or tx.now,
        recorded_by=tx.actor.reference,
    )
    tx.seal(row, "text_sealed", text.strip())
    tx.add(row)
    return row


def add_event(tx: Transaction, case_id: str, event: NewEvent) -> EventRow:
    """Adds an event as entered and checked."""
    return event_row(
        tx,
        case_id,
        kind=event.kind,
        happened_at=event.happened_at,
        text=event.text,
        on_day=event.on_day,
        gravity=event.gravity,
        about=event.about,
        by_organisation=event.by_organisation,
        tier=event.tier,
        reported_at=event.reported_at,
        event_id=event.event_id,
    )


def write_change(tx: Transaction, row: EventRow, order: ChangeEvent) -> None:
    """Puts a checked change into a row."""
    row.kind, row.gravity = order.kind, kept_gravity(order.kind, order.gravity)
    row.happened_at, row.on_day, row.reported_at = order.happened_at, order.on_day, order.reported_at
    row.about, row.tier = list(order.about), order.tier
    row.by_organisation = order.by_organisation or row.by_organisation
    tx.seal(row, "text_sealed", order.text.strip())
    tx.add(row)
