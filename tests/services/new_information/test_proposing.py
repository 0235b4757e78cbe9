"""After an event the same people are proposed to meet at the nearest time, to whoever directs the case only."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from models.terms import BarKind, EventKind, MeetingKind
from services.availability.actions import set_free_hours
from services.cases.queries import case_facts
from services.meetings.actions import plan
from services.new_information.facts import StalePlan
from services.new_information.queries import pressing_of, stale_plan
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case, plan_order, seats_of
from tests.rows import a_bar
from tests.services.new_information.conftest import adopt, happens

WorkAs = Callable[..., Work]
THURSDAY = datetime(2026, 11, 26, 0, 0, tzinfo=LOCAL)


@pytest.fixture
def met(work_as: WorkAs, clock: StillClock) -> PlannedCase:
    """They met on Wednesday and adopted the plan; on Thursday at ten there is a breach. All are free from one to four,
    the detectives from two."""
    case = a_planned_case(work_as)
    clock.moment = STARTS + timedelta(hours=1)
    adopt(case.director, case.case_id)
    for seat in case_facts(case.director, case.case_id).seats:
        first = 14 if seat.organisation == "DR" else 13
        free = ((THURSDAY + timedelta(hours=first), THURSDAY + timedelta(hours=16)),)
        set_free_hours(case.director, seat.professional_id, THURSDAY, THURSDAY + timedelta(days=1), free)
    clock.moment = THURSDAY + timedelta(hours=10)
    happens(case.director, case.case_id, EventKind.BREACH, by_organisation="VT")
    return case


def found(planned: PlannedCase) -> StalePlan:
    stale = stale_plan(planned.director, planned.case_id)
    assert stale is not None
    return stale


def test_the_last_network_meets_at_the_earliest_time_and_at_the_best_attended_one(met: PlannedCase) -> None:
    stale = found(met)
    assert (stale.because, stale.since) == (("overtreding",), THURSDAY + timedelta(hours=10))
    meeting = stale.meeting
    assert meeting is not None and meeting.as_before
    assert (meeting.kind, meeting.minutes) == (MeetingKind.ACTION_MEETING, 45)
    assert set(meeting.seat_ids) == set(seats_of(met.director, met.case_id).values())
    assert meeting.earliest.start == THURSDAY + timedelta(hours=13)
    assert meeting.best.start == THURSDAY + timedelta(hours=14)


def test_who_was_barred_since_is_not_in_it(met: PlannedCase) -> None:
    seats = seats_of(met.director, met.case_id)
    a_bar(met.director, met.case_id, BarKind.NAME, "Deelnemer 3")
    meeting = found(met).meeting
    assert set(meeting.seat_ids) == set(seats.values()) - {seats["DR"]}
    assert (meeting.earliest.start, meeting.earliest.of) == (THURSDAY + timedelta(hours=13), 3)


def test_without_a_time_it_says_what_stands_in_the_way(met: PlannedCase, clock: StillClock) -> None:
    clock.moment = THURSDAY + timedelta(hours=15, minutes=30)
    for seat in case_facts(met.director, met.case_id).seats:
        if seat.organisation == "politie":
            month = THURSDAY + timedelta(days=30)
            set_free_hours(met.director, seat.professional_id, THURSDAY, month, ())
    meeting = found(met).meeting
    assert (meeting.earliest, meeting.best) == (None, None)
    assert ("politie",) in [part.organisations for part in meeting.blocked.blocking]


def test_none_is_proposed_once_a_meeting_after_it_stands(met: PlannedCase) -> None:
    seats, start = seats_of(met.director, met.case_id), THURSDAY + timedelta(hours=14)
    order = {"kind": MeetingKind.ACTION_MEETING, "starts_at": start, "minutes": 45}
    due = start - timedelta(hours=1)
    plan(met.director, plan_order(met.case_id, tuple(seats.values()), "m2", conditions_due_at=due, **order))
    assert found(met).meeting is None


def test_who_does_not_direct_the_case_sees_that_it_is_stale_without_a_proposal(
    met: PlannedCase, work_as: WorkAs
) -> None:
    holder = a_holder(met, work_as, "VT")
    assert stale_plan(holder, met.case_id).meeting is None
    assert pressing_of(holder, met.case_id).stale.because == ("overtreding",)
    assert len(pressing_of(holder, met.case_id).breaches) == 1
