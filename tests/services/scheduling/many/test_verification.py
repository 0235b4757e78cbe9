"""The check names each fault: one sound plan, one change at a time; and it reckons the score by the definition."""

from dataclasses import replace
from datetime import date, time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.checked.seating import disjoint, fewest
from services.scheduling.many.facts import VIDEO, Plan, Policy, Score, Told
from services.scheduling.many.facts import Place as Where
from services.scheduling.many.reasons import Breach, Explained, Hindrance, PlanWrong, Violation
from services.scheduling.many.verification import require_sound, score, verify
from tests.services.scheduling.many.build import (
    at,
    booked,
    earlier,
    meeting,
    person,
    pin,
    problem,
    room,
    seat,
)

PEOPLE = (
    person("anna", "politie", site="noord"),
    person("bram", "VT", online_only=True),
    person("carla", "lokale_veld", "mon 09:00 12:00", "tue 09:00 17:00"),
    person("dirk", "politie", most_a_day=1),
    person("els", "OM"),
)
ROOMS = (room("r1", 3, "noord"), room("r2", 3, "zuid", "mon 08:00 18:00"))
POL, VELD = seat("pol", "politie", "anna", "dirk", required=True), seat("veld", "lokale_veld", "carla")
VT, OM = seat("vt", "VT", "bram"), seat("om", "OM", "els", weight=2)
ONE = meeting("m1", POL, VELD, OM, rule=(("lokale_veld", "VT"),), place=Where.EITHER)
TWO = meeting("m2", POL, VT, rule=(("VT",),), risk=Risk.HIGH, deadline=at("tue", "12:00"))
THREE = meeting("m3", POL, OM, rule=(("OM",),), place=Where.ON_SITE, minutes=90, pinned=pin("wed", "13:00"))
PROBLEM = problem(
    PEOPLE, (ONE, TWO, THREE), ROOMS, Policy(travel_minutes=30, video_licences=1), lunch=(time(12), time(12, 30))
)
FIRST = booked(ONE, at("mon", "09:00"), pol="anna", veld="carla", om="els")
SECOND = booked(TWO, at("mon", "11:00"), pol="anna", vt="bram")
THIRD = booked(THREE, at("wed", "13:00"), "r1", pol="dirk", om="els")


def planned(*bookings, of=PROBLEM, late=(), unplanned=()) -> Plan:
    """A plan of these bookings, with its own score."""
    explained = [
        tuple(Explained(id, Hindrance.TAKEN_BY_OTHERS, False, 1, 1) for id in ids) for ids in (unplanned, late)
    ]
    return Plan(tuple(bookings), *explained, score(of, bookings))


def breaches(plan: Plan, of=PROBLEM) -> set[Breach]:
    return {violation.breach for violation in verify(of, plan)}


def test_a_sound_plan_has_no_breach():
    plan = planned(FIRST, SECOND, THIRD)
    assert verify(PROBLEM, plan) == ()
    require_sound(PROBLEM, plan)


