"""Hints for a better condition, and the examples that show one."""

from datetime import date

import pytest

from models.terms import ConditionKind, Modality, Theme
from services.conditions.examples import examples
from services.conditions.facts import HandIn
from services.conditions.good import Weakness, WeakPoint, weak_points
from services.conditions.telling import warnings
from services.vocabulary.facts import Norm

WHOLE = {"done_by": "politie", "due_on": date(2026, 12, 1), "check": "Gebeld."}


def kinds(text: str, **about: object) -> list[Weakness]:
    return [one.kind for one in weak_points(HandIn("c1", ConditionKind.OTHER, text, **(WHOLE | about)))]


def test_a_whole_condition_gets_no_hint() -> None:
    assert kinds("De politie belt haar elke dag.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De politie belt haar zo spoedig mogelijk.", "zo spoedig mogelijk"),
        ("Het wijkteam moet hem in de gaten houden.", "in de gaten houden"),
        ("Er is Regelmatig contact.", "Regelmatig"),
        ("Bel z.s.m. terug.", "z.s.m."),
        ("Call her as soon as possible.", "as soon as possible"),
        ("De school heeft aandacht voor het kind.", "aandacht voor"),
    ],
)
def test_a_vague_word_is_named(text: str, words: str) -> None:
    (one,) = weak_points(HandIn("c1", ConditionKind.OTHER, text, **WHOLE))
    assert one.kind is Weakness.VAGUE and one.found.rstrip(".") == words.rstrip(".")


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Hij belt niet. Hij appt niet. Hij komt niet.", True),
        ("Hij belt en appt niet, en hij mailt en schrijft niet.", True),
        ("Bel haar; breng haar; haal haar; vraag haar.", True),
        ("De heer D. belt niet. Mevrouw W. meldt elke poging.", False),
        ("Hij belt en appt niet.", False),
    ],
)
def test_several_agreements_at_once_are_better_taken_apart(text: str, several: bool) -> None:
    assert (Weakness.SEVERAL_AT_ONCE in kinds(text)) is several


def test_what_is_not_filled_in_is_asked_for_at_most_two_at_a_time() -> None:
    empty = {"done_by": "", "due_on": None, "check": ""}
    assert kinds("Er wordt gebeld.", **empty) == [Weakness.NO_DOER, Weakness.NO_CHECK]
    assert kinds("Er wordt gebeld.", **(empty | {"check": "x"})) == [Weakness.NO_DOER, Weakness.NO_TERM]
    assert kinds("Er wordt zsm gebeld.", **empty) == [Weakness.VAGUE, Weakness.NO_DOER]


def test_a_reading_says_who_and_until_when_as_well() -> None:
    norm = Norm(Modality.MUST, "speak_with", by=("VT",), before=date(2026, 12, 1))
    empty = {"done_by": "", "due_on": None, "check": ""}
    assert kinds("Er wordt gebeld.", reading=(norm,), **empty) == [Weakness.NO_CHECK]
    assert kinds("Hij belt niet.", **(empty | {"subject_ref": "P2", "checked_by": "VT"})) == [Weakness.NO_TERM]


@pytest.mark.parametrize("theme", list(Theme))
def test_every_theme_has_two_good_examples_that_give_no_warning(theme: Theme) -> None:
    shown = examples(theme)
    assert len(shown) == 2
    for nl, en in shown:
        assert nl != en and warnings(nl) == warnings(en) == ()
        assert not {Weakness.VAGUE, Weakness.SEVERAL_AT_ONCE} & {
            one.kind for text in (nl, en) for one in weak_points(HandIn("c", ConditionKind.OTHER, text))
        }


def test_a_hint_without_words_is_empty() -> None:
    assert weak_points(HandIn("c1", ConditionKind.OTHER, "Hij belt niet.", **(WHOLE | {"check": ""}))) == (
        WeakPoint(Weakness.NO_CHECK),
    )
