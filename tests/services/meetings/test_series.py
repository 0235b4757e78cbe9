"""Times kept free some weeks apart: on working days, at the same time on the clock, and nobody is told."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models.outbox import OutboxMessage
from models.terms import MeetingKind, MeetingStatus
from services.access.rules import Permission
from services.meetings.actions import MeetingOver, plan, reserve_series, withdraw, withdraw_series
from services.meetings.orders import ReserveSeries
from services.meetings.queries import current_meeting, meetings_of
from services.meetings.rules import MeetingFieldWrong, NobodyInvited, SlotInPast, SlotWrong
from services.meetings.series import AT_MOST_AHEAD, SeriesWrong, series_starts
from services.scheduling.facts import LOCAL, Grid
from services.scheduling.opening import is_open
from services.unit_of_work import NotAllowed, Work
from tests.planned import STARTS, PlannedCase, a_holder, an_unplanned_case, plan_order, seats_of
from tests.services.meetings.lives import DAY, HOUR, WorkAs, a_series, last_entry, the_meeting

NOW = datetime(2026, 11, 23, 9, tzinfo=LOCAL)


def letters(work: Work) -> int:
    with work.database.reading() as session:
        return len(session.exec(select(OutboxMessage.id)).all())


def test_the_times_are_kept_for_the_seats_and_nobody_is_told(planned: PlannedCase) -> None:
    director, case_id, seats = planned.director, planned.case_id, seats_of(planned.director, planned.case_id)
    before = letters(director)
    ids = reserve_series(director, a_series(case_id, (seats["politie"], seats["VT"])))
    kept = [the_meeting(director, case_id, which) for which in ids]
    first = STARTS + 7 * DAY
    assert [one.starts_at for one in kept] == [first, first + 28 * DAY, first + 56 * DAY]
    for one in kept:
        assert (one.status, one.kind, one.series_id) == (MeetingStatus.RESERVED, MeetingKind.REVIEW, "s1")
        assert one.ends_at - one.starts_at == timedelta(minutes=45)
        assert one.conditions_due_at < one.starts_at
        assert {(a.organisation, a.link, a.code, a.mails) for a in one.attendees} == {
            ("politie", "", "", ()),
            ("VT", "", "", ()),
        }
    assert letters(director) == before
    assert current_meeting(meetings_of(director, case_id)).id == planned.meeting_id
    assert last_entry(director, Permission.MEETING_PLAN).notes == {"series": "s1", "reserved": 3}


def test_the_same_order_again_keeps_nothing_twice(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    order = a_series(case_id, tuple(seats_of(director, case_id).values()))
    assert reserve_series(director, order) == reserve_series(director, order)
    assert len(meetings_of(director, case_id)) == 3


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"times": 1}, SeriesWrong, "times"),
        ({"times": 27, "every_weeks": 1}, SeriesWrong, "times"),
        ({"every_weeks": 0}, SeriesWrong, "weeks"),
        ({"every_weeks": 53}, SeriesWrong, "weeks"),
        ({"times": 26, "every_weeks": 5}, SeriesWrong, "too_far"),
        ({"starts_at": STARTS - 7 * DAY}, SlotInPast, None),
        ({"minutes": 5}, SlotWrong, None),
        ({"starts_at": STARTS + 13 * HOUR}, SlotWrong, "over_midnight"),
        ({"kind": MeetingKind.COORDINATION}, MeetingFieldWrong, "unknown"),
        ({"seat_ids": ()}, NobodyInvited, None),
    ],
)
def test_a_series_that_cannot_be_keeps_nothing_free(
    work_as: WorkAs, changes: dict[str, object], error: type[Exception], reason: str | None
) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = tuple(seats_of(director, case_id).values())
    with pytest.raises(error) as refused:
        reserve_series(director, a_series(case_id, **({"seat_ids": seats} | changes)))
    assert refused.value.fields.get("reason") == reason
    assert meetings_of(director, case_id) == ()


def test_what_is_left_of_a_series_is_let_go_and_the_rest_stays(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = tuple(seats_of(director, case_id).values())
    first, second, third = reserve_series(director, a_series(case_id, seats))
    starts = the_meeting(director, case_id, first).starts_at
    plan(director, plan_order(case_id, seats, first, starts_at=starts, conditions_due_at=starts - HOUR))
    withdraw(director, case_id, second, 1)
    before = letters(director)
    assert withdraw_series(director, case_id, "s1") == 1
    assert withdraw_series(director, case_id, "s1") == 0
    assert letters(director) == before == 4
    found = {one.id: one.status for one in meetings_of(director, case_id)}
    assert found == {
        first: MeetingStatus.PLANNED,
        second: MeetingStatus.WITHDRAWN,
        third: MeetingStatus.WITHDRAWN,
    }
    with pytest.raises(MeetingOver):
        plan(director, plan_order(case_id, seats, third))


def test_a_stranger_keeps_nothing_free_and_lets_nothing_go(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id = planned.director, planned.case_id
    order = a_series(case_id, tuple(seats_of(director, case_id).values()))
    reserve_series(director, order)
    other, theirs = an_unplanned_case(work_as, code="T-300")
    assert withdraw_series(other, theirs, "s1") == 0
    for who in (other, a_holder(planned, work_as, "VT"), planned.as_guest("VT")):
        for verb in (lambda who=who: reserve_series(who, order), lambda who=who: withdraw_series(who, case_id, "s1")):
            with pytest.raises(NotAllowed):
                verb()
    with pytest.raises(NotAllowed):
        reserve_series(other, a_series(theirs, tuple(seats_of(other, theirs).values())))
    assert [one.status for one in meetings_of(director, case_id)].count(MeetingStatus.RESERVED) == 3


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    day=st.integers(0, 300),
    hour=st.integers(8, 17),
    every=st.integers(1, 8),
    times=st.integers(2, 8),
)
def test_every_time_is_on_a_working_day_at_the_same_time_on_the_clock(
    day: int, hour: int, every: int, times: int
) -> None:
    local = date(2026, 11, 24) + timedelta(days=day)
    first = datetime(local.year, local.month, local.day, hour, 30, tzinfo=LOCAL)
    order = ReserveSeries("s", "c", MeetingKind.REVIEW, first, 45, every, times, ())
    starts = series_starts(order, NOW)
    assert len(set(starts)) == times
    assert list(starts) == sorted(starts)
    for number, start in enumerate(starts):
        there = start.astimezone(LOCAL)
        meant = local + timedelta(weeks=number * every)
        assert (there.hour, there.minute) == (hour, 30)
        assert is_open(Grid(first_day=there.date(), days=1), there.date())
        assert meant <= there.date() <= meant + timedelta(days=5)
        if is_open(Grid(first_day=meant, days=1), meant):
            assert there.date() == meant
    assert starts[-1] <= NOW + AT_MOST_AHEAD + timedelta(days=5)
