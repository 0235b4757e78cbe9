"""Who was at a meeting: recorded once it has begun, by who directs, about the invited, without whoever is barred."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models.terms import BarKind, Known, MeetingKind
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.meetings.actions import record_attendance, withdraw
from services.meetings.facts import Attended
from services.meetings.orders import RecordAttendance
from services.meetings.queries import attended_in
from services.meetings.rules import AttendanceWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import STARTS, PlannedCase, a_holder, a_planned_case, seats_of
from tests.statements import statements

WorkAs = Callable[..., Work]


@pytest.fixture
def seats(planned: PlannedCase) -> dict[str, str]:
    return seats_of(planned.director, planned.case_id)


@pytest.fixture
def begun(planned: PlannedCase) -> PlannedCase:
    """The meeting has begun."""
    planned.director.clock.moment = STARTS
    return planned


def order(planned: PlannedCase, *present: str, version: int = 1) -> RecordAttendance:
    return RecordAttendance(planned.meeting_id, planned.case_id, present, version)


def attended(work: Work, *cases: PlannedCase) -> dict[str, list[Attended]]:
    ids = [case.case_id for case in cases]
    with work.read_many(Permission.NETWORK_READ, ids, screen="network") as look:
        return attended_in(look, ids)


def reason(act: Callable[[], object]) -> str:
    with pytest.raises(AttendanceWrong) as refused:
        act()
    return refused.value.fields["reason"]


def test_present_and_absent_are_kept_and_corrected(begun: PlannedCase, seats: dict[str, str]) -> None:
    director = begun.director
    assert attended(director, begun) == {begun.case_id: []}
    version = record_attendance(director, order(begun, seats["VT"], seats["DR"]))
    (found,) = attended(director, begun)[begun.case_id]
    assert (found.meeting_id, found.on, found.kind) == (
        begun.meeting_id,
        date(2026, 11, 25),
        MeetingKind.CASE_CONFERENCE,
    )
    assert set(found.seat_ids) == {seats["VT"], seats["DR"]}
    assert {a.organisation: a.attended for a in begun.meeting.attendees} == {
        "politie": Known.NO,
        "VT": Known.YES,
        "lokale_veld": Known.NO,
        "DR": Known.YES,
    }
    record_attendance(director, order(begun, seats["VT"], version=version))
    assert attended(director, begun)[begun.case_id][0].seat_ids == (seats["VT"],)
    with pytest.raises(ChangedMeanwhile):
        record_attendance(director, order(begun, seats["VT"], version=version))


def test_nobody_came_is_attendance_too(begun: PlannedCase) -> None:
    record_attendance(begun.director, order(begun))
    assert attended(begun.director, begun)[begun.case_id][0].seat_ids == ()


def test_only_a_meeting_that_stands_and_has_begun(planned: PlannedCase, seats: dict[str, str]) -> None:
    director = planned.director
    director.clock.moment = STARTS - timedelta(seconds=1)
    assert reason(lambda: record_attendance(director, order(planned, seats["VT"]))) == "not_begun"
    assert planned.meeting.version == 1
    withdraw(director, planned.case_id, planned.meeting_id, 1)
    director.clock.moment = STARTS
    assert reason(lambda: record_attendance(director, order(planned, seats["VT"], version=2))) == "withdrawn"
    assert attended(director, planned)[planned.case_id] == []


def test_who_was_not_invited_or_is_barred_was_not_there(begun: PlannedCase, seats: dict[str, str]) -> None:
    director = begun.director
    record_attendance(director, order(begun, *seats.values()))
    bar(director, begun.case_id, NewBar(BarKind.EMAIL, "d2@partner.example"))
    assert seats["lokale_veld"] not in attended(director, begun)[begun.case_id][0].seat_ids
    for stranger in (seats["lokale_veld"], "0" * 32, ""):
        act = order(begun, seats["VT"], stranger, version=2)
        assert reason(lambda act=act: record_attendance(director, act)) == "unknown"


def test_who_left_since_was_there_still(begun: PlannedCase, seats: dict[str, str]) -> None:
    end_seat(begun.director, begun.case_id, seats["VT"])
    record_attendance(begun.director, order(begun, seats["VT"]))
    assert attended(begun.director, begun)[begun.case_id][0].seat_ids == (seats["VT"],)


def test_only_who_directs_this_case_records(planned: PlannedCase, seats: dict[str, str], work_as: WorkAs) -> None:
    begun, other = planned, a_planned_case(work_as, code="T-200")
    planned.director.clock.moment = STARTS
    theirs = RecordAttendance(begun.meeting_id, other.case_id, (seats["VT"],), 1)
    for who, asked in (
        (a_holder(begun, work_as, "VT"), order(begun, seats["VT"])),
        (begun.as_guest("VT"), order(begun, seats["VT"])),
        (other.director, order(begun, seats["VT"])),
        (other.director, theirs),
    ):
        with pytest.raises(NotAllowed):
            record_attendance(who, asked)
    assert attended(begun.director, begun)[begun.case_id] == []


def test_many_cases_in_as_many_statements_as_one(begun: PlannedCase, work_as: WorkAs) -> None:
    cases = [begun]
    for number in range(2):
        begun.director.clock.moment = STARTS - timedelta(days=2)
        cases.append(a_planned_case(work_as, code=f"T-20{number}"))
    begun.director.clock.moment = STARTS
    for case in cases:
        record_attendance(case.director, order(case, *seats_of(case.director, case.case_id).values()))
    numbers = set()
    for some in (cases[:1], cases):
        ids = [case.case_id for case in some]
        with begun.director.read_many(Permission.NETWORK_READ, ids, screen="many") as look:
            with statements(begun.director.database) as seen:
                found = attended_in(look, ids)
            numbers.add(len(seen))
        assert all(len(found[case_id][0].seat_ids) == 4 for case_id in ids)
    assert len(numbers) == 1
