"""What a meeting opens with, and when an action is past its last moment."""

from datetime import UTC, datetime, timedelta

import pytest

from models.terms import ActionAnswer, ActionStatus, MeetingKind, MeetingStatus
from services.meetings.facts import PlannedMeeting
from services.plans.orders import ActionView
from services.protection.rules import Reader
from services.reports.facts import Report
from services.reports.rules import agreed_before, is_overdue, met_before, open_actions, reads_own

NOW = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def action(number: int, status: ActionStatus = ActionStatus.OPEN, due: datetime | None = None) -> ActionView:
    return ActionView(
        id=f"a{number}",
        number=number,
        what="Bellen.",
        owner="VT",
        supporting=(),
        due_at=due,
        due_on_day=False,
        ends_on=None,
        condition_ids=(),
        proof="",
        if_not="",
        if_not_tier="",
        tier="partners",
        status=status,
        version=1,
        recorded_at=NOW - 8 * DAY,
    )


def meeting(starts_at: datetime, status: MeetingStatus = MeetingStatus.HELD) -> PlannedMeeting:
    ends = starts_at + timedelta(hours=1)
    return PlannedMeeting("m", "c", "Zaak", MeetingKind.ACTION_MEETING, status, starts_at, ends, starts_at, 0, 1, ())


def said(action_id: str, at: datetime) -> Report:
    return Report(f"r{action_id}", action_id, ActionAnswer.DONE, "", at, "VT")


def test_a_meeting_opens_with_what_is_past_its_moment_then_not_done_then_open_then_answered() -> None:
    actions = (
        action(1, ActionStatus.DONE),
        action(2, due=NOW + DAY),
        action(3, ActionStatus.NOT_DONE),
        action(4, due=NOW - DAY),
        action(5),
        action(6, due=NOW - 2 * DAY),
        action(7, ActionStatus.DONE),
        action(8, ActionStatus.REPLACED),
        action(9, ActionStatus.NO_LONGER_POSSIBLE),
    )
    reports = (said("a1", NOW - DAY), said("a7", NOW - 9 * DAY), said("a8", NOW), said("a9", NOW))
    found = open_actions(actions, reports, NOW - 7 * DAY, NOW)
    assert [one.action.number for one in found] == [6, 4, 3, 2, 5, 1, 9]
    assert [one.overdue for one in found] == [True, True, *(False,) * 5]
    assert [report.id for report in found[-2].reports] == ["ra1"]
    assert 7 in {one.action.number for one in open_actions(actions, reports, None, NOW)}


def test_what_was_only_prepared_for_a_meeting_was_not_agreed_before_it() -> None:
    recorded = NOW - 8 * DAY
    begun = meeting(recorded - timedelta(hours=2))
    assert agreed_before(action(1), NOW, {1}, ())
    assert agreed_before(action(1), NOW, (), (begun,))
    assert not agreed_before(action(1), NOW, (), ())
    assert not agreed_before(action(1), NOW, {2}, (meeting(recorded - 2 * DAY),))
    assert not agreed_before(action(1), recorded - DAY, (), (begun,))


@pytest.mark.parametrize("status", list(MeetingStatus))
def test_a_case_met_at_what_was_announced_or_held_and_has_begun(status: MeetingStatus) -> None:
    met = status in (MeetingStatus.PLANNED, MeetingStatus.HELD)
    assert bool(met_before((meeting(NOW - DAY, status),), NOW)) is met
    assert met_before((meeting(NOW, status), meeting(NOW + DAY, status)), NOW) == ()


def test_a_day_counts_until_it_is_over_also_where_clocks_change() -> None:
    """On 25 October 2026 the clocks of Amsterdam go back: that day has 25 hours."""
    due = datetime(2026, 10, 25, 21, 30, tzinfo=UTC)
    last_minute = datetime(2026, 10, 25, 22, 59, tzinfo=UTC)
    assert not is_overdue(ActionStatus.OPEN, due, True, last_minute)
    assert is_overdue(ActionStatus.OPEN, due, True, last_minute + timedelta(minutes=1))
    assert is_overdue(ActionStatus.OPEN, due, False, last_minute)
    assert not is_overdue(ActionStatus.OPEN, None, False, last_minute)
    assert not any(is_overdue(s, due, False, NOW) for s in ActionStatus if s is not ActionStatus.OPEN)


def test_an_outside_party_reads_what_it_agreed_to_and_nothing_of_the_investigation() -> None:
    school = Reader("school", external=True)
    read = [
        tier for tier in ("slachtoffer", "partners", "opsporing", "partner:VT", "niemand") if reads_own(tier, school)
    ]
    assert read == ["slachtoffer", "partners"]
    assert not reads_own("opsporing", Reader("VT"))
