"""Private persons sit on no seat and get no invitation; while a hold stands nobody begins to speak with the suspect."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from models.casework import CasePerson, SpeaksWith
from models.directory import Organisation, Professional
from models.meeting import Invitation
from models.terms import PersonRole, SafeChannel
from services.access.rules import Standing
from services.cases import actions
from services.cases.orders import NewPerson, NewSeat
from services.cases.queries import case_facts
from services.cases.recognised import KnownAs, same_person
from services.cases.rules import PrivatePerson, SuspectHeld
from services.conditions.actions import hand_in
from services.meetings.actions import plan, reissue_link
from services.unit_of_work import Work
from tests.planned import PERSONS, PlannedCase, a_condition, a_planned_case, plan_order, seats_of
from tests.rows import a_professional
from tests.services.cases.build import order, rows

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"names": ("Dirk Dirksen",)}, {"names": ("DIRKSEN, Dirk",)}, True),
        ({"names": ("De heer Dirksen",)}, {"names": ("Mr. Dírksen",)}, True),
        ({"names": ("D. Dirksen",)}, {"names": ("B. Dirksen",)}, False),
        ({"names": ("Mevrouw W.",)}, {"names": ("W.",)}, False),
        ({"names": ("王伟",)}, {"names": ("王伟",)}, True),
        ({"names": ("",)}, {"names": ("",)}, False),
        ({"mails": ("D@post.example",)}, {"mails": (" d@POST.example",)}, True),
        ({"mails": ("",)}, {"mails": ("",)}, False),
        ({"phones": ("06-1234 5678",)}, {"phones": ("+31 6 12345678",)}, True),
        ({"phones": ("0031612345678",)}, {"phones": ("0612345678",)}, True),
        ({"phones": ("112",)}, {"phones": ("112",)}, False),
    ],
)
def test_who_is_the_same_person(one: dict, other: dict, same: bool) -> None:
    assert same_person(KnownAs(**one), KnownAs(**other)) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_being_the_same_goes_both_ways_and_nobody_is_recognised_by_nothing(one: str, other: str) -> None:
    mine, theirs = KnownAs((one,), (one,), (one,)), KnownAs((other,), (other,), (other,))
    assert same_person(mine, theirs) is same_person(theirs, mine)
    assert not same_person(mine, KnownAs())


@pytest.mark.parametrize("name", ["Dirk Dirksen", "dirksen, dirk", "Mr. Dirk Dirksén"])
def test_a_private_person_gets_no_seat_and_stands_in_for_nobody(
    planned: PlannedCase, work_as: WorkAs, name: str
) -> None:
    _is_called(planned, PersonRole.SUSPECT, "Dirk Dirksen")
    system = work_as(Standing.SYSTEM)
    namesake, other = a_professional(system, name, "", "RN"), a_professional(system, "R. Ruiter", "", "RN")
    for seat in (NewSeat(namesake, "adviseur"), NewSeat(other, "adviseur", deputy_id=namesake)):
        with pytest.raises(PrivatePerson):
            actions.fill_seat(planned.director, planned.case_id, seat)
    assert "RN" not in seats_of(planned.director, planned.case_id)
    assert actions.fill_seat(planned.director, planned.case_id, NewSeat(other, "adviseur"))


def test_a_case_does_not_open_with_a_private_person_on_a_seat(director: Work, work_as: WorkAs) -> None:
    namesake = a_professional(work_as(Standing.SYSTEM), "Wilma Winter", "", "VT")
    persons = (replace(PERSONS[0], alias="Mevrouw Wilma Winter"), *PERSONS[1:])
    with pytest.raises(PrivatePerson):
        actions.open_case(director, order(persons=persons, seats=(NewSeat(namesake, "casushouder"),)))


def test_her_own_mail_address_or_number_is_recognised(director: Work, work_as: WorkAs) -> None:
    person = NewPerson("P1", PersonRole.VICTIM, "Mevrouw W.", phone="06-12345678, w@post.example")
    case_id = actions.open_case(director, order(persons=(person, *PERSONS[1:])))
    system = work_as(Standing.SYSTEM)
    called = a_professional(system, "N. Iemand", "", "RN")
    with system.upkeep() as tx:
        row = tx.session.get_one(Professional, called)
        tx.seal(row, "phone_sealed", "0031 6 1234 5678")
        tx.add(row)
    for who in (called, a_professional(system, "M. Iemand", "W@post.example", "RN")):
        with pytest.raises(PrivatePerson):
            actions.fill_seat(director, case_id, NewSeat(who, "adviseur"))


def test_a_professional_through_whom_she_is_reached_keeps_a_seat(director: Work, work_as: WorkAs) -> None:
    for channel, refused in ((SafeChannel.THROUGH_CONTACT, False), (SafeChannel.MAIL, True)):
        person = replace(PERSONS[0], safe_contact="via c@shn.example")
        case_id = actions.open_case(director, order(code=f"T-{len(channel)}", persons=(person, *PERSONS[1:])))
        system = work_as(Standing.SYSTEM)
        with system.upkeep() as tx:
            row = next(p for p in rows(director, CasePerson) if p.case_id == case_id and p.ref == "P1")
            row.safe_channel = channel
            tx.add(tx.session.merge(row))
        who = a_professional(system, "C. Polderman", "c@shn.example", "SHN")
        if refused:
            with pytest.raises(PrivatePerson):
                actions.fill_seat(director, case_id, NewSeat(who, "adviseur"))
        else:
            assert actions.fill_seat(director, case_id, NewSeat(who, "adviseur"))


def test_a_name_that_becomes_known_later_still_keeps_the_invitation_back(planned: PlannedCase) -> None:
    _is_called(planned, PersonRole.SUSPECT, planned.attendee("VT").name)
    seats = seats_of(planned.director, planned.case_id)
    with pytest.raises(PrivatePerson):
        plan(
            planned.director, plan_order(planned.case_id, tuple(seats.values()), "m2", override_reason="Twee tegelijk.")
        )
    with pytest.raises(PrivatePerson):
        reissue_link(planned.director, planned.case_id, planned.attendee("VT").invitation_id)
    assert [row.meeting_id for row in rows(planned.director, Invitation) if row.meeting_id == "m2"] == []


def test_an_invitation_has_no_place_for_a_private_person() -> None:
    """Its only ties are to meeting, seat, organisation and professional, and none of these leads on to a person."""
    ties = {key.column.table.name for key in Invitation.__table__.foreign_keys}  # ty: ignore[unresolved-attribute]
    assert ties == {"meeting", "seat", "organisation", "professional"}
    for kind in (Professional, Organisation):
        assert not any(key.column.table.name == "case_person" for key in _keys(kind))
    assert {"seat", "meeting", "invitation"}.isdisjoint(_tables_with_key_to("case_person"))


def test_nobody_begins_to_speak_with_the_suspect_while_a_hold_stands(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id = planned.director, planned.case_id
    system = work_as(Standing.SYSTEM)
    before, after = (a_professional(system, f"R. Ruiter {n}", "", "RN") for n in "ab")
    seat = actions.fill_seat(director, case_id, NewSeat(before, "adviseur", speaks_with=("P2",)))
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    for late in (
        NewSeat(after, "adviseur", speaks_with=("P2",)),
        NewSeat(before, "toezichthouder", speaks_with=("P2",)),
    ):
        with pytest.raises(SuspectHeld) as refused:
            actions.fill_seat(director, case_id, late)
        assert refused.value.fields == {}
    assert actions.fill_seat(director, case_id, NewSeat(before, "adviseur", speaks_with=("P2", "P1"))) == seat
    assert actions.fill_seat(director, case_id, NewSeat(after, "adviseur", speaks_with=("P1",)))
    (hold,) = case_facts(director, case_id).holds
    actions.release_hold(director, case_id, hold.id)
    assert actions.fill_seat(director, case_id, NewSeat(after, "adviseur", speaks_with=("P2",)))


def test_a_line_that_ended_stays_as_history(planned: PlannedCase, clock) -> None:
    director, case_id = planned.director, planned.case_id
    seat = next(s for s in case_facts(director, case_id).seats if s.organisation == "VT")
    for refs in (("P1",), (), ("P1",)):
        actions.fill_seat(director, case_id, NewSeat(seat.professional_id, seat.role, speaks_with=refs))
        clock.forward(days=1)
    actions.end_seat(director, case_id, seat.id)
    ends = sorted(row.until_on for row in rows(director, SpeaksWith) if row.seat_id == seat.id)
    assert ends == [date(2026, 11, 24), date(2026, 11, 26)]


def _is_called(planned: PlannedCase, role: PersonRole, name: str) -> None:
    with planned.director.upkeep() as tx:
        person = next(p for p in case_facts_persons(planned) if p.role is role)
        row = tx.session.get_one(CasePerson, person.id)
        tx.seal(row, "name_sealed", name)
        tx.add(row)


def case_facts_persons(planned: PlannedCase) -> list[CasePerson]:
    return [row for row in rows(planned.director, CasePerson) if row.case_id == planned.case_id]


def _keys(kind: type) -> set:
    return kind.__table__.foreign_keys


def _tables_with_key_to(name: str) -> set[str]:
    tables = SQLModel.metadata.tables.values()
    return {table.name for table in tables if any(key.column.table.name == name for key in table.foreign_keys)}
