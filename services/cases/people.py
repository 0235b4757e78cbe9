"""Writes about the private persons of a case: add, change, and the places of their lives."""

from dataclasses import replace
from datetime import date

from sqlmodel import select

from models.casework import Case, CasePerson
from models.victim import PlaceRow
from services.access.rules import Permission
from services.cases.checks import CaseFieldWrong, check_order_of_days, check_past_day, check_person, check_place
from services.cases.orders import EditPerson, NewPerson, NewPlace
from services.cases.rows import add_person, fill_person
from services.cases.rules import check_code_name, check_roles
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Transaction, Work


def add_person_to(work: Work, case_id: str, person: NewPerson) -> str:
    """Adds a private person to a case; gives the id. An empty reference gets the next free one.

    Raises `CaseFieldWrong`, also for a reference that the case has already.
    """
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_person(person, local_day(tx.now))
        case, there = tx.session.get_one(Case, case_id, with_for_update=True), _people(tx, case_id)
        check_code_name(case.code_name, person.alias, person.name)
        ref = person.ref.strip() or _next_ref({row.ref for row in there})
        if ref in {row.ref for row in there}:
            raise CaseFieldWrong(field="persons", reason="same_ref")
        row = add_person(tx, case_id, replace(person, ref=ref))
        tx.note(person=row.id, role=row.role.value)
        return row.id


def edit_person(work: Work, order: EditPerson) -> int:
    """Changes a private person; gives the new version. The reference stays what it was.

    Raises `ChangedMeanwhile` when somebody was first, and `CaseFieldWrong`, also when no victim or no alleged
    perpetrator would be left.
    """
    with work.act(Permission.CASE_EDIT, order.case_id) as tx:
        check_person(order.person, local_day(tx.now))
        row = tx.edit(CasePerson, order.person_id, order.version)
        there = _people(tx, order.case_id)
        check_roles([order.person.role if one.id == row.id else one.role for one in there])
        name = order.person.name if order.with_secrets else tx.unseal(row, "name_sealed")
        case = tx.session.get_one(Case, order.case_id)
        check_code_name(case.code_name, order.person.alias, name)
        check_person(replace(order.person, name=name))
        fill_person(tx, row, order.person, with_secrets=order.with_secrets)
        tx.note(person=row.id, version=row.version)
        return row.version


def add_place(work: Work, case_id: str, person_id: str, place: NewPlace) -> str:
    """Adds a place to a person's life; gives its id. Raises `CaseFieldWrong`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_place(place, local_day(tx.now))
        person = tx.session.get(CasePerson, person_id)
        if person is None or person.case_id != case_id:
            raise NotAllowed
        row = PlaceRow(id=tx.chance.id(), case_id=case_id, person_id=person_id, kind=place.kind, address_sealed="")
        _fill_place(tx, row, place)
        tx.note(place=row.id, kind=row.kind.value)
        return row.id


def edit_place(work: Work, case_id: str, place_id: str, version: int, place: NewPlace) -> int:
    """Changes a place; gives the new version. Raises `ChangedMeanwhile` or `CaseFieldWrong`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_place(place, local_day(tx.now))
        row = tx.edit(PlaceRow, place_id, version)
        _fill_place(tx, row, place)
        tx.note(place=row.id, version=row.version)
        return row.version


def end_place(work: Work, case_id: str, place_id: str, version: int, last_day: date) -> None:
    """She comes there no more since `last_day`. The place stays guarded: whoever knows it may still look there."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_past_day("until_on", last_day, local_day(tx.now))
        row = tx.edit(PlaceRow, place_id, version)
        check_order_of_days(row.from_on, last_day)
        row.until_on = last_day
        tx.add(row)
        tx.note(place=row.id, version=row.version)


def _people(tx: Transaction, case_id: str) -> list[CasePerson]:
    return list(tx.session.exec(select(CasePerson).where(CasePerson.case_id == case_id)))


def _next_ref(taken: set[str]) -> str:
    numbers = [int(ref[1:]) for ref in taken if ref[:1] == "P" and ref[1:].isdecimal()]
    return f"P{max(numbers, default=0) + 1}"


def _fill_place(tx: Transaction, row: PlaceRow, place: NewPlace) -> None:
    row.kind, row.secret, row.known_to_suspect = place.kind, place.secret, place.known_to_suspect
    row.from_on, row.until_on = place.from_on, place.until_on
    tx.seal(row, "address_sealed", place.address.strip())
    tx.add(row)
