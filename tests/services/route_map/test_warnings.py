"""Prohibitions in prose: what is proposed is warned for, what is said no to is not; measured on labelled sentences."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Known, Risk
from services.route_map.warnings import Warned, warnings_in
from tests.case_facts import case_facts, raw_cases
from tests.services.route_map.prose import HELD_BACK, JOINT, LABELLED, MESSAGE, STOP
from tests.services.route_map.test_rules import facts
from tests.shared import needs_cases

COMPLAINT = facts(complaint=Known.YES)
KNOWN_TO_BE_MISSED = {"Hij laat zijn moeder een kaartje bezorgen bij het slachtoffer."}


def rule_ids(text: str, known: object = COMPLAINT) -> set[str]:
    return {warned.rule_id for warned in warnings_in(text, known)}


def measured(sentences: tuple[tuple[str, str], ...]) -> tuple[float, float]:
    """Precision and recall of warning at all with the right rule."""
    right = sum(rule_ids(text) == {rule_id} for text, rule_id in sentences if rule_id)
    raised = sum(len(rule_ids(text)) for text, _ in sentences)
    return right / raised, right / sum(bool(rule_id) for _, rule_id in sentences)


@pytest.mark.parametrize(("text", "rule_id"), LABELLED)
def test_labelled_sentence(text: str, rule_id: str) -> None:
    assert rule_ids(text) == ({rule_id} if rule_id else set())


@pytest.mark.parametrize(("text", "rule_id"), HELD_BACK)
def test_sentence_that_the_patterns_never_saw(text: str, rule_id: str) -> None:
    expected = {rule_id} if rule_id and text not in KNOWN_TO_BE_MISSED else set()
    assert rule_ids(text) == expected


def test_precision_and_recall_over_all_sentences(record_property) -> None:
    for name, sentences in (("labelled", LABELLED), ("held back", HELD_BACK), ("all", LABELLED + HELD_BACK)):
        precision, recall = measured(sentences)
        record_property(name, f"{len(sentences)} sentences, precision {precision:.3f}, recall {recall:.3f}")
        assert precision >= 0.95
        assert recall >= 0.9
    assert len(LABELLED) >= 60
    assert min(sum(label == wanted for _, label in LABELLED) for wanted in (JOINT, MESSAGE, STOP, "")) >= 3


@needs_cases
@pytest.mark.parametrize(
    ("code", "expected"),
    [("H-01", {}), ("M-02", {"m2": {JOINT}, "m3": {STOP}}), ("L-03", {"l3": {JOINT}})],
)
def test_conditions_of_the_acceptance_cases(code: str, expected: dict[str, set[str]]) -> None:
    case = case_facts(code)
    found = {c["id"]: rule_ids(c["nl"], case) for c in raw_cases()[code]["conditions"]}
    assert {condition: rules for condition, rules in found.items() if rules} == expected


@needs_cases
@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_no_agreed_action_of_the_acceptance_cases_is_warned_for(code: str) -> None:
    case = case_facts(code)
    assert [a["what_nl"] for a in raw_cases()[code]["agreed_plan"] if rule_ids(a["what_nl"], case)] == []


@pytest.mark.parametrize("risk", list(Risk))
@pytest.mark.parametrize("active", [Known.YES, Known.UNKNOWN])
def test_joint_talk_is_warned_for_in_every_phase_until_the_stalking_has_stopped(risk: Risk, active: Known) -> None:
    text = "De werkgever stelt mediation voor."
    assert rule_ids(text, facts(risk=risk, stalking_active=active)) == {JOINT}
    assert rule_ids(text, facts(risk=risk, stalking_active=Known.NO)) == set()


@pytest.mark.parametrize(
    ("known", "warned"),
    [
        ({"risk": Risk.LOW}, False),
        ({"risk": Risk.LOW, "complaint": Known.NO}, False),
        ({"risk": Risk.LOW, "complaint": Known.YES}, True),
        ({"risk": Risk.LOW, "threats_or_violence": Known.YES}, True),
        ({"risk": Risk.MEDIUM}, True),
    ],
)
def test_stop_conversation_is_warned_for_where_the_case_rules_it_out(known: dict[str, object], warned: bool) -> None:
    assert (rule_ids("De wijkagent voert een stopgesprek.", facts(**known)) == {STOP}) is warned


def test_without_the_case_only_the_text_itself_counts() -> None:
    assert rule_ids("De wijkagent voert een stopgesprek.", None) == set()
    assert rule_ids("Er is aangifte gedaan. Toch eerst een stopgesprek.", None) == {STOP}
    assert rule_ids("Er is geen aangifte. Eerst een stopgesprek.", None) == set()
    assert rule_ids("De werkgever stelt mediation voor.", None) == {JOINT}


def test_what_was_found_and_where() -> None:
    text = "Eerst rust. Daarna bemiddeling, en vader stuurt zijn berichten via de kinderen."
    assert warnings_in(text) == (
        Warned(JOINT, "bemiddeling", 19, 30),
        Warned(MESSAGE, "berichten", 53, 62),
    )
    assert [text[one.start : one.end] for one in warnings_in(text)] == ["bemiddeling", "berichten"]


def test_several_proposals_in_several_sentences_are_all_named() -> None:
    assert [one.rule_id for one in warnings_in("Mediation. Geen mediation. Een herstelgesprek.")] == [JOINT, JOINT]


@given(st.text(max_size=300))
def test_any_text_is_taken_and_places_lie_within_it(text: str) -> None:
    for warned in warnings_in(text, COMPLAINT):
        assert 0 <= warned.start < warned.end <= len(text)
        assert warned.found in text


@pytest.mark.parametrize(
    "piece",
    ["vader ", "contact ", "beiden samen ", "geen ", "niet, ", "een boodschap van hem ", "gesprek tussen ", ","],
)
def test_a_text_of_a_hundred_thousand_characters_is_read_at_once(piece: str) -> None:
    begun = perf_counter()
    warnings_in((piece * 100_000)[:100_000], COMPLAINT)
    assert perf_counter() - begun < 5
