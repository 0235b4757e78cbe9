"""A plan announced: who is invited, what is moved, what is refused, and nothing twice."""

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case, Seat
from models.meeting import Invitation, Meeting, Sitting
from models.outbox import OutboxMessage
from models.terms import BarKind, CaseStatus, MeetingMode, MeetingStatus
from services.access.rules import Standing
from services.meetings.actions import move, withdraw
from services.meetings.facts import PlannedMeeting
from services.meetings.orders import MoveMeeting
from services.meetings.queries import meetings_of
from services.messages.calendar_items import item_in
from services.messages.facts import Item
from services.region_plan.actions import publish, save_room
from services.region_plan.facts import NothingToPublish, PlanStage, PublishOutcome, SaveRoom
from services.region_plan.queries import problem_of
from services.scheduling.many.facts import Place
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.rows import a_bar, a_professional, an_invitation
from tests.services.region_plan.conftest import MORNINGS, Region, WorkAs, a_region, at, three_planned


def published(region: Region) -> PublishOutcome:
    return publish(region.coordinator, "p1", region.week.version)


def director_of(region: Region, work_as: WorkAs, case_id: str) -> Work:
    with region.system.database.reading() as session:
        account = session.get_one(Case, case_id).director_id
    return work_as(Standing.CASE_DIRECTOR, account_id=account, session_id=f"s{account}"[:32])


def meeting_of(region: Region, work_as: WorkAs, case_id: str) -> PlannedMeeting:
    return meetings_of(director_of(region, work_as, case_id), case_id)[0]


def mails(region: Region) -> list[OutboxMessage]:
    with region.system.database.reading() as session:
        return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.queued_at))))


def items(region: Region) -> list[Item]:
    """The calendar items of all mails, the first first."""
    vault = region.system.database.vault
    return [
        item_in(vault.unseal("outbox_message", row.id, "calendar_sealed", row.calendar_sealed)) for row in mails(region)
    ]


def rows(region: Region, kind: type) -> list:
    with region.system.database.reading() as session:
        return list(session.exec(select(kind)))


@pytest.fixture
def ready(work_as: WorkAs) -> Region:
    """Two cases one after another on Tuesday morning, the third on Wednesday."""
    return a_region(work_as, three_planned)


def test_every_case_gets_its_meeting_with_invitations_and_mail(ready: Region, work_as: WorkAs) -> None:
    outcome = published(ready)
    ids = [ready.line(case_id).id for case_id in ready.cases]
    assert set(outcome.announced) == set(ids)
    assert (outcome.moved, outcome.unchanged, outcome.refused) == ((), (), ())
    assert ready.week.stage is PlanStage.PUBLISHED
    assert len(mails(ready)) == 9
    for case_id, start in zip(ready.cases, (at(1, 9), at(1, 10, 30), at(2, 9)), strict=True):
        meeting = meeting_of(ready, work_as, case_id)
        assert (meeting.starts_at, meeting.status, meeting.mode) == (start, MeetingStatus.PLANNED, MeetingMode.ONLINE)
        assert {one.organisation for one in meeting.attendees} == {"politie", "VT", "lokale_veld"}
        assert "regisseur" in meeting.question
        assert "regisseur" in meeting.news
        assert meeting.conditions_due_at < start
        assert ready.line(case_id).meeting_id == meeting.id


def test_each_case_is_an_act_of_its_own_in_the_log(ready: Region) -> None:
    published(ready)
    done = [row for row in rows(ready, AuditEntry) if row.permission == "region.publish"]
    assert {(row.case_id, row.outcome) for row in done} == {(case_id, "done") for case_id in ready.cases}


def test_meetings_in_a_row_become_a_sitting_of_own_cases(ready: Region, work_as: WorkAs) -> None:
    published(ready)
    (sitting,) = rows(ready, Sitting)
    assert sitting.starts_at == at(1, 9)
    joined = [meeting_of(ready, work_as, case_id).sitting_id for case_id in ready.cases]
    assert joined == [sitting.id, sitting.id, ""]


def test_nothing_is_announced_twice(ready: Region) -> None:
    seen = ready.week.version
    published(ready)
    before = len(mails(ready))
    with pytest.raises(ChangedMeanwhile):
        publish(ready.coordinator, "p1", seen)
    with pytest.raises(NothingToPublish):
        published(ready)
    assert len(mails(ready)) == before
    assert len(rows(ready, Meeting)) == 3


