"""A meeting held at another time or called off: who hears it, what is asked anew, and that nothing goes on twice."""

from datetime import timedelta

import pytest

from models.meeting import Invitation, Meeting, Sitting
from models.terms import BarKind, InvitationAnswer, MeetingStatus
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.meetings.actions import MeetingOver, move, plan, withdraw
from services.meetings.links import LinkRefused, open_link
from services.meetings.rules import DeadlineWrong, MeetingFieldWrong, SlotInPast, SlotTaken, SlotWrong
from services.messages.facts import Delivery
from services.messages.queries import mail_of
from services.relations.facts import VISITOR
from services.unit_of_work import ChangedMeanwhile, NotAllowed
from tests.conftest import StillClock
from tests.planned import DUE, STARTS, PlannedCase, a_holder, plan_order, seats_of
from tests.services.meetings.lives import (
    DAY,
    HOUR,
    WorkAs,
    a_move,
    a_poll,
    all_say,
    cases_that_share,
    key_of,
    last_entry,
    the_meeting,
)


def row_of(planned: PlannedCase, organisation: str) -> Invitation:
    with planned.director.database.reading() as session:
        return session.get_one(Invitation, planned.attendee(organisation).invitation_id)


def unfolded(calendar: str | None) -> str:
    return (calendar or "").replace("\r\n ", "")


def test_everybody_hears_the_new_time_under_the_same_link_and_is_asked_anew(
    planned: PlannedCase, clock: StillClock
) -> None:
    all_say(planned.director, planned.case_id, planned.meeting_id, InvitationAnswer.YES)
    before, links = planned.meeting, {one.organisation: one.link for one in planned.meeting.attendees}
    clock.forward(minutes=1)
    move(planned.director, a_move(planned, minutes=60))
    after = planned.meeting
    assert (after.starts_at, after.ends_at) == (STARTS + DAY, STARTS + DAY + HOUR)
    assert (after.sequence, after.version, after.status) == (1, before.version + 1, MeetingStatus.PLANNED)
    assert after.conditions_due_at == STARTS + DAY - 2 * HOUR
    assert {one.organisation: one.link for one in after.attendees} == links
    for one in after.attendees:
        assert (one.answer, one.answered_at, one.reminders) == (InvitationAnswer.OPEN, None, 0)
        assert [mail.delivery for mail in one.mails] == [Delivery.GIVEN_UP, Delivery.WAITING]
        item = unfolded(one.mails[-1].mail.calendar)
        assert f"UID:{one.invitation_id}" in item
        assert "SEQUENCE:1" in item
        assert "METHOD:REQUEST" in item
    assert open_link(planned.director.as_actor(VISITOR), planned.key("VT"))
    assert last_entry(planned.director, Permission.MEETING_PLAN).notes == {
        "meeting": planned.meeting_id,
        "moved": True,
        "sequence": 1,
    }


def test_the_link_lives_as_long_as_the_meeting_it_moved_to(planned: PlannedCase, clock: StillClock) -> None:
    move(planned.director, a_move(planned, STARTS + 9 * DAY))
    clock.moment = STARTS + 9 * DAY + timedelta(minutes=90, hours=23)
    assert open_link(planned.director.as_actor(VISITOR), planned.key("VT"))


def test_an_agreed_deputy_stays_and_a_proposed_one_falls_away(planned: PlannedCase) -> None:
    director, vt, police = planned.director, planned.attendee("VT"), planned.attendee("politie")
    with director.act(Permission.DEPUTY_DECIDE, planned.case_id) as tx:
        agreed, proposed = (tx.session.get_one(Invitation, one.invitation_id) for one in (vt, police))
        agreed.stands_in_for, agreed.professional_id = agreed.professional_id, proposed.professional_id
        proposed.answer = InvitationAnswer.DEPUTY
        tx.seal(proposed, "deputy_sealed", '{"name": "A. Ander", "function": "", "email": "", "phone": ""}')
        tx.add(agreed, proposed)
    assert planned.attendee("politie").proposed is not None
    assert planned.attendee("VT").stands_in_for == vt.name
    move(director, a_move(planned))
    assert (planned.attendee("politie").proposed, planned.attendee("politie").answer) == (None, InvitationAnswer.OPEN)
    assert planned.attendee("VT").stands_in_for == vt.name


def test_only_a_new_deadline_asks_nobody_anything(planned: PlannedCase) -> None:
    all_say(planned.director, planned.case_id, planned.meeting_id, InvitationAnswer.YES)
    move(planned.director, a_move(planned, STARTS, conditions_due_at=DUE - HOUR))
    after = planned.meeting
    assert (after.sequence, after.conditions_due_at) == (0, DUE - HOUR)
    assert {one.answer for one in after.attendees} == {InvitationAnswer.YES}
    assert all(len(one.mails) == 1 for one in after.attendees)


