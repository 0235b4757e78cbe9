"""When somebody can be asked to meet: what it rests on, what is cut out of it, and both nights of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.availability.facts import DaysWrong, DiarySource, Known
from services.availability.rules import check_away, derived_blocks, free_blocks, sources
from services.availability.stretches import joined, midnight, on_wall, whole_days, within, without
from services.scheduling.facts import LOCAL, Block
from services.scheduling.hours import OFFICE_HOURS, WeeklyHours

MONDAY = date(2026, 11, 23)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
"""The Sundays on which summer time begins and ends."""
HOUR = timedelta(hours=1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL).astimezone(UTC)


def week(monday: date = MONDAY) -> Block:
    return midnight(monday), midnight(monday + timedelta(days=7))


def length(blocks: tuple[Block, ...]) -> timedelta:
    return sum((end - start for start, end in blocks), timedelta())


MORNINGS = WeeklyHours(tuple((day, time(9), time(12)) for day in range(5)))


def test_who_gave_nothing_is_unknown_and_never_free() -> None:
    assert free_blocks(Known(), *week()) == ()
    assert sources(Known(), *week()) == frozenset()


def test_working_week_is_followed() -> None:
    blocks = free_blocks(Known(week=MORNINGS), *week())
    assert blocks == tuple((at(MONDAY + timedelta(days=n), 9), at(MONDAY + timedelta(days=n), 12)) for n in range(5))
    assert sources(Known(week=MORNINGS), *week()) == {DiarySource.WORKING_WEEK}


def test_office_hours_stand_in_where_a_calendar_was_read_and_no_further() -> None:
    known = Known(calendar_until=MONDAY + timedelta(days=1), taken=((at(MONDAY, 10), at(MONDAY, 11)),))
    tuesday = MONDAY + timedelta(days=1)
    assert free_blocks(known, *week()) == (
        *((at(MONDAY, 9), at(MONDAY, 10)), (at(MONDAY, 11), at(MONDAY, 17))),
        (at(tuesday, 9), at(tuesday, 17)),
    )
    assert sources(known, *week()) == {DiarySource.OWN_CALENDAR}
    assert sources(known, *week(MONDAY + timedelta(days=7))) == frozenset()


def test_on_a_stated_day_only_what_was_stated_counts() -> None:
    known = Known(frozenset({MONDAY, MONDAY + timedelta(days=1)}), ((at(MONDAY, 14), at(MONDAY, 19)),), MORNINGS)
    blocks = free_blocks(known, *week())
    assert blocks[0] == (at(MONDAY, 14), at(MONDAY, 19))
    assert blocks[1] == (at(MONDAY + timedelta(days=2), 9), at(MONDAY + timedelta(days=2), 12))
    assert DiarySource.STATED in sources(known, *week())


def test_a_day_with_stated_blocks_is_stated_by_them_alone() -> None:
    known = Known(stated=((at(MONDAY, 14), at(MONDAY, 15)),), week=MORNINGS)
    assert free_blocks(known, *whole_days(MONDAY, MONDAY)) == ((at(MONDAY, 14), at(MONDAY, 15)),)


def test_whole_week_stated_without_hours_is_known_and_not_free() -> None:
    known = Known(frozenset(MONDAY + timedelta(days=n) for n in range(7)), week=MORNINGS)
    assert free_blocks(known, *week()) == ()
    assert DiarySource.STATED in sources(known, *week())


@pytest.mark.parametrize("holiday", [date(2026, 12, 25), date(2027, 4, 27), date(2027, 5, 6)])
def test_public_holiday_is_never_free(holiday: date) -> None:
    stated = Known(stated=((at(holiday, 9), at(holiday, 12)),))
    for known in (Known(week=MORNINGS), Known(calendar_until=date(2028, 1, 1)), stated):
        assert free_blocks(known, *whole_days(holiday, holiday)) == ()


def test_days_away_closed_days_and_what_takes_time_are_cut_out_and_may_overlap() -> None:
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    known = Known(
        week=MORNINGS,
        away=((MONDAY, tuesday), (tuesday, tuesday), (MONDAY - timedelta(days=30), MONDAY)),
        closed=frozenset({friday, tuesday}),
        taken=((at(MONDAY, 8), at(MONDAY + timedelta(days=2), 11)), (at(tuesday, 9), at(tuesday, 10))),
    )
    wednesday, thursday = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
    assert free_blocks(known, *week()) == (
        (at(wednesday, 11), at(wednesday, 12)),
        (at(thursday, 9), at(thursday, 12)),
    )


def test_what_follows_from_the_week_is_told_beside_what_was_stated() -> None:
    known = Known(stated=((at(MONDAY, 14), at(MONDAY, 15)),), week=MORNINGS, away=((MONDAY, MONDAY),))
    tuesday = MONDAY + timedelta(days=1)
    assert derived_blocks(known, *whole_days(MONDAY, tuesday)) == ((at(tuesday, 9), at(tuesday, 12)),)


def test_the_hour_that_is_left_out_is_worked_by_nobody() -> None:
    assert on_wall(SPRING, time(2), time(3)) == ()
    [(start, end)] = on_wall(SPRING, time(1), time(4))
    assert end - start == 2 * HOUR
    [(start, end)] = on_wall(SPRING, time(2, 30), time(4))
    assert (start.astimezone(LOCAL).time(), end - start) == (time(3), HOUR)
    assert length(on_wall(SPRING, time(0), time(0))) == 23 * HOUR


def test_the_hour_that_comes_twice_counts_twice() -> None:
    assert len(on_wall(AUTUMN, time(2, 15), time(2, 45))) == 2
    assert length(on_wall(AUTUMN, time(1), time(3))) == 3 * HOUR
    assert length(on_wall(AUTUMN, time(0), time(0))) == 25 * HOUR


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), AUTUMN])
def test_office_hours_stay_office_hours_over_the_clock_change(sunday: date) -> None:
    known = Known(week=WeeklyHours(((6, time(9), time(17)), *OFFICE_HOURS)))
    for day in (sunday - timedelta(days=2), sunday, sunday + timedelta(days=2)):
        [(start, end)] = free_blocks(known, *whole_days(day, day))
        assert (start.astimezone(LOCAL).hour, end.astimezone(LOCAL).hour) == (9, 17)


def test_day_away_in_the_night_of_the_clock_takes_the_whole_day() -> None:
    night = WeeklyHours(((6, time(0), time(0)), (0, time(0), time(0))))
    known = Known(week=night, away=((AUTUMN, AUTUMN),))
    blocks = free_blocks(known, *whole_days(AUTUMN, AUTUMN + timedelta(days=1)))
    assert blocks == (whole_days(AUTUMN + timedelta(days=1), AUTUMN + timedelta(days=1)),)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (MONDAY, MONDAY - timedelta(days=1), "reversed"),
        (MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), "past"),
        (MONDAY, MONDAY + timedelta(days=366), "too_long"),
        (date(9999, 12, 30), date(9999, 12, 31), "too_far"),
    ],
)
def test_days_that_cannot_be_meant_so_are_refused(first: date, last: date, reason: str) -> None:
    with pytest.raises(DaysWrong) as refused:
        check_away(first, last, MONDAY)
    assert refused.value.fields["reason"] == reason


def test_days_away_may_have_begun() -> None:
    check_away(MONDAY - timedelta(days=5), MONDAY, MONDAY)


_START = datetime(2026, 10, 20, tzinfo=UTC)
_STRETCHES = st.lists(
    st.tuples(st.integers(0, 12 * 24 * 4), st.integers(1, 200)).map(
        lambda pair: (_START + pair[0] * HOUR / 4, _START + (pair[0] + pair[1]) * HOUR / 4)
    ),
    max_size=8,
)
_DAYS = st.integers(0, 12).map(lambda n: _START.date() + timedelta(days=n))
_WEEKS = st.none() | st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(0, 23)), max_size=9).map(
    lambda rows: WeeklyHours(tuple((day, time(a), time(b)) for day, a, b in rows))
)
_KNOWN = st.builds(
    Known,
    stated_days=st.frozensets(_DAYS, max_size=4),
    stated=_STRETCHES.map(tuple),
    week=_WEEKS,
    calendar_until=st.none() | _DAYS,
    away=st.lists(st.tuples(_DAYS, _DAYS).map(lambda pair: (min(pair), max(pair))), max_size=3).map(tuple),
    closed=st.frozensets(_DAYS, max_size=2),
    taken=_STRETCHES.map(tuple),
)
_WINDOW = (_START, _START + timedelta(days=12))


def minutes(blocks: tuple[Block, ...]) -> set[datetime]:
    """Every quarter of an hour that lies in the blocks: what a slow and simple reader sees."""
    return {start + n * HOUR / 4 for start, end in blocks for n in range(int((end - start) / (HOUR / 4)))}


@settings(deadline=None)
@given(_KNOWN)
def test_blocks_are_in_order_apart_and_within_the_window(known: Known) -> None:
    blocks = free_blocks(known, *_WINDOW)
    assert all(start < end for start, end in blocks)
    assert all(end < start for (_, end), (start, _) in pairwise(blocks))
    assert within(blocks, *_WINDOW) == blocks


@settings(deadline=None)
@given(_KNOWN)
def test_free_only_where_a_source_says_so_and_nothing_takes_it(known: Known) -> None:
    free = minutes(free_blocks(known, *_WINDOW))
    week_or_office = known.week or (WeeklyHours() if known.calendar_until else WeeklyHours(()))
    told = minutes(known.stated)
    stated = known.stated_days | {moment.astimezone(LOCAL).date() for moment in told}
    for moment in free:
        local = moment.astimezone(LOCAL)
        works = any(
            day == local.weekday() and begins <= local.time() and (ends == time() or local.time() < ends)
            for day, begins, ends in week_or_office.stretches
        )
        assert moment in told if local.date() in stated else works
        assert not any(first <= local.date() <= last for first, last in known.away)
        assert local.date() not in known.closed
    assert not free & minutes(known.taken)


@settings(deadline=None)
@given(_KNOWN, _STRETCHES, _DAYS)
def test_taking_more_away_never_adds(known: Known, more: list[Block], day: date) -> None:
    less = Known(
        *(known.stated_days, known.stated, known.week, known.calendar_until, (*known.away, (day, day)), known.closed),
        taken=(*known.taken, *more),
    )
    left, before = free_blocks(less, *_WINDOW), free_blocks(known, *_WINDOW)
    assert without(left, before) == ()
    assert left == without(before, (*more, whole_days(day, day)))


@settings(deadline=None)
@given(_KNOWN, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_known_does_not_matter(known: Known, random) -> None:
    def mixed(things: tuple) -> tuple:
        return tuple(random.sample(things, len(things)))

    other = Known(
        *(known.stated_days, mixed(known.stated), known.week, known.calendar_until, mixed(known.away), known.closed),
        taken=mixed(known.taken),
    )
    assert free_blocks(other, *_WINDOW) == free_blocks(known, *_WINDOW)


@given(_STRETCHES, _STRETCHES)
def test_cutting_out_is_what_a_slow_reader_finds(blocks: list[Block], taken: list[Block]) -> None:
    left = without(blocks, taken)
    assert minutes(left) == minutes(tuple(blocks)) - minutes(tuple(taken))
    assert joined(left) == left