AT_NINE = at("mon", "09:00")
ALL = {"pol": "anna", "veld": "carla", "om": "els"}


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ({Breach.UNKNOWN, Breach.DROPPED}, replace(FIRST, meeting_id="m9")),
        ({Breach.UNKNOWN}, booked(ONE, AT_NINE, **(ALL | {"pol": "nobody"}))),
        ({Breach.LENGTH}, replace(FIRST, end=at("mon", "09:30"))),
        ({Breach.OFF_GRID}, booked(ONE, at("mon", "09:15"), **ALL)),
        ({Breach.OFF_GRID}, replace(FIRST, start=FIRST.start.replace(tzinfo=None))),
        ({Breach.CLOSED, Breach.NOT_FREE}, booked(ONE, at("mon", "07:30"), **ALL)),
        ({Breach.CLOSED, Breach.NOT_FREE}, booked(ONE, at("mon", "17:30"), **ALL)),
        ({Breach.CLOSED, Breach.NOT_FREE}, booked(ONE, at("sat", "10:00"), **ALL)),
        ({Breach.LUNCH}, booked(ONE, at("tue", "11:30"), **ALL)),
        ({Breach.NOT_FREE}, booked(ONE, at("mon", "08:30"), **ALL)),
        ({Breach.PERSON_TWICE, Breach.LICENCES}, booked(ONE, at("mon", "11:00"), **ALL)),
        ({Breach.LICENCES}, booked(ONE, at("mon", "11:00"), **(ALL | {"pol": "dirk"}))),
        ({Breach.SEAT}, booked(ONE, AT_NINE, pol="els", veld="carla")),
        ({Breach.SEAT}, replace(FIRST, absent=("om",))),
        ({Breach.SEAT}, replace(FIRST, attendees=FIRST.attendees[:2])),
        ({Breach.SEAT}, replace(FIRST, attendees=(*FIRST.attendees, ("chair", "dirk")))),
        ({Breach.MINIMUM}, booked(ONE, AT_NINE, pol="anna", om="els")),
        ({Breach.MINIMUM}, booked(ONE, AT_NINE, veld="carla", om="els")),
        ({Breach.ROOM}, replace(FIRST, room="r9")),
        ({Breach.ROOM}, booked(ONE, at("tue", "10:00"), "r2", **ALL)),
        ({Breach.TRAVEL}, booked(ONE, AT_NINE, "r2", **ALL)),
        ({Breach.LATENESS}, replace(FIRST, late_minutes=1)),
    ],
)
def test_each_fault_of_a_booking_is_found_and_nothing_else(found, first):
    assert breaches(planned(first, SECOND, THIRD)) == found


def test_the_way_to_another_site_takes_time_from_own_hours_and_between_meetings():
    both = (meeting("m1", POL, place=Where.EITHER), meeting("m2", POL, place=Where.EITHER))
    of = problem((person("anna", "politie", "mon 09:00 17:00", site="noord"), PEOPLE[3]), both, ROOMS)

    def plan(clock, room, second="11:00", other=VIDEO):
        first = booked(both[0], at("mon", clock), room, pol="anna")
        return verify(of, planned(first, booked(both[1], at("mon", second), other, pol="anna"), of=of))

    assert plan("09:00", VIDEO) == plan("09:00", "r1") == plan("09:30", "r2") == ()
    assert plan("09:00", "r2") == (Violation(Breach.TRAVEL, ("m1",), "anna"),)
    assert plan("10:00", "r1") == plan("10:00", "r2", "11:30") == plan("10:00", "r2", "11:00", "r2") == ()
    too_near = (Violation(Breach.TRAVEL, ("m1", "m2"), "anna"),)
    assert plan("10:00", "r2") == plan("10:00", "r2", "11:00", "r1") == too_near


def changed(**more):
    return replace(PROBLEM, meetings=(replace(ONE, **more), TWO, THREE))


CONFIRMED = earlier("tue", "09:00", Told.CONFIRMED, pol="anna", veld="carla", om="els")


@pytest.mark.parametrize(
    ("breach", "of"),
    [
        (Breach.TOO_SOON, changed(earliest=at("mon", "09:30"))),
        (Breach.LATENESS, changed(deadline=at("mon", "09:30"))),
        (Breach.ROOM, changed(place=Where.ON_SITE)),
        (Breach.PIN, changed(pinned=pin("mon", "09:30"))),
        (Breach.PIN, changed(pinned=pin("mon", "09:00", "r1"))),
        (Breach.CONFIRMED, changed(previous=CONFIRMED)),
        (Breach.CLOSED, replace(PROBLEM, grid=replace(PROBLEM.grid, closed=frozenset({date(2026, 11, 25)})))),
        (Breach.CLOSED, replace(PROBLEM, grid=replace(PROBLEM.grid, first_day=date(2026, 11, 16)))),
        (Breach.MOST_A_DAY, replace(PROBLEM, people=(replace(PEOPLE[0], most_a_day=1), *PEOPLE[1:]))),
    ],
)
def test_each_fault_against_another_problem_is_found(breach, of):
    assert breaches(planned(FIRST, SECOND, THIRD, of=of), of) == {breach}


