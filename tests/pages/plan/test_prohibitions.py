"""A calm line where a text goes against the route map: the guest's by the text alone, the director's by the case."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ConditionKind
from pages.frame.screen import Screen
from pages.partner.guest import render as guest_page
from pages.plan.action_form import action_dialog
from pages.plan.by_phone import call_about, draw_by_phone
from pages.plan.conditions import render as conditions_page
from services.conditions.actions import hand_in
from services.conditions.queries import own_conditions
from services.plans.queries import CaseState, case_state
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_condition, a_planned_case
from tests.screens import screen_test, words, write

JOINT = "Let op: ‘bemiddeling’. Een gesprek samen past niet"
STOP = "Let op: ‘stopgesprek’."


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def press(screen: AppTest, key: str) -> AppTest:
    assert not screen.exception, screen.exception
    return screen.button(key=key).click().run()


def typed(screen: AppTest, key: str, text: str) -> str:
    """What the screen says once this stands in the field."""
    write(screen, key, text)
    assert not screen.exception, screen.exception
    return words(screen)


def guest_writing(planned: PlannedCase) -> AppTest:
    screen = press(screen_test(guest_page, planned.as_guest("VT")), "write")
    screen.button_group(key="form.condition.kind").set_value(ConditionKind.PLACE.value).run()
    return press(screen, "forth")


def test_a_guest_is_told_by_the_text_alone_and_may_hand_it_in(planned: PlannedCase) -> None:
    screen, field = guest_writing(planned), "form.condition.text"
    assert JOINT not in typed(screen, field, "Er komt geen bemiddeling.")
    assert JOINT in typed(screen, field, "Wij stellen bemiddeling voor.")
    for _ in range(5):
        press(screen, "forth")
    press(screen, "hand_in")
    assert own_conditions(planned.as_guest("VT"))[0].text == "Wij stellen bemiddeling voor."


def test_a_guest_learns_nothing_of_risk_or_complaint_from_the_line(planned: PlannedCase) -> None:
    screen = guest_writing(planned)
    assert STOP not in typed(screen, "form.condition.text", "De wijkagent voert een stopgesprek.")
    state = case_state(planned.director, planned.case_id, screen="case")
    assert state.facts.phase.value == "H"
    assert STOP in typed(screen, "form.condition.text", "Er is gedreigd. Toch een stopgesprek.")


def test_the_director_is_told_by_the_case_when_filling_in_after_a_call(planned: PlannedCase) -> None:
    def by_phone(screen: Screen) -> None:
        call_about(planned.case_id)
        draw_by_phone(screen, case_state(screen.work, planned.case_id, screen="case"))

    screen = screen_test(by_phone, planned.director, {"zaak": planned.case_id})
    field = f"form.by_phone.{planned.case_id}"
    assert STOP in typed(screen, f"{field}.text", "De wijkagent voert een stopgesprek.")
    assert JOINT in typed(screen, f"{field}.if_not", "Dan bemiddeling.")


def test_the_director_is_told_beside_what_was_handed_in_and_the_own_words(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition(text="Wij stellen bemiddeling voor."))
    screen = screen_test(conditions_page, planned.director, {"zaak": planned.case_id})
    assert "tegen een regel" in words(screen)
    screen.button_group(key=f"conditions.{planned.case_id}").set_value("decide").run()
    assert words(screen).count("(H-RN-8)") == 1, "said once, by what was found"
    assert JOINT not in words(screen)
    press(screen, "change_c1")
    assert "Let op: ‘mediation’" in typed(screen, "form.decide.c1.text", "Eerst mediation.")
    assert "Let op: ‘mediation’" not in typed(screen, "form.decide.c1.text", "Geen mediation.")


def test_the_director_is_told_under_an_action(planned: PlannedCase) -> None:
    state = case_state(planned.director, planned.case_id, screen="plan")

    def new_action(screen: Screen, state: CaseState = state) -> None:
        action_dialog(screen, state, None)

    screen = screen_test(new_action, planned.director, {"zaak": planned.case_id})
    field = f"form.action.{planned.case_id}.new"
    told = typed(screen, f"{field}.what", "Oma is boodschapper tussen <b>beiden</b>.")
    assert "Let op: ‘boodschapper’. Niets wordt via een ander" in told
    assert JOINT in typed(screen, f"{field}.if_not", "Dan bemiddeling.")
