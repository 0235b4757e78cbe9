"""Contacts are kept all or none, once, and struck instead of erased; nobody learns of whoever is barred."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.network import ContactParty, ContactRow
from models.terms import BarKind, ContactKind
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.conditions.actions import hand_in
from services.contacts.actions import record_contacts, strike_contact
from services.contacts.facts import Contact
from services.contacts.orders import NewContact, RecordContacts
from services.contacts.queries import contact_log, contacts_in
from services.contacts.rules import ContactWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case, seats_of
from tests.statements import statements

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)


def call(*parties: str, on: date = TODAY, kind: ContactKind = ContactKind.PHONE) -> NewContact:
    return NewContact(on, kind, parties)


def record(work: Work, case_id: str, *contacts: NewContact) -> tuple[str, ...]:
    return record_contacts(work, RecordContacts(case_id, contacts))


def log(planned: PlannedCase) -> tuple[Contact, ...]:
    return contact_log(planned.director, planned.case_id).contacts


def test_contacts_are_kept_newest_first_with_who_took_part(planned: PlannedCase, seats: dict[str, str]) -> None:
    record(
        planned.director,
        planned.case_id,
        call("P1", seats["VT"], on=YESTERDAY),
        call(seats["DR"], seats["politie"], "P2", kind=ContactKind.VISIT),
    )
    visit, phone = log(planned)
    assert (visit.happened_on, visit.kind, [end.organisation for end in visit.parties]) == (
        TODAY,
        ContactKind.VISIT,
        ["DR", "politie", ""],
    )
    assert (visit.parties[2].person_ref, visit.parties[2].name) == ("P2", "De heer D.")
    adviser = phone.parties[0]
    assert (adviser.seat_id, adviser.role, adviser.name) == (seats["VT"], "adviseur", "Deelnemer 1")
    assert adviser.professional_id
    assert len(visit.pairs()) == 3


def test_the_same_contact_is_kept_once(planned: PlannedCase, seats: dict[str, str]) -> None:
    first = record(planned.director, planned.case_id, call("P1", seats["VT"]), call(seats["VT"], "P1"))
    assert len(set(first)) == 1
    again = record(planned.director, planned.case_id, call(seats["VT"], "P1"), call("P1", seats["DR"]))
    assert again[0] == first[0]
    others = record(
        planned.director,
        planned.case_id,
        call("P1", seats["VT"], kind=ContactKind.VIDEO),
        call("P1", seats["VT"], on=YESTERDAY),
        call("P1", seats["VT"], seats["DR"]),
    )
    assert len({*first, *again, *others}) == len(log(planned)) == 5


def test_one_wrong_contact_keeps_all_of_them_out(planned: PlannedCase, seats: dict[str, str]) -> None:
    with pytest.raises(ContactWrong) as refused:
        record(planned.director, planned.case_id, call("P1", seats["VT"]), call("P1", "P9"))
    assert refused.value.fields == {"field": "parties", "reason": "unknown", "line": 2}
    assert log(planned) == ()
    with planned.director.database.reading() as session:
        assert session.exec(select(ContactParty)).all() == []


def test_today_is_the_day_where_the_people_are(planned: PlannedCase, seats: dict[str, str]) -> None:
    planned.director.clock.forward(hours=14, minutes=30)  # half past midnight in Amsterdam, still the 23rd in UTC
    record(planned.director, planned.case_id, call("P1", seats["VT"], on=TODAY + timedelta(days=1)))
    with pytest.raises(ContactWrong):
        record(planned.director, planned.case_id, call("P1", seats["VT"], on=TODAY + timedelta(days=2)))


def test_ended_barred_and_foreign_seats_do_not_exist(
    planned: PlannedCase, seats: dict[str, str], work_as: WorkAs
) -> None:
    other = a_planned_case(work_as, code="T-200")
    end_seat(planned.director, planned.case_id, seats["DR"])
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d2@partner.example"))
    strangers = (
        seats["DR"],
        seats["lokale_veld"],
        seats_of(other.director, other.case_id)["VT"],
        "' OR 1=1 --",
        "",
    )
    for stranger in strangers:
        with pytest.raises(ContactWrong) as refused:
            record(planned.director, planned.case_id, call(seats["VT"], stranger))
        assert refused.value.fields["reason"] == "unknown"


def test_a_stop_does_not_keep_what_happened_out_of_the_file(planned: PlannedCase, seats: dict[str, str]) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    assert record(planned.director, planned.case_id, call(seats["VT"], "P2"))


def test_an_ended_seat_keeps_its_contacts_and_whose_they_were(planned: PlannedCase, seats: dict[str, str]) -> None:
    record(planned.director, planned.case_id, call("P1", seats["VT"]))
    end_seat(planned.director, planned.case_id, seats["VT"])
    (contact,) = log(planned)
    assert (contact.parties[0].seat_id, contact.parties[0].organisation) == (seats["VT"], "VT")


def test_a_contact_with_somebody_barred_is_out_of_sight_whole(planned: PlannedCase, seats: dict[str, str]) -> None:
    shown = record(planned.director, planned.case_id, call("P1", seats["DR"]))
    record(planned.director, planned.case_id, call("P1", seats["VT"], seats["DR"]))
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    assert [contact.id for contact in log(planned)] == list(shown)


def test_a_struck_contact_stays_in_the_file_and_counts_no_more(planned: PlannedCase, seats: dict[str, str]) -> None:
    director, case_id = planned.director, planned.case_id
    (first,) = record(director, case_id, call("P1", seats["VT"]))
    with pytest.raises(ChangedMeanwhile):
        strike_contact(director, case_id, first, 7)
    strike_contact(director, case_id, first, 1)
    assert log(planned) == ()
    with director.database.reading() as session:
        assert session.get_one(ContactRow, first).struck_at == director.clock()
    with pytest.raises(ContactWrong):
        strike_contact(director, case_id, first, 2)
    assert record(director, case_id, call("P1", seats["VT"])) != (first,)


def test_members_record_and_read_strangers_and_the_barred_do_neither(
    planned: PlannedCase, seats: dict[str, str], holder: Work, work_as: WorkAs
) -> None:
    (first,) = record(holder, planned.case_id, call("P1", seats["VT"]))
    assert [contact.id for contact in contact_log(holder, planned.case_id).contacts] == [first]
    kept_out = a_holder(planned, work_as, "DR")
    assert contact_log(kept_out, planned.case_id).may_record
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d3@partner.example"))
    stranger = a_planned_case(work_as, code="T-200").director
    for who in (kept_out, stranger, planned.as_guest("VT")):
        for act in (
            lambda who=who: contact_log(who, planned.case_id),
            lambda who=who: record(who, planned.case_id, call("P1", seats["VT"])),
            lambda who=who: strike_contact(who, planned.case_id, first, 1),
        ):
            with pytest.raises(NotAllowed):
                act()
        with who.read_many(Permission.NETWORK_READ, [planned.case_id], screen="contacts") as look:
            assert contacts_in(look, look.allowed) == {}


def test_a_contact_of_another_case_is_out_of_reach(
    planned: PlannedCase, seats: dict[str, str], work_as: WorkAs
) -> None:
    (first,) = record(planned.director, planned.case_id, call("P1", seats["VT"]))
    other = a_planned_case(work_as, code="T-200")
    for contact_id in (first, "0" * 32, ""):
        with pytest.raises(NotAllowed):
            strike_contact(other.director, other.case_id, contact_id, 1)


def test_the_log_tells_how_many_and_never_who(planned: PlannedCase, seats: dict[str, str]) -> None:
    record(planned.director, planned.case_id, call("P1", seats["VT"]), call("P1", seats["DR"]))
    record(planned.director, planned.case_id, call("P1", seats["VT"]))
    with planned.director.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.permission == "contact.record"))
        assert [row.notes for row in rows] == [{"contacts": 2}, {"contacts": 0}]


@pytest.mark.parametrize("opens", [True, False])
def test_many_cases_in_as_many_statements_as_one(planned: PlannedCase, work_as: WorkAs, opens: bool) -> None:
    cases = [planned, *(a_planned_case(work_as, code=f"T-20{n}") for n in range(3))]
    director = planned.director
    for number, case in enumerate(cases):
        seat = seats_of(case.director, case.case_id)["VT"]
        record(case.director, case.case_id, *(call("P1", seat, on=YESTERDAY - timedelta(n)) for n in range(number + 1)))
    numbers = set()
    for some in (cases[:1], cases):
        ids = [case.case_id for case in some]
        with director.read_many(Permission.NETWORK_READ, ids, screen="many", opens=opens) as look:
            with statements(director.database) as seen:
                found = contacts_in(look, ids)
            numbers.add(len(seen))
        assert [len(found[case.case_id]) for case in some] == [1, 2, 3, 4][: len(some)]
    assert len(numbers) == 1
