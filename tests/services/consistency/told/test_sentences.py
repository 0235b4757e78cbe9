"""How findings read: both sources and the point of difference, in both languages, and nothing of what is hidden."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ConditionKind, Theme, Tier
from services.consistency.facts import (
    Breach,
    Certainty,
    Clash,
    Contradiction,
    Duplicate,
    Hole,
    HoleKind,
    Point,
    Statement,
)
from services.consistency.told.sentences import (
    breach_sentence,
    contradiction_sentence,
    duplicate_sentence,
    hole_sentence,
)
from services.vocabulary.facts import Norm, Words
from services.vocabulary.queries import vocabulary
from services.wording import speak
from tests.services.consistency.told.told import between, contradiction, statement
from tests.services.vocabulary.norms import PERSONS, names, norms

HERE = vocabulary()
LANGUAGES = ("nl", "en")
EXAMPLES = yaml.safe_load(Path(__file__).with_name("contradictions.yaml").read_text(encoding="utf-8"))
OF: Mapping[str, Statement] = {
    "one": statement("one", 4, "VT", "Veilig Thuis spreekt hem."),
    "two": statement("two", 9, "SHN", "Niemand spreekt hem."),
}


def both(sentence: Any) -> tuple[str, str]:
    """A sentence in Dutch and in English."""
    return sentence(speak("nl"), names(speak("nl"))), sentence(speak("en"), names(speak("en")))


# --- contradictions


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_contradiction_reads_like_this(example: dict[str, Any]) -> None:
    one, of = contradiction(example)
    for language in LANGUAGES:
        say = speak(language)
        assert contradiction_sentence(HERE, one, of, say, names(say)) == example[language]


def test_every_point_of_difference_and_certainty_has_an_example() -> None:
    assert {example["point"] for example in EXAMPLES} == set(Point) - {Point.WORDS}
    assert {example.get("certainty", "certain") for example in EXAMPLES} == set(Certainty) - {Certainty.POSSIBLE}


@given(norms(), norms(), st.sampled_from(Point), st.sampled_from(Certainty), st.booleans(), st.booleans())
def test_no_clash_is_too_odd_for_a_sentence(
    first: Norm, second: Norm, point: Point, certainty: Certainty, turned: bool, court_order: bool
) -> None:
    slot = point.value if point.value in HERE.slots else "what"
    values = (getattr(first, slot), getattr(second, slot))
    clash = Clash(certainty, first, second, point, values, unless=first.unless, open_slot=slot)
    for language in LANGUAGES:
        say = speak(language)
        words = contradiction_sentence(
            HERE, between(clash, turned=turned, court_order=court_order), OF, say, names(say)
        )
        assert words.endswith(".")
        assert not words.endswith("..")
        assert "  " not in words
        assert "{" not in words
        assert "“”" not in words
        assert "«»" not in words
        assert words.index("V9" if turned else "V4") < words.index("V4" if turned else "V9")


@given(norms())
def test_what_is_wanted_stands_first_and_each_side_behind_its_own_source(norm: Norm) -> None:
    clash = Clash(Certainty.CERTAIN, norm, norm, Point.ACT)
    straight, turned = (
        contradiction_sentence(HERE, between(clash, turned=way), OF, speak("nl"), names(speak("nl")))
        for way in (False, True)
    )
    assert straight.startswith("Volgens Veilig Thuis (V4) m")
    assert ", maar volgens Slachtofferhulp (V9) m" in straight
    assert turned.startswith("Volgens Slachtofferhulp (V9) m")


def test_an_organisation_with_a_name_of_its_own_is_called_by_it() -> None:
    one, of = contradiction(EXAMPLES[0])
    called = names(speak("nl")) | {"VT": "Veilig Thuis Noord"}
    assert contradiction_sentence(HERE, one, of, speak("nl"), called).startswith("Volgens Veilig Thuis Noord (V1) moet")


def test_a_reading_in_words_that_the_region_dropped_still_names_both() -> None:
    one, of = contradiction(EXAMPLES[0])
    assert one.clash is not None
    old = replace(one, clash=replace(one.clash, first=replace(one.clash.first, act="no_such_act")))
    assert both(lambda say, called: contradiction_sentence(HERE, old, of, say, called)) == (
        "V1 (Veilig Thuis) en V2 (Slachtofferhulp) gaan niet samen.",
        "V1 (Veilig Thuis) and V2 (Victim Support) do not go together.",
    )


def test_an_order_of_which_nobody_says_the_source_asks_for_the_court_too() -> None:
    one, of = contradiction(EXAMPLES[0])
    told = both(lambda say, called: contradiction_sentence(HERE, replace(one, court_order=True), of, say, called))
    assert told[0].endswith("; alleen de rechter kan zijn beschikking wijzigen, dus iemand moet daarheen.")
    assert told[1].endswith("; only the court can change its order, so somebody has to go there.")


def test_a_child_belongs_to_the_children() -> None:
    wanted = Norm("must", "contact", by=("VT",), to=("P3",))  # ty: ignore[invalid-argument-type]
    other = Norm("must_not", "contact", to=("children",))  # ty: ignore[invalid-argument-type]
    clash = Clash(Certainty.CERTAIN, wanted, other, Point.TO, (("P3",), ("children",)))
    told = both(lambda say, called: contradiction_sentence(HERE, between(clash), OF, say, called))
    assert told[0].endswith(": «kind F.» hoort bij «de kinderen».")
    assert told[1].endswith(": “Kind F.” belongs to “the children”.")


def possible(words: tuple[str, ...] = ()) -> Contradiction:
    """One that only the texts speak of."""
    return Contradiction(("one", "two"), Certainty.POSSIBLE, Theme.CONTACT, Tier.PARTNERS, words=words)


def test_what_only_the_texts_say_asks_to_look() -> None:
    assert both(lambda say, called: contradiction_sentence(HERE, possible(), OF, say, called)) == (
        "V4 (Veilig Thuis) en V9 (Slachtofferhulp) spreken elkaar misschien tegen, kijk even.",
        "V4 (Veilig Thuis) and V9 (Victim Support) may contradict each other, please look.",
    )
    assert both(lambda say, called: contradiction_sentence(HERE, possible(("adres", "dossier")), OF, say, called)) == (
        "V4 (Veilig Thuis) en V9 (Slachtofferhulp) spreken elkaar misschien tegen, kijk even: beide gaan over «adres» "
        "en «dossier».",
        "V4 (Veilig Thuis) and V9 (Victim Support) may contradict each other, please look: both speak of “adres” and "
        "“dossier”.",
    )


# --- what is hidden


def hidden(hold: bool = False, pair: tuple[str, ...] = ("one",)) -> Contradiction:
    """One of which the reader may see only one side."""
    return Contradiction(pair, Certainty.CERTAIN, Theme.CONTACT, Tier.INVESTIGATION, hold=hold, hidden=True)


def test_a_hidden_side_is_only_said_to_be_there() -> None:
    assert both(lambda say, called: contradiction_sentence(HERE, hidden(), OF, say, called)) == (
        "V4 kan mogelijk niet zoals het er staat, door iets dat u niet mag lezen: overleg met de politie of het OM.",
        "V4 may not be possible as it stands, because of something that you may not read: talk it over with the police "
        "or the prosecution.",
    )
    assert both(lambda say, called: contradiction_sentence(HERE, hidden(hold=True), OF, say, called)) == (
        "V4 wacht tot de casusregisseur het benaderen van de vermoedelijke dader vrijgeeft.",
        "V4 waits until the case director releases approaching the alleged perpetrator.",
    )
    assert both(lambda say, called: contradiction_sentence(HERE, hidden(pair=()), OF, say, called)) == (
        "Er is iets dat u niet mag lezen en dat in de weg kan staan: overleg met de politie of het OM.",
        "Something that you may not read is in the way: talk it over with the police or the prosecution.",
    )


@given(norms(), st.sampled_from(["DR", "SHN", "GGZ"]), st.text(max_size=40), st.integers(5, 99), st.booleans())
def test_whatever_is_hidden_the_sentence_is_the_same(
    norm: Norm, author: str, text: str, number: int, hold: bool
) -> None:
    """Even if the hidden side were handed along, with its clash and its words, nothing of it is said."""
    there = {"one": OF["one"], "secret": statement("secret", number, author, text, (norm,))}
    clash = Clash(Certainty.CERTAIN, norm, norm, Point.WHAT, (norm.what, norm.what), HERE.requires[0].label)
    told = replace(hidden(hold), clash=clash, words=(text,))
    for language in LANGUAGES:
        say = speak(language)
        words = contradiction_sentence(HERE, told, there, say, names(say))
        assert words == contradiction_sentence(HERE, hidden(hold), {"one": OF["one"]}, say, {})
        assert not any(alias in words for alias in PERSONS.values())


# --- duplicates, holes, breaches


def test_near_duplicates_are_named() -> None:
    one = Duplicate(("one", "two"), Certainty.CERTAIN, Theme.CONTACT, Tier.PARTNERS)
    assert both(lambda say, called: duplicate_sentence(one, OF, say, called)) == (
        "V4 (Veilig Thuis) en V9 (Slachtofferhulp) vragen bijna hetzelfde.",
        "V4 (Veilig Thuis) and V9 (Victim Support) ask nearly the same.",
    )
    perhaps = replace(one, certainty=Certainty.POSSIBLE)
    assert both(lambda say, called: duplicate_sentence(perhaps, OF, say, called)) == (
        "V4 (Veilig Thuis) en V9 (Slachtofferhulp) vragen misschien bijna hetzelfde, kijk even.",
        "V4 (Veilig Thuis) and V9 (Victim Support) may ask nearly the same, please look.",
    )


HOLES = {
    Hole(HoleKind.PERSON, person="P3"): "Kind F. wordt nog door geen voorwaarde beschermd of genoemd.",
    Hole(HoleKind.THEME, theme=Theme.ALARM): "Nog geen voorwaarde over «Alarm en bereik».",
    Hole(HoleKind.THEME, theme=Theme.CONTACT, kind=ConditionKind.CHILD_CONTACT): (
        "Nog geen voorwaarde over «Omgang met de kinderen»."
    ),
    Hole(HoleKind.NOT_CHECKABLE, condition="one"): ("V4 (Veilig Thuis) bevat geen afspraak die te controleren is."),
    Hole(HoleKind.NOT_CHECKABLE, count=2): "2 voorwaarden bevatten geen afspraak die te controleren is.",
    Hole(HoleKind.NO_CHECK, condition="one"): "Bij V4 (Veilig Thuis) staat nog niet hoe u ziet dat het gebeurt.",
    Hole(HoleKind.NO_CHECK, count=3): "Bij 3 voorwaarden staat nog niet hoe u ziet dat het gebeurt.",
    Hole(HoleKind.NO_ACTION, condition="two"): ("V9 (Slachtofferhulp) moet gelden, maar nog geen actie voert dit uit."),
    Hole(HoleKind.NO_ACTION, count=1): "1 voorwaarde moet gelden, maar nog geen actie voert dit uit.",
    Hole(HoleKind.NO_OWNER, action="a"): "1 actie heeft nog niemand in deze zaak die haar uitvoert.",
    Hole(HoleKind.NO_PROOF, condition="two"): (
        "V9 (Slachtofferhulp) moet gelden, maar bij de actie staat niet waaruit dat blijkt en ook niet wat er gebeurt "
        "als het niet lukt."
    ),
    Hole(HoleKind.NO_PROOF, count=6): (
        "Bij 6 voorwaarden die moeten gelden zegt geen actie waaruit dat blijkt en ook niet wat er gebeurt als het "
        "niet lukt."
    ),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_says_what_is_missing(hole: Hole) -> None:
    dutch, english = both(lambda say, called: hole_sentence(hole, OF, say, called))
    assert dutch == HOLES[hole]
    assert english != dutch
    assert english.endswith(".")


def test_every_kind_of_hole_has_a_sentence() -> None:
    assert {hole.what for hole in HOLES} == set(HoleKind)


ORDER = Words("de rechter heeft omgang vastgesteld; alleen de rechter kan die stoppen", "the court ordered contact")
BREACHES = {
    Breach("H-RN-8", "one", "joint_talk", Tier.PARTNERS): (
        "V4 (Veilig Thuis) past niet bij de routekaart (H-RN-8): geen gezamenlijk gesprek of bemiddeling zolang het "
        "stalken doorgaat."
    ),
    Breach("T-TH-3", "one", "message_passed", Tier.PARTNERS): (
        "V4 (Veilig Thuis) past niet bij de routekaart (T-TH-3): niemand geeft boodschappen door van de een aan de "
        "ander."
    ),
    Breach("L-POL-1", "two", "stop_talk_not_low", Tier.PARTNERS): (
        "V9 (Slachtofferhulp) past niet bij de routekaart (L-POL-1): een stopgesprek is alleen voor laag risico."
    ),
    Breach("L-POL-1", "two", "stop_talk_complaint", Tier.PARTNERS, also=(("stop_talk_violence", Words()),)): (
        "V9 (Slachtofferhulp) past niet bij de routekaart (L-POL-1): een stopgesprek past niet meer als er aangifte is;"
        " een stopgesprek past niet meer na dreiging of geweld."
    ),
    Breach("H-RN-8", "one", "standing", Tier.PARTNERS, label=Words("geen gesprek", "no talk")): (
        "V4 (Veilig Thuis) past niet bij de routekaart (H-RN-8): geen gesprek."
    ),
    Breach("T-TH-3", "one", "standing", Tier.PARTNERS): (
        "V4 (Veilig Thuis) past niet bij de routekaart (T-TH-3): de toezichthouder geeft geen boodschappen door."
    ),
    Breach("A-RN-2", "one", "standing", Tier.PARTNERS, label=Words("eerst raadplegen", "consult"), reminds=True): (
        "Bij V4 (Veilig Thuis) herinnert de routekaart (A-RN-2) aan «eerst raadplegen»."
    ),
    Breach("court_order", "one", "court_order", Tier.PARTNERS, label=ORDER): (
        "V4 (Veilig Thuis) gaat niet samen met een beslissing die geldt: de rechter heeft omgang vastgesteld; alleen"
        " de rechter kan die stoppen, dus iemand moet daarheen."
    ),
    Breach("court_order", "one", "court_order", Tier.PARTNERS): (
        "V4 (Veilig Thuis) gaat niet samen met een beslissing die geldt: alleen de rechter kan dat wijzigen, dus"
        " iemand moet daarheen."
    ),
    Breach("X-9", "one", "standing", Tier.PARTNERS): (
        "V4 (Veilig Thuis) past niet bij de routekaart (X-9): deze regel vraagt iets anders."
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_names_condition_rule_and_reason(breach: Breach) -> None:
    dutch, english = both(lambda say, called: breach_sentence(HERE, breach, OF, say, called))
    assert dutch == BREACHES[breach]
    assert english != dutch
    assert english.endswith(".")
