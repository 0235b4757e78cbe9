"""What is found in the labelled pairs, in the half that is held back as well as in the other."""

from dataclasses import replace

import pytest

from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.compared.readings.duplicates import duplicates
from services.consistency.facts import Statement
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of, plain
from tests.services.consistency.measure import (
    HALVES,
    duplicates_from_prose,
    from_prose,
    laid_together,
    over_readings,
    verdict,
    with_readings,
)
from tests.services.consistency.pairs import Pair, pairs

CERTAIN_ENOUGH = 0.98
POSSIBLE_RECALL, POSSIBLE_PRECISION = 0.7, 0.5
MOST_WRONG_DUPLICATES = 1


@pytest.fixture(params=HALVES)
def half(request: pytest.FixtureRequest) -> list[Pair]:
    return [pair for pair in pairs() if HALVES[request.param](pair)]


def test_contradictions_between_readings_are_found_and_no_others(half: list[Pair]) -> None:
    found = with_readings(half)
    assert found.recall >= CERTAIN_ENOUGH, found
    assert found.precision >= CERTAIN_ENOUGH, found


def test_what_only_has_to_wait_is_told_apart(half: list[Pair]) -> None:
    right, found, expected = with_readings(half).waiting
    assert expected > 0
    assert (right, found) == (expected, expected)


def test_texts_alone_make_somebody_look(half: list[Pair]) -> None:
    found = from_prose(half)
    assert found.recall >= POSSIBLE_RECALL, found
    assert found.precision >= POSSIBLE_PRECISION, found


def test_near_duplicates_are_those_labelled_so() -> None:
    found = {pair.id for pair in pairs() if duplicates(vocabulary(), pair.read, pair.roles)}
    assert found == {pair.id for pair in pairs() if pair.same}


def test_a_text_is_seldom_called_a_duplicate_that_is_none(half: list[Pair]) -> None:
    """Few are found by words alone; what readings say of two conditions is worth more."""
    found = duplicates_from_prose(half)
    assert found.found - found.right <= MOST_WRONG_DUPLICATES, found


def test_which_of_the_two_stands_first_makes_no_difference() -> None:
    for pair in pairs():
        turned = (replace(pair.other, number=1), replace(pair.one, number=2))
        (there,) = contradictions(vocabulary(), pair.read, pair.roles) or (None,)
        (back,) = contradictions(vocabulary(), turned, pair.roles) or (None,)
        assert verdict(there) == verdict(back) == pair.with_readings, pair.id
        if there and back:
            assert (there.pair, back.pair) == (("a", "b"), ("b", "a"))
            assert (there.certainty, there.severity, there.court_order) == (
                back.certainty,
                back.severity,
                back.court_order,
            )


def test_other_conditions_beside_a_pair_change_nothing() -> None:
    """All conditions of a file in one case: every pair gets what it got alone."""
    for file in {pair.file for pair in pairs()}:
        together = [pair for pair in pairs() if pair.file == file]
        case = laid_together(together)
        found = {one.pair: one for one in contradictions(vocabulary(), case, together[0].roles)}
        for pair in together:
            assert verdict(found.get((f"{pair.id}a", f"{pair.id}b"))) == pair.with_readings, pair.id


@pytest.mark.parametrize(
    "fields",
    [
        ("by",),
        ("what",),
        ("to",),
        ("at", "via"),
        ("if", "unless", "except", "regardless"),
        ("when", "before", "from", "until"),
        ("hours", "days"),
        ("before_event", "after_event", "until_event"),
    ],
    ids="/".join,
)
def test_the_pairs_are_sharp_enough_to_miss_every_sort_of_field(fields: tuple[str, ...]) -> None:
    """Readings without it are judged otherwise, so a comparison that did not look at it would be seen."""
    blunt = [replace(pair, one=_without(pair.one, fields), other=_without(pair.other, fields)) for pair in pairs()]
    assert sum(verdict(over_readings(pair)) != pair.with_readings for pair in blunt) >= 3


def _without(one: Statement, fields: tuple[str, ...]) -> Statement:
    left = [{key: value for key, value in plain(norm).items() if key not in fields} for norm in one.reading or ()]
    return replace(one, reading=tuple(norm_of(norm) for norm in left))
