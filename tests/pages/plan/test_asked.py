"""The list of who was asked for conditions, its dialogs, and the set on the director's screen."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models.terms import BarKind, SetAnswer
from pages.frame.screen import Screen
from pages.plan import asked_acts, set_card
from pages.plan.conditions import render
from services.access.rules import Standing
from services.conditions.actions import decide, hand_in, nothing_to_add
from services.conditions.asking import ask, asked_of
from services.conditions.confirming import answer_set, ask_for_set, set_of, set_to_answer
from services.conditions.facts import AnswerSet, AskConditions, Asked, Decide, Decision
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.planned import DUE, PlannedCase, a_condition, a_holder, a_planned_case
from tests.rows import a_bar
from tests.screens import screen_test, words
from tests.services.conditions.later import NO_CONTACT, next_meeting


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase, view: str = "", work: Work | None = None) -> AppTest:
    screen = screen_test(render, work or planned.director, {"zaak": planned.case_id})
    if view:
        screen.get("button_group")[-1].set_value(view).run()
    assert not screen.exception, screen.exception
    return screen


def asked(planned: PlannedCase, organisation: str) -> Asked:
    return next(one for one in asked_of(planned.director, planned.case_id) if one.organisation == organisation)


def dialog(planned: PlannedCase, organisation: str, draw: Callable[..., None]) -> AppTest:
    """What a row's menu opens; the test runner keeps no dialog open by itself."""
    state, one = case_state(planned.director, planned.case_id), asked(planned, organisation)
    return drawn(planned, lambda screen: draw(screen, state, state.meeting, one))


def about_set(planned: PlannedCase, draw: Callable[..., None]) -> AppTest:
    state = case_state(planned.director, planned.case_id)
    found = set_of(planned.director, planned.case_id, planned.meeting_id)
    return drawn(planned, lambda screen: draw(screen, state, state.meeting, found))


