"""When a meeting can be held at all: holidays, weekends, and weeks in which the clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.facts import LOCAL, Attendee, Grid, Request, RequestWrong
from services.scheduling.opening import easter, open_days, opening, public_holidays
from services.scheduling.rules import possible_starts, slots
from services.scheduling.verification import verify
from tests.services.scheduling.build import requests

# Sundays on which summer time begins or ends, none of them Easter.
CLOCK_CHANGES = [date(2026, 3, 29), date(2026, 10, 25), date(2028, 3, 26), date(2027, 10, 31)]


@pytest.mark.parametrize("year", range(2014, 2080))
def test_public_holidays_are_those_of_the_published_calendar_without_the_employers_days(year):
    published = {
        day
        for day, name in holidays.NL(years=year, language="en_US").items()
        if name not in ("Good Friday", "Liberation Day")
    }
    assert public_holidays(year) == published


def test_easter_at_its_earliest_and_latest():
    assert (easter(1818), easter(2285), easter(2038)) == (date(1818, 3, 22), date(2285, 3, 22), date(2038, 4, 25))


def test_kings_day_moves_to_saturday_when_it_falls_on_a_sunday():
    assert date(2031, 4, 26) in public_holidays(2031)
    assert date(2031, 4, 27) not in public_holidays(2031)


def test_weekends_holidays_and_own_closed_days_are_never_open():
    spring = Grid(date(2026, 5, 11), days=14, closed=frozenset({date(2026, 5, 15)}))
    assert open_days(spring) == tuple(date(2026, 5, day) for day in (11, 12, 13, 18, 19, 20, 21, 22))


@pytest.mark.parametrize("day", [date(2026, 4, 3), date(2030, 5, 3), date(2026, 5, 5)])
def test_good_friday_and_liberation_day_stay_open(day):
    assert open_days(Grid(day, days=1)) == (day,)


def around(change: date, minutes: int = 60) -> Request:
    """Someone always free, in the two weeks around a clock change."""
    grid = Grid(change - timedelta(days=6), days=14)
    start = datetime.combine(grid.first_day, time(0), LOCAL)
    always = Attendee("a", "VT", ((start, start + timedelta(days=14)),))
    return Request(minutes, start, None, (("VT",),), (always,), grid)


@pytest.mark.parametrize("change", CLOCK_CHANGES)
def test_day_starts_at_the_same_wall_time_on_both_sides_of_a_clock_change(change):
    starts = possible_starts(around(change))
    assert {start.time() for start in starts} == {time(8 + half // 2, 30 * (half % 2)) for half in range(19)}
    friday, monday = (datetime.combine(change + timedelta(days=n), time(8), LOCAL) for n in (-2, 1))
    assert friday in starts
    assert monday in starts
    assert friday.utcoffset() != monday.utcoffset()


@pytest.mark.parametrize("change", CLOCK_CHANGES)
def test_meeting_on_the_monday_after_a_clock_change_keeps_its_length(change):
    request = around(change, minutes=90)
    found = slots(request, others=500)
    everything = [found.earliest, *found.others]
    assert {slot.end.astimezone(UTC) - slot.start.astimezone(UTC) for slot in everything} == {timedelta(minutes=90)}
    assert [verify(request, slot) for slot in everything] == [()] * len(everything)
    assert change + timedelta(days=1) in {slot.start.date() for slot in everything}


@pytest.mark.parametrize("change", CLOCK_CHANGES)
def test_free_time_given_in_utc_is_read_in_local_time(change):
    monday = change + timedelta(days=1)
    opens = datetime.combine(monday, time(9), LOCAL).astimezone(UTC)
    request = around(change)
    one = Attendee("a", "VT", ((opens, opens + timedelta(hours=1)),))
    found = slots(Request(60, request.not_before, None, request.rule, (one,), request.grid)).earliest
    assert found.start == datetime.combine(monday, time(9), LOCAL)
    assert found.start.utcoffset() == timedelta(hours=1 if change.month == 10 else 2)


@pytest.mark.parametrize("change", CLOCK_CHANGES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_slots_are_sound_in_a_week_with_a_clock_change(change, data):
    request = data.draw(requests(change - timedelta(days=6)))
    found = slots(request, others=20)
    assert all(verify(request, slot) == () for slot in (found.earliest, found.best, *found.others) if slot)


def test_starts_are_ascending_and_their_days_know_when_they_close():
    found = opening(Grid(date(2026, 11, 23), days=7, step_minutes=45))
    assert list(found.starts) == sorted(set(found.starts))
    first, closes = found.days[1]
    assert datetime.fromtimestamp(found.starts[first], LOCAL) == datetime(2026, 11, 24, 8, tzinfo=LOCAL)
    assert datetime.fromtimestamp(closes, LOCAL) == datetime(2026, 11, 24, 18, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"days": 0}, "days"),
        ({"days": 100_000}, "days"),
        ({"step_minutes": 0}, "step_minutes"),
        ({"day_end": time(8)}, "day_end"),
        ({"day_start": time(8, tzinfo=UTC)}, "day_start"),
    ],
)
def test_grid_without_room_is_refused(wrong, what):
    with pytest.raises(RequestWrong) as refused:
        Grid(date(2026, 11, 23), **wrong)
    assert refused.value.fields == {"what": what}