def test_nothing_planned_is_nothing_to_publish(region: Region) -> None:
    region.begun()
    with pytest.raises(NothingToPublish):
        published(region)


def test_a_refused_case_keeps_its_reason_and_the_others_go_on(ready: Region) -> None:
    preparing, elsewhere, goes_on = ready.cases
    with ready.system.upkeep() as tx:
        tx.session.get_one(Case, preparing).status = CaseStatus.PREPARING
    an_invitation(ready.system, elsewhere, a_professional(ready.system, "A. Ander", "", "school"))
    ids = {case_id: ready.line(case_id).id for case_id in ready.cases}
    outcome = published(ready)
    assert outcome.announced == (ids[goes_on],)
    assert dict(outcome.refused) == {
        ids[preparing]: "region_plan.time_wrong",
        ids[elsewhere]: "region_plan.meeting_elsewhere",
    }
    assert ready.line(elsewhere).refusal == "region_plan.meeting_elsewhere"
    assert ready.line(goes_on).refusal == ""
    with ready.system.upkeep() as tx:
        tx.session.get_one(Case, preparing).status = CaseStatus.ACTIVE
    again = published(ready)
    assert again.announced == (ids[preparing],)
    assert again.unchanged == (ids[goes_on],)
    assert ready.line(preparing).refusal == ""


def test_a_time_that_somebody_lost_meanwhile_is_refused(ready: Region) -> None:
    """Another plan, or a director, was first."""
    invitation = an_invitation(ready.system, ready.case(), ready.people["VT"])
    with ready.system.upkeep() as tx:
        row = tx.session.get_one(Meeting, tx.session.get_one(Invitation, invitation).meeting_id)
        row.starts_at, row.ends_at = at(1, 9), at(1, 10)
    outcome = published(ready)
    assert dict(outcome.refused) == {ready.line(ready.cases[0]).id: "region_plan.time_wrong"}
    assert len(outcome.announced) == 2


def test_who_is_barred_since_is_not_invited(ready: Region) -> None:
    a_bar(ready.system, ready.cases[0], BarKind.NAME, "VT Partner")
    outcome = published(ready)
    assert dict(outcome.refused) == {ready.line(ready.cases[0]).id: "region_plan.time_wrong"}
    assert len(mails(ready)) == 6


def test_an_announced_meeting_is_moved_and_everybody_asked_anew(ready: Region, work_as: WorkAs) -> None:
    published(ready)
    first = ready.cases[0]
    before = meeting_of(ready, work_as, first)
    ready.kept(at(3, 9), at(1, 10, 30), at(2, 9))
    assert ready.line(first).moved
    outcome = published(ready)
    assert outcome.moved == (ready.line(first).id,)
    assert outcome.announced == ()
    assert len(outcome.unchanged) == 2
    after = meeting_of(ready, work_as, first)
    assert (after.id, after.starts_at, after.sequence) == (before.id, at(3, 9), before.sequence + 1)
    assert {one.link for one in after.attendees} == {one.link for one in before.attendees}
    assert after.sitting_id == ""
    assert not ready.line(first).moved


def test_a_move_makes_room_for_what_comes_in_its_place(ready: Region) -> None:
    ready.kept(at(1, 9))
    published(ready)
    ready.kept(at(1, 10, 30), at(1, 9))
    outcome = published(ready)
    assert (len(outcome.moved), len(outcome.announced), outcome.refused) == (1, 1, ())


def test_what_a_director_moves_or_calls_off_stays_so(ready: Region, work_as: WorkAs) -> None:
    published(ready)
    moved, off, _ = ready.cases
    meeting, director = meeting_of(ready, work_as, moved), director_of(ready, work_as, moved)
    order = MoveMeeting(meeting.id, moved, meeting.version, at(4, 9), 90, at(3, 16))
    move(director, order)
    called_off = meeting_of(ready, work_as, off)
    withdraw(director_of(ready, work_as, off), off, called_off.id, called_off.version)
    line = ready.line(moved)
    assert (line.starts_at, line.moved) == (at(4, 9), False)
    outcome = published(ready)
    assert dict(outcome.refused) == {ready.line(off).id: "region_plan.time_wrong"}
    assert meeting_of(ready, work_as, moved).starts_at == at(4, 9)
    assert meeting_of(ready, work_as, off).status is MeetingStatus.WITHDRAWN