def test_a_meeting_left_out_or_twice_in_the_plan_is_found():
    assert breaches(planned(FIRST, SECOND)) == {Breach.DROPPED}
    assert breaches(planned(FIRST, SECOND, unplanned=("m3",))) == set()
    assert breaches(planned(FIRST, FIRST, SECOND, THIRD)) == {Breach.TWICE}
    assert breaches(planned(FIRST, SECOND, THIRD, unplanned=("m3",))) == {Breach.TWICE}
    assert breaches(planned(FIRST, SECOND, THIRD, unplanned=("m9",))) == {Breach.UNKNOWN}


def test_a_late_meeting_is_explained_and_no_other():
    late = booked(TWO, at("tue", "12:30"), pol="anna", vt="bram")
    assert late.late_minutes == 90
    assert breaches(planned(FIRST, late, THIRD)) == {Breach.LATENESS}
    assert breaches(planned(FIRST, late, THIRD, late=("m2",))) == set()
    assert breaches(planned(FIRST, SECOND, THIRD, late=("m2",))) == {Breach.LATENESS}


def test_a_room_is_taken_once_at_a_time_and_holds_everybody():
    at_once = booked(ONE, at("wed", "13:30"), "r1", pol="anna", veld="carla")
    of = replace(PROBLEM, people=(*PEOPLE[:2], person("carla", "lokale_veld"), *PEOPLE[3:]))
    plan = planned(at_once, SECOND, THIRD, of=of)
    assert verify(of, plan) == (Violation(Breach.ROOM_TWICE, ("m3", "m1"), "r1"),)
    small = replace(of, rooms=(replace(ROOMS[0], seats=1), ROOMS[1]))
    plan = planned(FIRST, SECOND, THIRD, of=small)
    assert verify(small, plan) == (Violation(Breach.ROOM, ("m3",), "r1"),)


def test_who_only_comes_on_line_is_in_no_room():
    of = replace(PROBLEM, meetings=(ONE, replace(TWO, place=Where.EITHER), THREE))
    plan = planned(FIRST, replace(SECOND, room="r1"), THIRD, of=of)
    assert verify(of, plan) == (Violation(Breach.ROOM, ("m2",), "bram"),)


def test_a_wrong_score_is_found_and_a_refused_plan_names_the_counts_only():
    plan = replace(planned(FIRST, replace(SECOND, late_minutes=5), THIRD), score=Score())
    with pytest.raises(PlanWrong) as refused:
        require_sound(PROBLEM, plan)
    assert refused.value.fields == {"breaches": {Breach.SCORE: 1, Breach.LATENESS: 1}}


def test_nobody_sits_on_two_seats_of_a_meeting():
    twice = meeting("m1", POL, seat("also", "OM", "anna", "els"), rule=())
    of = problem(PEOPLE, (twice,))
    assert breaches(planned(booked(twice, at("mon", "09:00"), pol="anna", also="anna"), of=of), of) == {
        Breach.PERSON_TWICE
    }


def test_a_meeting_that_nobody_attends_is_none():
    empty = meeting("m1", seat("om", "OM", "els"), rule=())
    of = problem(PEOPLE, (empty,))
    assert breaches(planned(booked(empty, at("mon", "09:00")), of=of), of) == {Breach.MINIMUM}


def confirmed(told=Told.CONFIRMED, **more):
    """The first meeting was confirmed for Tuesday nine, in `room`, and is now on Monday; with changes to the rest."""
    changes = {"previous": replace(CONFIRMED, told=told, room=more.pop("room", VIDEO))}
    of = changed(**(changes | more.pop("meeting", {})))
    return replace(of, **more)


