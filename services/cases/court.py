"""Writes of what a court, prosecutor or mayor has ordered: add, change, end."""

from datetime import date

from sqlmodel import select

from models.casework import CasePerson
from models.events import CourtOrderRow
from services.access.rules import Permission
from services.cases.checks import check_court_order, check_order_of_days, check_past_day
from services.cases.orders import NewCourtOrder
from services.scheduling.facts import local_day
from services.unit_of_work import Transaction, Work


def add_court_order(work: Work, case_id: str, order: NewCourtOrder) -> str:
    """Records an order; gives its id. Raises `CaseFieldWrong`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_court_order(order, _refs(tx, case_id), local_day(tx.now))
        row = CourtOrderRow(id=tx.chance.id(), case_id=case_id, kind=order.kind, given_by=order.given_by)
        _fill(tx, row, order)
        tx.note(order=row.id, kind=row.kind.value)
        return row.id


def edit_court_order(work: Work, case_id: str, order_id: str, version: int, order: NewCourtOrder) -> int:
    """Changes an order; gives the new version. Raises `ChangedMeanwhile` or `CaseFieldWrong`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_court_order(order, _refs(tx, case_id), local_day(tx.now))
        row = tx.edit(CourtOrderRow, order_id, version)
        check_order_of_days(order.from_on, row.ended_on)
        _fill(tx, row, order)
        tx.note(order=row.id, version=row.version)
        return row.version


def end_court_order(work: Work, case_id: str, order_id: str, version: int, last_day: date) -> None:
    """The order was lifted or fulfilled: `last_day` is the last day on which it was in force. It stays readable.

    Raises `ChangedMeanwhile`, or `CaseFieldWrong` for a day to come or before the order began.
    """
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_past_day("until_on", last_day, local_day(tx.now))
        row = tx.edit(CourtOrderRow, order_id, version)
        check_order_of_days(row.from_on, last_day)
        row.ended_on = last_day
        tx.add(row)
        tx.note(order=row.id, version=row.version)


def _fill(tx: Transaction, row: CourtOrderRow, order: NewCourtOrder) -> None:
    row.kind, row.given_by, row.about = order.kind, order.given_by.strip(), list(dict.fromkeys(order.about))
    row.from_on, row.until_on = order.from_on, order.until_on
    tx.seal(row, "text_sealed", order.text.strip())
    tx.add(row)


def _refs(tx: Transaction, case_id: str) -> set[str]:
    return set(tx.session.exec(select(CasePerson.ref).where(CasePerson.case_id == case_id)))
