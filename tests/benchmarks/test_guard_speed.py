"""What the leak guard costs: a text as long as a plan of 15 pages with 60 protected terms, and how that grows.

pytest -m long -s tests/benchmarks/test_guard_speed.py
"""

from sys import stdout
from time import process_time

import pytest

from services.protection.matching import hits
from tests.benchmarks.yardstick import Spent, spent
from tests.services.protection.leaks import clean

pytestmark = pytest.mark.long  # CPU time counts only when nothing else runs

FIFTEEN_PAGES = 45_000
TERMS = 60
MOST = 0.03
MOST_WITH_TEXT, MOST_WITH_TERMS = 6, 3
"""Four times the text is about four times the work; sixteen times the terms far less than that."""
HOSTILE = 1_000_000
MOST_HOSTILE = 5.0


def text_of(size: int) -> str:
    """Clean texts, one paragraph behind the other, so long."""
    told, number = "", 0
    while len(told) < size:
        told += clean(number).text + "\u2029"
        number += 1
    return told[:size]


def terms(number: int) -> tuple[str, ...]:
    """So many forms of protected words."""
    found: dict[str, None] = {}
    for at in range(900, 1000):
        found |= dict.fromkeys(clean(at).terms)
    return tuple(found)[:number]


def cost(text: str, wanted: tuple[str, ...]) -> Spent:
    """One look through a text."""
    return spent(lambda: hits(text, wanted), rounds=7)


def test_a_plan_is_looked_through_at_once_and_the_time_grows_with_its_length_alone() -> None:
    plan = text_of(FIFTEEN_PAGES)
    one, long, many = cost(plan, terms(TERMS)), cost(text_of(4 * FIFTEEN_PAGES), terms(TERMS)), cost(plan, terms(240))
    few = cost(plan, terms(15))
    for name, taken in (("15 pages, 60 forms", one), ("60 pages", long), ("240 forms", many), ("15 forms", few)):
        stdout.write(f"guard, {name}: {taken}\n")
    assert one.fair <= MOST
    assert long.fair / one.fair <= MOST_WITH_TEXT
    assert many.fair / few.fair <= 2 * MOST_WITH_TERMS


@pytest.mark.parametrize(
    "sign", ["o", "o ", "1 ", "jansen ", "nul ", "dorpsstraat nummer ", "\u200b", "aI", "%4", "&#1", "e\u0301", "rn ",
             "a\u2029", "double ", "honderd en ", "-\n", "A", "\u202ea"]
)  # fmt: skip
def test_a_megabyte_made_to_be_slow_is_read_in_time(sign: str) -> None:
    wanted = ("Jan Jansen", "oma", "06-12345678", "Dorpsstraat 12", "1234 AB", "AB-12-CD", "o o o o o b", "3-4-2011")
    text, begun = (sign * HOSTILE)[:HOSTILE], process_time()
    hits(text, wanted)
    assert process_time() - begun < MOST_HOSTILE
