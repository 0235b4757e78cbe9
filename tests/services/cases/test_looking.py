"""Looks at case files: in what order, of whom, logged how, and what is guarded of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from models.audit import AuditEntry
from models.directory import Professional
from models.terms import PersonRole, Risk
from services.access.rules import Standing
from services.cases import actions
from services.cases.orders import NewPerson, NewSeat
from services.cases.queries import address_of, case_facts, my_cases
from services.cases.telling import telling_numbers, telling_parts
from services.protection.matching import hits
from services.relations.facts import Actor
from services.unit_of_work import NotAllowed, Work
from tests.planned import PERSONS, PlannedCase, a_director, a_holder
from tests.rows import a_professional
from tests.services.cases.build import order, rows

WorkAs = Callable[..., Work]


def test_my_cases_come_gravest_first_and_then_by_code(director: Work) -> None:
    for code, risk in (("A-3", Risk.LOW), ("A-2", Risk.HIGH), ("A-1", Risk.MEDIUM), ("A-0", Risk.HIGH)):
        actions.open_case(director, order(code=code, risk=risk))
    assert [line.code for line in my_cases(director)] == ["A-0", "A-2", "A-1", "A-3"]


def test_my_cases_hold_what_i_direct_deputise_or_have_a_seat_in(work_as: WorkAs, planned: PlannedCase) -> None:
    deputy = a_director(work_as, "V. Vervang")
    actions.open_case(a_director(work_as, "Een Ander"), order(deputy_account_id=deputy.actor.account_id))
    actions.open_case(a_director(work_as, "Nog Een"), order(code="T-2"))
    (line,) = my_cases(deputy)
    assert (line.code, line.deputising) == ("T-1", True)
    assert [line.code for line in my_cases(a_holder(planned, work_as, "VT"))] == ["T-100"]
    nobody = Actor(Standing.CASE_HOLDER, account_id="n" * 32, session_id="n")
    assert my_cases(work_as(nobody)) == ()


def test_an_address_is_shown_to_the_case_and_the_look_is_logged_by_person(work_as: WorkAs, clock) -> None:
    director = a_director(work_as)
    persons = (replace(PERSONS[0], address="Dorpsstraat 1", phone="06 12345678"), PERSONS[1])
    case_id = actions.open_case(director, order(persons=persons))
    first, second = case_facts(director, case_id).persons
    assert address_of(director, case_id, first.id) == "Dorpsstraat 1 · 06 12345678"
    assert address_of(director, case_id, second.id) == ""
    clock.forward(minutes=11)
    address_of(director, case_id, first.id)
    with director.database.reading() as session:
        log = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))).all()
    seen = [entry.notes["screen"] for entry in log if str(entry.notes.get("screen", "")).startswith("address:")]
    assert seen == [f"address:{first.id}", f"address:{second.id}", f"address:{first.id}"]
    assert not [entry for entry in log if "Dorpsstraat" in str(entry.notes)]
    with pytest.raises(NotAllowed):
        address_of(a_director(work_as, "M. Vreemd"), case_id, first.id)


def test_people_are_numbered_as_people_count(director: Work) -> None:
    children = tuple(NewPerson(f"P{n}", PersonRole.CHILD, f"Kind {n}") for n in range(3, 13))
    case_id = actions.open_case(director, order(persons=(*PERSONS[:2], *children)))
    assert [person.ref for person in case_facts(director, case_id).persons] == [f"P{n}" for n in range(1, 13)]


def test_seats_come_in_the_order_of_the_chain_whatever_the_order_of_entry(director: Work, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    entered = tuple(
        NewSeat(a_professional(system, f"N. {home}", "", home), role)
        for home, role in (
            ("school", "mentor"),
            ("RN", "adviseur"),
            ("VT", "casushouder"),
            ("politie", "wijkagent"),
            ("politie", "casusregisseur"),
        )
    )
    case_id = actions.open_case(director, order(seats=entered))
    seats = [(seat.organisation, seat.role) for seat in case_facts(director, case_id).seats]
    assert seats == [
        ("politie", "casusregisseur"),
        ("politie", "wijkagent"),
        ("VT", "casushouder"),
        ("RN", "adviseur"),
        ("school", "mentor"),
    ]
    assert len(rows(director, Professional)) == 5


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("Dorpsstraat 1, 9641 AB Veendam", "Ga naar Dorpsstraat 1."),
        ("Dorpsstraat 1, 9641 AB Veendam", "postcode 9641ab"),
        ("Dorpsstraat 1\n9641 AB Veendam", "DORPSSTRAAT 1"),
        ("p/a Kerkplein 12a; Groningen", "kerkplein 12A"),
    ],
)
def test_each_part_that_leads_to_the_door_is_guarded(address: str, typed: str) -> None:
    assert hits(typed, telling_parts(address))


def test_a_town_alone_stops_no_file() -> None:
    assert not hits("De wijkagent van Veendam belt.", telling_parts("Dorpsstraat 1, 9641 AB Veendam"))


@pytest.mark.parametrize("kept", ["06 12345678", "+31 6 12345678", "0031612345678", "06-1234 56 78"])
@pytest.mark.parametrize("typed", ["0612345678", "+31612345678", "0031 6 12 34 56 78", "06-12345678"])
def test_a_number_is_guarded_however_it_is_dialled(kept: str, typed: str) -> None:
    assert hits(f"Bel {typed} niet.", telling_numbers(kept))


@given(st.text(max_size=60))
def test_whatever_is_kept_as_an_address_is_guarded_whole(text: str) -> None:
    if hits(text, (text,)):
        assert hits(f"x {text} x", telling_parts(text))
