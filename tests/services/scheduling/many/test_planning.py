"""Plans as a region gets them: sound, the same each time, better than by hand, and never without an answer."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings

from models.terms import Risk
from services.scheduling.many.costs.settling import settle
from services.scheduling.many.facts import Change, Difference, Effort, Place, Plan, Problem, Told
from services.scheduling.many.planning import bookings_of, first_plan, in_order_of_arrival, model_of, plan, plan_of
from services.scheduling.many.verification import verify
from tests.services.scheduling.many.build import (
    at,
    booked,
    earlier,
    meeting,
    person,
    pin,
    problem,
    problems,
    room,
    seat,
    small_day,
)


def starts(made: Plan) -> dict[str, str]:
    """The time of each planned meeting."""
    return {booking.meeting_id: f"{booking.start:%a %H:%M}" for booking in made.bookings}


@settings(max_examples=15, deadline=None)
@given(problems())
def test_every_plan_is_sound(wanted: Problem) -> None:
    greedy, improved = first_plan(wanted), plan(wanted, iterations=40)
    assert verify(wanted, greedy) == verify(wanted, improved) == verify(wanted, in_order_of_arrival(wanted)) == ()
    assert improved.score <= greedy.score


@settings(max_examples=10, deadline=None)
@given(problems())
def test_a_plan_is_begun_with_another(wanted: Problem) -> None:
    begun = plan(wanted, iterations=30)
    again = plan(wanted, iterations=None, warm_start=begun)
    assert verify(wanted, again) == ()
    assert again.score <= begun.score


def test_the_same_seed_gives_the_same_plan() -> None:
    wanted = small_day(5)
    one, other = (plan(wanted, seed=3, iterations=80) for _ in range(2))
    assert replace(one, effort=Effort()) == replace(other, effort=Effort())


def test_stopped_at_once_it_is_a_whole_plan() -> None:
    wanted = small_day(4)
    made = plan(wanted, stop=lambda: True)
    assert verify(wanted, made) == ()
    assert (len(made.bookings), made.effort.stopped, made.effort.iterations) == (4, True, 0)


def test_progress_is_told_and_ends_with_the_score() -> None:
    told = []
    made = plan(small_day(4), iterations=520, on_progress=told.append)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].planned == 4
    assert told[-1].score >= made.score


def test_seconds_alone_are_a_budget() -> None:
    made = plan(small_day(3), iterations=None, seconds=0.05)
    assert made.effort.iterations > 0
    assert len(made.bookings) == 3


def test_the_graver_case_gets_the_time_in_time() -> None:
    wanted = small_day(2)
    slow, urgent = wanted.meetings
    both = {"earliest": at("mon", "09:00"), "deadline": at("mon", "10:00")}
    wanted = replace(wanted, meetings=(replace(slow, **both), replace(urgent, risk=Risk.HIGH, **both)))
    for made in (first_plan(wanted), plan(wanted, iterations=60)):
        assert starts(made)["m1"] == "Mon 09:00"
        assert [one.meeting_id for one in made.late] == ["m0"]


def test_meetings_are_put_together_for_their_people() -> None:
    """One after the other at lunch's edge is two blocks; the search finds the one block that the first plan misses."""
    known = (
        person("anna", "politie", "mon 09:00 10:00", "mon 14:00 17:00"),
        person("bram", "VT", "mon 14:00 17:00", "mon 09:00 10:00"),
    )
    asked = tuple(
        meeting(f"m{number}", seat("pol", "politie", "anna"), seat("vt", "VT", "bram")) for number in range(2)
    )
    made = plan(problem(known, asked, days=1), iterations=200)
    assert made.score.blocks == 2
    assert first_plan(problem(known, asked, days=1)).score.blocks >= 2


@pytest.mark.parametrize("iterations", [None, 60])
def test_pins_and_confirmed_times_stay(iterations: int | None) -> None:
    known = (person("anna", "politie", "mon 09:00 12:00"),)
    sat = seat("pol", "politie", "anna")
    wanted = problem(
        known,
        (
            meeting("urgent", sat, risk=Risk.HIGH, deadline=at("mon", "11:00")),
            meeting("confirmed", sat, previous=earlier("mon", "10:00", Told.CONFIRMED, pol="anna")),
            meeting("pinned", sat, pinned=pin("mon", "09:00")),
        ),
    )
    made = plan(wanted, iterations=iterations)
    assert starts(made) == {"urgent": "Mon 11:00", "confirmed": "Mon 10:00", "pinned": "Mon 09:00"}
    assert verify(wanted, made) == ()


def test_a_confirmed_time_that_is_gone_moves_and_is_told() -> None:
    known = (person("anna", "politie", "mon 13:00 15:00"),)
    before = earlier("mon", "10:00", Told.CONFIRMED, pol="anna")
    wanted = problem(known, (meeting("m1", seat("pol", "politie", "anna"), previous=before),))
    made = plan(wanted, iterations=20)
    assert starts(made) == {"m1": "Mon 13:00"}
    assert made.score.moved == 10
    assert made.changes == (Change("m1", Difference.MOVED, Told.CONFIRMED, 1),)


