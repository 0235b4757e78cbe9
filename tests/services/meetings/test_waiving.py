"""A partner of the minimum who turns out not to come: the meeting goes on without, and why is kept."""

import pytest

from models.terms import BarKind
from services.access.rules import Permission, Standing
from services.meetings.actions import MeetingOver, waive, withdraw
from services.meetings.rules import MeetingFieldWrong
from services.unit_of_work import NotAllowed
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case
from tests.rows import a_bar
from tests.services.meetings.lives import WorkAs, last_entry

WHY = "Veilig Thuis levert schriftelijk aan."


def test_it_is_kept_once_with_who_decided_also_after_the_meeting_began(planned: PlannedCase, clock: StillClock) -> None:
    clock.moment = STARTS
    first = waive(planned.director, planned.case_id, planned.meeting_id, ("VT",), WHY)
    assert waive(planned.director, planned.case_id, planned.meeting_id, ["VT", "VT"], f" {WHY} ") == first
    (kept,) = planned.meeting.waivers
    assert (kept.organisations, kept.reason, kept.by, kept.at) == (("VT",), WHY, "I. Brandsma", STARTS)
    assert last_entry(planned.director, Permission.MEETING_PLAN).notes == {
        "meeting": planned.meeting_id,
        "waived": "VT",
    }


@pytest.mark.parametrize(
    ("organisations", "reason", "field", "why"),
    [
        (("VT",), " ", "reason", "empty"),
        (("VT",), "w" * 2001, "reason", "too_long"),
        ((), WHY, "organisations", "unknown"),
        (("VT", "bakkerij"), WHY, "organisations", "unknown"),
    ],
)
def test_what_cannot_be_waived_is_refused(
    planned: PlannedCase, organisations: tuple[str, ...], reason: str, field: str, why: str
) -> None:
    with pytest.raises(MeetingFieldWrong) as refused:
        waive(planned.director, planned.case_id, planned.meeting_id, organisations, reason)
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, why)
    assert planned.meeting.waivers == ()


def test_only_of_a_meeting_that_stands_by_who_directs(planned: PlannedCase, work_as: WorkAs) -> None:
    other = a_planned_case(work_as, code="T-200")
    for who, case_id in (
        (other.director, planned.case_id),
        (other.director, other.case_id),
        (a_holder(planned, work_as, "VT"), planned.case_id),
        (planned.as_guest("VT"), planned.case_id),
    ):
        with pytest.raises(NotAllowed):
            waive(who, case_id, planned.meeting_id, ("VT",), WHY)
    withdraw(planned.director, planned.case_id, planned.meeting_id, 1)
    with pytest.raises(MeetingOver):
        waive(planned.director, planned.case_id, planned.meeting_id, ("VT",), WHY)


def test_a_director_who_is_barred_waives_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, "I. Brandsma")
    with pytest.raises(NotAllowed):
        waive(planned.director, planned.case_id, planned.meeting_id, ("VT",), WHY)
