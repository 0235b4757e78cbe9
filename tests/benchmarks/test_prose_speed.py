"""What looking through the texts of one case costs with 125, 250 and 500 conditions without a reading, and its growth.

    pytest -m long -s tests/benchmarks/test_prose_speed.py

One call for contradictions and one for duplicates, with nothing kept from the one before. The texts are those of the
labelled pairs, about the persons of a large case; crowded: the same about one person, so that far more pairs meet.
"""

from dataclasses import replace
from random import Random
from sys import stdout

import pytest

from services.consistency.compared.prose.contradictions import possible_contradictions
from services.consistency.compared.prose.duplicates import possible_duplicates
from services.consistency.facts import Statement
from services.vocabulary.queries import vocabulary
from tests.benchmarks.yardstick import Spent, spent
from tests.services.consistency.pairs import pairs

pytestmark = pytest.mark.long  # CPU time counts only when nothing else runs

SIZES = (125, 250, 500)
MOST, MOST_CROWDED = 0.2, 0.6
"""Seconds of CPU for 500 conditions; the first is the wish itself."""
MOST_GROWTH = 16
"""Four times the conditions are sixteen times the pairs."""
PERSONS = {f"P{n}": f"{title} {letter}." for n, (title, letter) in enumerate(
    [("Mevrouw", "A"), ("De heer", "B"), ("Kind", "C"), ("Kind", "D"), ("Oma", "E"), ("De heer", "F"), ("Mevrouw", "G"),
     ("De heer", "H"), ("Mevrouw", "I"), ("Kind", "J")], 1)}  # fmt: skip


def conditions(number: int, *, crowded: bool = False) -> tuple[Statement, ...]:
    """So many conditions, always the same."""
    chance, told = Random(number), [one for pair in pairs() for one in pair.stripped]
    found = []
    for n in range(1, number + 1):
        one, subject = chance.choice(told), "P2" if crowded else chance.choice(tuple(PERSONS))
        safe = () if crowded else tuple({chance.choice(tuple(PERSONS)) for _ in one.protects})
        found.append(replace(one, id=f"c{n}", number=n, subject=subject, protects=safe))
    return tuple(found)


def cost(some: tuple[Statement, ...]) -> Spent:
    """Both looks through these texts."""

    def looked() -> None:
        possible_contradictions(vocabulary(), some, PERSONS)
        possible_duplicates(vocabulary(), some, PERSONS)

    return spent(looked, rounds=5)


@pytest.mark.parametrize(("crowded", "most"), [(False, MOST), (True, MOST_CROWDED)])
def test_texts_of_five_hundred_conditions_are_looked_through_at_once(crowded: bool, most: float) -> None:
    taken = {number: cost(conditions(number, crowded=crowded)) for number in SIZES}
    for number, one in taken.items():
        found = len(possible_contradictions(vocabulary(), conditions(number, crowded=crowded), PERSONS))
        stdout.write(
            f"prose of {number} conditions, {'crowded' if crowded else 'a large case'}: {one}; {found} found\n"
        )
    assert taken[500].fair <= most
    assert taken[500].fair / taken[125].fair <= MOST_GROWTH
