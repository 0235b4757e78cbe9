"""A meeting is opened, people come and go, and who was there is kept at its end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import CasePerson
from models.directory import Professional
from models.meeting import Invitation
from models.terms import BarKind, Capacity, Known, MeetingStatus
from services.access.rules import Permission, Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.live import actions
from services.live.facts import Arrive, AtTable, CloseMeeting, LiveState
from services.live.queries import live_in, live_of
from services.live.rules import CannotOpen, NotGoingOn, PointUnknown, PresenceWrong, StillOpen
from services.meetings.actions import move, withdraw
from services.meetings.orders import MoveMeeting
from services.meetings.queries import attended_in
from services.meetings.rules import MeetingOver
from services.protection.rules import Reader
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import DUE, STARTS, PlannedCase, a_holder, a_planned_case
from tests.rows import a_professional
from tests.statements import statements

WorkAs = Callable[..., Work]


def opened(planned: PlannedCase) -> PlannedCase:
    actions.open_meeting(planned.director, planned.case_id, planned.meeting_id)
    return planned


def live(planned: PlannedCase) -> LiveState:
    return live_of(planned.director, planned.case_id, planned.meeting_id)


def invited(planned: PlannedCase, organisation: str) -> Invitation:
    with planned.director.database.reading() as session:
        return session.get_one(Invitation, planned.attendee(organisation).invitation_id)


def coming(planned: PlannedCase, organisation: str, presence_id: str = "", **changes: object) -> Arrive:
    row = invited(planned, organisation)
    about = {"professional_id": row.professional_id, "capacity": Capacity.ATTENDEE, "invitation_id": row.id}
    return Arrive(planned.case_id, planned.meeting_id, presence_id or f"p-{organisation}", **(about | changes))


def arrive(planned: PlannedCase, *orders: Arrive) -> None:
    for order in orders:
        actions.arrive(planned.director, order)


def leave(planned: PlannedCase, one: AtTable, at: datetime | None = None) -> None:
    actions.leave(planned.director, planned.case_id, one.id, one.version, at)


def closing(planned: PlannedCase, reason: str = "") -> CloseMeeting:
    return CloseMeeting(planned.case_id, planned.meeting_id, live(planned).version, reason)


def reason(act: Callable[[], object]) -> str:
    with pytest.raises((PresenceWrong, NotGoingOn, CannotOpen)) as refused:
        act()
    return refused.value.fields["reason"]


def test_opening_twice_changes_nothing_and_only_its_own_day_opens(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id, meeting_id = planned.director, planned.case_id, planned.meeting_id
    director.clock.moment = STARTS - timedelta(days=1)
    assert reason(lambda: opened(planned)) == "too_early"
    assert live(planned) == LiveState(case_id, meeting_id)
    assert reason(lambda: arrive(planned, coming(planned, "VT"))) == "not_opened"
    director.clock.moment = STARTS - timedelta(minutes=20)
    first = live(opened(planned))
    director.clock.forward(minutes=5)
    assert live(opened(planned)) == first
    assert first.going_on
    for verb in (lambda: withdraw(director, case_id, meeting_id, 1), lambda: _moved(planned)):
        with pytest.raises(MeetingOver):
            verb()
    director.clock.moment = STARTS - timedelta(days=2)
    other = a_planned_case(work_as, code="T-200")
    director.clock.moment = STARTS
    for stranger in (a_holder(planned, work_as, "VT"), planned.as_guest("VT"), other.director):
        with pytest.raises(NotAllowed):
            actions.open_meeting(stranger, case_id, meeting_id)
    with pytest.raises(NotAllowed):
        actions.open_meeting(director, case_id, other.meeting_id)


def _moved(planned: PlannedCase) -> None:
    move(planned.director, MoveMeeting(planned.meeting_id, planned.case_id, 1, STARTS, 60, DUE))


def test_who_comes_and_goes_is_told_with_times(planned: PlannedCase) -> None:
    clock = planned.director.clock
    arrive(opened(planned), coming(planned, "VT", accepted=True), coming(planned, "DR"))
    clock.forward(minutes=10)
    arrive(planned, coming(planned, "DR"))  # the second click
    vt, dr = sorted(live(planned).table, key=lambda one: one.accepted_at is None)
    assert (vt.organisation, vt.capacity, vt.arrived_at, vt.accepted_at) == ("VT", Capacity.ATTENDEE, STARTS, STARTS)
    assert (dr.organisation, dr.accepted_at) == ("DR", None)
    actions.accept_statement(planned.director, planned.case_id, dr.id)
    actions.accept_statement(planned.director, planned.case_id, dr.id)
    leave(planned, vt)
    assert [one.organisation for one in live(planned).present] == ["DR"]
    with pytest.raises(ChangedMeanwhile):
        leave(planned, vt)
    clock.forward(minutes=10)
    assert reason(lambda: arrive(planned, coming(planned, "DR", "p-again"))) == "seated"
    arrive(planned, coming(planned, "VT", "p-back"))
    back = next(one for one in live(planned).table if one.id == "p-back")
    assert (back.arrived_at, back.accepted_at) == (STARTS + timedelta(minutes=20), STARTS)
    assert len(live(planned).table) == 3


def test_deputy_and_observer_sit_as_what_they_are(planned: PlannedCase, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    deputy, passer_by = (a_professional(system, name, organisation="VT") for name in ("V. Vervanger", "T. Hoorder"))
    invitation_id = planned.attendee("VT").invitation_id
    with planned.director.database.writing() as session, session.begin():
        row = session.get_one(Invitation, invitation_id)
        row.stands_in_for, row.professional_id = row.professional_id, deputy
        session.add(row)
    opened(planned)
    assert reason(lambda: arrive(planned, coming(planned, "VT"))) == "capacity"
    arrive(planned, coming(planned, "VT", capacity=Capacity.DEPUTY))
    watching = Arrive(planned.case_id, planned.meeting_id, "p-o", passer_by, Capacity.OBSERVER)
    arrive(planned, watching)
    assert reason(lambda: arrive(planned, coming(planned, "DR", professional_id=passer_by))) == "not_invited"
    there = {one.name: (one.capacity, bool(one.seat_id)) for one in live(planned).table}
    assert there == {"V. Vervanger": (Capacity.DEPUTY, True), "T. Hoorder": (Capacity.OBSERVER, False)}
    actions.close_meeting(planned.director, closing(planned, "Alles besproken."))
    assert {a.organisation: a.attended for a in planned.meeting.attendees}["VT"] is Known.YES


def test_the_barred_are_like_the_unknown_and_leave_the_table(planned: PlannedCase, work_as: WorkAs) -> None:
    arrive(opened(planned), coming(planned, "VT"), coming(planned, "DR"))
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    assert [one.organisation for one in live(planned).table] == ["DR"]
    barred = a_professional(work_as(Standing.SYSTEM), "B. Buiten", "d1@partner.example", "VT")
    for stranger in (barred, "0" * 32, ""):
        order = Arrive(planned.case_id, planned.meeting_id, "p-x", stranger, Capacity.OBSERVER)
        assert reason(lambda order=order: arrive(planned, order)) == "unknown"
    longer = Arrive(planned.case_id, planned.meeting_id, "p-x", f"{barred}x", Capacity.OBSERVER)
    assert reason(lambda: arrive(planned, longer)) == "unknown", "an id that begins like theirs is nobody's"
    with planned.director.upkeep() as tx:
        victim = tx.session.exec(select(CasePerson).where(CasePerson.ref == "P1")).one()
        tx.seal(victim, "name_sealed", "Willemijn Vermeer")
        tx.add(victim)
    party = a_professional(work_as(Standing.SYSTEM), "W. Vermeer", "werk@partner.example", "VT")
    with planned.director.upkeep() as tx:
        tx.session.get_one(Professional, party).name = "Vermeer, Willemijn"
    watching = Arrive(planned.case_id, planned.meeting_id, "p-x", party, Capacity.OBSERVER)
    assert reason(lambda: arrive(planned, watching)) == "unknown", "a private person of the case"
    actions.close_meeting(planned.director, closing(planned, "Klaar."))
    assert {a.organisation: a.attended for a in planned.meeting.attendees} == {
        "politie": Known.NO,
        "lokale_veld": Known.NO,
        "DR": Known.YES,
    }


def test_going_on_is_of_what_was_seen(planned: PlannedCase) -> None:
    director, of = opened(planned).director, (planned.case_id, planned.meeting_id)
    seen = live(planned).version
    assert actions.go_to(director, *of, 2, seen) == seen + 1
    assert actions.go_to(director, *of, 2, seen) == seen + 1  # both went on to the same point
    with pytest.raises(ChangedMeanwhile):
        actions.go_to(director, *of, 3, seen)
    for point in (0, 10):
        with pytest.raises(PointUnknown):
            actions.go_to(director, *of, point, seen + 1)
    actions.read_statement(director, *of)
    read_at = live(planned).statement_read_at
    director.clock.forward(minutes=1)
    actions.read_statement(director, *of)
    now = live(planned)
    assert (now.point, now.point_since) == (2, STARTS)
    assert (now.statement_read_at, now.statement_read_by) == (read_at, "I. Brandsma")


def test_closing_counts_what_is_open_and_keeps_who_was_there(planned: PlannedCase) -> None:
    director = planned.director
    arrive(opened(planned), coming(planned, "VT"), coming(planned, "DR", accepted=True))
    actions.go_to(director, planned.case_id, planned.meeting_id, 7, live(planned).version)
    with pytest.raises(StillOpen) as refused:
        actions.close_meeting(director, closing(planned))
    assert refused.value.fields == {"points": 2, "people": 1}
    stale = CloseMeeting(planned.case_id, planned.meeting_id, 1, "Klaar.")
    with pytest.raises(ChangedMeanwhile):
        actions.close_meeting(director, stale)
    assert live(planned).going_on
    director.clock.forward(minutes=50)
    order = closing(planned, "De rest volgt per telefoon.")
    actions.close_meeting(director, order)
    closed = live(planned)
    director.clock.forward(minutes=50)
    actions.close_meeting(director, order)
    assert live(planned) == closed
    assert closed.closing_reason == "De rest volgt per telefoon."
    assert {one.left_at for one in closed.table} == {STARTS + timedelta(minutes=50)} == {closed.closed_at}
    assert {a.attended for a in planned.meeting.attendees if a.organisation in ("VT", "DR")} == {Known.YES}
    assert {a.attended for a in planned.meeting.attendees if a.organisation not in ("VT", "DR")} == {Known.NO}
    assert planned.meeting.status is MeetingStatus.PLANNED
    with director.read_many(Permission.NETWORK_READ, [planned.case_id], screen="network") as look:
        (found,) = attended_in(look, [planned.case_id])[planned.case_id]
    assert set(found.seat_ids) == {planned.attendee(home).seat_id for home in ("VT", "DR")}
    assert reason(lambda: arrive(planned, coming(planned, "politie"))) == "closed"


def test_a_meeting_that_was_forgotten_is_closed_later(planned: PlannedCase) -> None:
    arrive(opened(planned), coming(planned, "VT"))
    planned.director.clock.forward(days=3)
    actions.close_meeting(planned.director, closing(planned, "Vergeten te sluiten."))
    (there,) = live(planned).table
    assert there.left_at == planned.meeting.ends_at
    assert live(planned).closed_at == planned.director.clock.moment


def test_the_log_holds_ids_and_counts_only(planned: PlannedCase) -> None:
    arrive(opened(planned), coming(planned, "VT"))
    actions.close_meeting(planned.director, closing(planned, "Vader stond voor de deur."))
    with planned.director.database.reading() as session:
        notes = [e.notes for e in session.exec(select(AuditEntry)) if e.permission == Permission.MEETING_RUN]
    assert notes[-1] == {
        "meeting": planned.meeting_id,
        "points_left": 9,
        "not_accepted": 1,
        "present": 1,
        "absent": 3,
    }
    assert not any("deur" in str(note) or "Deelnemer" in str(note) for note in notes)


def test_many_meetings_in_as_many_statements_as_one(planned: PlannedCase, work_as: WorkAs) -> None:
    cases, numbers = [planned], set()
    for number in range(2):
        planned.director.clock.moment = STARTS - timedelta(days=2)
        cases.append(a_planned_case(work_as, code=f"T-20{number}"))
    planned.director.clock.moment = STARTS
    for case in cases:
        arrive(opened(case), *(coming(case, home, f"{case.case_id[:20]}-{home}") for home in ("VT", "DR")))
    for some in (cases[:1], cases):
        with planned.director.read(Permission.MEETING_READ, planned.case_id, screen="many") as look:
            look.allowed = tuple(case.case_id for case in some)
            with statements(planned.director.database) as seen:
                found = live_in(look, [case.meeting_id for case in cases], Reader("politie"))
        assert set(found) == {case.meeting_id for case in some}
        assert all(len(state.table) == 2 for state in found.values())
        numbers.add(len(seen))
    assert len(numbers) == 1


def test_in_the_practice_region_a_later_meeting_is_brought_forward(planned: PlannedCase) -> None:
    planned.director.clock.moment = STARTS - timedelta(days=2)
    length = planned.meeting.ends_at - planned.meeting.starts_at
    actions.open_meeting(replace(planned.director, practice=True), planned.case_id, planned.meeting_id)
    assert planned.meeting.starts_at == STARTS - timedelta(days=2)
    assert planned.meeting.ends_at - planned.meeting.starts_at == length
    assert planned.meeting.conditions_due_at <= planned.meeting.starts_at
