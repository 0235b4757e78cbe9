"""People of a case: added, changed by version, found on request only, and nowhere in a document by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import CasePerson
from models.terms import Known, PersonRole, PlaceKind, SafeChannel
from models.victim import PlaceRow
from services.access.rules import Permission, Standing
from services.cases import people
from services.cases.actions import fill_seat, open_case
from services.cases.facts import CaseFacts
from services.cases.orders import EditPerson, NewPerson, NewPlace, NewSeat
from services.cases.queries import case_facts, guarded_words, my_cases, places_of, whereabouts_of
from services.cases.telling import age_on, telling_days, telling_names, telling_place
from services.protection.matching import hits
from services.protection.rules import Reader
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PERSONS, PlannedCase, a_director, a_holder, a_planned_case
from tests.rows import a_professional
from tests.services.cases.build import TODAY, order, rows, wrong

WorkAs = Callable[..., Work]
ANNA = NewPerson(
    "",
    PersonRole.VICTIM,
    "Mevrouw A.",
    name="Anna van der Kwikstaart",
    birth_date=date(1990, 11, 24),
    address="Dorpsstraat 1, Veendam",
    address_secret=True,
    address_known_to_suspect=Known.NO,
    domicile="Postbus 12, Groningen",
    phone="06 12345678",
    safe_contact="Nooit appen",
    safe_channel=SafeChannel.PHONE,
    safe_times="ma-vr 9-15",
    safe_caller="Alleen haar contactpersoon",
    texting_allowed=Known.NO,
    voicemail_allowed=Known.YES,
    language="Pools",
    interpreter=True,
    vulnerabilities="Slaapt slecht",
    faces_agreed=3,
    informed=Known.NO,
    not_informed_because="Eerst veilig",
)
SCHOOL = NewPlace(PlaceKind.SCHOOL, "Regenboogschool, Kerkstraat 4", secret=True, known_to_suspect=Known.NO)


def the_person(facts: CaseFacts, alias: str) -> str:
    return next(person.id for person in facts.persons if person.alias == alias)


def test_a_person_is_added_with_the_next_reference_and_everything_that_was_entered(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    person_id = people.add_person_to(work, case_id, ANNA)
    kept = next(person for person in case_facts(work, case_id).persons if person.id == person_id)
    assert (kept.ref, kept.age) == ("P4", 35), "birthday tomorrow"
    for field in ("role", "alias", "address_secret", "safe_contact", "safe_channel", "safe_times", "safe_caller"):
        assert getattr(kept, field) == getattr(ANNA, field)
    for field in ("texting_allowed", "voicemail_allowed", "language", "interpreter", "vulnerabilities", "faces_agreed"):
        assert getattr(kept, field) == getattr(ANNA, field)
    assert (kept.informed, kept.not_informed_because) == (Known.NO, "Eerst veilig")
    found = whereabouts_of(work, case_id, person_id)
    for field in ("name", "birth_date", "address", "domicile", "phone"):
        assert getattr(found, field) == getattr(ANNA, field)


def test_what_leads_to_a_person_is_sealed_and_every_look_is_logged(planned: PlannedCase, work_as: WorkAs) -> None:
    work, case_id = planned.director, planned.case_id
    person_id = people.add_person_to(work, case_id, ANNA)
    place_id = people.add_place(work, case_id, person_id, SCHOOL)
    secrets = ("Kwikstaart", "1990", "Dorpsstraat", "Postbus", "Regenboog", "Slaapt slecht", "Eerst veilig")
    kept = [str(row.model_dump()) for kind in (CasePerson, PlaceRow, AuditEntry) for row in rows(work, kind)]
    assert not [(word, row) for row in kept for word in secrets if word in row]
    assert not [word for word in secrets[:5] if word in str(case_facts(work, case_id))]
    assert "Regenboog" not in str(places_of(work, case_id))
    assert whereabouts_of(work, case_id, person_id).places == ((place_id, SCHOOL.address),)
    with work.database.reading() as session:
        seen = [str(entry.notes.get("screen")) for entry in session.exec(select(AuditEntry))]
    assert f"whereabouts:{person_id}" in seen
    other = a_planned_case(work_as, code="T-200")
    for stranger, its_case in ((a_director(work_as, "M. Vreemd"), case_id), (other.director, other.case_id)):
        with pytest.raises(NotAllowed):
            whereabouts_of(stranger, its_case, person_id)


def test_a_person_is_changed_once_per_version_and_secrets_stay_unless_looked_up(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    person_id = people.add_person_to(work, case_id, ANNA)
    change = EditPerson(case_id, person_id, 1, NewPerson("P9", PersonRole.NETWORK, "Vriendin A."))
    assert people.edit_person(work, change) == 2
    kept = next(person for person in case_facts(work, case_id).persons if person.id == person_id)
    assert (kept.ref, kept.role, kept.alias, kept.safe_contact) == ("P4", PersonRole.NETWORK, "Vriendin A.", "")
    assert whereabouts_of(work, case_id, person_id).name == ANNA.name
    with pytest.raises(ChangedMeanwhile):
        people.edit_person(work, change)
    people.edit_person(work, replace(change, version=2, with_secrets=True))
    found = whereabouts_of(work, case_id, person_id)
    assert (found.name, found.birth_date, found.address) == ("", None, "")


def test_a_case_keeps_a_victim_and_a_suspect_and_may_have_two(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    people.add_person_to(work, case_id, ANNA)
    facts = case_facts(work, case_id)
    assert [person.role for person in facts.persons].count(PersonRole.VICTIM) == 2
    suspect = the_person(facts, "De heer D.")
    change = EditPerson(case_id, suspect, 1, NewPerson("P2", PersonRole.NETWORK, "De heer D."))
    assert wrong(lambda: people.edit_person(work, change)) == ("persons", "no_suspect")
    first = EditPerson(case_id, the_person(facts, "Mevrouw W."), 1, NewPerson("P1", PersonRole.NETWORK, "Mevrouw W."))
    people.edit_person(work, first)
    last = EditPerson(case_id, the_person(facts, "Mevrouw A."), 1, NewPerson("P4", PersonRole.CHILD, "Mevrouw A."))
    assert wrong(lambda: people.edit_person(work, last)) == ("persons", "no_victim")


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"ref": "P1"}, "persons", "same_ref"),
        ({"ref": "P1234567890"}, "ref", "too_long"),
        ({"alias": ""}, "alias", "length"),
        ({"alias": "Anna W."}, "alias", "names_the_person"),
        ({"name": "Gerda Heggemus"}, "code_name", "names_a_person"),
        ({"birth_date": TODAY + timedelta(days=1)}, "birth_date", "in_future"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date", "too_early"),
        ({"age": 131}, "age", "impossible"),
        ({"age": -1}, "age", "impossible"),
        ({"faces_agreed": 31}, "faces_agreed", "impossible"),
        ({"not_informed_because": " "}, "not_informed_because", "empty"),
        ({"informed_on": TODAY}, "informed_on", "without_fact"),
        ({"informed": Known.YES, "informed_on": TODAY + timedelta(days=1)}, "informed_on", "in_future"),
        ({"phone": "1" * 41}, "phone", "too_long"),
    ],
)
def test_what_cannot_be_of_a_person_is_refused_by_field(
    planned: PlannedCase, about: dict, field: str, reason: str
) -> None:
    told = wrong(lambda: people.add_person_to(planned.director, planned.case_id, replace(ANNA, **about)))
    assert told == (field, reason)
    assert len(case_facts(planned.director, planned.case_id).persons) == 3


def test_an_alias_may_not_hold_the_name_that_is_kept(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    person_id = people.add_person_to(work, case_id, ANNA)
    change = EditPerson(case_id, person_id, 1, NewPerson("", PersonRole.VICTIM, "Kwikstaart A."))
    assert wrong(lambda: people.edit_person(work, change)) == ("alias", "names_the_person")


def test_places_are_added_changed_and_ended(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    child = the_person(case_facts(work, case_id), "Kind F.")
    place_id = people.add_place(work, case_id, child, SCHOOL)
    moved = replace(SCHOOL, address="Wilgenschool", from_on=TODAY, secret=False)
    assert people.edit_place(work, case_id, place_id, 1, moved) == 2
    with pytest.raises(ChangedMeanwhile):
        people.edit_place(work, case_id, place_id, 1, SCHOOL)
    early, late = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert wrong(lambda: people.end_place(work, case_id, place_id, 2, early)) == ("until_on", "before_start")
    assert wrong(lambda: people.end_place(work, case_id, place_id, 2, late)) == ("until_on", "in_future")
    people.end_place(work, case_id, place_id, 2, TODAY)
    (place,) = places_of(work, case_id)
    assert (place.kind, place.secret, place.from_on, place.until_on) == (PlaceKind.SCHOOL, False, TODAY, TODAY)
    assert place.stands_on(TODAY)
    assert not place.stands_on(TODAY + timedelta(days=1))


def test_a_place_needs_a_where_and_days_in_order(planned: PlannedCase, work_as: WorkAs) -> None:
    work, case_id = planned.director, planned.case_id
    child = the_person(case_facts(work, case_id), "Kind F.")
    for place, told in (
        (replace(SCHOOL, address=" "), ("place", "empty")),
        (replace(SCHOOL, from_on=TODAY, until_on=TODAY - timedelta(days=1)), ("until_on", "before_start")),
        (replace(SCHOOL, until_on=date(9999, 12, 31)), ("until_on", "too_far")),
    ):
        assert wrong(lambda place=place: people.add_place(work, case_id, child, place)) == told
    other = a_planned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        people.add_place(other.director, other.case_id, child, SCHOOL)


def test_only_who_directs_the_case_changes_people(planned: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    person_id = case_facts(holder, planned.case_id).persons[0].id
    change = EditPerson(planned.case_id, person_id, 1, PERSONS[0])
    for act in (
        lambda: people.add_person_to(holder, planned.case_id, ANNA),
        lambda: people.edit_person(holder, change),
        lambda: people.add_place(holder, planned.case_id, person_id, SCHOOL),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_documents_are_searched_for_everything_that_names_or_finds_a_person(
    planned: PlannedCase, work_as: WorkAs
) -> None:
    work, case_id = planned.director, planned.case_id
    person_id = people.add_person_to(work, case_id, ANNA)
    people.add_place(work, case_id, person_id, SCHOOL)
    for reader in (Reader("politie"), Reader("VT"), Reader(None, victim=True)):
        with work.read(Permission.CASE_READ, case_id) as look:
            guarded = guarded_words(look, case_id, reader)
        for text in (
            "anna van der kwikstaart belt",
            "mevrouw KWIKSTAART",
            "Anna belt",
            "geboren 24 november 1990",
            "24-11-90",
            "in de Dorpsstraat 1",
            "postbus 12",
            "bij de Regenboogschool",
            "Kerkstraat 4",
            "bel 0612345678",
        ):
            assert hits(text, guarded), text
        assert not hits("Mevrouw A. wordt gebeld door haar contactpersoon in Veendam.", guarded)


def test_a_name_part_that_a_professional_bears_too_stops_no_document(planned: PlannedCase, work_as: WorkAs) -> None:
    work, case_id = planned.director, planned.case_id
    who = a_professional(work_as(Standing.SYSTEM), "B. Kwikstaart", "b@rn.example", "RN")
    fill_seat(work, case_id, NewSeat(who, "adviseur"))
    people.add_person_to(work, case_id, ANNA)
    with work.read(Permission.CASE_READ, case_id) as look:
        guarded = guarded_words(look, case_id, Reader("politie"))
    assert not hits("B. Kwikstaart (RN) houdt toezicht.", guarded)
    assert hits("Anna van der Kwikstaart", guarded)


def test_a_suspect_who_is_a_victim_elsewhere_is_kept_and_reveals_nothing(work_as: WorkAs) -> None:
    first, second = a_director(work_as), a_director(work_as, "M. Vreemd")
    here = open_case(first, order(persons=(ANNA, PERSONS[1])))
    same = replace(ANNA, ref="P2", role=PersonRole.SUSPECT)
    there = open_case(second, order(code="T-2", persons=(PERSONS[0], same)))
    assert case_facts(second, there).persons[1].alias == ANNA.alias
    assert [line.code for line in my_cases(second)] == ["T-2"]
    with pytest.raises(NotAllowed):
        case_facts(second, here)


def test_age_follows_the_birth_date_and_else_what_was_entered(planned: PlannedCase, clock) -> None:
    work, case_id = planned.director, planned.case_id
    people.add_person_to(work, case_id, replace(ANNA, age=99))
    people.add_person_to(work, case_id, replace(ANNA, alias="Oma", name="", birth_date=None, age=81))
    assert [person.age for person in case_facts(work, case_id).persons[-2:]] == [35, 81]
    clock.forward(days=1)
    assert case_facts(work, case_id).persons[-2].age == 36


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
def test_every_birth_date_is_found_as_people_write_it(day: date) -> None:
    terms = telling_days(day)
    for written in (f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}"):
        assert hits(f"geb. {written},", terms)
    assert not hits("Het overleg is op woensdag 25 november.", terms)


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_age_grows_by_one_on_the_birthday_only(birth: date, today: date) -> None:
    born, day = min(birth, today), max(birth, today)
    age = age_on(born, day)
    assert age >= 0
    assert age == day.year - born.year - (1 if (born.month, born.day) > (day.month, day.day) else 0)


@settings(deadline=None)  # compiling a pattern may take long on a busy machine
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_any_name_and_place_is_guarded_whole_where_it_can_be_found(text: str, shown: list[str]) -> None:
    if hits(text, (text,)):
        assert hits(f"x {text} x", telling_names(text, shown))
        assert hits(f"x {text} x", telling_place(text))
