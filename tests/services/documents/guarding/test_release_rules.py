"""Which word can be let through to whom, by anybody: what is not named is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import ProtectedKind, Tier
from services.cases.guarded import GuardedWord, WordSource
from services.documents.guarding.facts import Finding, Hit
from services.documents.guarding.finding import placed
from services.documents.guarding.rules import can_be_asked, may_be_released, sees_around
from services.protection.rules import ANY_PARTNER, NOBODY, Reader

VICTIM, EXTERNAL, ANYBODY = Reader(None, victim=True), Reader("school", external=True), Reader(None)
PARTNER, ALL_PARTNERS = Reader("VT"), Reader(ANY_PARTNER)
PERSON = GuardedWord("Polderman", WordSource.PERSON)
BARRED = GuardedWord("B. Koster", WordSource.KEPT_OUT)
readers = st.sampled_from([VICTIM, EXTERNAL, ANYBODY, PARTNER, ALL_PARTNERS])
words = st.builds(
    GuardedWord,
    st.just("woord"),
    st.sampled_from(WordSource),
    st.sampled_from(["", NOBODY, *Tier, "partner:VT"]),
    st.sampled_from(ProtectedKind),
)


def protected(kind: ProtectedKind, tier: str = Tier.PARTNERS) -> GuardedWord:
    return GuardedWord("woord", WordSource.PROTECTED, tier, kind)


@given(word=words, reader=readers)
def test_the_suspect_gets_nothing_of_a_person_and_no_protected_word_but_a_place(
    word: GuardedWord, reader: Reader
) -> None:
    for audience in ("verdachte", "verdachte-P2"):
        if may_be_released(word, audience, reader):
            assert word.source is WordSource.PROTECTED
            assert word.kind in (ProtectedKind.ADDRESS, ProtectedKind.SCHOOL, ProtectedKind.WORK)
            assert word.tier not in (Tier.INVESTIGATION, NOBODY)


@given(word=words, reader=readers, audience=st.sampled_from(["partners", "slachtoffer", "extract-school", "netwerk"]))
def test_nobody_ever_gets_barred_names_or_what_is_for_nobody_and_only_partners_what_is_for_the_investigation(
    word: GuardedWord, reader: Reader, audience: str
) -> None:
    if may_be_released(word, audience, reader):
        assert word.source is not WordSource.KEPT_OUT
        assert word.tier != NOBODY
        assert word.source is WordSource.PERSON or word.tier != Tier.INVESTIGATION or reader.is_partner


@pytest.mark.parametrize(
    ("word", "audience", "reader", "may"),
    [
        (PERSON, "partners", ALL_PARTNERS, True),
        (PERSON, "extract-school", EXTERNAL, True),
        (PERSON, "verdachte", ANYBODY, False),
        (BARRED, "partners", ALL_PARTNERS, False),
        (protected(ProtectedKind.ADDRESS), "verdachte", ANYBODY, True),
        (protected(ProtectedKind.NAME), "verdachte", ANYBODY, False),
        (protected(ProtectedKind.VEHICLE, Tier.INVESTIGATION), "organisatie-VT", PARTNER, True),
        (protected(ProtectedKind.VEHICLE, Tier.INVESTIGATION), "slachtoffer", VICTIM, False),
    ],
)
def test_the_table_holds(word: GuardedWord, audience: str, reader: Reader, may: bool) -> None:
    assert may_be_released(word, audience, reader) is may


def test_one_word_that_may_never_leave_holds_back_all_and_so_does_what_cannot_be_shown() -> None:
    fine, never = Hit("word/document.xml", "x", PERSON), Hit("word/document.xml", "y", BARRED)
    whole = Finding("m", "partners", "nl", (fine,), 1)
    assert can_be_asked(whole, ALL_PARTNERS)
    assert not can_be_asked(Finding("m", "partners", "nl", (fine, never), 2), ALL_PARTNERS)
    assert not can_be_asked(Finding("m", "partners", "nl", (fine,), 2, whole=False), ALL_PARTNERS)
    assert not can_be_asked(Finding("m", "partners", "nl", (), 1), ALL_PARTNERS)


def test_surroundings_are_shown_to_who_may_read_the_whole_file() -> None:
    mine = Reader("politie")
    assert [sees_around(reader, mine) for reader in (VICTIM, ALL_PARTNERS, Reader("politie"), ANYBODY)] == [True] * 4
    assert [sees_around(reader, mine) for reader in (PARTNER, EXTERNAL, Reader("OM"))] == [False] * 3
    assert not sees_around(ALL_PARTNERS, Reader(None))


@pytest.mark.parametrize(
    ("text", "word", "before", "found", "after"),
    [
        ("Zij woont bij Polderman in huis.", "Polderman", "Zij woont bij ", "Polderman", " in huis."),
        ("Bel 06 1234 5678 na tien uur", "0612345678", "Bel ", "06 1234 5678", " na tien uur"),
        ("POLDÉRMAN", "Polderman", "", "POLDÉRMAN", ""),
    ],
)
def test_a_word_is_shown_as_it_stands_there(text: str, word: str, before: str, found: str, after: str) -> None:
    place = placed(Hit("word/document.xml", text, GuardedWord(word, WordSource.PERSON)), shown=True, never=False)
    assert (place.before, place.word, place.after) == (before, found, after)


def test_long_surroundings_are_cut() -> None:
    text = "woord " * 100 + "Polderman" + " woord" * 100
    place = placed(Hit("x", text, PERSON), shown=True, never=False)
    assert place.word == "Polderman"
    assert place.before.startswith("…")
    assert len(place.before) < 100
    assert len(place.after) < 100
