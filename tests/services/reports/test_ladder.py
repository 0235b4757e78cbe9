"""When an owner is reminded, when the director hears of silence, and when never."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.meetings.ladder import BREATH, in_office
from services.reports.ladder import (
    AT_MOST,
    Asked,
    Owing,
    is_due,
    lapses_at,
    rungs,
    to_mention,
    unheard,
    waits_for_director,
)
from services.scheduling.facts import LOCAL, local_day


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """A local moment; 1 November 2026 is a Sunday."""
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


GIVEN = at(16, 11)
ONE = Asked("a1", at(25, 16))
OWING = Owing("l1", "c1", "VT", "p1", GIVEN, (ONE,))


def test_the_rungs_the_working_day_before_the_second_after_and_five_later() -> None:
    assert rungs(ONE, GIVEN) == (at(24), at(27), at(4, month=12))
    on_monday = Asked("a2", at(30, 0), due_on_day=True)
    assert rungs(on_monday, GIVEN) == (at(27), at(2, month=12), at(9, month=12))


def test_weekends_and_holidays_are_not_counted() -> None:
    over_christmas = Asked("a3", at(24, 12, month=12))
    assert rungs(over_christmas, GIVEN) == (at(23, month=12), at(29, month=12), at(6, month=1, year=2027))


def test_a_link_that_is_given_late_asks_before_it_reminds() -> None:
    late = at(30, 15)
    assert rungs(ONE, late) == (at(2, month=12), at(9, month=12))
    assert rungs(ONE, at(24, 8)) == (at(27), at(4, month=12)), "the link itself came an hour before"


def test_what_goes_on_continuously_is_never_reminded_of() -> None:
    assert rungs(Asked("a4", None), GIVEN) == ()
    assert unheard(replace(OWING, asked=(Asked("a4", None),)), at(31, month=12)) == ()


def test_nine_in_the_morning_stays_nine_over_the_night_on_which_the_clock_changes() -> None:
    before = Asked("a5", at(23, 17, month=10))
    assert [rung.isoformat() for rung in rungs(before, at(1, month=10))] == [
        "2026-10-22T09:00:00+02:00",
        "2026-10-27T09:00:00+01:00",
        "2026-11-03T09:00:00+01:00",
    ]
    in_spring = Asked("a6", at(29, 3, month=3, year=2026))
    assert rungs(in_spring, at(1, month=3))[:2] == (at(27, month=3), at(31, month=3))


def test_the_director_hears_of_it_on_the_working_day_after_the_second() -> None:
    assert unheard(OWING, at(27, 17)) == ()
    assert not waits_for_director(OWING, at(30, 8, 59))
    assert unheard(OWING, at(30)) == (ONE,)
    assert waits_for_director(OWING, at(30))


def test_once_the_manager_was_written_only_something_new_comes_back() -> None:
    written = replace(OWING, escalated_at=at(1, month=12))
    assert not waits_for_director(written, at(10, month=12))
    later = replace(written, asked=(ONE, Asked("a7", at(3, month=12))))
    assert not waits_for_director(later, at(7, month=12))
    assert waits_for_director(later, at(8, month=12))


def test_a_reminder_speaks_of_what_is_about_due_and_not_of_what_is_far_off() -> None:
    two = replace(OWING, asked=(ONE, Asked("a8", at(20, month=12))))
    assert to_mention(two, at(24)) == (ONE,)
    assert not is_due(replace(two, locked=True), at(24))


def test_a_link_lives_sixty_days_after_the_last_moment_and_at_least_thirty() -> None:
    assert lapses_at([], GIVEN) == GIVEN + timedelta(days=30)
    assert lapses_at([at(20), at(25)], GIVEN) == at(25) + timedelta(days=60)


moments = st.integers(0, 730 * 24 * 60).map(lambda minutes: at(1, 0, month=1) + timedelta(minutes=minutes))
some_asked = st.builds(Asked, st.uuids().map(str), st.none() | moments, st.booleans())


@settings(max_examples=60)
@given(given_at=moments, asked=st.lists(some_asked, max_size=3), answered_on=st.integers(0, 60), data=st.data())
def test_whatever_is_asked_the_reminders_keep_their_promises(
    given_at: datetime, asked: list[Asked], answered_on: int, data: st.DataObject
) -> None:
    """Sixty days of rounds at odd moments: in office hours, once a day, three times about one action, never after its
    answer, never right after the link."""
    answered = data.draw(st.sampled_from(asked)).action_id if asked else ""
    owing, sent = replace(OWING, given_at=given_at, asked=tuple(asked)), []
    minutes = data.draw(st.integers(7, 700))
    moment = given_at
    for _ in range(60 * 24 * 60 // max(minutes, 240)):
        moment += timedelta(minutes=max(minutes, 240))
        if (moment - given_at).days >= answered_on:
            owing = replace(owing, asked=tuple(one for one in owing.asked if one.action_id != answered))
        if is_due(owing, moment):
            sent.append((moment, to_mention(owing, moment)))
            owing = replace(owing, reminded_at=moment)
    days = [local_day(moment) for moment, _ in sent]
    assert all(in_office(moment) and moment >= given_at + BREATH for moment, _ in sent)
    assert len(days) == len(set(days))
    assert len(sent) <= AT_MOST * len(asked)
    assert all(spoken for _, spoken in sent)
    for moment, spoken in sent:
        if (moment - given_at).days >= answered_on:
            assert answered not in {one.action_id for one in spoken}