def drawn(planned: PlannedCase, draw: Callable[..., None]) -> AppTest:
    screen = screen_test(draw, planned.director)
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_everybody_stands_in_one_list_by_how_far_they_are(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    nothing_to_add(planned.as_guest("DR"))
    there = planned.attendee("politie")
    ask(planned.director, AskConditions(planned.case_id, there.invitation_id, there.version, asked=False))
    read = words(opened(planned, "owing"))
    for part in (
        *("Nog niet binnen 1", "Binnen 2", "Niet gevraagd 1", "✓ 1 aangeleverd", "✓ geen voorwaarden"),
        *("○ niet gevraagd", "? nog niet geopend", "volgende herinnering di 24 nov 9.00"),
        "2 van 3 genodigden hebben gereageerd.",
    ):
        assert part in read, part


def test_who_is_barred_is_neither_listed_nor_counted(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    name = planned.attendee("DR").name
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, name)
    read = words(opened(planned, "owing"))
    assert name not in read
    assert "Nog niet binnen 3" in read
    assert "0 van 3 genodigden" in read


def test_a_case_holder_sees_who_owes_and_can_do_nothing_about_it(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    hand_in(planned.as_guest("DR"), a_condition())
    screen = opened(planned, "owing", a_holder(planned, work_as, "VT"))
    assert "Nog niet binnen 3" in words(screen)
    assert not screen.get("menu_button")
    assert not [key for key in keys(screen) if key.startswith(("remind_", "call_", "set_", "record_"))]


def test_more_time_is_for_one_attendee_and_can_be_taken_back(planned: PlannedCase) -> None:
    which = planned.attendee("VT").invitation_id
    screen = dialog(planned, "VT", asked_acts.extension)
    screen.date_input(key=f"extend_day_{which}").set_value(date(2026, 11, 25))
    screen.time_input(key=f"extend_time_{which}").set_value(time(9, 30)).run()
    press(screen, f"extend_{which}")
    assert asked(planned, "VT").due_at == DUE + timedelta(hours=17, minutes=30)
    assert not asked(planned, "DR").extended
    assert "uitstel tot wo 25 nov 9.30" in words(opened(planned, "owing"))
    press(dialog(planned, "VT", asked_acts.extension), f"unextend_{which}")
    assert asked(planned, "VT").due_at == DUE


def test_more_time_than_there_is_before_the_meeting_is_refused_in_words(planned: PlannedCase) -> None:
    which = planned.attendee("VT").invitation_id
    screen = dialog(planned, "VT", asked_acts.extension)
    screen.date_input(key=f"extend_day_{which}").set_value(date(2026, 11, 25))
    screen.time_input(key=f"extend_time_{which}").set_value(time(15)).run()
    assert press(screen, f"extend_{which}").error
    assert not asked(planned, "VT").extended


def test_nothing_is_asked_of_somebody_until_it_is_asked_after_all(planned: PlannedCase) -> None:
    which = planned.attendee("VT").invitation_id
    press(dialog(planned, "VT", asked_acts.nothing_asked), f"ask_not_{which}")
    spared = asked(planned, "VT")
    assert not spared.asked
    state = case_state(planned.director, planned.case_id)

    def chosen(screen: Screen) -> None:
        if st.button("ask", key="chosen") and state.meeting:
            asked_acts.do(asked_acts.AskAct.ASK, screen, state, state.meeting, spared)

    press(drawn(planned, chosen), "chosen")
    assert asked(planned, "VT").asked


def test_the_word_form_leads_to_the_door_and_names_nobody_in_its_address(planned: PlannedCase) -> None:
    screen = dialog(planned, "VT", asked_acts.word_form)
    (link,) = screen.get("link_button")
    assert link.proto.url == f"/dl/{planned.case_id}/formulier/{planned.attendee('VT').invitation_id}"


def test_what_was_asked_last_time_is_read_out_and_taken_over_after_a_call(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", text="Blijft gelden."))
    hand_in(planned.as_guest("VT"), a_condition("c2", text="Geldt niet meer."))
    later = next_meeting(planned)
    screen = dialog(later, "VT", asked_acts.last_time)
    assert {"Blijft gelden.", "Geldt niet meer."} <= set(
        words(screen).replace(">", "\n").replace("<", "\n").split("\n")
    )
    screen.checkbox(key="held_c2").uncheck().run()
    press(screen, f"carry_{later.attendee('VT').invitation_id}")
    assert asked(later, "VT").handed_in == 1
    assert "vervangt V1 van vorige keer" in words(opened(later, "all"))
    assert "Van een eerder overleg staat er" in words(dialog(later, "DR", asked_acts.last_time))


def test_a_card_shows_who_does_it_by_when_how_checked_and_how_it_reads(planned: PlannedCase) -> None:
    whole = {"done_by": "P2", "due_on": date(2026, 12, 1), "check": "Elke vrijdag bellen.", "checked_by": "politie"}
    hand_in(planned.as_guest("VT"), a_condition("c1", reading=(NO_CONTACT,), **whole))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Eerste tekst."))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Tweede tekst.", seen_version=1))
    read = words(opened(planned))
    for part in (
        *("De heer D. · uiterlijk di 1 dec", "Elke vrijdag bellen. · door Politie", "Leest als"),
        *("voorwaarde van Veilig Thuis", "inbreng partner", "met persoonlijke link", "nog geen lezing"),
        *("1 eerdere tekst", "<mark>Eerste</mark> tekst."),
    ):
        assert part in read, part


def test_the_set_is_asked_answered_and_stale_after_a_change(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(planned.as_guest("DR"), a_condition())
    assert "nog niet gevraagd" in words(opened(planned))
    screen = about_set(planned, set_card.asked_ask_again)
    assert "Van 3 deelnemers zijn de voorwaarden nog niet binnen." in words(screen)
    press(screen, "set_ask_now")
    assert "gevraagd aan Veilig Thuis op" in words(opened(planned))
    seen = set_to_answer(guest)
    assert seen
    answer_set(
        guest, AnswerSet(SetAnswer.LACKING, tuple((v.id, v.version) for v in seen.conditions), "Het oude nummer.")
    )
    read = words(opened(planned))
    assert "er ontbreekt iets" in read
    assert "Het oude nummer." in read
    hand_in(planned.as_guest("DR"), a_condition("c2"))
    assert "gewijzigd na het antwoord" in words(opened(planned))


def test_what_the_leading_organisation_said_by_phone_is_recorded(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition())
    decide(planned.director, Decide(planned.case_id, "c1", 1, Decision.ACCEPT))
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    screen = about_set(planned, set_card.record_answer)
    screen.radio(key=f"form.set.{planned.meeting_id}.answer").set_value("bevestigd").run()
    press(screen, "set_record_now")
    assert "✓ bevestigd" in words(opened(planned, "all"))


def test_a_case_holder_reads_the_state_of_the_set_only(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    hand_in(planned.as_guest("DR"), a_condition())
    screen = opened(planned, work=a_holder(planned, work_as, "VT"))
    assert "nog niet gevraagd" in words(screen)
    assert not {"set_ask", "set_record"} & keys(screen)
