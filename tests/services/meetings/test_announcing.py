"""A meeting announced: what is asked first, out of a poll or a time kept free, never at somebody's other meeting."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlmodel import select

from models.meeting import Meeting, WaiverRow
from models.terms import BarKind, InvitationAnswer, MeetingKind, MeetingMode, MeetingStatus
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.meetings.actions import MeetingOver, plan, reissue_link, reserve_series, withdraw
from services.meetings.links import LinkRefused, open_link
from services.meetings.orders import PlanMeeting
from services.meetings.queries import guest_meeting, meetings_of
from services.meetings.rules import MeetingFieldWrong, NobodyInvited, QuestionMissing, SlotTaken, SlotWrong
from services.relations.facts import VISITOR
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_holder, an_unplanned_case, plan_order, seats_of
from tests.services.meetings.lives import (
    DAY,
    HOUR,
    WorkAs,
    a_poll,
    a_series,
    all_say,
    cases_that_share,
    key_of,
    last_entry,
    the_meeting,
)

WHY = "Veilig Thuis belt in vanuit het andere overleg."


def everybody(director: Work, case_id: str) -> tuple[str, ...]:
    return tuple(seats_of(director, case_id).values())


def refusal(act: Callable[[], object], error: type[Exception]) -> dict[str, object]:
    with pytest.raises(error) as refused:
        act()
    return refused.value.fields


@pytest.mark.parametrize("field", ["question", "news"])
def test_nobody_is_invited_without_question_and_news(work_as: WorkAs, field: str) -> None:
    director, case_id = an_unplanned_case(work_as)
    order = plan_order(case_id, everybody(director, case_id), **{field: " \n "})
    assert refusal(lambda: plan(director, order), QuestionMissing) == {"field": field}
    assert meetings_of(director, case_id) == ()


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("question", "v" * 2001, "too_long"),
        ("news", "n" * 2001, "too_long"),
        ("place", "p" * 201, "too_long"),
        ("place", "Zaal 1\nZaal 2", "unreadable"),
        ("news", "nul \x00 hier", "unreadable"),
        ("question", "nummer 123456782", "national_number"),
        ("override_reason", "o" * 2001, "too_long"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(work_as: WorkAs, field: str, text: str, reason: str) -> None:
    director, case_id = an_unplanned_case(work_as)
    order = plan_order(case_id, everybody(director, case_id), **{field: text})
    fields = refusal(lambda: plan(director, order), MeetingFieldWrong)
    assert (fields["field"], fields["reason"]) == (field, reason)
    assert text not in str(fields)


def test_chair_and_note_taker_are_among_the_invited(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    invited = tuple(seat for home, seat in seats.items() if home != "DR")
    for field in ("chair", "note_taker"):
        order = plan_order(case_id, invited, **{f"{field}_seat_id": seats["DR"]})
        assert refusal(partial(plan, director, order), MeetingFieldWrong) == {"field": field, "reason": "not_invited"}
    plan(director, plan_order(case_id, invited, chair_seat_id=seats["VT"], note_taker_seat_id=seats["politie"]))
    (meeting,) = meetings_of(director, case_id)
    assert (meeting.chair_seat_id, meeting.note_taker_seat_id) == (seats["VT"], seats["politie"])


def test_a_meeting_ends_on_the_day_it_starts(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    late = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)  # 23.30 in Amsterdam
    order = plan_order(case_id, everybody(director, case_id), starts_at=late, minutes=30)
    assert refusal(lambda: plan(director, order), SlotWrong) == {"minutes": 30, "reason": "over_midnight"}
    assert plan(director, replace(order, minutes=29))


def test_coordination_by_phone_is_not_invited_to(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    order = plan_order(case_id, everybody(director, case_id), kind=MeetingKind.COORDINATION)
    assert refusal(lambda: plan(director, order), MeetingFieldWrong)["field"] == "kind"


def test_question_news_and_place_are_for_the_team_and_for_guests_who_came_in(
    planned: PlannedCase, work_as: WorkAs
) -> None:
    order = plan_order(
        planned.case_id,
        everybody(planned.director, planned.case_id),
        "m2",
        starts_at=STARTS + DAY,
        place="Stadhuis, kamer 3",
        mode=MeetingMode.ON_SITE,
    )
    plan(planned.director, order)
    team = a_holder(planned, work_as, "VT")
    for reader in (planned.director, team):
        seen = the_meeting(reader, planned.case_id, "m2")
        assert (seen.question, seen.news, seen.place) == (order.question, order.news, order.place)
        assert seen.mode is MeetingMode.ON_SITE
    assert {one.link for one in the_meeting(team, planned.case_id, "m2").attendees} == {""}
    guest = guest_meeting(planned.as_guest("VT"))
    assert (guest.question, guest.news, guest.status) == (order.question, order.news, MeetingStatus.PLANNED)
    told = "".join(
        f"{q.mail.subject}{q.mail.body}{q.mail.calendar}" for a in planned.meeting.attendees for q in a.mails
    )
    assert order.question not in told
    assert order.news not in told


def test_texts_lie_sealed_and_the_log_holds_ids_only(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as, homes=("politie", "DR"))
    plan(director, plan_order(case_id, everybody(director, case_id), override_reason=WHY))
    (meeting,) = meetings_of(director, case_id)
    (waiver,) = meeting.waivers
    assert (waiver.organisations, waiver.reason, waiver.by) == (("VHH", "VT", "lokale_veld"), WHY, "I. Brandsma")
    assert waiver.at == director.clock()
    with director.database.reading() as session:
        row = session.get_one(Meeting, "m1")
        kept = session.exec(select(WaiverRow.reason_sealed)).all()
    assert "Wat maakt" not in row.question_sealed
    assert "bericht" not in row.news_sealed
    assert WHY not in kept[0]
    entry = last_entry(director, Permission.MEETING_PLAN)
    assert entry.notes == {"meeting": "m1", "invited": 2, "overridden": True}


def test_a_poll_becomes_the_meeting_under_the_same_links(work_as: WorkAs, clock: StillClock) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    a_poll(director, case_id, (seats["politie"], seats["VT"], seats["DR"]))
    before = the_meeting(director, case_id, "p1")
    assert before.status is MeetingStatus.POLLED
    with pytest.raises(LinkRefused):
        open_link(director.as_actor(VISITOR), key_of(before, "VT"))
    clock.forward(minutes=1)
    order = plan_order(case_id, (seats["politie"], seats["VT"], seats["lokale_veld"]), "p1")
    assert plan(director, order) == "p1"
    after = the_meeting(director, case_id, "p1")
    assert (after.status, after.starts_at, after.kind) == (
        MeetingStatus.PLANNED,
        STARTS,
        MeetingKind.CASE_CONFERENCE,
    )
    assert (after.sequence, after.version) == (0, before.version + 1)
    assert {one.organisation for one in after.attendees} == {"politie", "VT", "lokale_veld"}
    links = {one.organisation: one.link for one in before.attendees}
    for one in after.attendees:
        assert one.link == links.get(one.organisation, one.link)
        assert f"UID:{one.invitation_id}" in one.mails[-1].mail.calendar.replace("\r\n ", "")
        assert "SEQUENCE:0" in one.mails[-1].mail.calendar
    visitor = director.as_actor(VISITOR)
    assert open_link(visitor, key_of(after, "VT"))
    with pytest.raises(LinkRefused):
        open_link(visitor, key_of(before, "DR"))
    with pytest.raises(NotAllowed):
        reissue_link(director, case_id, key_of(before, "DR").invitation_id)


def test_announcing_twice_changes_nothing_and_what_was_called_off_stays_so(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    a_poll(director, case_id, everybody(director, case_id))
    order = plan_order(case_id, everybody(director, case_id), "p1")
    plan(director, order)
    once = the_meeting(director, case_id, "p1")
    plan(director, replace(order, starts_at=STARTS + HOUR))
    assert the_meeting(director, case_id, "p1") == once
    withdraw(director, case_id, "p1", once.version)
    with pytest.raises(MeetingOver):
        plan(director, order)
    assert the_meeting(director, case_id, "p1").status is MeetingStatus.WITHDRAWN


def test_a_time_kept_free_gets_its_links_when_it_is_announced(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    first, *_ = reserve_series(director, a_series(case_id, (seats["politie"], seats["DR"])))
    starts = STARTS + 8 * DAY
    order = plan_order(
        case_id, (seats["politie"], seats["VT"]), first, starts_at=starts, kind=MeetingKind.REVIEW, override_reason=WHY
    )
    plan(director, replace(order, conditions_due_at=starts - HOUR))
    meeting = the_meeting(director, case_id, first)
    assert (meeting.status, meeting.starts_at, meeting.series_id) == (MeetingStatus.PLANNED, starts, "s1")
    assert {one.organisation for one in meeting.attendees} == {"politie", "VT"}
    assert all(len(one.mails) == 1 and one.link and one.code for one in meeting.attendees)
    assert open_link(director.as_actor(VISITOR), key_of(meeting, "politie"))


def test_somebodys_other_meeting_stands_in_the_way_and_nothing_of_it_is_told(work_as: WorkAs) -> None:
    (first, one), (second, two) = cases_that_share(work_as)
    seats = seats_of(first, one)
    plan(first, plan_order(one, everybody(first, one), "m1"))
    theirs = seats_of(second, two)
    clash = plan_order(two, everybody(second, two), "m2", starts_at=STARTS + HOUR)
    fields = refusal(lambda: plan(second, clash), SlotTaken)
    assert fields == {"seats": tuple(sorted(theirs.values()))}
    assert not set(fields["seats"]) & set(seats.values())
    assert meetings_of(second, two) == ()
    with pytest.raises(SlotTaken):
        plan(second, replace(clash, override_reason="   "))
    plan(second, replace(clash, override_reason=WHY))
    (kept,) = the_meeting(second, two, "m2").waivers
    assert (kept.organisations, kept.reason) == ((), WHY)


def test_meetings_that_touch_and_people_who_said_no_are_no_clash(work_as: WorkAs) -> None:
    (first, one), (second, two) = cases_that_share(work_as)
    plan(first, plan_order(one, everybody(first, one), "m1"))
    after = STARTS + timedelta(minutes=90)
    assert plan(second, plan_order(two, everybody(second, two), "m2", starts_at=after, minutes=30))
    all_say(first, one, "m1", InvitationAnswer.NO)
    assert plan(second, plan_order(two, everybody(second, two), "m3"))


def test_who_left_the_other_case_or_is_barred_from_it_is_free(work_as: WorkAs) -> None:
    (first, one), (second, two) = cases_that_share(work_as)
    seats = seats_of(first, one)
    plan(first, plan_order(one, everybody(first, one), "m1"))
    end_seat(first, one, seats["VT"])
    bar(first, one, NewBar(BarKind.EMAIL, "d3@partner.example"))  # the detectives
    fields = refusal(lambda: plan(second, plan_order(two, everybody(second, two), "m2")), SlotTaken)
    theirs = seats_of(second, two)
    assert set(fields["seats"]) == {theirs["politie"], theirs["lokale_veld"]}


def test_whoever_is_barred_or_off_the_case_is_not_invited(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    bar(director, case_id, NewBar(BarKind.EMAIL, "d3@partner.example"))
    a_poll(director, case_id, tuple(seats.values()))
    end_seat(director, case_id, seats["VT"])
    plan(director, plan_order(case_id, tuple(seats.values()), "p1", override_reason=WHY))
    meeting = the_meeting(director, case_id, "p1")
    assert {one.organisation for one in meeting.attendees} == {"politie", "lokale_veld"}
    with pytest.raises(NobodyInvited):
        plan(director, plan_order(case_id, (seats["VT"], seats["DR"], seats["politie"]), "m2"))


def test_of_two_who_plan_the_same_people_at_once_one_wins(work_as: WorkAs) -> None:
    shared = cases_that_share(work_as, 6)
    orders: list[tuple[Work, PlanMeeting]] = [
        (who, plan_order(case_id, everybody(who, case_id), f"m{number}"))
        for number, (who, case_id) in enumerate(shared)
    ]

    def attempt(which: tuple[Work, PlanMeeting]) -> str:
        try:
            return plan(*which)
        except SlotTaken:
            return "taken"

    with ThreadPoolExecutor(len(orders)) as crowd:
        outcomes = list(crowd.map(attempt, orders))
    assert outcomes.count("taken") == len(orders) - 1
    standing = [meeting for who, case_id in shared for meeting in meetings_of(who, case_id)]
    assert len(standing) == 1


def test_a_stranger_announces_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    other, case_id = an_unplanned_case(work_as, code="T-300")
    a_poll(planned.director, planned.case_id, everybody(planned.director, planned.case_id))
    order = plan_order(case_id, everybody(other, case_id), "p1")
    for who, what in (
        (other, order),
        (other, replace(order, case_id=planned.case_id)),
        (a_holder(planned, work_as, "VT"), replace(order, case_id=planned.case_id)),
        (planned.as_guest("VT"), replace(order, case_id=planned.case_id)),
    ):
        with pytest.raises(NotAllowed):
            plan(who, what)
    assert the_meeting(planned.director, planned.case_id, "p1").status is MeetingStatus.POLLED
