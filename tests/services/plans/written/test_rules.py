"""What can be kept of the plan's texts, and when words in the place of an item repeat it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.plans.written.orders import WriteSignal, WriteStub, WriteTexts
from services.plans.written.rules import (
    LONGEST_PLAN_TEXT,
    LONGEST_STUB,
    PlanTextWrong,
    check_signal,
    check_stub,
    check_texts,
    repeated,
)

NUMBER = "111222333"
"""Nine digits that pass the eleven-test of the citizen service number."""
HIDDEN = "Tot donderdag 12.00 uur benadert niemand de verdachte (geplande aanhouding)."
words = st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"emergency_word": "x" * 41}, "emergency_word", "too_long"),
        ({"emergency_word": "twee\nregels"}, "emergency_word", "unreadable"),
        ({"ends": "x" * (LONGEST_PLAN_TEXT + 1)}, "ends", "too_long"),
        ({"sharing_basis": "a\x00b"}, "sharing_basis", "unreadable"),
        ({"retention": f"Nummer {NUMBER}"}, "retention", "national_number"),
        ({"core": ("c1", "weg")}, "core", "unknown"),
        ({"core": ("c1", "c2", "c3", "c4", "c5", "c6")}, "core", "too_many"),
    ],
)
def test_a_text_that_cannot_be_kept_says_which_and_why(changes: dict, field: str, reason: str) -> None:
    with pytest.raises(PlanTextWrong) as refused:
        check_texts(WriteTexts("case", **changes), {f"c{n}" for n in range(1, 7)})
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, reason)


def test_five_conditions_can_be_what_everyone_must_know_and_so_can_none() -> None:
    known = {f"c{n}" for n in range(1, 7)}
    check_texts(WriteTexts("case", core=("c1", "c2", "c3", "c4", "c5")), known)
    check_texts(WriteTexts("case"), known)


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"signal": " "}, "signal", "empty"),
        ({"act": ""}, "act", "empty"),
        ({"tier": "iedereen"}, "tier", "unknown"),
        ({"tier": "partner:elders"}, "tier", "unknown"),
        ({"inform": "x" * 121}, "inform", "too_long"),
    ],
)
def test_a_signal_needs_what_happens_what_to_do_and_a_known_reader(changes: dict, field: str, reason: str) -> None:
    order = {"signal": "Een bericht", "act": "Bewaren."} | changes
    with pytest.raises(PlanTextWrong) as refused:
        check_signal(WriteSignal("case", "s1", **order), ("VT",))
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, reason)


def test_a_signal_can_be_for_one_organisation() -> None:
    check_signal(WriteSignal("case", "s1", "Een bericht", "Bewaren.", tier="partner:VT"), ("VT",))


def test_words_in_place_may_be_empty_but_not_endless() -> None:
    check_stub(WriteStub("case", "c1", ""), {"VT"})
    for order in (WriteStub("case", "c1", "x" * (LONGEST_STUB + 1)), WriteStub("case", "c1", "Bel.", "elders")):
        with pytest.raises(PlanTextWrong):
            check_stub(order, {"VT"})


def test_four_words_in_a_row_are_a_repetition_whatever_their_capitals() -> None:
    assert repeated("Let op: NIEMAND de Verdachte geplande aanhouding", HIDDEN) == "NIEMAND de Verdachte geplande"
    assert repeated("Benader de verdachte niet, bel eerst de casusregisseur.", HIDDEN) == ""


@given(words, words)
def test_a_repetition_stands_in_both(text: list[str], item: list[str]) -> None:
    found = repeated(" ".join(text), " ".join(item))
    if found:
        assert len(found.split()) == 4
        assert found in " ".join(text)


@given(st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=4, max_size=9), words)
def test_words_that_hold_the_item_itself_are_always_noticed(item: list[str], around: list[str]) -> None:
    assert repeated(" ".join((*around, *item, *around)), " ".join(item))
