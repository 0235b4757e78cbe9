"""The invented region is what its figures say, and the same each time."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from statistics import mean

import pytest

from models.terms import Risk
from services.scheduling.many.checks import check_problem
from services.scheduling.many.facts import Booking, MeetingRequest, Plan, Problem, Told
from services.scheduling.many.reasons import Explained, Hindrance
from services.scheduling.many.verification import score, verify
from services.scheduling.opening import working_days_after
from tests.benchmarks.region_earlier import shocked
from tests.benchmarks.region_loads import WORKING_DAYS, demand, region
from tests.benchmarks.region_people import SIZES

CASES = 400


@pytest.fixture(scope="module")
def problem() -> Problem:
    return region(CASES, seed=1)


def told_plan(problem: Problem) -> Plan:
    """What was planned earlier, as a plan; the other meetings have no time."""
    bookings = tuple(_booking(meeting) for meeting in problem.meetings if meeting.previous)
    others = [meeting for meeting in problem.meetings if not meeting.previous]
    without = tuple(Explained(meeting.id, Hindrance.TAKEN_BY_OTHERS, False, 0, 0) for meeting in others)
    return Plan(bookings, without, (), score(problem, bookings))


def _booking(meeting: MeetingRequest) -> Booking:
    earlier = meeting.previous
    assert earlier
    absent = {seat.id for seat in meeting.seats} - {seat for seat, _ in earlier.attendees}
    end = earlier.start + timedelta(minutes=meeting.minutes)
    return Booking(meeting.id, earlier.start, end, earlier.room, earlier.attendees, tuple(absent))


def test_same_seed_gives_the_same_region_and_another_another(problem: Problem) -> None:
    assert region(CASES, seed=1) == problem
    assert region(CASES, seed=2) != problem


def test_region_is_a_problem_that_is_accepted(problem: Problem) -> None:
    check_problem(problem)


def test_more_cases_have_the_same_people(problem: Problem) -> None:
    assert region(2 * CASES, seed=1).people == problem.people


def test_people_and_shares_are_what_the_figures_say(problem: Problem) -> None:
    assert Counter(person.organisation for person in problem.people) == SIZES
    assert sum(SIZES.values()) == 150
    risks = Counter(meeting.risk for meeting in problem.meetings)
    assert [round(risks[risk] / CASES, 1) for risk in (Risk.HIGH, Risk.MEDIUM, Risk.LOW)] == [0.2, 0.5, 0.3]
    assert 40 <= mean(meeting.minutes for meeting in problem.meetings) <= 55
    assert {len(seat.substitutes) for meeting in problem.meetings for seat in meeting.seats} == {0, 1, 2}
    assert sum(bool(meeting.previous) for meeting in problem.meetings) == 0.3 * CASES
    assert {meeting.previous.told for meeting in problem.meetings if meeting.previous} == set(Told)


def test_deadlines_count_in_working_days(problem: Problem) -> None:
    for meeting in problem.meetings:
        assert meeting.deadline
        days = WORKING_DAYS[meeting.risk]
        assert meeting.deadline.date() == working_days_after(meeting.earliest.date(), days)


def test_minimum_asks_the_part_of_the_free_time_that_is_stated() -> None:
    asked = demand(region(2_000, seed=1))
    for group in ("politie", "lokale_veld", "VT/VHH"):
        hours, free = asked[group]
        assert 1_450 <= hours <= 1_700
        assert 0.36 <= hours / free <= 0.46


def test_earlier_times_can_all_be_held_together(problem: Problem) -> None:
    assert verify(problem, told_plan(problem)) == ()


def test_shock_takes_its_share_in_stretches_and_tells_of_the_plan(problem: Problem) -> None:
    plan = told_plan(problem)
    after = shocked(problem, plan, 0.05, seed=1)
    assert after == shocked(problem, plan, 0.05, seed=1)
    assert 0.05 <= 1 - _hours(after) / _hours(problem) < 0.051
    assert {meeting.id for meeting in after.meetings if meeting.previous} == {one.meeting_id for one in plan.bookings}
    assert all(one.previous is None or one.previous.room for one in after.meetings)


def test_shock_that_takes_nothing_leaves_calendars_alone(problem: Problem) -> None:
    after = shocked(problem, replace(told_plan(problem), bookings=()), 0, seed=1)
    assert after.people == problem.people
    assert not any(meeting.previous for meeting in after.meetings)


def _hours(problem: Problem) -> float:
    return sum((last - first).total_seconds() for person in problem.people for first, last in person.free) / 3600
