"""The score of hand-worked weeks: every level by itself, counted on paper from its definition."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.facts import Place as Where
from services.scheduling.many.facts import Policy, Score, Told
from services.scheduling.many.verification import score
from tests.services.scheduling.many.build import at, booked, earlier, meeting, person, problem, room, seat

PEOPLE = (person("anna", "politie", site="noord"), person("bram", "VT"), person("carla", "VT"))
POL, VT = seat("pol", "politie", "anna", weight=2), seat("vt", "VT", "bram", "carla")
BOTH = {"pol": "anna", "vt": "bram"}


def of(*changes, policy=None, **grid):
    """So many meetings, m1 and on, each changed as said."""
    wanted = tuple(
        meeting(f"m{number}", POL, VT, **({"place": Where.EITHER} | more)) for number, more in enumerate(changes, 1)
    )
    return problem(PEOPLE, wanted, (room("north", 9, "noord"), room("south", 9, "zuid")), policy, **grid)


def levels(week, *bookings):
    """The levels that are not nought."""
    counted = score(week, bookings)
    return {name: getattr(counted, name) for name in Score.names() if getattr(counted, name)}


def test_a_meeting_of_two_at_the_first_start_after_nine_costs_their_two_days_only():
    week = of({"earliest": at("mon", "09:00")})
    assert levels(week, booked(week.meetings[0], at("mon", "09:00"), **BOTH)) == {"person_days": 2, "blocks": 2}


@pytest.mark.parametrize(("risk", "weighs"), [(Risk.HIGH, 10_000), (Risk.MEDIUM, 100), (Risk.LOW, 1)])
def test_without_a_time_the_risk_weighs(risk, weighs):
    assert levels(of({"risk": risk})) == {"late": weighs, "unplanned": weighs}


def test_late_by_a_begun_minute_counts_whole_and_by_risk():
    week = of({"risk": Risk.MEDIUM, "earliest": at("mon", "09:00"), "deadline": at("mon", "09:30").replace(second=30)})
    found = levels(week, booked(week.meetings[0], at("mon", "09:00"), **BOTH))
    assert (found["late"], found["late_minutes"]) == (100, 2 * 30)


@pytest.mark.parametrize(
    ("told", "start", "place", "who", "moved"),
    [
        (Told.CONFIRMED, "10:00", "video", BOTH, 20),
        (Told.SENT, "10:00", "video", BOTH, 6),
        (Told.DRAFT, "10:00", "video", BOTH, None),
        (Told.SENT, "09:00", "north", BOTH, 6),
        (Told.SENT, "09:00", "video", {"pol": "anna", "vt": "carla"}, 3),
        (Told.SENT, "09:00", "video", {"pol": "anna"}, 3),
        (Told.SENT, "09:00", "video", BOTH, None),
    ],
)
def test_moving_weighs_by_what_people_were_told(told, start, place, who, moved):
    week = of({"previous": earlier("mon", "09:00", told, **BOTH)})
    assert levels(week, booked(week.meetings[0], at("mon", start), place, **who)).get("moved") == moved


def test_a_meeting_that_loses_its_time_is_a_moved_one():
    week = of({"previous": earlier("mon", "09:00", Told.CONFIRMED, **BOTH)})
    assert levels(week) == {"late": 1, "unplanned": 1, "moved": 20}


def test_absence_weighs_by_seat_and_risk_and_substitutes_are_counted():
    week = of({"risk": Risk.HIGH, "earliest": at("mon", "09:00")})
    alone = booked(week.meetings[0], at("mon", "09:00"), vt="carla")
    assert levels(week, alone) == {"absent": 6, "substitutes": 1, "person_days": 1, "blocks": 1, "uneven": 1}


def test_who_waits_is_counted_in_open_days_and_starts_from_the_first_that_is_left():
    """From after the last start of Thursday: Friday is closed, so that the next Monday at eight is the first."""
    friday, after = at("fri", "00:00").date(), at("sun", "00:00").date() + timedelta(days=1)
    week = of({"risk": Risk.HIGH, "earliest": at("thu", "17:40")}, days=14, closed=frozenset({friday}))

    def waited(day, clock):
        found = score(week, [booked(week.meetings[0], at(day, clock, after), **BOTH)])
        return found.waiting, found.later

    assert waited("mon", "08:00") == (0, 0)
    assert waited("mon", "09:30") == (0, 9)
    assert waited("wed", "08:30") == (2, 3 * 41)


def test_blocks_long_stretches_and_ways():
    """Anna: nine to eleven and, after half an hour, one more; the fourth comes an hour after that."""
    starts = ("09:00", "10:00", "11:30", "13:30")
    week = of(*[{"earliest": at("mon", clock)} for clock in starts])
    bookings = [booked(one, at("mon", clock), pol="anna") for one, clock in zip(week.meetings, starts, strict=True)]
    assert levels(week, *bookings) == {"absent": 4, "person_days": 1, "blocks": 2}
    tired = replace(week, policy=Policy(break_after_minutes=90))
    assert levels(tired, *bookings)["blocks"] == 3
    breaks_of_hours = replace(week, policy=Policy(break_minutes=45))
    assert levels(breaks_of_hours, *bookings)["blocks"] == 3
    strict = replace(week, policy=Policy(block_gap_minutes=0))
    assert levels(strict, *bookings)["blocks"] == 3
    away = [replace(bookings[0], room="south"), *bookings[1:3], replace(bookings[3], room="north")]
    assert levels(week, *away)["blocks"] == 3


def test_turns_and_hours_at_the_edges_are_squared_by_person():
    week = of(*[{"earliest": at("mon", clock)} for clock in ("08:30", "10:00", "16:30")])
    one, two, three = week.meetings
    bookings = [
        booked(one, at("mon", "08:30"), pol="anna", vt="carla"),
        booked(two, at("mon", "10:00"), vt="carla"),
        booked(three, at("mon", "16:30"), pol="anna"),
    ]
    assert levels(week, *bookings)["uneven"] == 2 * 2 + 2 * 2 + 1
    assert levels(week, *bookings)["substitutes"] == 2


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 19), st.integers(0, 4), st.sampled_from(Risk))
def test_later_and_waiting_grow_with_every_start_and_day(step, day, risk):
    week = of({"risk": risk, "minutes": 30})
    start = at(("mon", "tue", "wed", "thu", "fri")[day], f"{8 + step // 2:02}:{step % 2 * 30:02}")
    found = score(week, [booked(week.meetings[0], start, **BOTH)])
    assert found.later == (day * 20 + step) * {Risk.HIGH: 3, Risk.MEDIUM: 2, Risk.LOW: 1}[risk]
    assert found.waiting == (day if risk is Risk.HIGH else 0)
