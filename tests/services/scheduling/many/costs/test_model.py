"""What the planner's model charges, held against the score that the checks reckon from scratch."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.many.costs.bookings import bookings_of, model_of
from services.scheduling.many.costs.days import Additions, Rhythm, pieces
from services.scheduling.many.costs.folding import LEVELS, fold, ranks, score_of, unfold
from services.scheduling.many.costs.model import Model
from services.scheduling.many.facts import Person, Place, Plan, Policy, Problem, SeatNeed, Told
from services.scheduling.many.reasons import Breach
from services.scheduling.many.verification import score, verify
from tests.services.scheduling.many.build import (
    at,
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


def possible(model: Model, item: int) -> list[int]:
    """The positions at which a meeting without a place can be."""
    return (model.price(item) < IMPOSSIBLE).nonzero()[0].tolist()


def walk(model: Model, chance: Random, steps: int) -> None:
    """Places and removes meetings at random."""
    for _ in range(steps):
        item = chance.randrange(model.size)
        if model.position(item) >= 0:
            model.remove(item)
        elif found := possible(model, item):
            model.place(item, chance.choice(found))


@settings(max_examples=25)
@given(problems(), st.integers(0, 9))
def test_what_was_charged_adds_up_to_the_score(wanted: Problem, seed: int) -> None:
    model = Model(wanted)
    for _ in range(4):
        walk(model, Random(seed), 6)
        assert model.score == score(wanted, bookings_of(model))


@settings(max_examples=25)
@given(problems(), st.integers(0, 9))
def test_prices_are_in_the_strict_order_of_the_scores(wanted: Problem, seed: int) -> None:
    model = Model(wanted)
    walk(model, Random(seed), 8)
    item = next((item for item in range(model.size) if model.position(item) < 0), None)
    if item is None:
        return
    prices, found = model.price(item), possible(model, item)
    chosen = sorted(Random(seed).sample(found, min(len(found), 25)), key=lambda position: prices[position])
    costs = []
    for position in chosen:
        paid = model.place(item, position)
        costs.append(model.unfold(paid))
        assert model.remove(item) == paid
    for (before, cheaper), (after, dearer) in pairwise(zip(chosen, costs, strict=True)):
        assert (prices[before] < prices[after]) == (cheaper < dearer)


@settings(max_examples=20)
@given(problems(), st.integers(0, 9))
def test_a_meeting_is_put_back_as_it_was(wanted: Problem, seed: int) -> None:
    model, chance = Model(wanted), Random(seed)
    walk(model, chance, 10)
    begun, bookings = [model.position(item) for item in range(model.size)], bookings_of(model)
    cost, prices = model.cost, [model.price(item) for item in range(model.size) if model.position(item) < 0]
    walk(model, chance, 10)
    for item in range(model.size):
        if model.position(item) >= 0:
            model.remove(item)
    for item, position in enumerate(begun):
        if position >= 0:
            model.place(item, position)
    assert (bookings_of(model), model.cost) == (bookings, cost)
    after = [model.price(item) for item in range(model.size) if model.position(item) < 0]
    assert all(np.array_equal(one, other) for one, other in zip(prices, after, strict=True))


@settings(max_examples=25)
@given(problems(), st.integers(0, 9))
def test_what_is_possible_breaks_no_rule(wanted: Problem, seed: int) -> None:
    model = Model(wanted)
    walk(model, Random(seed), 12)
    bookings = bookings_of(model)
    assert bookings_of(model_of(wanted, bookings)) == bookings
    breaches = {one.breach for one in verify(wanted, Plan(bookings, (), (), model.score))}
    # Nothing is explained yet, and a random plan holds no settled time free.
    assert breaches <= {Breach.DROPPED, Breach.LATENESS, Breach.CONFIRMED}


@given(st.lists(st.tuples(*[st.integers(-(10**9), 10**9)] * len(LEVELS)), min_size=1, max_size=8))
def test_folded_sums_are_sums_of_levels(costs: list[tuple[int, ...]]) -> None:
    together = tuple(sum(level) for level in zip(*costs, strict=True))
    assert unfold(sum(fold(cost) for cost in costs)) == together
    assert score_of(fold(together)).unplanned == together[2]


@given(
    st.lists(st.tuples(*[st.integers(0, 2**40)] * 6), min_size=1, max_size=12),
    st.integers(0, 6),
)
def test_ranks_keep_the_order_of_levels_too_large_for_one_number(rows: list[tuple[int, ...]], upper: int) -> None:
    keys = [(np.array(level, np.int64), 2**40 + 1) for level in zip(*rows, strict=True)]
    upper = min(max(upper, 1), 5)
    found = ranks(keys[:upper], keys[upper:])
    assert 0 <= found.min() <= found.max() < IMPOSSIBLE
    for one, row in zip(found, rows, strict=True):
        assert [one < other for other in found] == [row < other for other in rows]


RHYTHMS = st.builds(Rhythm, st.integers(0, 4), st.integers(0, 3), st.integers(1, 6))


@given(st.lists(st.booleans(), min_size=4, max_size=16), st.integers(1, 4), RHYTHMS)
def test_what_a_meeting_adds_to_a_day(taken: list[bool], steps: int, own: Rhythm) -> None:
    taken[0] = True
    day = tuple((slot, slot + 1) for slot, busy in enumerate(taken) if busy)
    found = Additions(steps, own).of(day, len(taken))
    for start in range(len(taken) - steps + 1):
        if not any(taken[start : start + steps]):
            after = tuple(sorted((*day, (start, start + steps))))
            assert found[start] == pieces(after, own) - pieces(day, own)


def test_the_named_person_sits_if_free_and_else_the_substitute_who_costs_least() -> None:
    people = (
        person("anna", "politie", "mon 09:00 10:00"),
        person("bram", "politie", "mon 09:00 12:00"),
        person("carla", "politie", "mon 08:00 12:00"),
    )
    asked = meeting("m1", seat("pol", "politie", "anna", "bram", "carla"))
    other = meeting("m2", seat("pol", "politie", "carla"))
    model = model_of(problem(people, (asked, other)), ())
    model.place(1, model.axis.slot_of[at("mon", "08:00").timestamp()])
    seated = {}
    for position in possible(model, 0):
        model.place(0, position)
        booking = next(one for one in bookings_of(model) if one.meeting_id == "m1")
        seated[f"{booking.start:%H:%M}"] = dict(booking.attendees)["pol"]
        model.remove(0)
    assert seated == {"09:00": "anna", "09:30": "carla", "10:00": "carla", "10:30": "carla", "11:00": "carla"}


def test_one_person_on_two_lists_sits_once() -> None:
    people = (person("anna", "politie", "mon 09:00 10:00"), person("bram", "VT", "mon 09:00 10:00"))
    two = meeting("m1", seat("pol", "politie", "anna", "bram"), seat("vt", "VT", "bram", "anna"))
    none = meeting("m2", seat("pol", "politie", "anna"), seat("vt", "VT", "anna"))
    model = Model(problem(people, (two, none)))
    assert len(possible(model, 0)) == 1 and not possible(model, 1)
    model.place(0, possible(model, 0)[0])
    assert dict(bookings_of(model)[0].attendees) == {"pol": "anna", "vt": "bram"}


def test_one_seat_does_not_fill_two_groups() -> None:
    people = (person("anna", "VT"), person("bram", "VHH", "mon 09:00 11:00"))
    rule = (("VT", "VHH"), ("VT", "VHH"))
    asked = meeting("m1", seat("vt", "VT", "anna"), seat("vhh", "VHH", "bram"), rule=rule)
    model = Model(problem(people, (asked,)))
    starts = {model.axis.moment(position).strftime("%H:%M") for position in possible(model, 0)}
    assert starts == {"09:00", "09:30", "10:00"}


def test_people_do_not_travel_while_they_meet() -> None:
    people = (person("anna", "politie", "mon 08:00 12:00", site="noord"),)
    asked = tuple(
        meeting(f"m{number}", seat("pol", "politie", "anna"), place=place)
        for number, place in enumerate((Place.ONLINE, Place.ON_SITE))
    )
    rooms = (room("far", 10, "zuid"),)
    model = Model(problem(people, asked, rooms, Policy(travel_minutes=30)))
    # From home to the room and back: half an hour off either end of the free morning.
    assert [model.axis.moment(at).strftime("%H:%M") for at in possible(model, 1)] == [
        "08:30", "09:00", "09:30", "10:00", "10:30",
    ]  # fmt: skip
    model.place(0, model.axis.slot_of[at("mon", "09:30").timestamp()])
    assert [model.axis.moment(at).strftime("%H:%M") for at in possible(model, 1)] == []
    model.remove(0)
    model.place(0, model.axis.slot_of[at("mon", "08:00").timestamp()])
    assert [model.axis.moment(at).strftime("%H:%M") for at in possible(model, 1)] == ["09:30", "10:00", "10:30"]


def test_a_room_holds_one_meeting_and_no_more_people_than_seats() -> None:
    known = tuple(person(name, "politie", "mon 09:00 11:00") for name in ("anna", "bram", "carla", "dirk"))
    crowd = meeting(
        "m1",
        seat("one", "politie", "anna"),
        seat("two", "politie", "bram", weight=2),
        seat("three", "politie", "carla", weight=3),
        place=Place.ON_SITE,
    )
    other = meeting("m2", seat("one", "politie", "dirk"), place=Place.ON_SITE)
    model = Model(problem(known, (crowd, other), (room("small", 2),)))
    model.place(0, model.axis.slot_of[at("mon", "09:00").timestamp()])
    assert dict(bookings_of(model)[0].attendees) == {"two": "bram", "three": "carla"}
    assert [model.axis.moment(at).strftime("%H:%M") for at in possible(model, 1)] == ["10:00"]


def test_licences_and_meetings_a_day_are_kept() -> None:
    known = (person("anna", "politie", most_a_day=1), person("bram", "VT"))
    asked = (
        meeting("m1", seat("pol", "politie", "anna")),
        meeting("m2", seat("pol", "politie", "anna")),
        meeting("m3", seat("vt", "VT", "bram")),
    )
    model = Model(problem(known, asked, policy=Policy(video_licences=1)))
    model.place(0, model.axis.slot_of[at("mon", "09:00").timestamp()])
    assert {f"{model.axis.moment(position):%A}" for position in possible(model, 1)} == {
        "Tuesday", "Wednesday", "Thursday", "Friday",
    }  # fmt: skip
    around = [model.axis.moment(position).strftime("%H:%M") for position in possible(model, 2)][:3]
    assert around == ["08:00", "10:00", "10:30"]


def test_a_pinned_meeting_has_one_place() -> None:
    known = (person("anna", "politie"),)
    asked = meeting("m1", seat("pol", "politie", "anna"), place=Place.EITHER, pinned=pin("tue", "10:00", "blue"))
    model = Model(problem(known, (asked,), (room("red"), room("blue"))))
    assert len(possible(model, 0)) == 1
    model.place(0, possible(model, 0)[0])
    assert (bookings_of(model)[0].start, bookings_of(model)[0].room) == (at("tue", "10:00"), "blue")


@pytest.mark.parametrize("told", Told)
def test_who_knows_of_a_time_sits_there_again(told: Told) -> None:
    known = (person("anna", "politie"), person("bram", "politie"))
    before = earlier("mon", "10:00", told, pol="bram")
    asked = meeting("m1", seat("pol", "politie", "anna", "bram"), previous=before)
    model = Model(problem(known, (asked,)))
    model.place(0, model.axis.slot_of[at("mon", "10:00").timestamp()])
    assert dict(bookings_of(model)[0].attendees)["pol"] == ("anna" if told is Told.DRAFT else "bram")


def test_a_late_time_is_possible_and_weighs_more_than_all_comfort() -> None:
    wanted = small_day(1)
    urgent = replace(wanted.meetings[0], risk=Risk.HIGH, deadline=at("mon", "12:00"), earliest=at("mon", "10:30"))
    model = Model(replace(wanted, meetings=(urgent,)))
    costs = {}
    for position in possible(model, 0):
        costs[f"{model.axis.moment(position):%H:%M}"] = model.unfold(model.place(0, position))
        model.remove(0)
    assert costs["11:00"] < costs["11:30"] < costs["12:00"]
    assert costs["11:00"][LEVELS.index("late")] == 0
    assert costs["11:30"][LEVELS.index("late")] == 10_000
    assert costs["11:30"][LEVELS.index("late_minutes")] == 90


def test_related_are_others_and_no_more_than_asked_for() -> None:
    wanted = small_day(5)
    model = Model(wanted)
    for item in model.order():
        model.insert(item)
    found = [model.related(0, 3, Random(seed)) for seed in range(30)]
    assert all(len(others) <= 3 and len(set(others)) == len(others) and 0 not in others for others in found)
    assert any(len(others) == 3 for others in found)


def test_a_position_that_cannot_be_is_refused() -> None:
    model = Model(small_day(2))
    model.place(0, possible(model, 0)[0])
    taken = model.axis.slot_of[at("mon", "08:00").timestamp()]
    with pytest.raises(ValueError, match="cannot be placed there"):
        model.place(1, taken)
    with pytest.raises(ValueError, match="without a place"):
        model.remove(1)


def test_nobody_known_sits_nowhere() -> None:
    asked = meeting("m1", SeatNeed("pol", "politie", "stranger"))
    model = Model(problem((Person("anna", "politie"),), (asked,)))
    assert not possible(model, 0)


def test_wanting_are_those_that_could_be_better_off_alone() -> None:
    """Without a time and with starts; late and with starts in time. What can never be held is no work for a search."""
    people = (
        person("anna", "politie", "mon 09:00 10:00", "tue 09:00 10:00"),
        person("bram", "politie", "wed 09:00 09:30"),
    )
    both = seat("pol", "politie", "anna")
    wanted = (
        meeting("m1", both, deadline=at("mon", "18:00")),
        meeting("m2", both, deadline=at("mon", "18:00")),
        meeting("never", seat("pol", "politie", "bram")),
    )
    model = Model(problem(people, wanted))
    assert model.wanting() == [0, 1]
    model.insert(0)
    assert model.wanting() == [1]
    model.insert(1)
    assert model.wanting() == [1]
    model.remove(0)
    model.remove(1)
    model.insert(1)
    assert model.wanting() == [0]


def test_first_is_placed_what_has_the_fewest_starts_in_time() -> None:
    people = (person("anna", "politie", "mon 09:00 12:00"), person("bram", "VT", "mon 11:00 12:00", "tue 09:00 18:00"))
    anna, bram = seat("pol", "politie", "anna"), seat("vt", "VT", "bram")
    wanted = (meeting("m1", anna, deadline=at("mon", "17:00")), meeting("m2", anna, bram, deadline=at("mon", "18:00")))
    assert list(Model(problem(people, wanted)).order()) == [1, 0]
