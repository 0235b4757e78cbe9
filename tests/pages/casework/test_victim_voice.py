"""The victim's voice on the screen: her words, promises with their silence, consent; nothing for who is kept out."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.terms import BarKind
from pages.casework import victim_voice
from pages.casework.consent_card import consent_dialog, withdraw_dialog
from pages.casework.promise_form import settle_dialog
from pages.casework.promises_card import promise_dialog
from pages.casework.voice_form import voice_dialog
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import case_facts
from services.conditions.actions import hand_in
from services.unit_of_work import Work
from services.victim.actions import promise_contacts, write_voice
from services.victim.orders import PromiseContacts, WriteVoice
from services.victim.queries import victim_side
from tests.pages.stage import AppTest, button, play, press, said
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case, seats_of
from tests.screens import area, write

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
SAID = "Ik wil <b>rust</b> 🕊️ مرحبا"


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def victim(planned: PlannedCase) -> str:
    return case_facts(planned.director, planned.case_id).persons[0].id


def opened(planned: PlannedCase, work: Work | None = None) -> AppTest:
    return play(victim_voice.render, work or planned.director, place="stem", case_id=planned.case_id)


def voice_form(planned: PlannedCase) -> AppTest:
    """The dialog with what it closed over, drawn by itself: the test runner closes a dialog at every click."""
    facts = case_facts(planned.director, planned.case_id)
    voice = next(iter(victim_side(planned.director, planned.case_id).voices), None)
    return play(lambda screen: voice_dialog(screen, facts, facts.persons[0], voice), planned.director)


def settle_form(planned: PlannedCase) -> AppTest:
    """The same for the first promise."""
    facts = case_facts(planned.director, planned.case_id)
    promise = victim_side(planned.director, planned.case_id).promises[0]
    return play(lambda screen: settle_dialog(screen, facts, promise, TODAY), planned.director)


def promise_form(planned: PlannedCase) -> AppTest:
    """The same for a new promise."""
    facts = case_facts(planned.director, planned.case_id)
    return play(lambda screen: promise_dialog(screen, facts, TODAY), planned.director)


def test_empty_screen_says_why_it_matters_and_offers_to_write(planned: PlannedCase) -> None:
    stage = opened(planned)
    assert "Daar is het plan om begonnen" in said(stage)
    assert button(stage, "voice_P1").proto.type == "primary"


def test_her_words_are_written_in_the_dialog_and_shown_as_said(planned: PlannedCase, victim: str) -> None:
    stage = voice_form(planned)
    write(stage, f"form.voice.{victim}.wishes", SAID)
    stage.selectbox(key=f"form.voice.{victim}.seat").set_value("outside").run()
    stage.text_input(key=f"form.voice.{victim}.outside").set_value("Mr. A. Advocaat").run()
    press(stage, "voice_keep")
    text = said(opened(planned))
    assert "Ik wil &lt;b&gt;rust&lt;/b&gt; 🕊️ مرحبا" in text
    assert "Mr. A. Advocaat" in text
    assert victim_side(planned.director, planned.case_id).voices[0].wishes == SAID


def test_what_was_typed_is_there_after_a_break(planned: PlannedCase, victim: str) -> None:
    stage = voice_form(planned)
    write(stage, f"form.voice.{victim}.fears", "De avonden.")
    again = voice_form(planned)
    assert area(again, f"form.voice.{victim}.fears").value == "De avonden."


def test_words_that_changed_meanwhile_are_shown_beside_mine(planned: PlannedCase, victim: str) -> None:
    stage = voice_form(planned)
    write(stage, f"form.voice.{victim}.wishes", "Mijn tekst")
    write_voice(planned.director, WriteVoice(planned.case_id, victim, 0, wishes="Andere woorden"))
    text = said(press(stage, "voice_keep"))
    assert "Iemand anders heeft dit gewijzigd" in text
    assert "Andere" in text
    assert victim_side(planned.director, planned.case_id).voices[0].wishes == "Andere woorden"
    press(stage, "voice_keep")
    assert victim_side(planned.director, planned.case_id).voices[0].wishes == "Mijn tekst"


def test_a_promise_that_passed_in_silence_stands_above_everything(planned: PlannedCase, victim: str, clock) -> None:
    _promise(planned, victim, TODAY)
    assert "zou op" not in said(opened(planned))
    clock.forward(days=1)
    text = said(opened(planned))
    assert "Stilte: Deelnemer 1 (Veilig Thuis) zou op ma 23 nov contact hebben met Mevrouw W." in text
    stage = settle_form(planned)
    press(stage, "settle_keep")
    assert "zou op" not in said(opened(planned))
    assert victim_side(planned.director, planned.case_id).promises[0].kept_on == TODAY


def test_a_promise_is_called_off_with_a_reason(planned: PlannedCase, victim: str) -> None:
    _promise(planned, victim, TODAY)
    (promise,) = victim_side(planned.director, planned.case_id).promises
    stage = settle_form(planned)
    stage.get("button_group")[0].set_value("off").run()
    press(stage, "settle_keep")
    assert "waarom dit contact niet doorgaat" in said(stage)
    write(stage, f"form.settle.{promise.id}.reason", "Zij belt zelf.")
    press(stage, "settle_keep")
    assert victim_side(planned.director, planned.case_id).promises[0].cancel_reason == "Zij belt zelf."


def test_regular_contact_is_promised_in_one_go(planned: PlannedCase, victim: str) -> None:
    stage = promise_form(planned)
    seat = seats_of(planned.director, planned.case_id)["VT"]
    stage.selectbox(key=f"form.promise.{planned.case_id}.seat").set_value(seat).run()
    press(stage, "promise_regular")
    days = [promise.promised_for for promise in victim_side(planned.director, planned.case_id).promises]
    assert days == [TODAY + timedelta(weeks=n) for n in (1, 2, 4, 8)]


def test_no_contact_with_the_suspect_is_promised_while_a_stop_stands(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    suspect = case_facts(planned.director, planned.case_id).persons[1].id
    stage = promise_form(planned)
    stage.selectbox(key=f"form.promise.{planned.case_id}.person").set_value(suspect).run()
    seat = seats_of(planned.director, planned.case_id)["VT"]
    stage.selectbox(key=f"form.promise.{planned.case_id}.seat").set_value(seat).run()
    press(stage, "promise_keep")
    assert "Er geldt een stop" in said(stage)
    assert victim_side(planned.director, planned.case_id).promises == ()


def test_consent_is_recorded_and_withdrawn_after_a_second_look(planned: PlannedCase) -> None:
    facts = case_facts(planned.director, planned.case_id)
    stage = play(lambda screen: consent_dialog(screen, facts, TODAY), planned.director)
    form = f"form.consent.{planned.case_id}"
    stage.selectbox(key=f"{form}.to").set_value("*").run()
    stage.text_input(key=f"{form}.other").set_value("school").run()
    write(stage, f"{form}.subject", "De tijden van de les.")
    press(stage, "consent_keep")
    text = said(opened(planned))
    assert "De tijden van de les." in text
    assert "geen einde afgesproken" in text
    consent = victim_side(planned.director, planned.case_id).consents[0]
    stage = press(opened(planned), "withdraw_")
    assert victim_side(planned.director, planned.case_id).consents == (consent,)
    stage = play(lambda screen: withdraw_dialog(screen, facts, consent, TODAY), planned.director)
    assert "mag er met deze toestemming niets meer gedeeld worden met school" in said(stage)
    press(stage, "withdraw_sure")
    assert victim_side(planned.director, planned.case_id).consents[0].withdrawn_on == TODAY
    assert "1 beëindigde toestemming" in [expander.label for expander in opened(planned).expander]


def test_a_case_holder_of_veilig_thuis_sees_the_stop_and_never_why(planned: PlannedCase, work_as: WorkAs) -> None:
    secret = "Aanhouding donderdag 12 uur"
    hand_in(planned.as_guest("DR"), a_condition("c1", text=secret, tier="opsporing", holds_approach=True))
    text = said(opened(planned, a_holder(planned, work_as, "VT")))
    assert "Stop: niemand benadert" in text
    assert secret not in text
    assert secret in said(opened(planned, a_holder(planned, work_as, "DR")))


def test_whoever_is_kept_out_or_a_stranger_sees_the_general_sentence_only(
    planned: PlannedCase, victim: str, work_as: WorkAs
) -> None:
    write_voice(planned.director, WriteVoice(planned.case_id, victim, 0, wishes="Rust."))
    holder = a_holder(planned, work_as, "VT")
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    for other in (holder, a_director(work_as, "M. Vreemd"), work_as(Standing.AUDITOR)):
        text = said(opened(planned, other))
        assert "geen toegang" in text
        assert not [word for word in ("Rust.", "Mevrouw W.", "Heggemus", "voice_") if word in text]


def _promise(planned: PlannedCase, victim: str, *days: date) -> None:
    seat = seats_of(planned.director, planned.case_id)["VT"]
    promise_contacts(planned.director, PromiseContacts(planned.case_id, victim, seat, days))
