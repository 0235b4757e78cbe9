"""The texts of the plan on screen: written once, said when they count, and nothing shown to who may not read it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ConditionKind
from pages.frame.screen import Screen
from pages.plan.texts.notice_card import notice_form
from pages.plan.texts.plan_texts import render
from pages.plan.texts.signal_words import proposals
from pages.plan.texts.signals_card import signal_form
from pages.plan.texts.stubs_card import stub_form
from services.conditions.actions import hand_in
from services.documents.notices.queries import notice_desk
from services.plans.queries import CaseState, case_state
from services.plans.written.actions import write_texts
from services.plans.written.desk import stub_desk
from services.plans.written.orders import WriteTexts
from services.plans.written.queries import written_of
from services.unit_of_work import Work
from services.wording import speak
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case
from tests.screens import screen_test, words, write

STOP = {"kind": ConditionKind.SPEAKS_WITH, "subject_ref": "P2", "holds_approach": True}


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """One condition for everybody, one for the investigation that holds everybody back, one that others act on."""
    made = a_planned_case(work_as)
    hand_in(made.as_guest("VT"), a_condition("c1"))
    hand_in(made.as_guest("DR"), a_condition("c2", text="Niemand spreekt hem.", tier="opsporing", **STOP))
    hand_in(made.as_guest("DR"), a_condition("c3", text="De geheime stap is dinsdag.", tier="opsporing", done_by="VT"))
    return made


def opened(planned: PlannedCase, work: Work | None = None) -> AppTest:
    screen = screen_test(render, work or planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def form(planned: PlannedCase, draws: Callable[[Screen, CaseState], None]) -> AppTest:
    """A dialog's form with what it closed over when it was opened."""
    state = case_state(planned.director, planned.case_id, screen="plan")
    screen = screen_test(lambda screen: draws(screen, state), planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def test_texts_count_once_they_are_kept(planned: PlannedCase) -> None:
    screen = opened(planned)
    assert "Nog niet in het plan" in words(screen)
    screen.text_input(key=f"form.texts.{planned.case_id}.emergency_word").set_value("Heggemus").run()
    write(screen, f"form.texts.{planned.case_id}.ends", "Na drie rustige maanden.")
    screen.button(key="texts_keep").click().run()
    assert "Zo staat het in de volgende versie van het plan." in words(screen)
    kept = written_of(planned.director, planned.case_id).texts
    assert (kept.emergency_word, kept.ends) == ("Heggemus", "Na drie rustige maanden.")


def test_what_somebody_else_kept_meanwhile_is_shown_and_not_overwritten(planned: PlannedCase) -> None:
    screen = opened(planned)
    write_texts(planned.director, WriteTexts(planned.case_id, ends="Van een ander."))
    write(screen, f"form.texts.{planned.case_id}.ends", "Van mij.")
    screen.button(key="texts_keep").click().run()
    assert "Iemand anders bewaarde andere teksten." in words(screen)
    assert written_of(planned.director, planned.case_id).texts.ends == "Van een ander."
    screen.button(key="texts_keep").click().run()
    assert written_of(planned.director, planned.case_id).texts.ends == "Van mij."


def test_a_proposal_is_one_click_from_a_signal(planned: PlannedCase) -> None:
    breach = proposals(speak("nl"))[0]
    assert breach.title in words(opened(planned))
    screen = form(planned, lambda screen, state: signal_form(screen, state, None, proposals(screen.say)[0]))
    screen.button(key="signal_keep").click().run()
    (kept,) = written_of(planned.director, planned.case_id).signals
    assert (kept.signal, kept.act) == (breach.signal, breach.act)
    read = words(opened(planned))
    assert breach.signal in read
    assert f"\n{breach.title}\n" not in read, "what is there is not proposed again"


def test_words_that_repeat_the_item_are_warned_for_and_kept_words_are_shown(planned: PlannedCase) -> None:
    assert "woorden nodig" in words(opened(planned))

    def draws(screen: Screen, state: CaseState) -> None:
        line = next(one for one in stub_desk(screen.work, state.facts.id) if one.item_id == "c3")
        stub_form(screen, state, line)

    screen = form(planned, draws)
    write(screen, "text", "Weet dat de geheime stap is dinsdag.")
    assert "Deze woorden herhalen de tekst zelf" in words(screen)
    write(screen, "text", "Bel de casusregisseur voor u iets doet.")
    assert "Deze woorden herhalen de tekst zelf" not in words(screen)
    screen.button(key="stub_keep").click().run()
    read = words(opened(planned))
    assert "Bel de casusregisseur voor u iets doet." in read
    assert "woorden nodig" not in read


def test_a_director_who_may_not_read_an_item_sees_only_its_number(planned: PlannedCase) -> None:
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VHH"))
    read = words(opened(planned, elsewhere))
    assert "Voorwaarde V3" in read
    assert "Ook u mag dit niet lezen" in read
    assert "geheime stap" not in read


def test_the_notice_is_written_while_a_stop_is_in_force_but_has_no_file(planned: PlannedCase) -> None:
    def draws(screen: Screen, state: CaseState) -> None:
        notice_form(screen, state, notice_desk(screen.work, state.facts.id)[0])

    screen = form(planned, draws)
    write(screen, "text", "U zoekt geen contact.\nEr hangt een camera.")
    screen.button(key="notice_keep").click().run()
    seen = opened(planned)
    read = words(seen)
    for told in ("geblokkeerd: stop van kracht", "U zoekt geen contact.", "“camera”"):
        assert told in read
    assert all(button.disabled for button in seen.button if button.key.startswith("notice_held_"))
    assert "/verdachte" not in str(seen.main)


def test_who_does_not_direct_the_case_reads_the_texts_and_nothing_else(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    write_texts(planned.director, WriteTexts(planned.case_id, ends="Na drie rustige maanden."))
    read = words(opened(planned, a_holder(planned, work_as, "VT")))
    assert "Na drie rustige maanden." in read
    for kept in ("Mededeling voor de vermoedelijke dader", "Woorden voor wie niet alles mag lezen", "Bewaar"):
        assert kept not in read
