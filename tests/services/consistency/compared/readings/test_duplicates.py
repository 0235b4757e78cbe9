from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import ConditionKind, Modality, Theme, Tier
from services.consistency.compared.readings.duplicates import duplicates
from services.consistency.facts import Certainty, Statement
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from tests.services.consistency.compared.sides import ROLES, read, side
from tests.services.vocabulary.norms import norms

BAN = {"modality": "must_not", "act": "contact", "by": ["P2"], "to": ["P1"]}
MARKER = {"modality": "must", "act": "aol", "what": ["home:P1", "work:P1", "school:P1"], "before": "2026-11-23T18:00"}
LOG = read(modality="must", act="keep_log", by=["P1"])


def alike(*sides: Statement) -> list[tuple[str, str]]:
    return [one.pair for one in duplicates(vocabulary(), sides, ROLES)]


def same(one: dict[str, object], other: dict[str, object]) -> bool:
    return bool(alike(side(1, read(**one)), side(2, read(**other))))


def test_a_duplicate_is_certain_and_known_by_its_pair_in_order() -> None:
    late = side(7, read(**BAN), author="RN", kind=ConditionKind.PLACE, tier="partner:RN")
    (found,) = duplicates(vocabulary(), (late, side(3, read(**BAN))), ROLES)
    assert (found.pair, found.key) == (("k3", "k7"), "duplicate:k3:k7")
    assert (found.certainty, found.theme, found.tier) == (Certainty.CERTAIN, Theme.CONTACT, "partner:RN")


def test_two_of_the_same_organisation_count() -> None:
    assert alike(side(1, read(**BAN), author="VT"), side(2, read(**BAN), author="VT"))


def test_the_tier_of_a_duplicate_has_only_readers_of_both() -> None:
    (found,) = duplicates(
        vocabulary(), (side(1, read(**BAN), tier=Tier.VICTIM), side(2, read(**BAN), tier=Tier.INVESTIGATION)), ROLES
    )
    assert found.tier == Tier.INVESTIGATION


@pytest.mark.parametrize(
    "changed",
    [
        {"modality": "may"},
        {"act": "speak_with"},
        {"by": ["anyone"]},
        {"by": []},
        {"by": ["P2", "politie"]},
        {"to": ["P3"]},
        {"via": ["place:telefoon"]},
        {"until": "2026-12-01"},
        {"until_event": "court_ruling"},
        {"if": ["crisis"]},
        {"hours": ["09:00", "12:00"]},
        {"days": ["wo"]},
    ],
)
def test_who_what_and_when_tell_two_bans_apart(changed: dict[str, object]) -> None:
    whole = BAN | {"via": ["place:post"]}
    assert same(whole, whole)
    assert not same(whole, whole | changed)


def test_numbers_tell_two_duties_apart() -> None:
    two = {"modality": "must", "act": "limit_faces", "to": ["P1"], "max": 2}
    assert same(two, two)
    assert not same(two, two | {"max": 3})
    assert not same(two, two | {"max": None})


def test_a_place_must_be_the_same_entirely_and_things_mostly() -> None:
    assert same(MARKER, MARKER | {"what": ["home:P1", "work:P1"]})
    assert not same(MARKER, MARKER | {"what": ["home:P1"]})
    stay = {"modality": "must_not", "act": "be_at", "by": ["P2"], "at": ["home:P1", "work:P1", "school:P1"]}
    assert not same(stay, stay | {"at": ["home:P1", "work:P1"]})


def test_a_slot_that_one_leaves_open_does_not_tell_them_apart() -> None:
    assert same(MARKER, MARKER | {"by": ["politie"]})
    assert same(BAN, BAN | {"via": ["place:telefoon"]})


def test_a_duty_of_some_partner_is_not_one_of_a_private_person() -> None:
    help_ = {"modality": "must", "act": "arrange_help", "what": ["day_activity"], "to": ["P2"]}
    assert same(help_, help_ | {"by": ["lokale_veld"]})
    assert not same(help_, help_ | {"by": ["P1"]})


def test_nobody_and_anyone_are_the_same_ban() -> None:
    assert same(BAN | {"by": []}, BAN | {"by": ["anyone"]})


def test_the_children_are_each_of_them() -> None:
    assert same(BAN | {"to": ["children"]}, BAN | {"to": ["P4", "P3"]})


def test_free_places_are_the_same_in_large_and_small_letters() -> None:
    stay = {"modality": "must_not", "act": "be_at", "by": ["P2"], "at": ["place:De Brug"]}
    assert same(stay, stay | {"at": ["place:de brug"]})


def test_terms_within_a_day_are_the_same_term() -> None:
    assert same(MARKER, MARKER | {"before": "2026-11-24T18:00"})
    assert same(MARKER, MARKER | {"before": "2026-11-23"})
    assert not same(MARKER, MARKER | {"before": "2026-11-24T18:01"})
    assert not same(MARKER, MARKER | {"before": None})


def test_most_norms_of_both_must_match_each_at_most_once() -> None:
    ban, marker = read(**BAN), read(**MARKER)
    assert alike(side(1, ban, LOG), side(2, ban))
    assert not alike(side(1, ban, LOG, marker), side(2, ban))
    assert not alike(side(1, ban, ban, ban), side(2, ban))


def test_as_many_match_as_can_whatever_stands_first() -> None:
    wide = read(modality="must", act="aol", what=["home:P1", "work:P1", "school:P1"])
    close = read(modality="must", act="aol", what=["home:P1", "work:P1"])
    far = read(modality="must", act="aol", what=["home:P1", "work:P1", "school:P1", "school:P3"])
    for mine in ((wide, close), (close, wide)):
        assert alike(side(1, *mine), side(2, close, far))


def test_what_has_no_reading_or_no_norm_is_nobodys_duplicate() -> None:
    assert not alike(side(1), side(2), side(3, reading=()), side(4, reading=()), side(5, LOG))


# --- for any reading

READINGS = st.lists(norms(), min_size=1, max_size=4).map(tuple)


@settings(max_examples=40)
@given(READINGS, READINGS)
def test_a_duplicate_both_ways_or_not_at_all(one: tuple[Norm, ...], other: tuple[Norm, ...]) -> None:
    mine, theirs = side(1, *one), side(2, *other)
    assert alike(mine, theirs) == alike(theirs, mine)
    turned = alike(replace(mine, number=2), replace(theirs, number=1))
    assert bool(turned) == bool(alike(mine, theirs))


@settings(max_examples=40)
@given(st.lists(READINGS, min_size=2, max_size=3), st.randoms())
def test_the_order_of_conditions_and_of_their_norms_changes_nothing(readings: list, chance) -> None:
    sides = [side(number, *norms_) for number, norms_ in enumerate([*readings, readings[0]])]
    other = [replace(one, reading=tuple(chance.sample(one.reading, len(one.reading)))) for one in sides]
    chance.shuffle(other)
    assert set(alike(*other)) == set(alike(*sides))
    assert alike(*sides)


@settings(max_examples=40)
@given(READINGS)
def test_a_condition_is_a_duplicate_of_its_own_copy_by_another_author(reading: tuple[Norm, ...]) -> None:
    assert alike(side(1, *reading), side(2, *reading, author="RN"))


@settings(max_examples=40)
@given(READINGS, st.sampled_from(Modality))
def test_another_modality_takes_it_away(reading: tuple[Norm, ...], modality: Modality) -> None:
    mine = tuple(replace(norm, modality=modality) for norm in reading)
    other = next(one for one in Modality if one is not modality)
    assert not alike(side(1, *mine), side(2, *(replace(norm, modality=other) for norm in mine)))
