"""What is found in the labelled pairs, in the half that is held back as well as in the other."""

import pytest

from tests.services.consistency.measure import HALVES, from_prose, with_readings
from tests.services.consistency.pairs import Pair, pairs

CERTAIN_ENOUGH = 0.98
POSSIBLE_RECALL, POSSIBLE_PRECISION = 0.7, 0.5


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
