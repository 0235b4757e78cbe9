"""What was settled by phone: recorded afterwards, contact between who took part, enough where risk is low."""

from datetime import timedelta

import pytest

from models.meeting import Meeting
from models.terms import BarKind, ContactKind, Known, MeetingKind, MeetingStatus, Risk
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.duties.queries import case_duties
from services.meetings.actions import record_attendance, record_coordination, withdraw
from services.meetings.coordination import CoordinationWrong
from services.meetings.orders import RecordAttendance
from services.meetings.queries import attended_in, current_meeting, latest_coordination, meetings_of
from services.meetings.rules import AttendanceWrong, MeetingFieldWrong, MeetingOver
from services.network.gathering import network_facts_in
from services.plans.orders import State
from services.plans.queries import case_state
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_holder, an_unplanned_case, seats_of
from tests.services.meetings.lives import DAY, HOUR, WorkAs, a_call, cases_that_share, last_entry, the_meeting


def meeting_check(work: Work, case_id: str) -> tuple[State, dict[str, object]]:
    check = next(c for c in case_state(work, case_id).checks if c.key == "meeting")
    return check.state, check.data


def test_it_is_kept_with_its_outcome_and_reason_for_the_team(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id, seats = planned.director, planned.case_id, seats_of(planned.director, planned.case_id)
    held_at = director.clock() - HOUR
    order = a_call(case_id, held_at, seats["VT"], seats["politie"])
    assert record_coordination(director, order) == record_coordination(director, order) == "k1"
    for reader in (director, a_holder(planned, work_as, "VT")):
        seen = the_meeting(reader, case_id, "k1")
        assert (seen.kind, seen.status, seen.starts_at) == (MeetingKind.COORDINATION, MeetingStatus.HELD, held_at)
        assert (seen.outcome, seen.waivers[0].reason) == (order.outcome, order.reason)
        assert {(one.organisation, one.attended, one.mails) for one in seen.attendees} == {
            ("VT", Known.YES, ()),
            ("politie", Known.YES, ()),
        }
    assert current_meeting(meetings_of(director, case_id)).id == planned.meeting_id
    assert latest_coordination(meetings_of(director, case_id)).id == "k1"
    entry = last_entry(director, Permission.COORDINATION_RECORD)
    assert entry.notes == {"meeting": "k1", "repeated": True}
    with director.database.reading() as session:
        assert "wijkagent" not in session.get_one(Meeting, "k1").outcome_sealed


def test_it_counts_as_contact_by_phone_without_whoever_is_barred(planned: PlannedCase) -> None:
    director, case_id, seats = planned.director, planned.case_id, seats_of(planned.director, planned.case_id)
    record_coordination(director, a_call(case_id, director.clock(), *seats.values()))
    bar(director, case_id, NewBar(BarKind.EMAIL, "d2@partner.example"))
    with director.read(Permission.NETWORK_READ, case_id, screen="network") as look:
        (attended,) = attended_in(look, [case_id])[case_id]
        (contact,) = network_facts_in(look, case_id).contacts
    assert set(attended.seat_ids) == set(seats.values()) - {seats["lokale_veld"]}
    assert (contact.kind, contact.meeting_id) == (ContactKind.PHONE, "k1")
    assert {end.organisation for end in contact.parties} == {"VT", "politie", "DR"}


@pytest.mark.parametrize(
    ("ago", "reason"),
    [(-timedelta(minutes=1), "in_future"), (367 * DAY, "too_long_ago")],
)
def test_only_what_was_held_lately_is_recorded(work_as: WorkAs, ago: timedelta, reason: str) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    with pytest.raises(CoordinationWrong) as refused:
        record_coordination(director, a_call(case_id, director.clock() - ago, seats["VT"]))
    assert refused.value.fields == {"reason": reason}
    assert meetings_of(director, case_id) == ()


def test_somebody_of_the_case_took_part(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    end_seat(director, case_id, seats["DR"])
    bar(director, case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    for there, reason in (
        ((), "nobody"),
        ((seats["politie"], "0" * 32), "unknown"),
        ((seats["politie"], seats["DR"]), "unknown"),
        ((seats["politie"], seats["VT"]), "unknown"),
    ):
        with pytest.raises(CoordinationWrong) as refused:
            record_coordination(director, a_call(case_id, director.clock(), *there))
        assert refused.value.fields == {"reason": reason}


@pytest.mark.parametrize("field", ["outcome", "reason"])
@pytest.mark.parametrize(("text", "why"), [(" ", "empty"), ("u" * 2001, "too_long")])
def test_outcome_and_reason_are_asked(work_as: WorkAs, field: str, text: str, why: str) -> None:
    director, case_id = an_unplanned_case(work_as)
    with pytest.raises(MeetingFieldWrong) as refused:
        record_coordination(
            director, a_call(case_id, director.clock(), *seats_of(director, case_id).values(), **{field: text})
        )
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == (field, why)


def test_where_risk_is_low_it_is_the_outcome(work_as: WorkAs) -> None:
    ((director, case_id),) = cases_that_share(work_as, 1, Risk.LOW)
    record_coordination(director, a_call(case_id, director.clock() - HOUR, seats_of(director, case_id)["VT"]))
    state, data = meeting_check(director, case_id)
    assert (state, data["needed"], data["coordinated_at"]) == (State.READY, False, director.clock() - HOUR)


def test_where_the_route_map_asks_for_a_meeting_it_takes_no_meetings_place(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    record_coordination(director, a_call(case_id, director.clock(), *seats_of(director, case_id).values()))
    state, data = meeting_check(director, case_id)
    assert (state, data["needed"]) == (State.MISSING, True)
    duty = next(duty for duty in case_duties(director, case_id).duties if duty.id == "H-VT-3")
    assert not duty.settled


def test_it_is_over_once_recorded(work_as: WorkAs) -> None:
    director, case_id = an_unplanned_case(work_as)
    seats = seats_of(director, case_id)
    record_coordination(director, a_call(case_id, director.clock(), seats["VT"]))
    with pytest.raises(MeetingOver):
        withdraw(director, case_id, "k1", 1)
    with pytest.raises(AttendanceWrong) as refused:
        record_attendance(director, RecordAttendance("k1", case_id, (), 1))
    assert refused.value.fields == {"reason": "not_planned"}


def test_a_stranger_records_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    seats = seats_of(planned.director, planned.case_id)
    other, theirs = an_unplanned_case(work_as, code="T-300")
    order = a_call(planned.case_id, planned.director.clock(), seats["VT"])
    for who in (other, a_holder(planned, work_as, "VT"), planned.as_guest("VT")):
        with pytest.raises(NotAllowed):
            record_coordination(who, order)
    record_coordination(planned.director, order)
    with pytest.raises(NotAllowed):
        record_coordination(other, a_call(theirs, other.clock(), seats_of(other, theirs)["VT"]))
