"""The stop that a condition puts on approaching the suspect: it follows its condition."""

from sqlmodel import col, or_, select

from models.casework import HoldRow
from models.condition import Condition
from models.directory import Organisation
from models.terms import ConditionStatus
from services.unit_of_work import Transaction


def stops_approach(row: Condition) -> bool:
    """Whether this condition, as it stands, keeps everybody from the suspect."""
    return row.holds_approach and row.status not in (ConditionStatus.DROPPED, ConditionStatus.DRAFT)


def update_hold(tx: Transaction, row: Condition, *, stood: bool) -> None:
    """A condition that keeps everybody from the suspect is in force from the moment it is handed in, until it is
    dropped, taken back or released; waiting for the meeting would be too late (domain.md section 0, point 5).

    One that comes back (`stood` is false) is in force again; a later edit does not undo a release.
    """
    hold = _hold_of(tx, row)
    stands = stops_approach(row)
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


def pass_on(tx: Transaction, row: Condition) -> None:
    """The stop of a condition whose place was taken ends with it, and comes back when the later one is taken back.

    It is marked as ended by the later condition: what the director released stays released.
    """
    former = row.follows_id if row.status is not ConditionStatus.DRAFT else None
    marked = select(HoldRow).where(
        HoldRow.case_id == row.case_id, or_(HoldRow.released_by == row.id, HoldRow.condition_id == (former or row.id))
    )
    for hold in tx.session.exec(marked.order_by(col(HoldRow.id))).all():
        if former and hold.condition_id == former and hold.released_at is None:
            hold.released_at, hold.released_by = tx.now, row.id
        elif hold.released_by == row.id and hold.condition_id not in (former, row.id):
            hold.released_at, hold.released_by = None, None
        tx.add(hold)


def released(tx: Transaction, row: Condition) -> bool:
    """Whether the director released the stop of this condition."""
    hold = _hold_of(tx, row)
    return hold is not None and hold.released_at is not None


def _hold_of(tx: Transaction, row: Condition) -> HoldRow | None:
    return tx.session.exec(select(HoldRow).where(HoldRow.condition_id == row.id)).first()
