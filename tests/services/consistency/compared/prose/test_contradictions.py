from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ConditionKind, Theme, Tier
from services.consistency.compared.prose.contradictions import possible_contradictions
from services.consistency.facts import Certainty, Statement
from services.vocabulary.loader import joined
from services.vocabulary.queries import vocabulary
from tests.services.consistency.compared.prose.examples import EXAMPLES, QUIET, sides_of, told
from tests.services.consistency.compared.sides import ALIASES, ROLES, read, side

LEAST_RECALL, LEAST_PRECISION = 0.75, 0.9
"""Of the little examples; measured: 19 of 24 found, 19 of 20 rightly."""


def met(*sides: Statement) -> list[tuple[str, ...]]:
    return [one.pair for one in possible_contradictions(vocabulary(), sides, ALIASES, ROLES)]


def meets(one: str, other: str, **fields: object) -> bool:
    """Whether two texts of one subject meet."""
    known = {"subject": "P2", "kind": ConditionKind.CONTACT} | fields
    return bool(met(side(1, text=one, **known), side(2, text=other, author="RN", **known)))


def test_most_of_the_examples_are_told_apart() -> None:
    judged = [(example.meets, bool(met(first, second))) for example, first, second in told()]
    right = sum(wanted and found for wanted, found in judged)
    assert len(judged) >= 40
    assert right / sum(wanted for wanted, _ in judged) >= LEAST_RECALL
    assert right / sum(found for _, found in judged) >= LEAST_PRECISION


# --- one finding

BAN = "De heer V. belt mevrouw Z. niet."
WISH = "De heer V. belt mevrouw Z. op woensdag."


def test_a_finding_says_somebody_has_to_look_and_where_the_words_met() -> None:
    (found,) = possible_contradictions(
        vocabulary(),
        (
            side(9, text=WISH, author="RN", subject="P2", hard=True, tier=Tier.INVESTIGATION, holds_approach=True),
            side(4, text=BAN, subject="P2"),
        ),
        ALIASES,
    )
    assert (found.pair, found.key, found.certainty) == (("k4", "k9"), "possible:k4:k9", Certainty.POSSIBLE)
    assert (found.theme, found.tier, found.severity) == (Theme.CONTACT, Tier.INVESTIGATION, 1)
    assert found.words == ("belt",)
    assert found.hold
    assert found.clash is None
    assert not found.stands


def test_two_readings_leave_nothing_to_prose() -> None:
    ban = read(modality="must_not", act="contact", by=["P2"], to=["P1"])
    wish = read(modality="may", act="contact", by=["P2"], to=["P1"])
    one, other = side(1, ban, text=BAN, subject="P2"), side(2, wish, text=WISH, author="RN", subject="P2")
    assert met(one, other) == []
    for bare in (None, ()):
        assert met(replace(one, reading=bare), other)
        assert met(one, replace(other, reading=bare))


def test_what_a_reading_forbids_counts_whatever_the_text_says() -> None:
    ban = read(modality="must_not", act="contact", by=["P2"], to=["P1"])
    wish = side(2, text=WISH, author="RN", subject="P2")
    assert met(side(1, ban, text="Zoals besproken.", subject="P2"), wish)
    assert not met(side(1, text="Zoals besproken.", subject="P2"), wish)


def test_a_region_can_add_cues() -> None:
    extra = {"acts": [{"id": "contact", "nl": "contact", "slots": ["by"], "aspect": "once", "kinds": [], "ask": []}]}
    extra["acts"][0]["cues"] = ["zwaait"]
    sides = [
        side(1, text="De heer V. zwaait niet naar haar.", subject="P2"),
        side(2, text="De heer V. zwaait zondag naar haar.", author="RN", subject="P2", kind=ConditionKind.PLACE),
    ]
    assert not possible_contradictions(vocabulary(), sides, ALIASES)
    assert possible_contradictions(joined(vocabulary(), extra), sides, ALIASES)


# --- what tells texts apart


@pytest.mark.parametrize(
    ("ban", "wish"),
    [
        ("Tot 26 november belt hij haar niet.", "Hij belt haar op 24 november."),
        ("Tot de zitting van 8 december belt hij haar niet.", "Hij belt haar op 1-12."),
        ("Hij belt haar niet op 28 november.", "Hij belt haar zaterdag 28 november."),
        ("Hij belt haar niet op zondag.", "Hij belt haar elke zondag en woensdag."),
        ("Hij belt haar niet tussen negen en vijf.", "Hij belt haar van 16.00 tot 18.00 uur."),
        ("Hij belt haar alleen over de kinderen.", "Hij belt haar niet."),
        ("Contact alleen per post.", "Hij belt haar wekelijks, contact met zijn dochter hoort daarbij."),
    ],
)
def test_texts_meet_within_the_time_of_a_ban(ban: str, wish: str) -> None:
    assert meets(ban, wish)


