"""One sentence that a partner can confirm: how it reads, and that nothing that was filled in is left unsaid."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from models.terms import Modality
from services.vocabulary.facts import Norm
from services.vocabulary.loader import joined
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import check_norm, norm_of
from services.vocabulary.sentences import clause, names_in, nothing_checkable, sentence, value_label
from services.wording import speak
from tests.services.vocabulary.norms import ORGANISATIONS, PERSONS, names, norms, read_conditions
from tests.shared import needs_cases

HERE = vocabulary()


EXAMPLES = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_sentence_reads_like_this(example: dict[str, Any]) -> None:
    norm = norm_of(example["norm"])
    check_norm(HERE, norm, PERSONS, ORGANISATIONS)
    for language in {"nl", "en"} & set(example):
        assert sentence(HERE, norm, speak(language), names=names(speak(language))) == example[language]


@given(norms())
def test_no_norm_is_too_odd_for_a_sentence(norm: Norm) -> None:
    for language in ("nl", "en"):
        words = sentence(HERE, norm, speak(language), names=names(speak(language)))
        assert words.endswith(".")
        assert not words.endswith("..")
        assert not words[0].islower()
        assert "  " not in words
        assert not {"{", "}"} & set(words)
        assert not any(f" {reference}" in words for reference in PERSONS)


@given(norms())
def test_what_forbids_never_reads_like_what_allows(norm: Norm) -> None:
    for language in ("nl", "en"):
        say = speak(language)
        all_three = {sentence(HERE, replace(norm, modality=kind), say, names=names(say)) for kind in Modality}
        assert len(all_three) == 3


@given(norms())
def test_every_value_is_said(norm: Norm) -> None:
    """A norm with one value taken out of a slot reads differently: nothing is confirmed unseen."""
    say = speak("nl")
    whole = sentence(HERE, norm, say, names=names(say))
    for slot in ("what", "to", "at", "via", "about"):
        if values := getattr(norm, slot):
            assert sentence(HERE, replace(norm, **{slot: values[1:]}), say, names=names(say)) != whole


@needs_cases
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_reading_of_the_cases_has_a_sentence_of_its_own(language: str) -> None:
    say = speak(language)
    for condition in read_conditions():
        called = {ref: alias for ref, alias, _ in condition.people}
        sentences = [sentence(HERE, norm_of(norm), say, names=called) for norm in condition.says]
        assert len(set(sentences)) == len(condition.says)
        assert all(
            "_" not in words and ":" not in words.replace("12:00", "").replace("18:00", "") for words in sentences
        )


def test_an_organisation_with_a_name_of_its_own_is_called_by_it() -> None:
    norm = norm_of({"modality": "must", "act": "call_112", "by": ["politie"]})
    assert sentence(HERE, norm, speak("nl"), names={"politie": "Politie Noord"}) == "Politie Noord moet 112 bellen."


def test_an_act_of_a_case_file_without_words_for_a_sentence_is_said_by_its_label() -> None:
    act = {
        "id": "walk_dog",
        "nl": "de hond uitlaten",
        "slots": ["by"],
        "aspect": "state",
        "kinds": ["work"],
        "ask": ["by"],
    }
    here = joined(HERE, {"acts": [act]})
    norm = norm_of({"modality": "must_not", "act": "walk_dog", "by": ["P1"]})
    assert sentence(here, norm, speak("nl"), names=PERSONS) == "Mevrouw W. mag niet de hond uitlaten."


def test_chips_carry_the_words_of_their_value() -> None:
    say = speak("nl")
    words = [value_label(HERE, value, say, names=PERSONS) for value in ("P1", "home:P1", "anyone", "RN", "wo")]
    assert words == ["Mevrouw W.", "de woning van mevrouw W.", "wie dan ook", "de reclassering", "woensdag"]


def test_no_checkable_agreement_has_a_label() -> None:
    assert nothing_checkable(speak("nl")) == "Geen afspraak die te controleren is"


def test_a_reading_kept_in_words_of_an_earlier_vocabulary_says_so() -> None:
    told = "Een lezing in woorden die deze regio niet meer gebruikt."
    for norm in (Norm(Modality.MUST, "no_such_act"), Norm(Modality.MUST, "share", what=("no_such_term:P1",))):
        assert sentence(vocabulary(), norm, speak("nl"), names=PERSONS) == told


def test_names_are_aliases_and_labels_of_every_organisation_that_a_reading_speaks_of() -> None:
    norm = norm_of(
        {"modality": "must_not", "act": "share", "by": ["politie/wijkagent"], "to": ["P2"], "except": {"to": ["RN"]}}
    )
    called = names_in(speak("nl"), [norm], PERSONS, ["VT"])
    assert called == PERSONS | {"politie": "Politie", "RN": "Reclassering", "VT": "Veilig Thuis"}
    assert names_in(speak("nl"), (), {}) == {}


@given(norms())
def test_behind_a_source_a_clause_says_the_same_words_in_another_order(norm: Norm) -> None:
    """Dutch turns doer and verb, English keeps them; only days are shorter."""
    dayless = replace(norm, when=None, before=None, from_=None, until=None)
    for language in ("nl", "en"):
        say = speak(language)
        whole = clause(HERE, dayless, say, names=names(say), source="")
        behind = clause(HERE, dayless, say, names=names(say), source="SOURCE")
        assert behind.startswith("SOURCE, " if language == "en" else "SOURCE m")
        said = behind.removeprefix("SOURCE").removeprefix(",").strip()
        assert sorted(said.split()) == sorted(whole.split())
