"""Announcing while others act: in two browsers, interrupted half way, and beside directors who were first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from models.audit import AuditEntry
from models.directory import SignInSession
from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from services.access.rules import Standing
from services.errors import ServiceError
from services.meetings.actions import move
from services.meetings.orders import MoveMeeting
from services.region_plan import announcing, publishing
from services.region_plan.actions import keep, mark, publish, refresh, settle
from services.region_plan.facts import MarkMeeting, NothingToPublish, SettleMeeting
from services.region_plan.queries import options_for, problem_of
from services.scheduling.many.checks import check_problem
from services.scheduling.many.repairing import repair
from services.unit_of_work import ChangedMeanwhile, NotAllowed
from tests.services.region_plan.conftest import Region, WorkAs, at
from tests.services.region_plan.test_publishing import director_of, mails, meeting_of, published, rows

Step = Callable[[], object]


@pytest.fixture
def ready(region: Region) -> Region:
    """Two cases one after another on Tuesday morning, the third on Wednesday."""
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30), at(2, 9))
    return region


def test_two_browsers_announce_each_meeting_once(ready: Region, work_as: WorkAs) -> None:
    other = work_as(Standing.COORDINATOR, name="A. Nders", account_id="d" * 32, session_id="d" * 32)
    seen = ready.week.version

    def announced(work) -> object:
        try:
            return publish(work, "p1", seen)
        except ServiceError as refusal:
            return refusal

    with ThreadPoolExecutor(2) as both:
        came = list(both.map(announced, (ready.coordinator, other)))
    assert sorted(type(one).__name__ for one in came) == ["ChangedMeanwhile", "PublishOutcome"]
    assert (len(rows(ready, Meeting)), len(mails(ready))) == (3, 9)
    with pytest.raises(NothingToPublish):
        published(ready)


@pytest.mark.parametrize("breaks_at", [1, 2, 3])
def test_interrupted_half_way_nothing_is_announced_twice_and_the_same_order_does_the_rest(
    ready: Region, monkeypatch: pytest.MonkeyPatch, breaks_at: int
) -> None:
    told, plan_in = [], announcing.plan_in

    def breaks(*given, **named) -> str:
        told.append(plan_in(*given, **named))
        if len(told) == breaks_at:
            raise OSError("the plug")
        return told[-1]

    monkeypatch.setattr(announcing, "plan_in", breaks)
    with pytest.raises(OSError, match="the plug"):
        published(ready)
    assert len(rows(ready, Meeting)) == breaks_at - 1, "what broke is taken back whole"
    assert len(mails(ready)) == 3 * (breaks_at - 1)
    before = {row.id for row in rows(ready, OutboxMessage)}
    outcome = published(ready)
    assert (len(outcome.announced), len(outcome.unchanged), outcome.refused) == (4 - breaks_at, breaks_at - 1, ())
    assert (len(rows(ready, Meeting)), len(rows(ready, Invitation)), len(mails(ready))) == (3, 9, 9)
    assert before <= {row.id for row in rows(ready, OutboxMessage)}
    done = [row.case_id for row in rows(ready, AuditEntry) if row.permission == "region.publish"]
    assert sorted(done) == sorted(ready.cases)


def test_what_is_settled_by_hand_while_it_is_announced_is_refused_and_told_anew(
    ready: Region, monkeypatch: pytest.MonkeyPatch, work_as: WorkAs
) -> None:
    other = work_as(Standing.COORDINATOR, name="A. Nders", account_id="d" * 32, session_id="d" * 32)
    last, begin = ready.line(ready.cases[2]), publishing._begin

    def changed(work, plan_id: str, version: int, due) -> None:
        begin(work, plan_id, version, due)
        settle(other, SettleMeeting(plan_id, version + 1, last.id, at(3, 9)))

    monkeypatch.setattr(publishing, "_begin", changed)
    outcome = published(ready)
    assert dict(outcome.refused)[last.id] == "work.changed_meanwhile"
    assert ready.line(ready.cases[2]).starts_at == at(3, 9)
    monkeypatch.undo()
    assert last.id in published(ready).announced
    assert {row.starts_at for row in rows(ready, Meeting)} >= {at(3, 9)}


def test_of_two_coordinators_the_second_is_told_whatever_they_do(ready: Region, work_as: WorkAs) -> None:
    other = work_as(Standing.COORDINATOR, name="A. Nders", account_id="d" * 32, session_id="d" * 32)
    line, plan = ready.line(ready.cases[0]), ready.plan_at(at(3, 9))

    def steps(work, version: int) -> list[Step]:
        return [
            lambda: settle(work, SettleMeeting("p1", version, line.id, at(3, 9))),
            lambda: mark(work, MarkMeeting("p1", version, line.id, pinned=True)),
            lambda: keep(work, "p1", version, plan),
            lambda: refresh(work, "p1", version),
            lambda: publish(work, "p1", version),
        ]

    seen = ready.week.version
    mark(ready.coordinator, MarkMeeting("p1", seen, line.id, left_out=False))
    stands = ready.week
    for step in steps(other, seen):
        with pytest.raises(ChangedMeanwhile):
            step()
    assert ready.week == stands
    assert mails(ready) == []


def moved(region: Region, work_as: WorkAs, case_id: str, start: datetime, minutes: int) -> None:
    """Its director puts the announced meeting elsewhere."""
    meeting, director = meeting_of(region, work_as, case_id), director_of(region, work_as, case_id)
    move(director, MoveMeeting(meeting.id, case_id, meeting.version, start, minutes, at(0, 20)))


@pytest.mark.parametrize(
    ("start", "minutes", "pinned"),
    [
        (at(4, 9, 5), 90, True),
        (at(4, 9), 150, False),
        (at(4, 9), 30, True),
        (at(8, 9), 90, True),
        (at(5, 10), 90, False),
        (at(4, 11, 30), 90, False),
    ],
)
def test_a_time_that_no_plan_could_give_is_the_directors_and_spoils_nothing(
    ready: Region, work_as: WorkAs, start: datetime, minutes: int, pinned: bool
) -> None:
    """Off the quarters, longer, shorter, in another week, on a Saturday, over lunch."""
    first, second, third = ready.cases
    line = ready.line(first).id
    mark(ready.coordinator, MarkMeeting("p1", ready.week.version, line, pinned=pinned))
    published(ready)
    moved(ready, work_as, first, start, minutes)
    problem, plan = problem_of(ready.coordinator, "p1")
    check_problem(problem)
    assert plan is not None
    assert {one.case_id for one in problem.meetings} == {second, third}
    assert (ready.line(first).starts_at, ready.line(first).moved) == (start, False)
    keep(ready.coordinator, "p1", ready.week.version, repair(problem, plan).plan)
    for option in options_for(ready.coordinator, "p1", ready.line(third).id):
        shares = option.booking.start < meeting_of(ready, work_as, first).ends_at and start < option.booking.end
        assert not shares, "its people are taken then"
    with pytest.raises(NothingToPublish):
        published(ready)
    assert meeting_of(ready, work_as, first).starts_at == start


def test_who_is_at_an_announced_meeting_that_was_left_to_its_director_is_taken_then(ready: Region) -> None:
    published(ready)
    line, other = ready.line(ready.cases[2]), ready.line(ready.cases[0])
    mark(ready.coordinator, MarkMeeting("p1", ready.week.version, line.id, left_out=True))
    starts = [one.booking.start for one in options_for(ready.coordinator, "p1", other.id)]
    assert starts
    assert not [start for start in starts if at(2, 9) <= start < at(2, 10, 30)]


def test_whoever_was_signed_out_meanwhile_announces_nothing_more(ready: Region, monkeypatch) -> None:
    told = publishing.announce_one

    def ends(work, telling, **named) -> bool:
        done = told(work, telling, **named)
        with ready.system.upkeep() as tx:
            tx.session.get_one(SignInSession, ready.coordinator.actor.session_id).ended_at = tx.now
        return done

    seen = ready.week.version
    monkeypatch.setattr(publishing, "announce_one", ends)
    with pytest.raises(NotAllowed):
        publish(ready.coordinator, "p1", seen)
    assert (len(rows(ready, Meeting)), len(mails(ready))) == (1, 3)
