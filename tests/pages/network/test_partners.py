"""The network's screen: findings and list, seats filled and contacts recorded by who directs the case only."""

from collections.abc import Callable

import pytest
from sqlmodel import update
from streamlit.testing.v1 import AppTest

from models.directory import Professional
from models.terms import BarKind
from pages.frame.screen import Screen
from pages.network.acts import assign_dialog
from pages.network.line_form import record_line_dialog
from pages.network.partners import render
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import case_facts
from services.network.facts import NetworkFacts
from services.network.queries import network_of
from services.unit_of_work import Work
from services.wording import speak
from tests.planned import PlannedCase, a_planned_case
from tests.rows import a_professional
from tests.screens import screen_test, words


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase, work: Work | None = None, language: str = "nl") -> AppTest:
    screen = screen_test(render, work or planned.director, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def dialog(planned: PlannedCase, opens: Callable[[Screen, NetworkFacts], None]) -> AppTest:
    """A dialog with what it closed over."""
    facts = network_of(planned.director, planned.case_id, speak("nl")).facts
    screen = screen_test(lambda screen: opens(screen, facts), planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_who_is_missing_stands_first_with_a_way_to_act(planned: PlannedCase) -> None:
    screen = opened(planned)
    assert {"assign", "record_contact", "do_1"} <= keys(screen)
    assert "H-" in words(screen)


def test_all_findings_are_shown_on_request(planned: PlannedCase) -> None:
    screen = opened(planned)
    before = len([key for key in keys(screen) if key.startswith("do_")])
    assert before <= 7
    press(screen, "network_all_button")
    assert len([key for key in keys(screen) if key.startswith("do_")]) > before
    press(screen, "network_all_button")
    assert len([key for key in keys(screen) if key.startswith("do_")]) == before


def test_the_list_is_the_picture_in_a_table(planned: PlannedCase) -> None:
    screen = opened(planned)
    screen.get("button_group")[0].set_value("seats").run()
    read = words(screen)
    assert "Alle plekken" in read
    assert "Deelnemer 1" in read
    assert "nog niemand" in read


def test_a_seat_is_filled_by_choosing(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    who = a_professional(work_as(Standing.SYSTEM), "R. Ruiter", "r@rn.example", "RN")
    screen = dialog(planned, lambda screen, facts: assign_dialog(screen, facts, "RN"))
    assert screen.button(key="assign_keep").disabled
    name = f"form.seat.{planned.case_id}.RN"
    screen.selectbox(key=f"{name}.who").select(who).run()
    screen.selectbox(key=f"{name}.role").select("own").run()
    press(screen, "assign_keep")
    assert "Kies" in words(screen)
    screen.text_input(key=f"{name}.own_role").input("reclasseerder").run()
    press(screen, "assign_keep")
    seats = [(seat.organisation, seat.role) for seat in case_facts(planned.director, planned.case_id).seats]
    assert ("RN", "reclasseerder") in seats


def test_who_is_kept_out_cannot_be_chosen_nor_kept_when_chosen_before(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    who = a_professional(work_as(Standing.SYSTEM), "R. Ruiter", "r@rn.example", "RN")
    screen = dialog(planned, lambda screen, facts: assign_dialog(screen, facts, "RN"))
    name = f"form.seat.{planned.case_id}.RN"
    screen.selectbox(key=f"{name}.who").select(who).run()
    screen.selectbox(key=f"{name}.role").select("adviseur").run()
    assert not screen.button(key="assign_keep").disabled
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, "R. Ruiter"))
    press(screen, "assign_keep")
    assert not [option for option in screen.selectbox(key=f"{name}.who").options if "Ruiter" in option]
    assert "RN" not in [seat.organisation for seat in case_facts(planned.director, planned.case_id).seats]


def test_a_contact_is_recorded_between_two(planned: PlannedCase) -> None:
    screen = dialog(planned, lambda screen, facts: record_line_dialog(screen, facts.case))
    assert screen.button(key="line_keep").disabled
    screen.selectbox(key="line_first").select("VT").run()
    screen.selectbox(key="line_second").select("VT").run()
    press(screen, "line_keep")
    assert "twee verschillende organisaties" in words(screen)
    screen.selectbox(key="line_second").select("DR").run()
    press(screen, "line_keep")
    assert case_facts(planned.director, planned.case_id).recorded_lines == (("DR", "VT"),)


def test_a_contact_that_is_missing_can_be_recorded_at_once(planned: PlannedCase) -> None:
    screen = dialog(
        planned, lambda screen, facts: record_line_dialog(screen, facts.case, (("politie", "VT/casushouder"),))
    )
    press(screen, "line_keep")
    assert case_facts(planned.director, planned.case_id).recorded_lines == (("VT", "politie"),)


def test_without_anybody_to_choose_the_way_is_told(planned: PlannedCase) -> None:
    with planned.director.upkeep() as tx:
        tx.session.exec(update(Professional).values(active=False))
    screen = dialog(planned, lambda screen, facts: assign_dialog(screen, facts, "RN"))
    assert "nog niemand van deze organisatie" in words(screen)
    assert screen.get("alert") == []


def test_the_screen_speaks_english(planned: PlannedCase) -> None:
    read = words(opened(planned, language="en"))
    assert "Partner network" in read
    assert "Partnernetwerk" not in read