def test_a_deputy_of_the_plan_is_invited_in_the_holders_place(region: Region, work_as: WorkAs) -> None:
    deputy = a_professional(region.system, "D. Deputy", "d@partner.example", "VT", weekly_hours=MORNINGS)
    with region.system.upkeep() as tx:
        for seat in tx.session.exec(select(Seat).where(Seat.professional_id == region.people["VT"])):
            seat.deputy_id = deputy
    region.begun()
    problem, _ = problem_of(region.coordinator, "p1")
    assert {seat.substitutes for one in problem.meetings for seat in one.seats if seat.organisation == "VT"} == {
        (deputy,)
    }
    region.kept(at(1, 9), instead={region.people["VT"]: deputy})
    assert [(seat.name, seat.substitute) for seat in region.line(region.cases[0]).seats if seat.substitute] == [
        ("D. Deputy", True)
    ]
    published(region)
    (attendee,) = (one for one in meeting_of(region, work_as, region.cases[0]).attendees if one.organisation == "VT")
    assert (attendee.name, attendee.stands_in_for) == ("D. Deputy", "VT Partner")
    region.kept(at(2, 9))
    assert published(region).moved
    (attendee,) = (one for one in meeting_of(region, work_as, region.cases[0]).attendees if one.organisation == "VT")
    assert (attendee.name, attendee.stands_in_for) == ("VT Partner", "")
    vault, waiting = region.system.database.vault, [row for row in mails(region) if not row.failure]
    told = sorted(vault.unseal("outbox_message", row.id, "to_sealed", row.to_sealed) for row in waiting)
    assert told == [
        "VT@partner.example",
        "d@partner.example",
        "lokale_veld@partner.example",
        "politie@partner.example",
    ], "the holder is invited for the new time, the deputy hears that they are replaced"


def test_a_room_is_told_as_the_place_and_is_not_given_twice(region: Region, work_as: WorkAs) -> None:
    save_room(region.coordinator, SaveRoom("r1", 0, "Zaal 1", 12, "Bureau"))
    region.begun(place=Place.ON_SITE)
    region.kept(at(1, 9, 30), room="r1")
    published(region)
    meeting = meeting_of(region, work_as, region.cases[0])
    assert (meeting.mode, meeting.place) == (MeetingMode.ON_SITE, "Zaal 1 · Bureau")
    before = items(region)
    assert len(before) == 3
    save_room(region.coordinator, SaveRoom("r2", 0, "Zaal 2", 12))
    region.kept(at(1, 9, 30), room="r2")
    assert published(region).moved == (region.line(region.cases[0]).id,)
    assert meeting_of(region, work_as, region.cases[0]).place == "Zaal 2"
    told = items(region)[3:]
    assert {one.uid for one in told} == {one.uid for one in before}, "the calendars that had it have it anew"
    assert {one.sequence for one in told} == {1}
    assert {(one.starts_at, one.ends_at) for one in told} == {(at(1, 9, 30), at(1, 11))}
    with pytest.raises(NothingToPublish):
        published(region)
    region.plan_id = "p2"
    region.begun(place=Place.ON_SITE)
    problem, _ = problem_of(region.coordinator, "p2")
    (free, taken) = sorted(problem.rooms, key=lambda room: room.id)
    assert free.free is None
    assert taken.free is not None
    assert not any(begins < at(1, 9, 31) < ends for begins, ends in taken.free)


def test_nobody_else_publishes(ready: Region, work_as: WorkAs) -> None:
    director = director_of(ready, work_as, ready.cases[0])
    with pytest.raises(NotAllowed):
        publish(director, "p1", ready.week.version)
    assert mails(ready) == []


def test_a_case_that_keeps_the_coordinator_out_is_not_announced(ready: Region) -> None:
    a_bar(ready.system, ready.cases[0], BarKind.NAME, "C. Coord")
    outcome = published(ready)
    assert len(outcome.announced) == 2
    assert {row.case_id for row in rows(ready, Meeting)} == set(ready.cases[1:])