@pytest.mark.parametrize(
    ("ban", "wish"),
    [
        ("Tot 26 november belt hij haar niet.", "Hij belt haar op 27 november."),
        ("Tot 26 november 12.00 uur belt hij haar niet.", "Hij belt haar 26 november, 14.00 uur."),
        ("Tot en met 26 november belt hij haar niet.", "Hij belt haar uiterlijk 3 december."),
        ("Vanaf 1 december belt hij haar niet.", "Tot 28 november belt hij haar dagelijks."),
        ("Tot 20 december belt hij haar niet.", "Vanaf 5 januari belt hij haar."),
        ("Hij belt haar niet op 28 november.", "Hij belt haar op 29 november."),
        ("Hij belt haar niet op zondag.", "Hij belt haar op woensdag."),
        ("Hij belt haar niet tussen negen en vijf.", "Hij belt haar van 18.00 tot 19.00 uur."),
        ("Hij belt haar niet zolang er geen uitspraak is.", "Hij belt haar na de uitspraak."),
        ("Hij belt haar niet.", "Hij belt haar nooit."),
        ("Hij belt haar.", "Hij belt haar zondag."),
        ("Hij belt haar niet zonder overleg, geen bezwaar verder.", "Hij belt haar in overleg."),
        ("Niemand behalve de reclassering belt hem.", "De reclassering belt hem."),
    ],
)
def test_texts_do_not_meet_outside_it_or_where_both_say_the_same(ban: str, wish: str) -> None:
    assert not meets(ban, wish)


def test_another_place_is_another_thing_and_the_same_place_is_not() -> None:
    school = {"kind": ConditionKind.CHILD_CONTACT}
    assert meets("De overdracht is niet bij oma.", "De overdracht is bij oma thuis.", **school)
    assert not meets("De overdracht is niet bij oma.", "De overdracht is op het bureau.", **school)


def test_numbers_of_the_same_thing_are_compared() -> None:
    faces = {"kind": ConditionKind.OVERLOAD, "subject": "P1"}
    assert meets("Hoogstens twee vaste gezichten.", "Zij heeft drie vaste gezichten.", **faces)
    assert not meets("Hoogstens 3 vaste gezichten.", "Zij heeft twee vaste gezichten.", **faces)


def test_two_wishes_that_the_vocabulary_excludes_meet() -> None:
    evidence = {"kind": ConditionKind.EVIDENCE, "subject": "P1"}
    assert meets("Het oude nummer blijft in gebruik.", "Mevrouw Z. neemt een nieuw nummer.", **evidence)


def test_an_act_that_brings_along_what_is_forbidden_meets_the_ban() -> None:
    ban = side(1, text="Over de aangifte wordt hem niets meegedeeld.", subject="P2", kind=ConditionKind.DISCLOSURE)
    wish = side(
        2, text="De wijkagent voert een stopgesprek.", author="politie", subject="P2", kind=ConditionKind.STOP_TALK
    )
    assert met(ban, wish)


def test_other_people_do_not_meet() -> None:
    ban = side(1, text="Niemand spreekt de heer V.", subject="P2", kind=ConditionKind.SPEAKS_WITH)
    wish = side(2, text="De politie spreekt hem dinsdag.", author="RN", subject="P2", kind=ConditionKind.SPEAKS_WITH)
    assert met(ban, wish)
    assert not met(ban, replace(wish, subject="P1", protects=("P1",), text="De politie spreekt mevrouw Z. dinsdag."))
    child = replace(ban, text="De heer V. spreekt Kind L. niet.", protects=("P3",))
    assert met(child, replace(wish, text="De heer V. spreekt Kind L. zondag.", protects=("P3",)))
    assert not met(child, replace(wish, text="De heer V. spreekt Kind M. zondag.", protects=("P4",)))


# --- for any of them

CHOSEN = st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=5)


def laid(examples: list) -> list[Statement]:
    """The conditions of some examples as those of one case."""
    both = [one for example in examples for one in sides_of(example)]
    return [replace(one, id=f"k{number}", number=number) for number, one in enumerate(both, start=1)]


@given(CHOSEN, st.randoms())
def test_the_order_of_conditions_changes_nothing(examples: list, chance) -> None:
    sides = laid(examples)
    found = possible_contradictions(vocabulary(), sides, ALIASES, ROLES)
    chance.shuffle(sides)
    assert possible_contradictions(vocabulary(), sides, ALIASES, ROLES) == found


@given(CHOSEN)
def test_which_of_the_two_stands_first_changes_nothing(examples: list) -> None:
    sides = laid(examples)
    turned = [replace(one, number=-one.number) for one in sides]
    assert {frozenset(pair) for pair in met(*turned)} == {frozenset(pair) for pair in met(*sides)}


@given(CHOSEN, CHOSEN)
def test_other_conditions_beside_a_pair_change_nothing(examples: list, others: list) -> None:
    sides = laid(examples)
    more = [replace(one, id=f"x{one.id}", number=one.number + 100) for one in laid(others)]
    alone = set(met(*sides))
    assert {
        pair for pair in met(*sides, *more) if pair[0] in (ids := {one.id for one in sides}) and pair[1] in ids
    } == alone


@given(st.text(max_size=200), st.sampled_from(QUIET))
def test_any_text_can_be_read(text: str, example) -> None:
    for one in (text, f"{text} {example[0][3]}", f"niet 31-2 {text}"):
        sides = (side(1, text=one, subject="P2"), side(2, text=one, author="RN", subject="P2"))
        assert met(*sides) in ([], [("k1", "k2")])
