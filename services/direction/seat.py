"""The case director's seat in the network follows whoever directs, inside somebody's act."""

from sqlmodel import col, select

from models.casework import CasePerson, Seat, SpeaksWith
from models.directory import Account
from models.terms import SeatRole
from services.cases.orders import NewSeat
from services.cases.rows import add_seat
from services.unit_of_work import Transaction


def seat_follows(tx: Transaction, case_id: str, former_id: str, successor_id: str, *, stays_on: bool) -> None:
    """Ends the former director's seat and puts the successor on it, with whom they speak and whether they come.

    Only where the former director had that seat; a successor without an entry in the directory leaves it empty, and the
    network shows the gap.
    """
    former, successor = _professional(tx, former_id), _professional(tx, successor_id)
    held = _held(tx, case_id, former) if former else None
    if held is None:
        return
    held.ended_at = tx.now
    tx.add(held)
    if not successor:
        return
    persons = {row.ref: row for row in tx.session.exec(select(CasePerson).where(CasePerson.case_id == case_id)).all()}
    deputy = former if stays_on else held.deputy_id
    seat = NewSeat(
        successor,
        held.role,
        deputy_id=deputy if deputy and deputy != successor else "",
        attends=held.attends,
        chairs=held.chairs,
        speaks_with=_speaks_with(tx, held.id),
        note=tx.unseal(held, "note_sealed"),
    )
    add_seat(tx, case_id, seat, persons)


def _professional(tx: Transaction, account_id: str) -> str:
    account = tx.session.get(Account, account_id)
    return (account.professional_id if account else None) or ""


def _held(tx: Transaction, case_id: str, professional_id: str) -> Seat | None:
    statement = select(Seat).where(
        Seat.case_id == case_id,
        Seat.professional_id == professional_id,
        Seat.role == SeatRole.CASE_DIRECTOR.value,
        col(Seat.ended_at).is_(None),
    )
    return tx.session.exec(statement).first()


def _speaks_with(tx: Transaction, seat_id: str) -> tuple[str, ...]:
    statement = (
        select(CasePerson.ref)
        .join(SpeaksWith, col(SpeaksWith.person_id) == col(CasePerson.id))
        .where(SpeaksWith.seat_id == seat_id, col(SpeaksWith.until_on).is_(None))
    )
    return tuple(tx.session.exec(statement).all())
