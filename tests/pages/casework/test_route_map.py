"""The screen of the route map: what asks first, answering in place, the prosecutor's sheet, and nobody else's eyes."""

import ast
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import CaseStatus, CloseReason, RuleAnswer, Tier
from pages.casework.answer_form import answer_dialog
from pages.casework.closing_card import closing_card
from pages.casework.route_map import render
from services.cases.queries import case_facts
from services.duties.actions import answer_rule
from services.duties.orders import AnswerRule
from services.duties.queries import case_duties
from services.duties.words import _CLOSING, _FLAGS, _NOTES
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case
from tests.screens import screen_test, words, write
from tests.shared import ROOT


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A high-risk case with a meeting on Wednesday."""
    return a_planned_case(work_as)


def show(work: Work, case_id: str, language: str = "nl") -> AppTest:
    screen = screen_test(render, work, {"zaak": case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def opened(screen: AppTest, view: str) -> str:
    """What a view says with every folded part opened."""
    screen.session_state["route_map.view"] = view
    screen.run()
    for _ in range(2):  # a folded part may hold another
        for part in screen.get("expander"):
            if "fold_" in part.proto.id:
                screen.session_state["fold_" + part.proto.id.partition("fold_")[2]] = True
        screen.run()
    assert not screen.exception, screen.exception
    return words(screen)


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_what_asks_stands_first_with_its_reason_question_and_button(planned: PlannedCase) -> None:
    screen = show(planned.director, planned.case_id)
    read = words(screen)
    for part in ("Schrijf het politieplan", "H-POL-1", "Eerst uitzoeken", "ernstige bezwaren", "Wat betekent dit?"):
        assert part in read
    assert "answer_pH_H-POL-1" in keys(screen)
    assert "Boosdoener" not in read
    assert "answer_pH_H-RN-8" not in keys(screen), "a prohibition is watched, not answered"


def test_the_views_show_ones_own_part_all_rules_and_the_prosecutors_sheet(planned: PlannedCase) -> None:
    screen = show(planned.director, planned.case_id)
    screen.session_state["route_map.view"] = "mine"
    mine = words(screen.run())
    assert "H-POL-1" in mine and "H-RN-6" not in mine
    assert "A-POL-4" in opened(screen, "all")
    screen.session_state["route_map.view"] = "prosecutor"
    sheet = words(screen.run())
    assert not screen.exception
    assert all(f"T-OVJ-{n}" in sheet for n in range(1, 8))
    assert "I. Brandsma heeft de regie" in sheet


def test_what_is_folded_is_drawn_when_it_is_opened(planned: PlannedCase) -> None:
    screen = show(planned.director, planned.case_id)
    drawn = keys(screen)
    assert "answer_pH_H-POL-1" in drawn and not any(key.startswith("answer_waits_") for key in drawn)
    assert len([key for key in drawn if key.startswith("answer_")]) <= 25
    screen.session_state["fold_waits"] = True
    assert any(key.startswith("answer_waits_") for key in keys(screen.run()))


def test_an_answer_is_given_in_the_dialog_and_asks_for_its_reason(planned: PlannedCase) -> None:
    found = case_duties(planned.director, planned.case_id)
    duty = found.duty("T-CR-8")
    assert duty is not None
    screen = screen_test(lambda screen: answer_dialog(screen, found, duty), planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    (choice,) = screen.radio
    assert "ja_overwogen" not in choice.options and len(choice.options) == 4
    choice.set_value(RuleAnswer.NOT_APPLICABLE.value).run()
    screen.button(key="rule_keep").click().run()
    assert "Schrijf waarom" in screen.error[0].value
    write(screen, "reason", "Meldkamer doet dit zelf.")
    screen.button(key="rule_keep").click().run()
    assert not screen.exception, screen.exception
    (kept,) = case_duties(planned.director, planned.case_id).answers
    assert (kept.answer, kept.reason) == (RuleAnswer.NOT_APPLICABLE, "Meldkamer doet dit zelf.")


def test_who_was_overtaken_sees_both_answers_before_replacing(planned: PlannedCase) -> None:
    found = case_duties(planned.director, planned.case_id)
    duty = found.duty("T-CR-8")
    assert duty is not None
    screen = screen_test(lambda screen: answer_dialog(screen, found, duty), planned.director, {"zaak": planned.case_id})
    answer_rule(planned.director, AnswerRule(planned.case_id, "T-CR-8", RuleAnswer.DONE, "Staat erin."))
    write(screen, "reason", "Nog eens.")
    screen.button(key="rule_keep").click().run()
    read = words(screen)
    assert "Iemand anders" in read and "Staat" in read and "Nog" in read
    screen.button(key="rule_keep").click().run()
    standing = [a.reason for a in case_duties(planned.director, planned.case_id).answers if a.replaced_at is None]
    assert standing == ["Nog eens."]


def test_a_case_holder_reads_but_does_not_close_and_sees_nothing_withheld(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    secret = AnswerRule(planned.case_id, "H-POL-1", RuleAnswer.DONE, "Inval donderdag.", tier=Tier.INVESTIGATION)
    answer_rule(planned.director, secret)
    screen = show(a_holder(planned, work_as, "VT"), planned.case_id)
    read = opened(screen, "all")
    assert "Inval" not in read and "niet voor uw organisatie" in read
    assert "close_case" not in keys(screen)


def test_outsiders_see_nothing_of_it(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    read = words(show(a_director(work_as, "M. Mallory"), planned.case_id))
    assert "H-POL-1" not in read and "geen toegang" in read


def test_closing_names_what_stands_in_the_way(planned: PlannedCase) -> None:
    screen = show(planned.director, planned.case_id)
    assert "nog open" in words(screen)
    assert screen.button(key="close_case").disabled
    ways = {link.proto.page: link.proto.label for link in screen.get("page_link")}
    assert "stalking is gestopt" in ways["dossier"], "each point leads to where it is settled"


def test_a_closed_case_offers_to_be_opened_again(planned: PlannedCase) -> None:
    facts = replace(
        case_facts(planned.director, planned.case_id), status=CaseStatus.CLOSED, close_reason=CloseReason.STOPPED
    )
    found = replace(case_duties(planned.director, planned.case_id), close_note="Let op de zomer.")
    screen = screen_test(lambda screen: closing_card(screen, facts, found), planned.director)
    assert not screen.exception, screen.exception
    assert "Let op de zomer." in words(screen)
    assert "reopen_keep" in keys(screen) and "close_case" not in keys(screen)


def test_in_english_too(planned: PlannedCase) -> None:
    assert "Write the police plan" in words(show(planned.director, planned.case_id, "en"))


def test_every_note_warning_and_point_that_the_rules_give_has_its_sentence() -> None:
    given: dict[str, set[str]] = {"Note": set(), "RuleFlag": set(), "ClosingPoint": set(), "_told": set()}
    for file in (ROOT / "services" / "duties").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in given:
                place = 1 if name == "RuleFlag" else 0
                said = ast.walk(node.args[place]) if len(node.args) > place else ()  # type: ignore[attr-defined]
                given[name] |= {n.value for n in said if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert len(given["Note"]) > 30
    assert given["Note"] | given["_told"] <= set(_NOTES)
    assert given["RuleFlag"] <= set(_FLAGS)
    assert given["ClosingPoint"] <= set(_CLOSING)
