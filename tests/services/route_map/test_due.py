"""By when a rule wants its answer: working days in local time, weekends, holidays and clock changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import MeetingKind, Risk
from services.route_map.due import due_at, target_at
from services.route_map.facts import Due, DueUnit, Rule
from services.route_map.queries import regional
from services.route_map.region import Planning
from services.scheduling.facts import LOCAL
from services.scheduling.opening import public_holidays

BASE = regional().rule("A-POL-2")


def ruled(amount: int, unit: DueUnit = DueUnit.WORKING_DAYS, medium: int | None = None) -> Rule:
    return replace(BASE, due=Due(amount, unit, medium=medium))


def local(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("since", "amount", "due"),
    [
        (local(2026, 11, 23), 1, local(2026, 11, 24, 17)),
        (local(2026, 11, 27, 23, 30), 1, local(2026, 11, 30, 17)),  # Friday night to Monday
        (local(2026, 11, 28), 1, local(2026, 11, 30, 17)),  # Saturday
        (local(2026, 11, 23), 5, local(2026, 11, 30, 17)),
        (local(2026, 12, 24), 1, local(2026, 12, 28, 17)),  # over both days of Christmas and a weekend
        (local(2026, 4, 2), 1, local(2026, 4, 3, 17)),  # Good Friday is a working day
        (local(2026, 4, 3), 1, local(2026, 4, 7, 17)),  # over Easter
        (local(2027, 4, 26), 1, local(2027, 4, 28, 17)),  # King's Day
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), 1, local(2026, 11, 25, 17)),  # Tuesday already in local time
    ],
)
def test_working_days_skip_weekends_and_public_holidays(since: datetime, amount: int, due: datetime) -> None:
    assert due_at(ruled(amount), since) == due


def test_hours_run_through_the_night_of_the_clock_change() -> None:
    since = local(2026, 10, 24, 20)
    assert due_at(ruled(12, DueUnit.HOURS), since) == local(2026, 10, 25, 7)


def test_calendar_days_end_with_the_day() -> None:
    assert due_at(ruled(2, DueUnit.DAYS), local(2026, 11, 27)) == local(2026, 11, 29, 23, 59)


def test_medium_risk_has_its_own_amount_where_one_is_given() -> None:
    since = local(2026, 11, 23)
    assert due_at(ruled(1, medium=2), since, risk=Risk.MEDIUM) == local(2026, 11, 25, 17)
    assert due_at(ruled(1, medium=2), since, risk=Risk.HIGH) == local(2026, 11, 24, 17)
    assert due_at(ruled(1), since, risk=Risk.MEDIUM) == local(2026, 11, 24, 17)


def test_own_closed_days_of_a_region_are_no_working_days() -> None:
    assert due_at(ruled(1), local(2026, 5, 4), closed={date(2026, 5, 5)}) == local(2026, 5, 6, 17)


def test_rule_without_a_term_is_never_due() -> None:
    assert due_at(replace(BASE, due=None), local(2026, 11, 23)) is None


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        due_at(BASE, datetime(2026, 11, 23, 10))  # noqa: DTZ001


moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
units, amounts = st.sampled_from(DueUnit), st.integers(1, 30)


@given(moments, units, amounts, st.integers(0, 30))
def test_due_lies_after_its_start_and_more_never_comes_sooner(
    since: datetime, unit: DueUnit, amount: int, more: int
) -> None:
    due, later = due_at(ruled(amount, unit), since), due_at(ruled(amount + more, unit), since)
    assert since < due <= later


@given(moments, moments, units, amounts)
def test_what_began_later_is_never_due_sooner(one: datetime, other: datetime, unit: DueUnit, amount: int) -> None:
    first, last = sorted((one, other))
    assert due_at(ruled(amount, unit), first) <= due_at(ruled(amount, unit), last)


@given(moments, amounts)
def test_working_days_between_are_exactly_the_amount(since: datetime, amount: int) -> None:
    due = due_at(ruled(amount), since)
    start = since.astimezone(LOCAL).date()
    days = [start + timedelta(days=n) for n in range(1, (due.date() - start).days + 1)]
    assert sum(day.isoweekday() < 6 and day not in public_holidays(day.year) for day in days) == amount
    assert due.isoweekday() < 6


@pytest.mark.parametrize(
    ("kind", "risk", "until"),
    [
        (MeetingKind.ACTION_MEETING, Risk.HIGH, local(2026, 11, 24, 18)),
        (MeetingKind.CASE_CONFERENCE, Risk.HIGH, local(2026, 11, 30, 18)),
        (MeetingKind.CASE_CONFERENCE, Risk.MEDIUM, local(2026, 12, 7, 18)),
        (MeetingKind.CASE_CONFERENCE, Risk.LOW, None),
        (MeetingKind.REVIEW, Risk.HIGH, None),
    ],
)
def test_meeting_is_wanted_within_the_working_days_that_the_region_proposes(
    kind: MeetingKind, risk: Risk, until: datetime | None
) -> None:
    assert target_at(regional().region.planning, kind, risk, local(2026, 11, 23)) == until
    assert regional().region.planning == Planning()
