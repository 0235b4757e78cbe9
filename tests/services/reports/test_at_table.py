"""What lies on the screen that everybody at the table looks at."""

from datetime import timedelta

from models.terms import BarKind, Capacity
from services.agenda.actions import set_agenda
from services.agenda.facts import NewPoint, SetAgenda
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.queries import case_facts
from services.conditions.actions import hand_in_for
from services.live.actions import arrive, kept_out_left, open_meeting
from services.live.facts import Arrive
from services.meetings.actions import plan
from services.meetings.rules import invitable
from services.reports.at_table import OnTheTable, table_of
from tests.planned import STARTS, PlannedCase, a_condition, plan_order

CLOSED = "Overleg van politie en officier"


def shared(planned: PlannedCase) -> OnTheTable:
    _, table = table_of(planned.director, planned.case_id, planned.meeting_id, shared=True)
    assert table is not None
    return table


def opened(planned: PlannedCase) -> None:
    points = (NewPoint("Voor ieder", 10), NewPoint(CLOSED, 10, organisations=("politie",)))
    set_agenda(planned.director, SetAgenda(planned.meeting_id, planned.case_id, planned.meeting.version, points))
    planned.director.clock.moment = STARTS
    open_meeting(planned.director, planned.case_id, planned.meeting_id)


def comes(planned: PlannedCase, organisation: str) -> None:
    there = planned.attendee(organisation)
    who = (f"p-{organisation}", there.professional_id, Capacity.ATTENDEE, there.invitation_id)
    arrive(planned.director, Arrive(planned.case_id, planned.meeting_id, *who))


def test_a_point_for_some_has_no_title_before_anybody_was_noted_as_there(planned: PlannedCase) -> None:
    opened(planned)
    assert [point.title for point in shared(planned).agenda.points] == ["Voor ieder", ""]
    comes(planned, "politie")
    assert [point.title for point in shared(planned).agenda.points] == ["Voor ieder", CLOSED]
    comes(planned, "VT")
    assert [point.title for point in shared(planned).agenda.points] == ["Voor ieder", ""]


def test_the_meeting_that_goes_on_comes_before_a_later_one_and_a_named_one_before_both(planned: PlannedCase) -> None:
    opened(planned)
    seats = tuple(seat.id for seat in invitable(case_facts(planned.director, planned.case_id)))
    week = STARTS + timedelta(days=7)
    order = plan_order(planned.case_id, seats, "m9", starts_at=week, conditions_due_at=week)
    later = plan(planned.director, order)
    found = [table_of(planned.director, planned.case_id, named)[1] for named in ("", later)]
    assert [table.meeting.id for table in found if table] == [planned.meeting_id, later]


def test_who_is_barred_while_at_the_table_does_not_open_the_screen_by_it(planned: PlannedCase) -> None:
    hand_in_for(
        planned.director,
        planned.case_id,
        planned.attendee("DR").invitation_id,
        a_condition("c1", text="Niemand zegt iets.", tier="opsporing"),
    )
    opened(planned)
    comes(planned, "DR")
    comes(planned, "VT")
    assert not shared(planned).state.conditions
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, planned.attendee("VT").name))
    table = shared(planned)
    assert [there.organisation for there in table.live.present] == ["DR"]
    assert not table.state.conditions, "whoever is barred still sits in the room"
    assert [point.title for point in table.agenda.points] == ["Voor ieder", ""]
    assert table.live.unnamed
    kept_out_left(planned.director, planned.case_id, planned.meeting_id)
    table = shared(planned)
    assert not table.live.unnamed
    assert [view.text for view in table.state.conditions] == ["Niemand zegt iets."], "whoever is left may read it"


def test_a_point_for_some_stays_closed_while_who_is_barred_is_still_there(planned: PlannedCase) -> None:
    opened(planned)
    comes(planned, "politie")
    comes(planned, "VT")
    bar(planned.director, planned.case_id, NewBar(BarKind.NAME, planned.attendee("VT").name))
    assert [point.title for point in shared(planned).agenda.points] == ["Voor ieder", ""]