def test_the_meeting_does_not_stand_in_its_own_way_but_another_does(work_as: WorkAs) -> None:
    (first, one), (second, two) = cases_that_share(work_as)
    plan(first, plan_order(one, tuple(seats_of(first, one).values()), "m1"))
    plan(second, plan_order(two, tuple(seats_of(second, two).values()), "m2", starts_at=STARTS + 4 * HOUR))
    mine = PlannedCase(first, one, "m1", planned_guest)
    move(first, a_move(mine, STARTS + HOUR / 2))
    with pytest.raises(SlotTaken) as refused:
        move(first, a_move(mine, STARTS + 3 * HOUR))
    assert set(refused.value.fields["seats"]) == set(seats_of(first, one).values())
    assert mine.meeting.starts_at == STARTS + HOUR / 2
    move(first, a_move(mine, STARTS + 3 * HOUR, override_reason="Twee van vier bellen later in."))
    assert [waiver.reason for waiver in mine.meeting.waivers] == ["Twee van vier bellen later in."]


def planned_guest(_: str) -> None:
    raise AssertionError


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"starts_at": STARTS - 5 * DAY, "conditions_due_at": STARTS - 6 * DAY}, SlotInPast),
        ({"minutes": 9}, SlotWrong),
        ({"minutes": 241}, SlotWrong),
        ({"starts_at": STARTS + 13 * HOUR, "conditions_due_at": STARTS}, SlotWrong),
        ({"conditions_due_at": STARTS + 2 * DAY}, DeadlineWrong),
        ({"override_reason": "o" * 2001}, MeetingFieldWrong),
        ({"version": 7}, ChangedMeanwhile),
    ],
)
def test_a_move_that_cannot_be_leaves_everything_as_it_was(
    planned: PlannedCase, changes: dict[str, object], error: type[Exception]
) -> None:
    before = planned.meeting
    with pytest.raises(error):
        move(planned.director, a_move(planned, **changes))
    assert planned.meeting == before


def test_what_has_begun_or_was_called_off_is_not_moved(planned: PlannedCase, clock: StillClock) -> None:
    order = a_move(planned)
    clock.moment = STARTS
    with pytest.raises(MeetingOver):
        move(planned.director, order)
    clock.moment = STARTS - DAY
    withdraw(planned.director, planned.case_id, planned.meeting_id, 1)
    with pytest.raises(MeetingOver):
        move(planned.director, order)


def test_whoever_is_barred_or_off_the_case_hears_nothing_of_the_new_time(planned: PlannedCase) -> None:
    director, seats = planned.director, seats_of(planned.director, planned.case_id)
    barred, gone = row_of(planned, "lokale_veld"), row_of(planned, "VT")
    bar(director, planned.case_id, NewBar(BarKind.EMAIL, "d2@partner.example"))
    end_seat(director, planned.case_id, seats["VT"])
    move(director, a_move(planned))
    with director.act(Permission.MEETING_PLAN, planned.case_id) as tx:
        mails = mail_of(tx, [barred.id, gone.id])
        assert [len(mails[which]) for which in (barred.id, gone.id)] == [1, 1]
        assert tx.session.get_one(Invitation, gone.id).expires_at == gone.expires_at
    assert "lokale_veld" not in {one.organisation for one in planned.meeting.attendees}


def test_a_stranger_moves_and_calls_off_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    before = planned.meeting
    (other, case_id), *_ = cases_that_share(work_as, 1)
    for who in (other, a_holder(planned, work_as, "VT"), planned.as_guest("VT")):
        for which in (planned.case_id, case_id):
            with pytest.raises(NotAllowed):
                withdraw(who, which, planned.meeting_id, 1)
        with pytest.raises(NotAllowed):
            move(who, a_move(planned))
    assert planned.meeting == before


def test_calling_a_poll_off_tells_everybody_without_a_calendar_number_that_grew(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    a_poll(director, case_id, tuple(seats_of(director, case_id).values()))
    key = key_of(the_meeting(director, case_id, "p1"), "VT")
    withdraw(director, case_id, "p1", the_meeting(director, case_id, "p1").version)
    gone = the_meeting(director, case_id, "p1")
    assert (gone.status, gone.sequence) == (MeetingStatus.WITHDRAWN, 0)
    assert all(len(one.mails) == 2 for one in gone.attendees)
    with pytest.raises(LinkRefused):
        open_link(director.as_actor(VISITOR), key)


def test_a_poll_whose_times_have_passed_can_still_be_called_off(planned: PlannedCase, clock: StillClock) -> None:
    director, case_id = planned.director, planned.case_id
    a_poll(director, case_id, tuple(seats_of(director, case_id).values()))
    clock.forward(days=30)
    withdraw(director, case_id, "p1", 1)
    with pytest.raises(MeetingOver):
        withdraw(director, case_id, "p1", 2)


def test_an_unknown_meeting_is_not_called_off(planned: PlannedCase) -> None:
    with pytest.raises(NotAllowed):
        withdraw(planned.director, planned.case_id, "unknown", 1)


def test_on_another_day_a_meeting_leaves_its_sitting(planned: PlannedCase) -> None:
    def in_sitting() -> str | None:
        with planned.director.database.reading() as session:
            return session.get_one(Meeting, planned.meeting_id).sitting_id

    with planned.director.act(Permission.MEETING_PLAN, planned.case_id) as tx:
        tx.add(Sitting(id="z1", starts_at=STARTS, planned_by="test"))
        row = tx.session.get_one(Meeting, planned.meeting_id)
        row.sitting_id = "z1"
        tx.add(row)
    move(planned.director, a_move(planned, STARTS + HOUR))
    assert in_sitting() == "z1"
    move(planned.director, a_move(planned))
    assert in_sitting() is None
