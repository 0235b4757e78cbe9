"""A thousand of a thousand: seeded leaks in every spelling, in every place of a Word file; clean texts pass."""

from random import Random

import pytest

from services.documents.guarding.guard import found, guard
from services.protection.matching import hits
from services.protection.rules import LeakFound
from tests.services.documents.guarding.planting import PLACES, file_with, in_body, run
from tests.services.protection.leaks import HELD_BACK, Leak, clean, leak, leaks
from tests.services.protection.measure import missed, stopped

pytestmark = pytest.mark.long
MANY = 1_000
CLEAN = 3_000
MOST_FALSE = CLEAN // 100
SPLITS = ("around a deletion", "around an insertion", "around a field", "half in a link", "two cells")


def _place(number: int) -> str:
    return tuple(PLACES)[number % len(PLACES)]


def _is_stopped(one: Leak) -> bool:
    try:
        guard(PLACES[_place(one.number)](one.written, Random(one.number)), one.terms)
    except LeakFound:
        return True
    return False


@pytest.mark.parametrize("first", [0, HELD_BACK])
def test_a_thousand_of_a_thousand_leaks_are_stopped_in_the_file(first: int) -> None:
    passed = [
        (one.number, _place(one.number), one.ways, one.written) for one in leaks(first, MANY) if not _is_stopped(one)
    ]
    assert passed == []


@pytest.mark.parametrize("first", [0, HELD_BACK])
def test_every_leak_is_found_in_its_sentence(first: int) -> None:
    assert [one.number for one in missed(first, 2 * MANY)] == []


@pytest.mark.parametrize("first", [0, HELD_BACK])
def test_at_most_one_clean_text_in_a_hundred_is_stopped(first: int) -> None:
    false = stopped(first, CLEAN)
    assert len(false) <= MOST_FALSE, [found for _, found in false]


def test_the_same_number_is_always_the_same_leak() -> None:
    assert leak(17) == leak(17)
    assert clean(17) == clean(17)


def test_the_clean_files_pass_as_they_are() -> None:
    for number in range(200):
        text = clean(number)
        guard(in_body("".join(run(line) for line in text.text.split("\n"))), text.terms)


def test_what_was_found_is_told_with_the_words_around_it() -> None:
    file = in_body(run("Zij slaapt deze week bij J a n s e n thuis, zegt haar zus."))
    (hit,) = found(file, ["Jansen", "oma"])
    assert (hit.part, hit.term) == ("word/document.xml", "Jansen")
    assert "bij J a n s e n thuis" in hit.around
    assert found(file_with({}), ["Jansen"]) == ()


def test_every_place_is_used_by_the_seeds() -> None:
    assert {_place(one.number) for one in leaks(0, MANY)} == set(PLACES)
    assert hits("clean", ["Jansen"]) == ()
