"""The guest's page of the released plan, and of the set for the leading organisation."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import BarKind, SetAnswer
from pages.frame.screen import Screen
from pages.partner.confirming import draw_set
from pages.partner.released import draw_released
from services.access.rules import Standing
from services.conditions.actions import decide, hand_in
from services.conditions.confirming import ask_for_set, set_of
from services.conditions.facts import ConditionSet, Decide, Decision
from services.meetings.queries import guest_meeting
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.plans.releasing import release_plan
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_condition, a_planned_case, an_action, explained, make_ready
from tests.rows import a_bar
from tests.screens import screen_test, words


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def released(planned: PlannedCase) -> PlannedCase:
    make_ready(planned)
    for name, text, tier in (("c2", "Alleen opsporing.", "opsporing"), ("c3", "Van DR, voor allen.", "partners")):
        hand_in(planned.as_guest("DR"), a_condition(name, text=text, tier=tier))
        decide(planned.director, Decide(planned.case_id, name, 1, Decision.ACCEPT))
    record_action(planned.director, an_action(planned.case_id, "a2", what="DR <i>belt</i>.", owner="DR"))
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    release_plan(planned.director, planned.case_id, 1)
    return planned


def shown(planned: PlannedCase, organisation: str, draw: Callable[..., None]) -> AppTest:
    def render(screen: Screen) -> None:
        draw(screen, guest_meeting(screen.work))

    screen = screen_test(render, planned.as_guest(organisation))
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def of_set(planned: PlannedCase) -> ConditionSet:
    found = set_of(planned.director, planned.case_id, planned.meeting_id)
    assert found
    return found


def test_what_is_asked_of_the_own_organisation_comes_first_and_the_rest_is_folded(released: PlannedCase) -> None:
    screen = shown(released, "VT", draw_released)
    read = words(screen)
    own, _, rest = read.partition("<details>")
    for text, part in (("Bellen met de school.", own), ("Vader heeft geen contact met moeder.", own)):
        assert text in part
    for text in ("DR &lt;i&gt;belt&lt;/i&gt;.", "Van DR, voor allen."):
        assert text in rest
        assert text not in own
    assert "Alleen opsporing." not in read
    assert "op uw naam geregistreerd" in read
    assert [link.proto.url for link in screen.get("link_button")] == ["/dl/mijn/plan"]


def test_before_the_release_there_is_nothing_and_no_word_of_it(planned: PlannedCase) -> None:
    screen = shown(planned, "VT", draw_released)
    assert words(screen).strip() == ""
    assert not screen.get("link_button")


def test_who_was_barred_since_reads_that_they_have_no_access(
    released: PlannedCase, work_as: Callable[..., Work]
) -> None:
    a_bar(work_as(Standing.SYSTEM), released.case_id, BarKind.NAME, released.attendee("DR").name)
    screen = shown(released, "DR", draw_released)
    assert [error.value for error in screen.error] == ["U heeft geen toegang tot deze pagina\\."]
    assert "belt" not in words(screen)


def test_only_the_leading_organisation_sees_the_set_and_only_once_asked(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", text="Voor allen.", hard=True))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Alleen opsporing.", tier="opsporing"))
    assert words(shown(planned, "VT", draw_set)).strip() == ""
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    assert words(shown(planned, "DR", draw_set)).strip() == ""
    read = words(shown(planned, "VT", draw_set))
    assert "Voor allen." in read
    assert "Contact en omgang" in read
    assert "Alleen opsporing." not in read


def test_the_set_is_found_enough_with_one_click_and_folds(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition())
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    screen = press(shown(planned, "VT", draw_set), "set_enough")
    assert of_set(planned).answer is SetAnswer.CONFIRMED
    read = words(screen)
    assert "dit is genoeg voor directe veiligheid" in read
    assert "<details>" in read


def test_what_is_missing_needs_words_and_reaches_the_director(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition())
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    screen = press(shown(planned, "VT", draw_set), "set_lacking")
    assert "Schrijf wat er ontbreekt" in words(press(screen, "set_send"))
    assert of_set(planned).answer is None
    screen.session_state["form.set_answer.remark"] = "Niemand let op de achterdeur."
    press(screen, "set_send")
    found = of_set(planned)
    assert (found.answer, found.remark) == (SetAnswer.LACKING, "Niemand let op de achterdeur.")


def test_a_condition_that_changed_since_it_was_shown_is_not_answered_blind(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition())
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    screen = press(shown(planned, "VT", draw_set), "set_enough")
    hand_in(planned.as_guest("DR"), a_condition(text="Daarna gewijzigd.", seen_version=1))
    read = words(screen.run())
    assert of_set(planned).stale
    assert "Kijk alstublieft opnieuw" in read
    assert "Daarna gewijzigd." in read


def test_a_guest_of_another_organisation_cannot_be_dressed_as_the_leading_one(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition(text="Niet voor iedereen."))
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    guest = planned.as_guest("lokale_veld")
    dressed = guest.as_actor(replace(guest.actor, organisation="VT"))

    def render(screen: Screen) -> None:
        draw_set(screen, guest_meeting(screen.work))

    assert "Niet voor iedereen." not in words(screen_test(render, dressed))