def test_a_confirmed_meeting_gets_its_time_back_from_one_that_may_move() -> None:
    known = (person("anna", "politie", "mon 09:00 11:00"),)
    sat = seat("pol", "politie", "anna")
    before = earlier("mon", "09:00", Told.CONFIRMED, pol="anna")
    wanted = problem(known, (meeting("m1", sat), meeting("m2", sat, previous=before)))
    wrong = problem(known, (meeting("m1", sat), meeting("m2", sat)))
    begun = plan_of(wrong, bookings_of(model_of(wrong, first_plan(wrong).bookings)))
    assert starts(begun)["m1"] == "Mon 09:00"
    assert starts(plan(wanted, iterations=None, warm_start=begun)) == {"m1": "Mon 10:00", "m2": "Mon 09:00"}


def three_confirmed() -> tuple[Problem, tuple[str, ...]]:
    """Two grave meetings confirmed for the same hour of one person, and a light one confirmed for the next."""
    sat = seat("pol", "politie", "anna")
    confirmed = {"a": ("09:00", Risk.HIGH), "b": ("09:00", Risk.HIGH), "c": ("10:00", Risk.LOW)}
    wanted = tuple(
        meeting(id, sat, risk=risk, previous=earlier("mon", clock, Told.CONFIRMED, pol="anna"))
        for id, (clock, risk) in confirmed.items()
    )
    return problem((person("anna", "politie", "mon 09:00 12:00"),), wanted), ("Mon 09:00", "Mon 11:00", "Mon 10:00")


@pytest.mark.parametrize("make", [first_plan, in_order_of_arrival, partial(plan, iterations=50)])
def test_a_confirmed_meeting_that_lost_its_time_takes_no_other_ones(make) -> None:
    asked, expected = three_confirmed()
    made = make(asked)
    assert verify(asked, made) == ()
    assert tuple(starts(made).values()) == expected


def test_settling_moves_a_confirmed_meeting_that_stands_on_another_ones_time() -> None:
    asked, expected = three_confirmed()
    one, other, _ = asked.meetings
    wrong = booked(one, at("mon", "09:00"), pol="anna"), booked(other, at("mon", "10:00"), pol="anna")
    model = model_of(asked, wrong)
    settle(model)
    assert tuple(f"{one.start:%a %H:%M}" for one in bookings_of(model)) == expected


def test_every_difference_is_told() -> None:
    known = (
        person("anna", "politie"),
        person("bram", "politie", "fri 09:00 10:00"),
        person(
            "carla",
            "VT",
        ),
    )
    sat, free_sat = seat("pol", "politie", "anna", "bram"), seat("vt", "VT", "carla")
    wanted = problem(
        known,
        (
            meeting("new", free_sat, pinned=pin("tue", "10:00")),
            meeting("moved", sat, pinned=pin("mon", "09:00"), previous=earlier("tue", "09:00", pol="anna")),
            meeting(
                "room",
                sat,
                place=Place.ON_SITE,
                pinned=pin("mon", "11:00"),
                previous=earlier("mon", "11:00", pol="anna"),
            ),
            meeting("people", sat, pinned=pin("mon", "13:00"), previous=earlier("mon", "13:00", pol="bram")),
            meeting("same", sat, pinned=pin("mon", "15:00"), previous=earlier("mon", "15:00", pol="anna")),
            meeting("dropped", sat, pinned=pin("mon", "20:00"), previous=earlier("wed", "15:00", pol="anna")),
        ),
        (room("blue"),),
    )
    made = first_plan(wanted)
    assert {change.meeting_id: (change.kind, change.people) for change in made.changes} == {
        "new": (Difference.NEW, 1),
        "moved": (Difference.MOVED, 1),
        "room": (Difference.ROOM, 1),
        "people": (Difference.PEOPLE, 2),
        "dropped": (Difference.DROPPED, 1),
    }


@pytest.mark.parametrize("make", [first_plan, in_order_of_arrival, partial(plan, iterations=20)])
def test_there_is_always_a_plan(make) -> None:
    nobody = meeting("m1", seat("pol", "politie", "anna"))
    nowhere = meeting("m2", seat("pol", "politie", "anna"), place=Place.ON_SITE)
    empty = meeting("m3", rule=())
    anna = (person("anna", "politie"),)
    saturday = {"first_day": at("sat", "08:00").date(), "days": 1}
    assert make(problem(anna, ())).bookings == ()
    for wanted in (
        problem((), (empty,)),
        problem(anna, (nowhere, empty)),
        problem(anna, (nobody,), **saturday),
        problem((person("anna", "politie", most_a_day=0),), (nobody,)),
    ):
        made = make(wanted)
        assert made.bookings == ()
        assert [one.meeting_id for one in made.unplanned] == [one.id for one in wanted.meetings]


def test_what_is_impossible_in_a_plan_to_begin_with_is_placed_anew() -> None:
    wanted = small_day(3)
    made = first_plan(wanted)
    away = replace(wanted.people[0], free=((at("mon", "12:00"), at("mon", "18:00")),))
    shocked = replace(wanted, people=(away, *wanted.people[1:]))
    assert len(bookings_of(model_of(shocked, made.bookings))) == 0
    again = plan(shocked, iterations=20, warm_start=made)
    assert len(again.bookings) == 3
    assert verify(shocked, again) == ()
