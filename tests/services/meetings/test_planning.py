"""Planning a meeting, calling it off, and what a link's renewal does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from models.terms import BarKind, InvitationAnswer, MeetingKind, MeetingStatus
from services.access.rules import Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.directory import sessions
from services.meetings.actions import MeetingOver, plan, reissue_link, withdraw
from services.meetings.links import open_link
from services.meetings.queries import current_meeting, guest_meeting, meetings_of
from services.meetings.rules import (
    DeadlineWrong,
    NobodyInvited,
    PartnersMissing,
    SlotInPast,
    SlotWrong,
    default_deadline,
)
from services.messages.facts import Delivery
from services.relations.facts import VISITOR
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import DUE, STARTS, PlannedCase, a_director, a_planned_case, an_unplanned_case, plan_order, seats_of


def test_planning_invites_each_seat_with_a_mail_of_its_own(planned: PlannedCase) -> None:
    meeting = planned.meeting
    assert (meeting.status, meeting.starts_at, meeting.ends_at) == (
        MeetingStatus.PLANNED,
        STARTS,
        STARTS + timedelta(minutes=90),
    )
    assert {a.organisation for a in meeting.attendees} == {"politie", "VT", "lokale_veld", "DR"}
    assert {a.answer for a in meeting.attendees} == {InvitationAnswer.OPEN}
    assert len({a.code for a in meeting.attendees} | {a.link for a in meeting.attendees}) == 8
    assert all(len(a.mails) == 1 and a.link in a.mails[0].mail.body for a in meeting.attendees)
    assert all(a.code not in a.mails[0].mail.body for a in meeting.attendees)
    assert meeting.owing == meeting.attendees


def test_the_same_order_twice_plans_one_meeting(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    order = plan_order(case_id, tuple(seats_of(director, case_id).values()))
    assert plan(director, order) == plan(director, order) == "m1"
    (meeting,) = meetings_of(director, case_id)
    assert len(meeting.attendees) == 4
    assert all(len(a.mails) == 1 for a in meeting.attendees)


def test_a_meeting_id_of_another_case_is_refused(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as, code="T-300")
    with pytest.raises(NotAllowed):
        plan(director, plan_order(case_id, tuple(seats_of(director, case_id).values()), planned.meeting_id))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"starts_at": datetime(2026, 11, 23, 9, 0, tzinfo=UTC)}, SlotInPast),
        ({"starts_at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC)}, SlotInPast),
        ({"minutes": 0}, SlotWrong),
        ({"minutes": 241}, SlotWrong),
        ({"conditions_due_at": STARTS + timedelta(minutes=1)}, DeadlineWrong),
        ({"conditions_due_at": datetime(2026, 11, 23, 9, 0, tzinfo=UTC)}, DeadlineWrong),
        ({"seat_ids": ()}, NobodyInvited),
        ({"seat_ids": ("unknown", "other")}, NobodyInvited),
    ],
)
def test_an_order_that_cannot_be_is_refused_and_plans_nothing(
    work_as: Callable[..., Work], changes: dict[str, object], error: type[Exception]
) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = tuple(seats_of(director, case_id).values())
    with pytest.raises(error):
        plan(director, plan_order(case_id, **({"seat_ids": seats} | changes)))
    assert meetings_of(director, case_id) == ()


def test_without_a_required_partner_a_reason_is_asked_and_named(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as, homes=("politie", "lokale_veld", "DR"))
    seats = tuple(seats_of(director, case_id).values())
    with pytest.raises(PartnersMissing) as refused:
        plan(director, plan_order(case_id, seats))
    assert refused.value.fields == {"groups": (("VHH", "VT"),)}
    with pytest.raises(PartnersMissing):
        plan(director, plan_order(case_id, seats, override_reason="   "))
    assert plan(director, plan_order(case_id, seats, override_reason="Veilig Thuis levert schriftelijk aan.")) == "m1"


def test_only_the_cases_own_director_plans(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    order = plan_order(case_id, tuple(seats_of(director, case_id).values()))
    for stranger in (a_director(work_as, "M. Stranger"), work_as(Standing.ADMINISTRATOR, account_id="admin")):
        with pytest.raises(NotAllowed):
            plan(stranger, order)
        with pytest.raises(NotAllowed):
            meetings_of(stranger, case_id)


def test_calling_off_kills_links_and_sessions_and_tells_everybody(planned: PlannedCase, clock: StillClock) -> None:
    clock.forward(minutes=1)
    secret = open_link(planned.director.as_actor(VISITOR), planned.key("VT"))
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    assert planned.meeting.status is MeetingStatus.WITHDRAWN
    assert current_meeting((planned.meeting,)) is None
    assert sessions.recognise(planned.director, secret) is None
    for attendee in planned.meeting.attendees:
        assert [mail.delivery for mail in attendee.mails] == [Delivery.GIVEN_UP, Delivery.WAITING]
        assert attendee.link not in attendee.mails[-1].mail.body
    with pytest.raises(NotAllowed):
        guest_meeting(planned.as_guest("VT"))
    with pytest.raises(MeetingOver):
        withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)


def test_a_stale_click_calls_nothing_off(planned: PlannedCase) -> None:
    with pytest.raises(ChangedMeanwhile):
        withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version + 1)
    assert planned.meeting.status is MeetingStatus.PLANNED


def test_a_meeting_that_has_begun_is_not_called_off_and_gives_no_new_links(
    planned: PlannedCase, clock: StillClock
) -> None:
    clock.moment = STARTS
    with pytest.raises(MeetingOver):
        withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    with pytest.raises(MeetingOver):
        reissue_link(planned.director, planned.case_id, planned.attendee("VT").invitation_id)


def test_a_link_is_renewed_by_the_cases_own_director_only(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    invitation_id = planned.attendee("VT").invitation_id
    before = planned.attendee("VT").link
    attempts = (
        (other.director, planned.case_id, invitation_id),
        (other.director, other.case_id, invitation_id),
        (planned.as_guest("VT"), planned.case_id, invitation_id),
        (planned.director, planned.case_id, "unknown"),
    )
    for who, case_id, which in attempts:
        with pytest.raises(NotAllowed):
            reissue_link(who, case_id, which)
    assert planned.attendee("VT").link == before


def test_a_guest_learns_of_the_meeting_what_a_guest_may_know(planned: PlannedCase) -> None:
    meeting = guest_meeting(planned.as_guest("VT"))
    assert (meeting.code_name, meeting.kind, meeting.director) == (
        "Zaak Heggemus",
        MeetingKind.CASE_CONFERENCE,
        "I. Brandsma",
    )
    assert meeting.persons == (
        ("P1", "Mevrouw W.", "slachtoffer"),
        ("P2", "De heer D.", "vermoedelijke_dader"),
        ("P3", "Kind F.", "kind"),
    )
    assert meeting.open


def test_a_guest_knows_which_organisations_have_a_seat_but_not_one_that_is_there_through_somebody_barred(
    planned: PlannedCase,
) -> None:
    keys = {key for key, _ in guest_meeting(planned.as_guest("VT")).organisations}
    assert keys == {"politie", "VT", "lokale_veld", "DR"}
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, planned.attendee("DR").name))
    assert {key for key, _ in guest_meeting(planned.as_guest("VT")).organisations} == keys - {"DR"}


def test_the_page_closes_at_the_deadline_but_can_still_be_read(planned: PlannedCase, clock: StillClock) -> None:
    clock.moment = DUE
    assert not guest_meeting(planned.as_guest("VT")).open


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "now", "due"),
    [
        pytest.param(at(25, 9, 30), at(23, 9), at(24, 15), id="the day before at 16.00 in Amsterdam"),
        pytest.param(at(30, 9, 30), at(23, 9), at(27, 15), id="before a Monday comes a Friday"),
        pytest.param(at(23, 14), at(23, 9, 0, 25), at(23, 11, 30), id="this afternoon: halfway, on the minute"),
        pytest.param(at(23, 9, 1, 30), at(23, 9), at(23, 9, 1), id="in a minute: never in the past"),
        pytest.param(at(26, 9, 30, month=10), at(19, 9, month=10), at(23, 14, month=10), id="summer time in between"),
    ],
)
def test_conditions_are_due_the_working_day_before_or_halfway(starts: datetime, now: datetime, due: datetime) -> None:
    assert default_deadline(starts, now) == due
