"""What is no problem at all is refused with its place; what merely cannot be done is not."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings

from services.scheduling.many.checks import check_problem
from services.scheduling.many.facts import MOST_MEETINGS, VIDEO, Policy, SeatNeed
from services.scheduling.many.reasons import ProblemWrong
from tests.services.scheduling.many.build import (
    MONDAY,
    at,
    earlier,
    free,
    meeting,
    person,
    pin,
    problem,
    problems,
    room,
    seat,
)

ANNA, BRAM = person("anna", "politie"), person("bram", "VT")
POL = seat("pol", "politie", "anna", "bram")
ONE = meeting("m1", POL)
PROBLEM = problem((ANNA, BRAM), (ONE,), (room("r1"),))


def of(**more):
    return replace(PROBLEM, meetings=(replace(ONE, **more),))


def seated(**more):
    return of(seats=(replace(POL, **more),))


WITHOUT_ZONE = datetime.combine(MONDAY, time(9))

WRONG = [
    ("people", "anna", replace(PROBLEM, people=(ANNA, ANNA))),
    ("people", "", replace(PROBLEM, people=(replace(ANNA, id=""),))),
    ("organisation", "anna", replace(PROBLEM, people=(replace(ANNA, organisation=""), BRAM))),
    ("most_a_day", "anna", replace(PROBLEM, people=(replace(ANNA, most_a_day=-1), BRAM))),
    ("free", "bram", replace(PROBLEM, people=(ANNA, person("bram", "VT", "mon 10:00 09:00")))),
    ("free", "bram", replace(PROBLEM, people=(ANNA, person("bram", "VT", "mon 09:00 11:00", "mon 10:00 12:00")))),
    ("free", "bram", replace(PROBLEM, people=(ANNA, replace(BRAM, free=((WITHOUT_ZONE, at("mon", "10:00")),))))),
    ("free", "r1", replace(PROBLEM, rooms=(room("r1", 2, "", "mon 10:00 10:00"),))),
    ("rooms", "r1", replace(PROBLEM, rooms=(room("r1"), room("r1")))),
    ("rooms", VIDEO, replace(PROBLEM, rooms=(room(VIDEO),))),
    ("seats", "r1", replace(PROBLEM, rooms=(room("r1", 0),))),
    ("meetings", "m1", replace(PROBLEM, meetings=(ONE, ONE))),
    ("meetings", "", replace(PROBLEM, meetings=(ONE,) * (MOST_MEETINGS + 1))),
    ("minutes", "m1", of(minutes=0)),
    ("minutes", "m1", of(minutes=-30)),
    ("minutes", "m1", of(minutes=45)),
    ("minutes", "m1", of(minutes=630)),
    ("earliest", "m1", of(earliest=WITHOUT_ZONE)),
    ("deadline", "m1", of(deadline=WITHOUT_ZONE)),
    ("rule", "m1", of(rule=((),))),
    ("rule", "m1", of(rule=("politie",))),
    ("seats", "m1", of(seats=(POL, POL))),
    ("seats", "m1", seated(id="")),
    ("named", "m1", seated(named="nobody")),
    ("organisation", "m1", seated(organisation="")),
    ("substitutes", "m1", seated(substitutes=("nobody",))),
    ("substitutes", "m1", seated(substitutes=("anna",))),
    ("weight", "m1", seated(weight=-1)),
    ("weight", "m1", seated(weight=10**9)),
    ("pinned", "m1", of(pinned=pin("mon", "09:10"))),
    ("pinned", "m1", of(pinned=pin("mon", "18:00"))),
    ("pinned", "m1", of(pinned=pin("sat", "09:00"))),
    ("pinned", "m1", of(pinned=pin("mon", "09:00", "r9"))),
    ("pinned", "m1", of(pinned=replace(pin("mon", "09:00"), start=WITHOUT_ZONE))),
    ("previous", "m1", of(previous=replace(earlier("mon", "09:00"), start=WITHOUT_ZONE))),
    ("previous", "m1", of(previous=replace(earlier("mon", "09:00"), attendees=(("pol", "anna"), ("pol", "bram"))))),
    ("travel_minutes", "", replace(PROBLEM, policy=Policy(travel_minutes=-1))),
    ("break_minutes", "", replace(PROBLEM, policy=Policy(break_minutes=-1))),
    ("early_before", "", replace(PROBLEM, policy=Policy(early_before=at("mon", "09:00").timetz()))),
    ("video_licences", "", replace(PROBLEM, policy=Policy(video_licences=-1))),
]


@pytest.mark.parametrize(("what", "id", "wrong"), WRONG)
def test_what_makes_no_sense_is_refused_with_its_place(what, id, wrong):
    with pytest.raises(ProblemWrong) as refused:
        check_problem(wrong)
    assert refused.value.fields == {"what": what, "id": id}


@pytest.mark.parametrize(
    "hard",
    [
        of(deadline=at("mon", "09:00") - timedelta(days=60)),
        of(seats=()),
        of(rule=(("OM",), ("OM",))),
        of(previous=earlier("sun", "03:10", room="gone", pol="left")),
        replace(PROBLEM, people=(), meetings=()),
        replace(PROBLEM, meetings=()),
        replace(PROBLEM, rooms=()),
        replace(PROBLEM, people=(replace(ANNA, free=()), replace(BRAM, free=free("sat 00:00 06:00")))),
        replace(PROBLEM, meetings=tuple(meeting(id, POL, pinned=pin("mon", "09:00")) for id in ("m1", "m2"))),
        of(pinned=pin("mon", "17:30")),
        of(pinned=pin("mon", "09:00", VIDEO)),
        of(seats=(POL, SeatNeed("also", "politie", "anna"))),
    ],
)  # fmt: skip
def test_what_merely_cannot_be_done_is_no_fault_of_the_problem(hard):
    check_problem(hard)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_the_problems_that_others_are_tested_on_make_sense(drawn):
    check_problem(drawn)
