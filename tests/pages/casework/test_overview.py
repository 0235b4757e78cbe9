"""The case's screen and the list: what is needed, the core and its change, an address on request."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select, update
from streamlit.testing.v1 import AppTest

from models.audit import AuditEntry
from models.directory import SignInSession
from models.terms import BarKind, Known, Relation, Risk
from pages.casework import cases
from pages.casework.core_form import edit_dialog
from pages.casework.overview import render
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import edit_core, open_case
from services.cases.orders import NewCase
from services.cases.queries import case_facts
from services.conditions.actions import hand_in
from services.unit_of_work import Work
from tests.planned import PERSONS, PlannedCase, a_condition, a_director, a_holder, a_planned_case
from tests.screens import screen_test, words, write
from tests.services.cases.build import edit


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def show(work: Work, case_id: str, language: str = "nl") -> AppTest:
    screen = screen_test(render, work, {"zaak": case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def dialog(planned: PlannedCase) -> AppTest:
    """The dialog with the facts it was opened with."""
    facts = case_facts(planned.director, planned.case_id)
    return screen_test(lambda screen: edit_dialog(screen, facts), planned.director, {"zaak": planned.case_id})


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_each_point_stands_with_its_rule(planned: PlannedCase) -> None:
    read = words(show(planned.director, planned.case_id))
    for part in ("A-POL-2", "H-VT-3", "Uitkomst van de SASH", "Mevrouw W., 34"):
        assert part in read


def test_an_address_is_shown_on_request_and_the_look_is_logged(work_as: Callable[..., Work]) -> None:
    director = a_director(work_as)
    persons = (replace(PERSONS[0], address="Dorpsstraat 1"), PERSONS[1])
    case_id = open_case(director, NewCase("T-1", "Zaak Mus", Risk.HIGH, Relation.EX_PARTNER, persons))
    screen = show(director, case_id)
    assert "Dorpsstraat" not in words(screen)
    assert "Dorpsstraat 1" in words(press(screen, "address_P1"))
    assert "Dorpsstraat" not in words(screen.run()), "gone at the next click"
    with director.database.reading() as session:
        seen = [str(entry.notes) for entry in session.exec(select(AuditEntry))]
    assert [note for note in seen if "address:" in note]


def test_the_core_is_changed_and_shown(planned: PlannedCase) -> None:
    screen, name = dialog(planned), f"form.core.{planned.case_id}"
    screen.selectbox(key=f"{name}.risk").select("gemiddeld").run()
    write(screen, f"{name}.summary", "Wat er <i>gebeurde</i>.")
    press(screen, "core_keep")
    facts = case_facts(planned.director, planned.case_id)
    assert (facts.risk, facts.summary) == (Risk.MEDIUM, "Wat er <i>gebeurde</i>.")
    assert "&lt;i&gt;gebeurde" in words(show(planned.director, planned.case_id))


def test_a_core_that_changed_meanwhile_is_shown_beside_and_replaced_knowingly(planned: PlannedCase) -> None:
    screen, name = dialog(planned), f"form.core.{planned.case_id}"
    write(screen, f"{name}.summary", "Mijn woorden.")
    facts = case_facts(planned.director, planned.case_id)
    edit_core(planned.director, edit(facts, summary="Andermans woorden.", complaint=Known.YES))
    press(screen, "core_keep")
    assert "Iemand anders heeft de kern gewijzigd" in words(screen)
    assert "Andermans" in words(screen)
    assert case_facts(planned.director, planned.case_id).summary == "Andermans woorden."
    press(screen, "core_keep")
    assert case_facts(planned.director, planned.case_id).summary == "Mijn woorden."


def test_a_dialog_of_an_ended_session_says_so(planned: PlannedCase) -> None:
    screen, name = dialog(planned), f"form.core.{planned.case_id}"
    with planned.director.upkeep() as tx:
        mine = col(SignInSession.id) == planned.director.actor.session_id
        tx.session.exec(update(SignInSession).where(mine).values(ended_at=tx.now))
    write(screen, f"{name}.summary", "Te laat.")
    assert not screen.exception, screen.exception
    assert "Uw sessie is voorbij" in words(screen)
    assert "Uw sessie is voorbij" in words(press(screen, "core_keep"))


def test_a_case_holder_reads_the_core_and_changes_nothing(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    screen = show(a_holder(planned, work_as, "VT"), planned.case_id)
    assert "Zaak Heggemus" in words(screen)
    assert "change_core" not in keys(screen)


def test_a_stop_is_released_by_the_director_with_the_reason_in_sight(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    hand_in(
        planned.as_guest("DR"), a_condition("c1", text="Aanhouding gepland.", tier="opsporing", holds_approach=True)
    )
    held = show(a_holder(planned, work_as, "DR"), planned.case_id)
    assert "Aanhouding gepland." in words(held)
    assert "hold_release" not in keys(held)
    partner = show(a_holder(planned, work_as, "VT"), planned.case_id)
    assert "Stop: niemand" in words(partner)
    assert "Aanhouding" not in words(partner)
    screen = show(planned.director, planned.case_id)
    assert screen.button(key="hold_release").disabled
    screen.checkbox(key="hold_sure").check().run()
    press(screen, "hold_release")
    assert "Stop: niemand" not in words(show(planned.director, planned.case_id))


def test_the_screen_speaks_english(planned: PlannedCase) -> None:
    read = words(show(planned.director, planned.case_id, "en"))
    assert "What is still needed" in read
    assert "Wat nog nodig is" not in read


def test_the_list_holds_own_cases_and_says_when_there_are_none(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    mine = screen_test(cases.render, planned.director)
    assert "Zaak Heggemus" in words(mine)
    assert "new_case" in keys(mine)
    stranger = words(screen_test(cases.render, a_director(work_as, "M. Vreemd")))
    assert "Heggemus" not in stranger
    assert "Nog geen zaken" in stranger


def test_a_case_holder_opens_no_case_and_a_bar_takes_the_list_away(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    holder = a_holder(planned, work_as, "VT")
    screen = screen_test(cases.render, holder)
    assert "Heggemus" in words(screen)
    assert "new_case" not in keys(screen)
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "VT"))
    assert "Heggemus" not in words(screen_test(cases.render, holder))


def test_a_risk_of_the_other_lane_is_told_to_supersede_the_plan_before_it_is_kept(planned: PlannedCase) -> None:
    screen, name = dialog(planned), f"form.core.{planned.case_id}"
    assert "blijft leesbaar" not in words(screen)
    screen.selectbox(key=f"{name}.risk").select("laag").run()
    assert "Een vastgesteld plan vervalt" in words(screen)
    assert "blijft leesbaar" not in words(screen.selectbox(key=f"{name}.risk").select("gemiddeld").run())
