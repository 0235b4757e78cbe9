"""When somebody works next: part-time weeks, nights, holidays and the nights in which the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.facts import LOCAL
from services.scheduling.hours import MIDNIGHT, WeeklyHours
from services.scheduling.opening import public_holidays

MONDAY, TUESDAY, FRIDAY, SATURDAY, SUNDAY = 0, 1, 4, 5, 6
OFFICE = WeeklyHours()
MINUTE = timedelta(minutes=1)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def at(day: int, hour: int, minute: int = 0, month: int = 11, **more: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL, **more)


# ---------------------------------------------------------------------------------------------- by example
@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(23, 9), at(23, 9)),
        (at(23, 8, 59), at(23, 9)),
        (at(23, 16, 59), at(23, 16, 59)),
        (at(23, 17), at(24, 9)),
        (at(21, 22), at(23, 9)),
        (at(27, 17), at(30, 9)),
        (at(24, 17, month=12), at(28, 9, month=12)),
        (at(31, 17, month=12), datetime(2027, 1, 4, 9, tzinfo=LOCAL)),
        (at(3, 12, month=4), at(3, 12, month=4)),
        (at(3, 17, month=4), at(7, 9, month=4)),
        (at(27, 10, month=4), at(28, 9, month=4)),
        (at(14, 10, month=5), at(15, 9, month=5)),
        (at(22, 18, month=5), at(26, 9, month=5)),
    ],
)
def test_office_hours_end_at_five_and_skip_weekends_and_holidays(moment: datetime, opens: datetime) -> None:
    assert OFFICE.next_open(moment) == opens


def test_moment_of_any_zone_is_answered_in_local_time() -> None:
    found = OFFICE.next_open(datetime(2026, 7, 6, 3, tzinfo=UTC))
    assert found == datetime(2026, 7, 6, 9, tzinfo=LOCAL)
    assert found.tzinfo is LOCAL
    inside = OFFICE.next_open(datetime(2026, 7, 6, 7, 30, 15, tzinfo=UTC))
    assert (inside.hour, inside.minute, inside.second) == (9, 30, 15)


def test_part_time_days_and_split_days_in_any_order() -> None:
    week = WeeklyHours(((FRIDAY, time(13), time(15)), (MONDAY, time(13), time(17)), (MONDAY, time(9), time(12))))
    assert week.next_open(at(23, 7)) == at(23, 9)
    assert week.next_open(at(23, 12)) == at(23, 13)
    assert week.next_open(at(23, 17)) == at(27, 13)
    assert week.next_open(at(27, 15)) == at(30, 9)


def test_overlapping_stretches_are_as_one() -> None:
    week = WeeklyHours(((MONDAY, time(9), time(12)), (MONDAY, time(11), time(14))))
    assert week.next_open(at(23, 12, 30)) == at(23, 12, 30)


def test_holiday_on_the_only_working_day_waits_for_the_next_week() -> None:
    fridays = WeeklyHours(((FRIDAY, time(9), time(17)),))
    assert fridays.next_open(at(18, 17, month=12)) == datetime(2027, 1, 8, 9, tzinfo=LOCAL)


def test_who_works_at_no_time_is_never_there() -> None:
    assert WeeklyHours(()).next_open(at(23, 9)) is None
    assert WeeklyHours(((MONDAY, time(12), time(9)), (MONDAY, time(9), time(9)))).next_open(at(23, 9)) is None


def test_night_shift_goes_on_past_midnight() -> None:
    nights = WeeklyHours(((FRIDAY, time(22), MIDNIGHT), (SATURDAY, MIDNIGHT, time(6))))
    assert nights.next_open(at(27, 23, 59)) == at(27, 23, 59)
    assert nights.next_open(at(28, 0)) == at(28, 0)
    assert nights.next_open(at(28, 6)) == datetime(2026, 12, 4, 22, tzinfo=LOCAL)


def test_nobody_waits_longer_than_three_weeks_for_one_working_day() -> None:
    for weekday in range(7):
        day, last = date(1950, 1, 1), date(2200, 1, 1)
        day += timedelta(days=(weekday - day.weekday()) % 7)
        there = day
        while day < last:
            if day not in public_holidays(day.year):
                assert (day - there).days <= 21
                there = day
            day += timedelta(days=7)


@pytest.mark.parametrize(
    ("stretch", "moment", "opens"),
    [
        ((time(2, 30), time(4)), datetime(2026, 3, 29, 1, 45, tzinfo=LOCAL), datetime(2026, 3, 29, 3, tzinfo=LOCAL)),
        ((time(2, 30), MIDNIGHT), datetime(2026, 3, 29, 1, tzinfo=LOCAL), datetime(2026, 3, 29, 3, tzinfo=LOCAL)),
        ((time(2, 15), time(3)), datetime(2026, 3, 29, 1, tzinfo=LOCAL), datetime(2026, 4, 12, 2, 15, tzinfo=LOCAL)),
        ((time(2, 30), time(4)), at(25, 1, month=10), at(25, 2, 30, month=10)),
        ((time(2, 30), time(2, 40)), at(25, 2, 50, month=10), at(25, 2, 30, month=10, fold=1)),
        ((time(2), time(2, 30)), at(25, 2, 10, month=10, fold=1), at(25, 2, 10, month=10, fold=1)),
        ((time(2), time(2, 30)), at(25, 2, 30, month=10, fold=1), at(1, 2)),
    ],
)
def test_nights_in_which_the_clock_is_moved(stretch: tuple[time, time], moment: datetime, opens: datetime) -> None:
    found = WeeklyHours(((SUNDAY, *stretch),)).next_open(moment)
    assert found is not None
    assert found.timestamp() == opens.timestamp()


# ---------------------------------------------------------------------------------------------- minute by minute
times = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
weeks = st.lists(st.tuples(st.integers(0, 6), times, times), min_size=1, max_size=4).map(tuple)
moments = st.one_of(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + minutes * MINUTE),
    *(
        st.integers(-300, 300).map(
            lambda n, day=day: datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + n * MINUTE
        )
        for day in (SPRING, AUTUMN)
    ),
)


def working(week: WeeklyHours, local: datetime) -> bool:
    """What the clock on the wall says."""
    if local.date() in public_holidays(local.year):
        return False
    wall = local.hour * 60 + local.minute
    for weekday, start, end in week.stretches:
        until = end.hour * 60 + end.minute or 24 * 60
        if weekday == local.weekday() and start.hour * 60 + start.minute <= wall < until:
            return True
    return False


@settings(deadline=None)
@given(weeks, moments)
def test_next_open_is_the_first_minute_at_which_the_clock_says_so(stretches: tuple, moment: datetime) -> None:
    week = WeeklyHours(stretches)
    found = week.next_open(moment)
    minutes = 8 * 24 * 60 if found is None else round((found.timestamp() - moment.timestamp()) / 60)
    steps = [moment + n * MINUTE for n in range(min(minutes, 2000))]
    assert not any(working(week, step.astimezone(LOCAL)) for step in steps)
    if found is not None:
        assert found.timestamp() >= moment.timestamp()
        assert working(week, found.astimezone(UTC).astimezone(LOCAL))
    else:
        assert not any(start < end or end == MIDNIGHT for _, start, end in stretches)


@settings(deadline=None)
@given(weeks, moments, st.integers(0, 10_000))
def test_later_never_opens_sooner(stretches: tuple, moment: datetime, minutes: int) -> None:
    week = WeeklyHours(stretches)
    first, second = week.next_open(moment), week.next_open(moment + minutes * MINUTE)
    assert (first is None) == (second is None)
    assert first is None or second is None or first.timestamp() <= second.timestamp()
