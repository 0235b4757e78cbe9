"""The case file's screen: risk over time, legal frame, people, places, court orders and the fixed contacts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models.audit import AuditEntry
from models.terms import CourtOrderKind, EventKind, Known, LegalBasis, PersonRole, PlaceKind, Relation, Risk
from pages.casework.assessment_form import assessment_dialog
from pages.casework.case_file import render
from pages.casework.core_form import edit_dialog
from pages.casework.court_card import _dialog as court_dialog
from pages.casework.person_form import person_dialog
from pages.casework.place_form import place_dialog
from services.cases import court, people
from services.cases.actions import edit_core, record_assessment
from services.cases.facts import CaseFacts
from services.cases.orders import EditPerson, NewCourtOrder, NewPerson, NewPlace
from services.cases.queries import case_facts, places_of, whereabouts_of
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_holder, a_planned_case
from tests.screens import screen_test, words, write
from tests.services.cases.build import SASH, TODAY, edit

WorkAs = Callable[..., Work]
FREDERIQUE = NewPerson(
    "",
    PersonRole.VICTIM,
    "Mevrouw F.",
    name="Frederique Vos",
    birth_date=date(1990, 1, 1),
    address="Dorpsstraat 1",
    address_secret=True,
    texting_allowed=Known.NO,
    safe_contact="bellen ma-vr",
    informed=Known.NO,
    not_informed_because="Eerst veilig.",
)


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


def show(work: Work, case_id: str, language: str = "nl") -> AppTest:
    screen = screen_test(render, work, {"zaak": case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def dialog(planned: PlannedCase, opened: Callable) -> AppTest:
    facts = case_facts(planned.director, planned.case_id)
    screen = screen_test(lambda screen: opened(screen, facts), planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def seen(planned: PlannedCase) -> CaseFacts:
    return case_facts(planned.director, planned.case_id)


def test_an_empty_file_says_what_will_stand_there(planned: PlannedCase) -> None:
    read = words(show(planned.director, planned.case_id))
    for part in ("Hier komen de uitkomsten", "Hier komen de plekken", "Hier komen beslissingen", "nog niet vastgelegd"):
        assert part in read
    assert "nog niemand op deze plek" in read.lower() or "Vul de plek" in read


def test_everything_recorded_stands_on_the_screen_and_nothing_that_finds_anybody(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    record_assessment(work, case_id, replace(SASH, outcome="laag", by_person="P. Zand", instrument_version="2.1"))
    person_id = people.add_person_to(work, case_id, FREDERIQUE)
    people.add_place(work, case_id, person_id, NewPlace(PlaceKind.WORK, "Kerkstraat 9", secret=True))
    soon = NewCourtOrder(CourtOrderKind.HOME_BAN, "Burgemeester", until_on=TODAY + timedelta(days=3), about=("P2",))
    gone = NewCourtOrder(CourtOrderKind.LOCATION_BAN, "Rechtbank", until_on=TODAY - timedelta(days=3))
    for each in (soon, gone):
        court.add_court_order(work, case_id, each)
    frame = {"legal_basis": LegalBasis.SAFETY_HOUSE, "brought_by": "VT", "region": "Noord"}
    edit_core(work, edit(seen(planned), complaint=Known.YES, complaint_on=TODAY, **frame))
    read = words(show(work, case_id))
    for part in ("P. Zand", "2.1", "De nieuwste SASH zegt laag", "Mevrouw F., 36", "nooit appen", "geheim adres"):
        assert part in read, part
    for part in (
        "loopt binnenkort af",
        "niet meer van kracht",
        "De heer D.",
        "Noord",
        "sinds 23-11-2026",
        "Eerst veilig",
    ):
        assert part in read, part
    assert not [part for part in ("Frederique", "Dorpsstraat", "Kerkstraat", "01-01-1990") if part in read]


def test_names_and_addresses_open_on_request_and_the_look_is_logged(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    person_id = people.add_person_to(work, case_id, FREDERIQUE)
    people.add_place(work, case_id, person_id, NewPlace(PlaceKind.WORK, "Kerkstraat 9"))
    screen = press(show(work, case_id), "person_show_P4")
    for part in ("Frederique Vos", "Dorpsstraat 1", "01-01-1990", "Kerkstraat 9"):
        assert part in words(screen)
    assert "Frederique" not in words(screen.run()), "gone at the next click"
    with work.database.reading() as session:
        noted = [str(entry.notes.get("screen")) for entry in session.exec(select(AuditEntry))]
    assert f"whereabouts:{person_id}" in noted


def test_a_case_holder_reads_the_file_and_changes_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    screen = show(a_holder(planned, work_as, "VT"), planned.case_id)
    assert "Mevrouw W., 34" in words(screen)
    offered = {key.split("_")[0] for key in keys(screen)}
    assert not {"change", "record", "court", "place"} & offered
    assert not [key for key in keys(screen) if key.startswith(("person_edit", "person_new"))]


def test_a_person_is_added_and_a_refusal_loses_nothing(planned: PlannedCase) -> None:
    screen = dialog(planned, person_dialog)
    name = f"form.person.{planned.case_id}"
    screen.text_input(key=f"{name}.alias").set_value("Buurvrouw B.").run()
    write(screen, f"{name}.note", "BSN 123456782")
    press(screen, "person_keep")
    assert "burgerservicenummer" in words(screen)
    assert len(seen(planned).persons) == 3
    write(screen, f"{name}.note", "Ziet hem vaak.")
    screen.text_input(key=f"{name}.name").set_value("Bea Boersma").run()
    press(screen, "person_keep")
    added = seen(planned).persons[-1]
    assert (added.alias, added.note, added.role) == ("Buurvrouw B.", "Ziet hem vaak.", PersonRole.NETWORK)
    assert whereabouts_of(planned.director, planned.case_id, added.id).name == "Bea Boersma"


def test_a_person_is_changed_without_opening_what_finds_her(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    people.add_person_to(work, case_id, FREDERIQUE)
    person = seen(planned).persons[-1]
    screen = dialog(planned, lambda screen, facts: person_dialog(screen, facts, person))
    assert "Frederique" not in words(screen)
    screen.text_input(key=f"form.person.{person.id}.safe_times").set_value("avonds").run()
    press(screen, "person_keep")
    changed = seen(planned).persons[-1]
    assert (changed.safe_times, changed.informed, changed.not_informed_because) == (
        "avonds",
        Known.NO,
        "Eerst veilig.",
    )
    assert whereabouts_of(work, case_id, person.id).name == "Frederique Vos"


def test_what_finds_her_is_opened_and_changed_on_request(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    people.add_person_to(work, case_id, FREDERIQUE)
    person = seen(planned).persons[-1]
    screen = press(dialog(planned, lambda screen, facts: person_dialog(screen, facts, person)), "person_unlock")
    assert screen.text_input(key=f"form.person.{person.id}.name").value == "Frederique Vos"
    write(screen, f"form.person.{person.id}.address", "Wilgenlaan 2")
    press(screen, "person_keep")
    found = whereabouts_of(work, case_id, person.id)
    assert (found.address, found.name, found.birth_date) == ("Wilgenlaan 2", "Frederique Vos", date(1990, 1, 1))


def test_a_person_changed_meanwhile_is_shown_beside_and_replaced_knowingly(planned: PlannedCase) -> None:
    work, case_id, person = planned.director, planned.case_id, seen(planned).persons[0]
    screen = dialog(planned, lambda screen, facts: person_dialog(screen, facts, person))
    write(screen, f"form.person.{person.id}.note", "Mijn woorden.")
    other = NewPerson("", PersonRole.VICTIM, "Mevrouw W.", note="Andermans woorden.")
    people.edit_person(work, EditPerson(case_id, person.id, 1, other))
    press(screen, "person_keep")
    assert "Andermans" in words(screen)
    assert seen(planned).persons[0].note == "Andermans woorden."
    press(screen, "person_keep")
    assert seen(planned).persons[0].note == "Mijn woorden."


def test_a_sash_offers_to_bring_the_risk_along_and_never_does_so_silently(planned: PlannedCase) -> None:
    name = f"form.assessment.{planned.case_id}"
    screen = dialog(planned, assessment_dialog)
    assert not [box for box in screen.checkbox if box.key == f"{name}.sets_risk"], "nothing to change"
    screen.selectbox(key=f"{name}.risk").set_value("laag").run()
    assert "De SASH bepaalt het risico" in words(screen)
    screen.checkbox(key=f"{name}.sets_risk").uncheck().run()
    press(screen, "outcome_keep")
    assert (seen(planned).risk, len(seen(planned).assessments)) == (Risk.HIGH, 1)
    screen = dialog(planned, assessment_dialog)
    screen.selectbox(key=f"{name}.risk").set_value("gemiddeld").run()
    assert screen.checkbox(key=f"{name}.sets_risk").value is True
    press(screen, "outcome_keep")
    assert (seen(planned).risk, len(seen(planned).assessments)) == (Risk.MEDIUM, 2)


def test_who_leads_differs_from_the_relation_only_with_a_reason(planned: PlannedCase) -> None:
    name = f"form.core.{planned.case_id}"
    screen = dialog(planned, edit_dialog)
    screen.selectbox(key=f"{name}.relation").set_value("buur").run()
    screen.selectbox(key=f"{name}.competent").set_value("ja").run()
    press(screen, "core_keep")
    assert "Schrijf waarom deze zaak afwijkt" in words(screen)
    assert seen(planned).relation is Relation.EX_PARTNER
    screen.text_input(key=f"{name}.competent_why").set_value("Afgesproken.").run()
    press(screen, "core_keep")
    assert (seen(planned).veilig_thuis_competent, seen(planned).competence_reason) == (True, "Afgesproken.")


def test_since_when_is_asked_where_the_answer_is_yes_and_events_are_chosen_or_typed(planned: PlannedCase) -> None:
    name = f"form.core.{planned.case_id}"
    screen = dialog(planned, edit_dialog)
    assert f"{name}.complaint_on" not in {field.key for field in screen.date_input}
    screen.button_group(key=f"{name}.complaint").set_value("ja").run()
    screen.date_input(key=f"{name}.complaint_on").set_value(TODAY).run()
    screen.selectbox(key=f"{name}.basis").set_value("Wmo").run()
    screen.multiselect(key=f"{name}.events").set_value([EventKind.ARREST.value, "Verhuizing, naar het dorp"]).run()
    press(screen, "core_keep")
    facts = seen(planned)
    assert facts.review_events == ("aanhouding", "Verhuizing, naar het dorp"), "a kind, and words with a comma"
    assert (facts.complaint, facts.complaint_on, facts.legal_basis) == (
        Known.YES,
        TODAY,
        LegalBasis.SOCIAL_SUPPORT,
    )


def test_a_place_is_added_and_ended(planned: PlannedCase) -> None:
    name = f"form.place.{planned.case_id}"
    screen = dialog(planned, place_dialog)
    write(screen, f"{name}.address", "Regenboogschool")
    screen.selectbox(key=f"{name}.kind").set_value("school").run()
    press(screen, "place_keep")
    (place,) = places_of(planned.director, planned.case_id)
    assert place.kind is PlaceKind.SCHOOL
    press(show(planned.director, planned.case_id), f"place_end_{place.id}")
    (place,) = places_of(planned.director, planned.case_id)
    assert place.until_on == TODAY


def test_a_court_order_is_recorded_changed_and_ended(planned: PlannedCase) -> None:
    name = f"form.court.{planned.case_id}"
    screen = dialog(planned, court_dialog)
    press(screen, "court_keep")
    assert "Vul in wie dit heeft opgelegd" in words(screen)
    screen.text_input(key=f"{name}.given_by").set_value("Rechtbank").run()
    press(screen, "court_keep")
    (order,) = seen(planned).court_orders
    assert order.given_by == "Rechtbank"
    press(show(planned.director, planned.case_id), f"court_end_{order.id}")
    assert seen(planned).court_orders[0].ended_on == TODAY


def test_the_file_speaks_english(planned: PlannedCase) -> None:
    read = words(show(planned.director, planned.case_id, "en"))
    assert "Risk history" in read
    assert "Risico" not in read
