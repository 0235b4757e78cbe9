"""One case announced beside the others: what takes another one's time or place, and who keeps an invitation."""

from dataclasses import replace

import pytest

from models.meeting import Invitation
from models.region_plan import RegionPlan
from models.terms import AccountRole
from services.meetings.actions import move
from services.meetings.orders import MoveMeeting
from services.region_plan import publishing
from services.region_plan.actions import keep, publish
from services.region_plan.facts import NothingToPublish, PlanBeside, PlanStage, SeatTaken
from services.region_plan.queries import problem_of
from services.region_plan.settling import whole
from tests.rows import a_professional, a_seat, an_account
from tests.services.region_plan.conftest import MONDAY, MORNINGS, Region, WorkAs, a_region, at, three_planned
from tests.services.region_plan.test_publishing import director_of, mails, meeting_of, published, rows


@pytest.fixture
def ready(work_as: WorkAs) -> Region:
    """Two cases one after another on Tuesday morning, the third on Wednesday."""
    return a_region(work_as, three_planned)


def test_meetings_in_a_ring_change_places_and_people_are_asked_once(
    ready: Region, monkeypatch: pytest.MonkeyPatch, work_as: WorkAs
) -> None:
    """Each takes the time that the next one leaves. Cut off after the first it is said, and once more ends it."""
    published(ready)
    ready.kept(at(1, 10, 30), at(2, 9), at(1, 9))
    announce_one, done = publishing.announce_one, []

    def cut_off(work, telling, **named) -> bool:
        if done:
            raise OSError("the plug")
        done.append(telling.line.case_id)
        return announce_one(work, telling, **named)

    monkeypatch.setattr(publishing, "announce_one", cut_off)
    with pytest.raises(OSError, match="the plug"):
        published(ready)
    monkeypatch.undo()
    (first,) = done
    crowded = ready.cases[(ready.cases.index(first) + 1) % 3]
    assert ready.week.crowded == {ready.line(crowded).id}
    before = len(mails(ready))
    outcome = published(ready)
    assert (len(outcome.moved), len(outcome.unchanged), outcome.refused) == (2, 1, ())
    starts = [meeting_of(ready, work_as, case_id).starts_at for case_id in ready.cases]
    assert starts == [at(1, 10, 30), at(2, 9), at(1, 9)]
    assert len(mails(ready)) == before + 6
    assert ready.week.crowded == frozenset()


def test_of_a_ring_nothing_moves_where_one_of_it_cannot(
    ready: Region, monkeypatch: pytest.MonkeyPatch, work_as: WorkAs
) -> None:
    """Its director moved it while the others were about to be announced."""
    published(ready)
    ready.kept(at(1, 10, 30), at(1, 9), at(2, 9))
    first, second, _ = ready.cases
    begin = publishing._begin

    def beaten(*given) -> None:
        begin(*given)
        meeting, director = meeting_of(ready, work_as, second), director_of(ready, work_as, second)
        move(director, MoveMeeting(meeting.id, second, meeting.version, at(1, 10, 45), 60, at(0, 20)))

    monkeypatch.setattr(publishing, "_begin", beaten)
    assert {line for line, _ in published(ready).refused} == {ready.line(first).id, ready.line(second).id}
    starts = [meeting_of(ready, work_as, case_id).starts_at for case_id in (first, second)]
    assert starts == [at(1, 9), at(1, 10, 45)]
    assert ready.week.crowded == frozenset()


def test_who_cannot_come_by_the_plan_keeps_the_invitation_and_that_is_shown(region: Region) -> None:
    """Everybody on the case is invited: to send a deputy, or a word in writing."""
    first = region.cases[0]
    school = a_professional(region.system, "S. School", "s@school.example", "school", weekly_hours=MORNINGS)
    a_seat(region.system, first, school)
    region.begun()
    region.kept(at(1, 9))
    published(region)

    def without_school(start) -> SeatTaken:
        problem, _ = problem_of(region.coordinator, "p1")
        (booking,) = region.plan_at(start).bookings
        there = tuple(pair for pair in booking.attendees if pair[1] != school)
        absent = tuple(seat for seat, who in booking.attendees if who == school)
        plan = whole(problem, [replace(booking, attendees=there, absent=absent)])
        keep(region.coordinator, "p1", region.week.version, plan)
        return next(seat for seat in region.line(first).seats if seat.organisation == "school")

    seat = without_school(at(1, 9))
    assert (seat.name, seat.expected) == ("", "S. School")
    with pytest.raises(NothingToPublish):
        published(region)
    before = len(mails(region))
    seat = without_school(at(2, 9))
    assert (seat.name, seat.expected) == ("", "S. School")
    assert published(region).moved
    assert [row.revoked_at for row in rows(region, Invitation)] == [None] * 4
    assert len(mails(region)) == before + 4


def test_of_two_drafts_over_the_same_days_each_names_the_other_and_the_first_announced_stands(ready: Region) -> None:
    later = ready.case()
    ready.plan_id = "p2"
    begun_by = an_account(ready.system, "C. Coord", AccountRole.COORDINATOR)
    with ready.system.upkeep() as tx:
        tx.session.get_one(RegionPlan, "p1").planned_by = begun_by
    ready.begun()
    ready.kept(at(1, 9), at(1, 10, 30), at(2, 9), at(2, 10, 30))
    assert ready.week.beside == (PlanBeside("p1", MONDAY, 5, PlanStage.WORKED_OUT, "C. Coord", 3),)
    ready.kept(at(3, 9), at(3, 10, 30), at(4, 9), at(1, 9))
    assert ready.week.outdated == frozenset()
    ready.plan_id = "p1"
    assert [(one.id, one.both) for one in ready.week.beside] == [("p2", 3)]
    assert len(published(ready).announced) == 3
    ready.plan_id = "p2"
    assert ready.week.beside == ()
    assert len(ready.week.outdated) == 4, "three cases meet elsewhere, and the fourth has lost its people"
    refused = dict(publish(ready.coordinator, "p2", ready.week.version).refused)
    assert sorted(refused.values()) == ["region_plan.meeting_elsewhere"] * 3 + ["region_plan.time_wrong"]
    assert refused[ready.line(later).id] == "region_plan.time_wrong"
