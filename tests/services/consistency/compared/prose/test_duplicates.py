from hypothesis import given
from hypothesis import strategies as st

from models.terms import Tier
from services.consistency.compared.prose.duplicates import possible_duplicates
from services.consistency.facts import Certainty, Duplicate, Statement
from services.vocabulary.queries import vocabulary
from tests.services.consistency.compared.sides import ALIASES, ROLES, read, side


def found(sides: tuple[Statement, ...]) -> tuple[Duplicate, ...]:
    return possible_duplicates(vocabulary(), sides, ALIASES, ROLES)


def alike(one: str, other: str, **fields: object) -> bool:
    return bool(found((side(1, text=one), side(2, text=other, **fields))))


def test_texts_that_say_nearly_the_same_are_possible_duplicates() -> None:
    late = side(7, text="Mevrouw Z. houdt elke avond zelf het logboek bij.", tier=Tier.VICTIM)
    (one,) = found((late, side(3, text="Mevrouw Z. houdt zelf een logboek bij.")))
    assert (one.pair, one.key, one.certainty) == (("k3", "k7"), "duplicate:k3:k7", Certainty.POSSIBLE)
    assert one.tier == Tier.PARTNERS


def test_a_no_another_subject_or_two_readings_are_no_possible_duplicate() -> None:
    text = "De heer V. belt mevrouw Z. op zondag."
    assert alike(text, text)
    assert not alike(text, text.replace("belt", "belt nooit"))
    assert not alike(text, text, subject="P1")
    assert not alike(text, "Het logboek wordt elke avond bijgehouden.")
    assert not alike("", "")
    norm = read(modality="must", act="contact", by=["P2"], to=["P1"], days=["zo"])
    assert not found((side(1, norm, text=text), side(2, norm, text=text)))
    assert found((side(1, norm, text=text), side(2, text=text)))


def test_what_both_say_otherwise_tells_two_texts_apart() -> None:
    """Another day, number, doer, place, person or end: every other word is the same."""
    for one, other in (
        ("De heer V. belt mevrouw Z. op 24 november.", "De heer V. belt mevrouw Z. op 25 november."),
        ("Maximaal drie mensen bij mevrouw Z.", "Minimaal drie mensen bij mevrouw Z."),
        ("De politie belt mevrouw Z. elke dag.", "De reclassering belt mevrouw Z. elke dag."),
        ("De overdracht is bij oma thuis.", "De overdracht is op het politiebureau."),
        ("De politie belt mevrouw Z. elke dag.", "De politie belt Kind L. elke dag."),
        ("Geen gesprek met V. tot de uitspraak.", "Geen gesprek met V. tot de aanhouding."),
    ):
        assert not alike(one, other), other


def test_of_one_act_and_the_same_people_fewer_words_suffice() -> None:
    ban = "Adres van mevrouw Z. niet aan De heer V. geven."
    assert alike(ban, "Niemand vertelt De heer V. waar mevrouw Z. woont.")
    assert not alike(ban, "Niemand vertelt Kind L. waar mevrouw Z. woont.")


@given(st.text(max_size=200))
def test_any_text_can_be_compared(text: str) -> None:
    sides = (side(1, text=text), side(2, text=text, author="RN"))
    assert [one.pair for one in found(sides)] in ([], [("k1", "k2")])
