"""Likeness of names: it asks about who may be meant, and leaves alone who merely shares a word."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.terms import BarKind
from services.barring.rules import BarWrong, check_bar, distance, nearly_same
from services.relations.rules import normal_form

WORDS = st.sampled_from(
    [
        "jan",
        "j",
        "p",
        "de",
        "van",
        "der",
        "vries",
        "bakker",
        "dekker",
        "hendriksen",
        "el",
        "idrissi",
        "oomen",
        "é",
        "ij",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join) | st.text(max_size=40)
LETTERS = st.text("abcde", max_size=9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. de Vries", "Jan de Vries"),
        ("J.P. de Vries", "Jan de Vries"),
        ("Jan de Vries", "de Vries, Jan"),
        ("Jan Vries", "Jan de Vries"),
        ("Jan de Vries", "Jan de Vries-Bakker"),
        ("J. v.d. Berg", "Jan van den Berg"),
        ("Jan van der Berg", "Jan Vanderberg"),
        ("Vandenberg, J.", "Jan van den Berg"),
        ("Frank Roodhart", "Frank Roodhard"),
        ("F. Roodhart", "F. Roohdart"),
        ("Karel Hendriksen", "Karel Hendricksenn"),
        ("Roodhart", "F. Roodhart"),
        ("J. Vos", "Jan Vos"),
        ("Li, Bo", "B. Li"),
        ("Mohammed el Idrissi", "M. Idrissi"),
        ("Fatma Yılmaz", "f. yilmas"),
    ],
)
def test_whoever_may_be_meant_is_asked_about(one: str, other: str) -> None:
    assert nearly_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. de Vries", "Piet de Vries"),
        ("Jan de Vries", "Jan de Boer"),
        ("J. de Vries", "J. van der Boer"),
        ("Jan", "Jan Bakker"),
        ("de", "Jan de Vries"),
        ("Jan Vos", "Jan Bos"),
        ("J. Bakker", "B. Jansen"),
        ("A. B.", "A. B. Cornelissen"),
        ("Vos", "Bos"),
        ("Deelnemer 1", "Deelnemer 2"),
        ("Frank Roodhart", "Hanna Roodhart"),
        ("Hendriksen Karel", "Hendricks Karla"),
        ("", "Jan de Vries"),
        ("Dr.", "Mevrouw"),
    ],
)
def test_who_merely_shares_a_word_is_left_alone(one: str, other: str) -> None:
    assert not nearly_same(one, other)


@given(NAMES, NAMES)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert nearly_same(one, other) is nearly_same(other, one)


@given(NAMES)
def test_every_name_is_like_itself_and_its_normal_form(name: str) -> None:
    assume(normal_form(name))
    assert nearly_same(name, name)
    assert nearly_same(normal_form(name), name)


@given(st.permutations(["jan", "pieter", "van", "der", "hendriksen"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert nearly_same(" ".join(words), "Jan Pieter van der Hendriksen")


@given(st.sampled_from(["hendriksen", "roodhart"]), st.data())
def test_one_letter_off_in_a_long_name_is_noticed(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.characters(min_codepoint=ord("a"), max_codepoint=ord("z")))
    for slip in (
        name[:place] + letter + name[place + 1 :],
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
    ):
        assert nearly_same(f"Frank {name}", f"f. {slip}")


@given(LETTERS, LETTERS, LETTERS)
def test_distance_is_a_count_of_slips(a: str, b: str, c: str) -> None:
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) is (a == b)
    assert abs(len(a) - len(b)) <= distance(a, b) <= max(len(a), len(b))
    assert distance(a + c, b + c) <= distance(a, b)


@pytest.mark.parametrize(
    ("a", "b", "slips"),
    [("vries", "vires", 1), ("vries", "vrees", 1), ("vries", "fries", 1), ("abc", "", 3), ("ca", "abc", 3)],
)
def test_neighbours_that_changed_places_are_one_slip(a: str, b: str, slips: int) -> None:
    assert distance(a, b) == slips


def test_many_initials_cost_no_time() -> None:
    assert not nearly_same("a " * 60 + "b", "c " * 59 + "d e")


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [(BarKind.NAME, " . ", "empty"), (BarKind.TEAM, "", "empty"), (BarKind.EMAIL, "jan de vries", "no_address")],
)
def test_a_bar_that_keeps_nobody_out_is_refused(kind: BarKind, value: str, reason: str) -> None:
    with pytest.raises(BarWrong) as refused:
        check_bar(kind, value)
    assert refused.value.fields == {"field": "bar", "reason": reason}