@pytest.mark.parametrize(
    ("could", "of", "others"),
    [
        (True, confirmed(), (SECOND, THIRD)),
        (True, confirmed(room="r1", policy=Policy(travel_minutes=0)), (SECOND, THIRD)),
        (False, confirmed(room="r1"), (SECOND, THIRD)),
        (True, confirmed(meeting={"deadline": at("mon", "12:00")}), (SECOND, THIRD)),
        (True, confirmed(), (booked(TWO, at("tue", "09:00"), pol="dirk", vt="bram"), THIRD)),
        (True, confirmed(people=(replace(PEOPLE[0], free=()), *PEOPLE[1:])), ()),
        (False, confirmed(told=Told.SENT), (SECOND, THIRD)),
        (False, confirmed(room="r2"), (SECOND, THIRD)),
        (False, confirmed(room="r9"), (SECOND, THIRD)),
        (False, confirmed(meeting={"place": Where.ON_SITE}), (SECOND, THIRD)),
        (False, confirmed(meeting={"earliest": at("tue", "09:30")}), (SECOND, THIRD)),
        (False, confirmed(meeting={"pinned": pin("mon", "09:00")}), (SECOND, THIRD)),
        (False, confirmed(meeting={"minutes": 240}), ()),
        (False, confirmed(people=(*PEOPLE[:2], person("carla", "lokale_veld", "mon 09:00 12:00"), *PEOPLE[3:])), ()),
    ],
)
def test_a_confirmed_meeting_moves_only_when_it_must(could, of, others):
    first = booked(of.meetings[0], at("mon", "09:00"), pol="anna", veld="carla", om="els")
    unplanned = tuple(one.id for one in of.meetings[1:] if one.id not in {other.meeting_id for other in others})
    assert (Breach.CONFIRMED in breaches(planned(first, *others, of=of, unplanned=unplanned), of)) is could


@pytest.mark.parametrize("told", Told)
def test_a_confirmed_meeting_yields_to_what_is_settled_there(told):
    """The other has the same chief and the licence; it is settled when it was confirmed for that time as well."""
    other = replace(TWO, previous=earlier("tue", "09:00", told, pol="anna", vt="bram"))
    of = replace(confirmed(), meetings=(confirmed().meetings[0], other, THREE))
    plan = planned(FIRST, booked(other, at("tue", "09:00"), pol="anna", vt="bram"), THIRD, of=of)
    assert (Breach.CONFIRMED in breaches(plan, of)) is (told is not Told.CONFIRMED)


def test_of_two_confirmed_meetings_that_collide_one_stays():
    of = problem(
        PEOPLE, tuple(meeting(id, POL, previous=earlier("mon", "09:00", Told.CONFIRMED, pol="anna")) for id in "ab")
    )
    one, two = of.meetings
    of = replace(of, people=(PEOPLE[0], replace(PEOPLE[3], free=())))
    stays, goes = booked(one, at("mon", "09:00"), pol="anna"), booked(two, at("mon", "10:00"), pol="anna")
    assert verify(of, planned(stays, goes, of=of)) == ()
    both_go = planned(booked(one, at("mon", "11:00"), pol="anna"), goes, of=of)
    assert verify(of, both_go) == (Violation(Breach.CONFIRMED, ("a",)), Violation(Breach.CONFIRMED, ("b",)))


SEATS = st.lists(
    st.tuples(
        st.sampled_from("xyz"), st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True), st.booleans()
    ),
    min_size=1,
    max_size=4,
)
GROUPS = st.lists(st.lists(st.sampled_from("xyz"), min_size=1, max_size=2, unique=True).map(tuple), max_size=3)


@settings(max_examples=150, deadline=None)
@given(SEATS, GROUPS, st.sets(st.sampled_from("abcd")))
def test_the_fewest_people_are_those_that_trying_everything_finds(drawn, rule, there):
    seats = [seat(f"s{n}", key, *people, required=required) for n, (key, people, required) in enumerate(drawn)]
    asked = meeting("m1", *seats, rule=tuple(rule))
    tried = []
    for choice in product(*([None, *(who for who in one.people if who in there)] for one in seats)):
        sat = [(one, person) for one, person in zip(seats, choice, strict=True) if person]
        if (
            len({person for _, person in sat}) == len(sat)
            and sat
            and all(choice[n] for n, one in enumerate(seats) if one.required)
        ):
            fills = product(*([one.id for one, _ in sat if one.organisation in group] for group in rule))
            if any(len(set(fill)) == len(fill) for fill in fills):
                tried.append(len(sat))
    assert fewest(asked, there) == min(tried, default=None)


def test_paths_found_later_send_earlier_ones_another_way():
    assert disjoint({"a": ["x", "y"], "b": ["x"]}, ["a", "b"]) == 2
    assert disjoint({"a": ["x"], "b": ["x"]}, ["a", "b"]) == 1
    assert disjoint({"a": ["m"], "b": ["m", "n"], "m": ["p"], "n": ["p", "q"]}, ["b", "a"]) == 2
    assert disjoint({}, []) == 0
