"""The clocks of the meeting, in words; time that passes is the same on a night that the clocks are changed."""

from datetime import UTC, datetime, timedelta

import pytest

from pages.live.clock import left, minutes_behind, minutes_left, passed, running
from services.agenda.facts import Point
from services.scheduling.facts import LOCAL
from services.wording import speak

TEN = datetime(2026, 11, 25, 10, tzinfo=UTC)
POINT = Point(1, "De vraag", TEN, TEN + timedelta(minutes=15))


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


@pytest.mark.parametrize(("gone", "rest"), [(0, 15), (14.5, 1), (15, 0), (15.5, 0), (16, -1), (47.9, -32)])
def test_a_point_counts_the_minute_that_runs_and_then_whole_minutes_over(gone: float, rest: int) -> None:
    assert minutes_left(TEN, minutes(15), TEN + minutes(gone)) == rest


@pytest.mark.parametrize(
    ("came", "now", "behind"), [(0, 5, 0), (0, 16, 1), (10, 12, 10), (10, 30, 15), (-10, -5, -10), (-10, 3, -10)]
)
def test_a_meeting_is_as_late_as_it_came_to_its_point_or_stays_on_it(came: float, now: float, behind: int) -> None:
    assert minutes_behind(POINT, TEN + minutes(came), TEN + minutes(now)) == behind


def test_the_words_say_so_and_the_browser_counts_on_from_them() -> None:
    say, now = speak("nl"), TEN + minutes(17)
    assert ">17:00<" in passed(say, TEN, now)
    assert ">2 min over<" in left(say, TEN, minutes(15), now)
    assert ">2 min achter op de agenda<" in running(say, POINT, TEN, now)
    assert f'data-now="{int(now.timestamp() * 1000)}"' in left(say, TEN, minutes(15), now)


def test_the_hour_that_exists_twice_counts_twice() -> None:
    before = datetime(2026, 10, 25, 2, 50, tzinfo=LOCAL)
    after = (before.astimezone(UTC) + minutes(20)).astimezone(LOCAL)
    assert ">20:00<" in passed(speak("nl"), before, after)
    assert minutes_left(before, minutes(15), after) == -5
