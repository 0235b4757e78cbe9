"""Plans begun, kept, renewed, marked and laid aside; rooms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from models.casework import Case
from models.meeting import Meeting
from models.terms import BarKind, CaseStatus, MeetingStatus, Risk
from services.access.rules import Standing
from services.region_plan.actions import begin, keep, lay_aside, mark, publish, refresh, save_room
from services.region_plan.facts import (
    BeginPlan,
    MarkMeeting,
    PeriodWrong,
    PlanGone,
    PlanStage,
    RoomWrong,
    SaveRoom,
    TimeWrong,
)
from services.region_plan.queries import problem_of, rooms_of, week_plan
from services.scheduling.many.facts import VIDEO, Place
from services.scheduling.many.reasons import Breach, PlanWrong
from services.scheduling.many.verification import verify
from services.unit_of_work import ChangedMeanwhile, Work
from tests.rows import a_bar, an_invitation
from tests.services.region_plan.conftest import MONDAY, Region, at

WorkAs = Callable[..., Work]


def test_the_same_order_twice_begins_one_plan(region: Region) -> None:
    assert region.begun() == region.begun()
    assert len(region.week.meetings) == 3


@pytest.mark.parametrize(
    ("first", "days", "reason"),
    [
        (0, 0, "days"),
        (0, 29, "days"),
        (-7, 7, "past"),
        (-5, 5, "past"),
        (200, 5, "too_far"),
        (0, 5_000, "days"),
        (0, -5, "days"),
        (2_912_000, 28, "too_far"),
    ],
)
def test_days_that_cannot_be_planned_are_refused(region: Region, first: int, days: int, reason: str) -> None:
    with pytest.raises(PeriodWrong) as refused:
        begin(region.coordinator, BeginPlan("p1", MONDAY + timedelta(days=first), days, Place.ONLINE))
    assert refused.value.fields["reason"] == reason


def test_a_kept_plan_is_the_one_that_was_worked_out(region: Region) -> None:
    region.begun()
    plan = region.plan_at(at(1, 9), at(1, 10, 30))
    assert keep(region.coordinator, "p1", region.week.version, plan) == region.week.version
    week = region.week
    assert (week.stage, week.person_days) == (PlanStage.WORKED_OUT, 3)
    assert week.score == replace(plan.score, later=week.score.later), "it is posed a little later than it is kept"
    first, second = (region.line(case_id) for case_id in region.cases[:2])
    assert (first.starts_at, first.ends_at, first.room, first.late_minutes) == (at(1, 9), at(1, 10, 30), VIDEO, 0)
    assert [sitting.line_ids for sitting in week.sittings] == [(first.id, second.id)]
    assert week.sittings[0].people == 3
    problem, stands = problem_of(region.coordinator, "p1")
    assert stands is not None
    assert set(stands.bookings) == set(plan.bookings)
    assert stands.unplanned == plan.unplanned
    assert {one.breach for one in verify(problem, stands)} <= {Breach.SCORE}
    third = region.line(region.cases[2])
    assert third.starts_at is None
    assert third.explained == plan.unplanned[0]


@pytest.mark.parametrize("hour", [13, 8])
def test_an_unsound_plan_is_refused_and_nothing_is_kept(region: Region, hour: int) -> None:
    region.begun()
    before = region.week
    with pytest.raises(PlanWrong):
        keep(region.coordinator, "p1", before.version, region.plan_at(at(1, hour)))
    with pytest.raises(PlanWrong):
        keep(region.coordinator, "p1", before.version, region.plan_at(at(1, 9), at(1, 10)))
    plan = region.plan_at(at(1, 9))
    with pytest.raises(PlanWrong):
        keep(region.coordinator, "p1", before.version, replace(plan, unplanned=()))
    assert region.week == before


def test_every_change_asks_for_the_version_that_was_seen(region: Region) -> None:
    region.begun()
    seen = region.week.version
    plan, line = region.plan_at(at(1, 9)), region.line(region.cases[0])
    keep(region.coordinator, "p1", seen, plan)
    for change in (
        lambda: keep(region.coordinator, "p1", seen, plan),
        lambda: refresh(region.coordinator, "p1", seen),
        lambda: mark(region.coordinator, MarkMeeting("p1", seen, line.id, pinned=True)),
        lambda: publish(region.coordinator, "p1", seen),
        lambda: lay_aside(region.coordinator, "p1", seen),
    ):
        with pytest.raises(ChangedMeanwhile):
            change()
    lay_aside(region.coordinator, "p1", region.week.version)
    with pytest.raises(PlanGone):
        keep(region.coordinator, "p1", seen + 1, plan)


def test_a_pinned_meeting_is_asked_to_stay(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9))
    line = region.line(region.cases[0])
    assert mark(region.coordinator, MarkMeeting("p1", region.week.version, line.id, pinned=True)) == region.week.version
    assert region.line(region.cases[0]).pinned
    problem, _ = problem_of(region.coordinator, "p1")
    pin = next(one.pinned for one in problem.meetings if one.id == line.id)
    assert pin is not None
    assert (pin.start, pin.room) == (at(1, 9), VIDEO)
    with pytest.raises(PlanWrong) as refused:
        keep(region.coordinator, "p1", region.week.version, region.plan_at(at(2, 9)))
    assert Breach.PIN in refused.value.fields["breaches"]
    with pytest.raises(TimeWrong):
        without = region.line(region.cases[1])
        mark(region.coordinator, MarkMeeting("p1", region.week.version, without.id, pinned=True))
    mark(region.coordinator, MarkMeeting("p1", region.week.version, line.id, pinned=False))
    assert not region.line(region.cases[0]).pinned


def test_a_case_left_to_its_director_stays_on_the_list_without_a_time(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    line = region.line(region.cases[0])
    mark(region.coordinator, MarkMeeting("p1", region.week.version, line.id, left_out=True))
    left = region.line(region.cases[0])
    assert (left.left_out, left.starts_at, left.seats[0].name) == (True, None, "")
    problem, plan = problem_of(region.coordinator, "p1")
    assert line.id not in {one.id for one in problem.meetings}
    assert plan is not None
    assert len(plan.bookings) == 1
    mark(region.coordinator, MarkMeeting("p1", region.week.version, line.id, left_out=False))
    back = region.line(region.cases[0])
    assert not back.left_out
    assert back.explained is not None
    problem, plan = problem_of(region.coordinator, "p1")
    assert {one.breach for one in verify(problem, plan)} <= {Breach.SCORE}


def test_renewing_takes_in_cases_that_came_and_lets_go_of_those_that_went(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30), at(2, 9))
    closed, announced, stays = region.cases
    with region.system.upkeep() as tx:
        tx.session.get_one(Case, closed).status = CaseStatus.CLOSED
    an_invitation(region.system, announced, region.people["VT"])
    came = region.case(risk=Risk.MEDIUM)
    gone = {region.line(case_id).id for case_id in (closed, announced)}
    assert region.week.outdated >= gone
    assert refresh(region.coordinator, "p1", region.week.version) == region.week.version
    assert {line.case_id for line in region.week.meetings} == {stays, came}
    assert region.line(stays).starts_at == at(2, 9)


def test_a_case_that_keeps_the_coordinator_out_is_not_renewed_away(region: Region, work_as: WorkAs) -> None:
    region.begun()
    a_bar(region.system, region.cases[0], BarKind.NAME, "C. Coord")
    refresh(region.coordinator, "p1", region.week.version)
    other = work_as(Standing.COORDINATOR, name="A. Nders", account_id="d" * 32, session_id="d" * 32)
    assert len(week_plan(other, "p1").meetings) == 3


def test_an_announced_meeting_stays_through_renewing_and_a_called_off_one_is_asked_for_anew(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    publish(region.coordinator, "p1", region.week.version)
    refresh(region.coordinator, "p1", region.week.version)
    first, second = (region.line(case_id) for case_id in region.cases[:2])
    assert first.meeting_id
    assert first.starts_at == at(1, 9)
    with region.system.upkeep() as tx:
        tx.session.get_one(Meeting, second.meeting_id).status = MeetingStatus.WITHDRAWN
    assert second.id in region.week.outdated
    refresh(region.coordinator, "p1", region.week.version)
    again = region.line(region.cases[1])
    assert (again.meeting_id, again.starts_at, again.told) == ("", None, None)


def test_a_room_is_kept_changed_and_no_longer_offered(region: Region) -> None:
    order = SaveRoom("r1", 0, " Zaal 1 ", 12, "Bureau")
    assert save_room(region.coordinator, order) == 1
    assert save_room(region.coordinator, SaveRoom("r1", 1, "Zaal 1", 8, "Bureau", active=False)) == 2
    (room,) = rooms_of(region.coordinator)
    assert (room.name, room.seats, room.site, room.active) == ("Zaal 1", 8, "Bureau", False)
    with pytest.raises(ChangedMeanwhile):
        save_room(region.coordinator, order)
    region.begun(place=Place.ON_SITE)
    assert problem_of(region.coordinator, "p1")[0].rooms == ()


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "zaal 1"}, "name"),
        ({"name": "z" * 81}, "name"),
        ({"site": "a\nb"}, "site"),
        ({"seats": 0}, "seats"),
        ({"seats": 501}, "seats"),
        ({"seats": 10**9}, "seats"),
        ({"name": "Zaal\x1b[1m"}, "name"),
        ({"room_id": "video"}, "room_id"),
    ],
)
def test_a_room_that_cannot_be_is_refused(region: Region, about: dict[str, object], field: str) -> None:
    save_room(region.coordinator, SaveRoom("r1", 0, "Zaal 1", 12))
    with pytest.raises(RoomWrong) as refused:
        save_room(region.coordinator, SaveRoom(**({"room_id": "r2", "version": 0, "name": "B", "seats": 4} | about)))
    assert refused.value.fields["field"] == field
    assert len(rooms_of(region.coordinator)) == 1
