"""Hours as people type them, read and spoken back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.availability.typed_hours import HoursUnreadable, monday_of, parse_hours, spoken_hours, week_blocks

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("9.00-12.00, 13.00-17.00", ((540, 720), (780, 1020))),
        ("9-12", ((540, 720),)),
        ("09:00 – 12:00 en 13-17 uur", ((540, 720), (780, 1020))),
        ("van 9 uur tot 12 uur", ((540, 720),)),
        ("9u-12u30", ((540, 750),)),
        ("13-17; 9-12", ((540, 720), (780, 1020))),
        ("9-12, 12-14", ((540, 840),)),
        ("9-13, 10-11", ((540, 780),)),
        ("Hele dag", ((540, 1020),)),
        ("22-24", ((1320, 1440),)),
        ("", ()),
        ("  geen ", ()),
    ],
)
def test_hours_are_read_the_way_people_type_them(text: str, stretches: tuple[tuple[int, int], ...]) -> None:
    assert parse_hours(text, MONDAY) == stretches


@pytest.mark.parametrize("text", ["ochtend", "13-12", "9-9", "9.75-10", "25-26", "9-12 13-14", "9", "9-", "9-12,"])
def test_hours_that_cannot_be_meant_are_refused_by_day(text: str) -> None:
    with pytest.raises(HoursUnreadable) as refused:
        week_blocks(MONDAY, ["", "", text])
    assert refused.value.fields == {"day": date(2026, 11, 25)}


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda p: p[0] < p[1]), max_size=5))
def test_what_is_spoken_is_read_back_as_the_same_hours(stretches: list[tuple[int, int]]) -> None:
    typed = ", ".join(f"{a // 60}.{a % 60:02d}-{b // 60}.{b % 60:02d}" for a, b in stretches)
    read = parse_hours(typed, MONDAY)
    assert sum(b - a for a, b in read) == len({minute for a, b in stretches for minute in range(a, b)})
    blocks = week_blocks(MONDAY, [typed])
    if all(end != 1440 for _, end in read):
        assert parse_hours(spoken_hours(blocks, MONDAY), MONDAY) == read


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_hours(text, MONDAY)
    except HoursUnreadable:
        return
    assert all(0 <= start < end <= 1440 for start, end in found)


def test_hours_are_local_also_when_the_clock_changes() -> None:
    (start, end), *_ = week_blocks(date(2026, 3, 23), [""] * 6 + ["1-4"])
    assert end.timestamp() - start.timestamp() == 2 * 3600


def test_week_begins_on_monday() -> None:
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}
