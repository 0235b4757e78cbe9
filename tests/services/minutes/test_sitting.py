"""The record of a sitting: when, who was there and whether minutes are locked; of others' cases only the time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.casework import Case
from models.terms import Capacity
from services.agenda.actions import plan_sitting
from services.live import actions as live
from services.live.facts import Arrive, CloseMeeting
from services.live.queries import live_of
from services.meetings.queries import meetings_of
from services.minutes.actions import lock
from services.minutes.queries import minutes_of, sitting_record
from services.unit_of_work import NotAllowed, Work
from tests.planned import STARTS, a_director
from tests.services.agenda.test_sitting import a_case as planned_case
from tests.services.agenda.test_sitting import order

WorkAs = Callable[..., Work]


def test_each_case_has_its_line_and_nothing_of_what_was_said(work_as: WorkAs) -> None:
    director = a_director(work_as)
    cases = tuple(planned_case(work_as, director, number) for number in (101, 102))
    plan_sitting(director, order(director, cases))
    (meeting,) = meetings_of(director, cases[0])
    director.clock.moment = STARTS
    live.open_meeting(director, cases[0], meeting.id)
    who = meeting.attendees[0]
    stay = (cases[0], meeting.id, "p1", who.professional_id, Capacity.ATTENDEE, who.invitation_id)
    live.arrive(director, Arrive(*stay))
    director.clock.forward(minutes=12)
    seen = live_of(director, cases[0], meeting.id).version
    live.close_meeting(director, CloseMeeting(cases[0], meeting.id, seen, "Klaar."))
    lock(director, cases[0], meeting.id, minutes_of(director, cases[0], meeting.id).mark)
    first, second = sitting_record(director, "zitting")
    assert (first.code_name, first.opened_at, first.closed_at) == (
        "Zaak Vogel101",
        STARTS,
        STARTS + timedelta(minutes=12),
    )
    assert (first.people, first.locked_at) == (((who.name, who.organisation),), STARTS + timedelta(minutes=12))
    assert (second.code_name, second.opened_at, second.people, second.locked_at) == ("Zaak Vogel102", None, (), None)


def test_of_a_case_of_somebody_else_there_is_only_its_time(work_as: WorkAs) -> None:
    director, other = a_director(work_as), a_director(work_as, "T. Ander")
    mine, theirs = planned_case(work_as, director, 101), planned_case(work_as, director, 102)
    plan_sitting(director, order(director, (mine, theirs)))
    with director.upkeep() as tx:
        row = tx.session.get_one(Case, theirs)
        row.director_id, row.deputy_id = other.actor.account_id, None
        tx.add(row)
    first, second = sitting_record(director, "zitting")
    assert first.code_name == "Zaak Vogel101"
    assert (second.case_id, second.meeting_id, second.code_name, second.people) == ("", "", "", ())
    assert second.starts_at == STARTS + timedelta(minutes=15)
    assert [one.code_name for one in sitting_record(other, "zitting")] == ["", "Zaak Vogel102"]
    stranger = a_director(work_as, "N. Niemand")
    with pytest.raises(NotAllowed):
        sitting_record(stranger, "zitting")
