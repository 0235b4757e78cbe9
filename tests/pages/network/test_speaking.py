"""Who speaks with whom on the network's screen: a real table, warnings in sentences, a dialog for who directs."""

from collections.abc import Callable
from datetime import date

import pytest

from models.casework import CasePerson
from models.terms import BarKind
from pages.network.partners import render
from pages.network.speaking_form import line_dialog
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import case_facts
from services.conditions.actions import hand_in
from services.unit_of_work import Work
from services.victim.actions import agree_line, end_line
from services.victim.orders import AgreeLine
from services.victim.queries import spoken_lines
from tests.pages.stage import AppTest, play, press, said
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case, seats_of

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase, work: Work | None = None) -> AppTest:
    return play(render, work or planned.director, place="netwerk", case_id=planned.case_id)


def line_form(planned: PlannedCase) -> AppTest:
    """The dialog with what it closed over, drawn by itself: the test runner closes a dialog at every click."""
    facts, lines = case_facts(planned.director, planned.case_id), spoken_lines(planned.director, planned.case_id)
    return play(lambda screen: line_dialog(screen, facts, lines), planned.director)


def begin(planned: PlannedCase, organisation: str, ref: str, topic: str = "") -> str:
    facts = case_facts(planned.director, planned.case_id)
    person = next(person for person in facts.persons if person.ref == ref)
    seat = seats_of(planned.director, planned.case_id)[organisation]
    return agree_line(planned.director, AgreeLine(planned.case_id, seat, person.id, topic, TODAY))


def test_without_lines_the_card_says_what_it_is_for(planned: PlannedCase) -> None:
    text = said(opened(planned))
    assert "Er is nog niets afgesproken" in text
    assert "Mevrouw W. heeft nog geen vaste contactpersoon bij de politie. <span" in text
    assert "A-POL-5" in text


def test_the_director_begins_and_ends_a_conversation(planned: PlannedCase) -> None:
    stage = line_form(planned)
    seat = seats_of(planned.director, planned.case_id)["VT"]
    _choose(stage, seat, "P1")
    stage.text_input(key=f"form.line.{seat}.P1.topic").set_value("De <i>kinderen</i>").run()
    press(stage, "line_agree")
    (line,) = spoken_lines(planned.director, planned.case_id)
    assert (line.topic, line.since_on) == ("De <i>kinderen</i>", TODAY)
    stage = line_form(planned)
    _choose(stage, seat, "P1")
    press(stage, "line_end")
    (line,) = spoken_lines(planned.director, planned.case_id)
    assert line.until_on == TODAY
    text = said(opened(planned))
    assert "De &lt;i&gt;kinderen&lt;/i&gt;" in text, "the history stays readable"


def test_the_table_has_real_headers_for_who_only_reads(planned: PlannedCase, work_as: WorkAs) -> None:
    begin(planned, "VT", "P1", "Veiligheid")
    stage = opened(planned, a_holder(planned, work_as, "VT"))
    text = said(stage)
    assert '<th scope="col">Mevrouw W.' in text
    assert '<th scope="row">Deelnemer 1' in text
    assert "Veiligheid" in text
    assert "sinds 23-11-2026" in text
    assert "niet in gesprek" in text
    assert not [b.key for b in stage.button if str(b.key).startswith("speaking")]


def test_more_faces_than_agreed_and_both_sides_are_told_in_sentences(planned: PlannedCase) -> None:
    victim = case_facts(planned.director, planned.case_id).persons[0].id
    with planned.director.upkeep() as tx:
        tx.session.get_one(CasePerson, victim).faces_agreed = 1
    for organisation in ("VT", "lokale_veld"):
        begin(planned, organisation, "P1")
    begin(planned, "VT", "P2")
    text = said(opened(planned))
    assert "Mevrouw W. stemde in met 1 vast gezicht; nu zijn dat er 2: Deelnemer 1 en Deelnemer 2." in text
    assert "Spreekt met het slachtoffer én met de vermoedelijke dader: Deelnemer 1." in text


def test_a_stop_is_named_and_keeps_a_conversation_from_beginning(planned: PlannedCase) -> None:
    secret = "Aanhouding donderdag 12 uur"
    hand_in(planned.as_guest("DR"), a_condition("c1", text=secret, tier="opsporing", holds_approach=True))
    stage = line_form(planned)
    _choose(stage, seats_of(planned.director, planned.case_id)["VT"], "P2")
    press(stage, "line_agree")
    assert "Er geldt een stop" in "".join(str(error.value) for error in stage.error)
    assert spoken_lines(planned.director, planned.case_id) == ()


def test_a_case_holder_of_veilig_thuis_sees_the_stop_and_never_why(planned: PlannedCase, work_as: WorkAs) -> None:
    secret = "Aanhouding donderdag 12 uur"
    hand_in(planned.as_guest("DR"), a_condition("c1", text=secret, tier="opsporing", holds_approach=True))
    text = said(opened(planned, a_holder(planned, work_as, "VT")))
    assert "Stop: niemand benadert De heer D." in text
    assert secret not in text


def test_a_line_that_changed_meanwhile_is_shown_beside_mine(planned: PlannedCase) -> None:
    stage = line_form(planned)
    seat = seats_of(planned.director, planned.case_id)["VT"]
    _choose(stage, seat, "P1")
    stage.text_input(key=f"form.line.{seat}.P1.topic").set_value("Mijn onderwerp").run()
    begin(planned, "VT", "P1", "Ander onderwerp")
    press(stage, "line_agree")
    assert "Ander</mark> onderwerp" in said(stage)
    press(stage, "line_agree")
    (line,) = spoken_lines(planned.director, planned.case_id)
    assert line.topic == "Mijn onderwerp"


def test_whoever_is_barred_is_in_no_cell_and_no_history(planned: PlannedCase, clock) -> None:
    begin(planned, "lokale_veld", "P1")
    end_line(planned.director, planned.case_id, begin(planned, "VT", "P1"), 1, TODAY)
    begin(planned, "VT", "P1")
    assert "Deelnemer 1" in said(opened(planned))
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    clock.forward(days=1)
    assert "Deelnemer 1" not in said(opened(planned))


def test_a_stranger_sees_the_general_sentence_only(planned: PlannedCase, work_as: WorkAs) -> None:
    begin(planned, "VT", "P1", "Veiligheid")
    for other in (a_director(work_as, "M. Vreemd"), work_as(Standing.ADMINISTRATOR)):
        text = said(opened(planned, other))
        assert "geen toegang" in text
        assert not [word for word in ("Veiligheid", "Mevrouw W.", "Deelnemer") if word in text]


def _choose(stage: AppTest, seat: str, ref: str) -> None:
    stage.selectbox(key="speaking_who.").set_value(seat).run()
    stage.selectbox(key="speaking_whom.").set_value(ref).run()
