"""Several cases one after another: each its own meeting, each attendee only their own, nothing twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from models.meeting import Meeting
from models.meeting import Sitting as SittingRow
from models.terms import MeetingKind, Relation, Risk
from services.access.rules import Standing
from services.agenda.actions import plan_sitting
from services.agenda.facts import PlanSitting, SittingItem
from services.agenda.queries import sitting_at, sitting_choices, sitting_of
from services.agenda.rules import SittingWrong
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.cases.queries import case_facts
from services.meetings.queries import meetings_of
from services.relations.facts import Actor
from services.unit_of_work import NotAllowed, Work
from tests.planned import DEPUTY, DUE, HOMES, PERSONS, STARTS, a_director
from tests.rows import a_professional, an_account

WorkAs = Callable[..., Work]


@pytest.fixture
def director(work_as: WorkAs) -> Work:
    return a_director(work_as)


def a_case(work_as: WorkAs, director: Work, number: int, *, child: bool = True, risk: Risk = Risk.HIGH) -> str:
    system = work_as(Standing.SYSTEM)
    seats = tuple(
        NewSeat(a_professional(system, f"Deelnemer {number}{n}", f"d{number}{n}@partner.example", home), "adviseur")
        for n, home in enumerate(HOMES)
    )
    persons = PERSONS if child else PERSONS[:2]
    made = NewCase(f"T-{number}", f"Zaak Vogel{number}", risk, Relation.EX_PARTNER, persons, seats)
    return open_case(director, replace(made, deputy_account_id=an_account(system, DEPUTY)))


@pytest.fixture
def cases(work_as: WorkAs, director: Work) -> tuple[str, ...]:
    return tuple(a_case(work_as, director, number, child=number == 103) for number in (101, 102, 103))


def item(director: Work, case_id: str, minutes: int = 15, **changes: object) -> SittingItem:
    seats = tuple(seat.id for seat in case_facts(director, case_id).seats)
    made = SittingItem(f"m-{case_id}"[:32], case_id, minutes, seats, "Wie doet nu wat?", "Een aanhouding.")
    return replace(made, **changes)


def order(director: Work, cases: tuple[str, ...], **changes: object) -> PlanSitting:
    items = tuple(item(director, case_id) for case_id in cases)
    return replace(PlanSitting("zitting", MeetingKind.ACTION_MEETING, STARTS, DUE, items), **changes)


def test_each_case_gets_its_own_meeting_at_its_own_time(director: Work, cases: tuple[str, ...]) -> None:
    done = plan_sitting(director, order(director, cases))
    assert (done.planned, done.refused) == (cases, ())
    for number, case_id in enumerate(cases):
        (meeting,) = meetings_of(director, case_id)
        assert meeting.starts_at == STARTS + timedelta(minutes=15 * number)
        assert meeting.ends_at - meeting.starts_at == timedelta(minutes=15)
        assert len(meeting.attendees) == len(HOMES)
        mails = [attendee.mails[0].mail for attendee in meeting.attendees]
        others = [f"Vogel{101 + n}" for n in range(3) if n != number]
        assert not [word for word in others for mail in mails if word in f"{mail.subject}{mail.body}"]


def test_the_same_order_again_changes_nothing(director: Work, cases: tuple[str, ...]) -> None:
    first = order(director, cases)
    assert plan_sitting(director, first) == plan_sitting(director, first)
    with director.database.reading() as session:
        assert len(session.exec(select(Meeting)).all()) == len(cases)
        assert len(session.exec(select(SittingRow)).all()) == 1


def test_one_case_that_cannot_be_planned_stops_all_before_anything_is_sent(
    director: Work, cases: tuple[str, ...]
) -> None:
    items = (item(director, cases[0]), item(director, cases[1], news=" "), item(director, cases[2], seat_ids=()))
    done = plan_sitting(director, order(director, cases, items=items))
    assert done.planned == ()
    assert [(case_id, refusal.code) for case_id, refusal in done.refused] == [
        (cases[1], "meetings.question_missing"),
        (cases[2], "meetings.nobody_invited"),
    ]
    assert not [m for case_id in cases for m in meetings_of(director, case_id)]
    plan_sitting(director, order(director, cases))
    assert all(meetings_of(director, case_id) for case_id in cases)


def test_what_was_planned_by_half_goes_on(director: Work, cases: tuple[str, ...]) -> None:
    plan_sitting(director, order(director, cases[:2]))
    done = plan_sitting(director, order(director, cases))
    assert done.planned == cases
    assert sitting_of(director, "zitting").ends_at == STARTS + timedelta(minutes=45)


def test_a_sitting_of_another_time_or_person_is_not_gone_on_with(
    director: Work, cases: tuple[str, ...], work_as: WorkAs
) -> None:
    plan_sitting(director, order(director, cases))
    with pytest.raises(SittingWrong):
        plan_sitting(director, order(director, cases, starts_at=STARTS + timedelta(hours=1)))
    other = a_director(work_as, "H. Ander")
    theirs = (a_case(work_as, other, 201), a_case(work_as, other, 202))
    with pytest.raises(SittingWrong):
        plan_sitting(other, order(other, theirs))


def test_cases_of_somebody_else_are_not_planned(director: Work, cases: tuple[str, ...], work_as: WorkAs) -> None:
    other = a_director(work_as, "H. Ander")
    theirs = a_case(work_as, other, 201)
    asked = order(director, cases, items=(item(director, cases[0]), item(other, theirs)))
    with pytest.raises(NotAllowed):
        plan_sitting(director, asked)
    assert meetings_of(director, cases[0]) == ()


def test_the_clock_shows_own_cases_and_of_others_only_the_time(
    director: Work, cases: tuple[str, ...], work_as: WorkAs
) -> None:
    plan_sitting(director, order(director, cases))
    found = sitting_of(director, "zitting")
    assert [case.case_id for case in found.cases] == list(cases)
    assert all(case.agenda and case.agenda.over_minutes == 0 for case in found.cases)
    seat = next(seat for seat in case_facts(director, cases[1]).seats if seat.organisation == "VT")
    about = {"account_id": "h", "session_id": "h", "organisation": "VT", "professional_id": seat.professional_id}
    holder = work_as(Actor(Standing.CASE_HOLDER, name=seat.name, **about))
    theirs = sitting_of(holder, "zitting")
    assert [case.code_name for case in theirs.cases] == ["", "Zaak Vogel102", ""]
    assert [case.starts_at for case in theirs.cases] == [case.starts_at for case in found.cases]
    assert "Vogel101" not in repr(theirs)
    assert cases[0] not in repr(theirs)


def test_who_has_no_part_in_any_case_sees_no_sitting(director: Work, cases: tuple[str, ...], work_as: WorkAs) -> None:
    plan_sitting(director, order(director, cases))
    for work in (a_director(work_as, "H. Ander"), work_as(Standing.AUDITOR, account_id="x", session_id="x")):
        with pytest.raises(NotAllowed):
            sitting_of(work, "zitting")
    with pytest.raises(NotAllowed):
        sitting_of(director, "bestaat niet")


def test_a_meeting_knows_its_sitting(director: Work, cases: tuple[str, ...]) -> None:
    plan_sitting(director, order(director, cases))
    (meeting,) = meetings_of(director, cases[0])
    assert sitting_at(director, cases[0], meeting.id) == "zitting"
    with pytest.raises(NotAllowed):
        sitting_at(director, cases[1], meeting.id)


def test_children_first_is_proposed_among_own_active_cases(
    director: Work, cases: tuple[str, ...], work_as: WorkAs
) -> None:
    a_case(work_as, a_director(work_as, "H. Ander"), 201)
    found = sitting_choices(director)
    assert [choice.case_id for choice in found] == [cases[2], cases[0], cases[1]]
    assert [choice.children for choice in found] == [True, False, False]
    assert {home for _, home, _ in found[0].seats} == set(HOMES)
    assert found[0].planned is None
    plan_sitting(director, order(director, cases))
    assert sitting_choices(director)[0].planned == STARTS + timedelta(minutes=30)
