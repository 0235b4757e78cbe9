"""Days away and who deputises, as pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules import away_until
from services.direction.rules import (
    LONGEST_TEXT,
    DirectionWrong,
    both_away,
    check_absence,
    check_text,
    deputy_after,
    shared,
)

TODAY = date(2026, 11, 23)
DAYS = st.integers(-20, 40).map(lambda n: TODAY + timedelta(days=n))
STRETCH = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


@given(STRETCH, STRETCH)
def test_shared_days_are_days_of_both(one: tuple[date, date], other: tuple[date, date]) -> None:
    found = shared(one, other)
    assert found == shared(other, one)
    every = {one[0] + timedelta(days=n) for n in range((one[1] - one[0]).days + 1)}
    both = {d for d in every if other[0] <= d <= other[1]}
    assert (found is None) is (not both)
    if found:
        assert found == (min(both), max(both))


@given(st.lists(STRETCH, max_size=5), DAYS)
def test_away_until_is_the_last_of_an_unbroken_row_of_days_away(stretches: list, today: date) -> None:
    away = {s[0] + timedelta(days=n) for s in stretches for n in range((s[1] - s[0]).days + 1)}
    found = away_until(stretches, today)
    assert (found is not None) is (today in away)
    if found:
        assert all(today + timedelta(days=n) in away for n in range((found - today).days + 1))
        assert found + timedelta(days=1) not in away


@given(st.lists(STRETCH, max_size=4), st.lists(STRETCH, max_size=4))
def test_both_away_is_the_same_whoever_looks_and_never_over(mine: list, theirs: list) -> None:
    found = both_away(mine, theirs, TODAY)
    assert found == both_away(theirs, mine, TODAY)
    if found:
        assert found[1] >= TODAY
        for stretches in (mine, theirs):
            assert any(s[0] <= found[0] and found[1] <= s[1] for s in stretches)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [(1, 0, "reversed"), (-3, -1, "past"), (0, 366, "too_long"), (4, 6, "overlaps"), (6, 9, "overlaps")],
)
def test_days_that_are_no_absence_are_refused(first: int, last: int, reason: str) -> None:
    with pytest.raises(DirectionWrong) as refused:
        check_absence(day(first), day(last), TODAY, [(day(5), day(6))])
    assert refused.value.fields == {"field": "absence", "reason": reason}


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-2, 0), (7, 372), (0, 4)])
def test_days_to_come_and_today_are_an_absence(first: int, last: int) -> None:
    check_absence(day(first), day(last), TODAY, [(day(5), day(6))])


@pytest.mark.parametrize(
    ("wanted", "present", "after"),
    [("me", "old", "me"), ("", "old", "old"), ("new", "", "new"), ("next", "old", "old")],
)
def test_somebody_deputises_after_handing_over(wanted: str, present: str, after: str) -> None:
    assert deputy_after(wanted, present, "next") == after


@pytest.mark.parametrize(("wanted", "present"), [("", ""), ("", "next"), ("next", ""), ("next", "next")])
def test_a_handover_that_leaves_no_deputy_is_refused(wanted: str, present: str) -> None:
    with pytest.raises(DirectionWrong):
        deputy_after(wanted, present, "next")


def test_texts_are_kept_or_refused_whole() -> None:
    check_text("note", "")
    check_text("note", "x" * LONGEST_TEXT)
    for text, needed in (("x" * 100_000, False), (" \n", True)):
        with pytest.raises(DirectionWrong):
            check_text("note", text, needed=needed)
