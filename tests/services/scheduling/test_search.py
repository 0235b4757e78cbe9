"""The search on small problems of which everything is known: what it reaches, and what it never does."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.search import improve

UPPER = 2**20
ALONE = 2**40
"""An item without a place costs more than everything else."""


class Seats:
    """People on chairs: what each chair costs each, on two levels, and what two neighbours cost each other."""

    temperatures = (0.0, 2.0, 5.0)

    def __init__(self, costs, neighbours=None, at=None):
        self.costs, self.size = np.array(costs, np.int64), len(costs)
        self.neighbours = np.zeros((self.size, self.size), np.int64) if neighbours is None else np.array(neighbours)
        self.at = list(at) if at else [-1] * self.size

    def price(self, item):
        prices = self.costs[item].copy()
        for other, chair in enumerate(self.at):
            if chair >= 0 and other != item:
                prices[chair] += IMPOSSIBLE
                for beside in (chair - 1, chair + 1):
                    if 0 <= beside < len(prices):
                        prices[beside] += self.neighbours[item, other] + self.neighbours[other, item]
        return prices

    def place(self, item, position):
        assert self.at[item] < 0 and position not in self.at
        self.at[item] = position

    def remove(self, item):
        chair, self.at[item] = self.at[item], -1
        assert chair >= 0
        return int(self.price(item)[chair])

    def position(self, item):
        return self.at[item]

    def unplaced_cost(self, item):
        return ALONE

    def order(self):
        return range(self.size)

    def wanting(self):
        return [item for item in range(self.size) if self.at[item] < 0]

    def related(self, item, count, chance):
        others = [other for other in range(self.size) if other != item]
        return chance.sample(others, min(count, len(others)))

    def unfold(self, cost):
        alone, rest = divmod(cost + ALONE // 2, ALONE)
        upper, lower = divmod(rest - ALONE // 2 + UPPER // 2, UPPER)
        return alone, upper, lower - UPPER // 2


def reckoned(model, at=None):
    """The cost of a plan from scratch, by other means than prices."""
    at = model.at if at is None else at
    total = sum(ALONE if chair < 0 else int(model.costs[item][chair]) for item, chair in enumerate(at))
    for one, other in product(range(model.size), repeat=2):
        if at[one] >= 0 and at[other] >= 0 and abs(at[one] - at[other]) == 1:
            total += int(model.neighbours[one, other])
    return total


@st.composite
def halls(draw):
    """Some people, at least as many chairs, costs on both levels; some sit already."""
    people = draw(st.integers(1, 6))
    chairs = draw(st.integers(people, 8))
    cost = st.builds(lambda upper, lower: upper * UPPER + lower, st.integers(0, 3), st.integers(0, 99))
    costs = draw(st.lists(st.lists(cost, min_size=chairs, max_size=chairs), min_size=people, max_size=people))
    row = st.lists(st.integers(0, 50), min_size=people, max_size=people)
    neighbours = draw(st.lists(row, min_size=people, max_size=people))
    seats = draw(st.permutations(range(chairs)))[:people]
    sitting = draw(st.lists(st.booleans(), min_size=people, max_size=people))
    return costs, neighbours, [seat if sits else -1 for seat, sits in zip(seats, sitting, strict=True)]


def test_an_assignment_problem_is_solved_to_its_known_optimum():
    size = 7
    costs = [
        [(item * 5 + chair * chair * 3) % 11 * 7 + (item ^ chair) for chair in range(size)] for item in range(size)
    ]
    neighbours = [[(3 * one + 5 * other) % 13 for other in range(size)] for one in range(size)]
    model = Seats(costs, neighbours)
    least = min(reckoned(model, at) for at in permutations(range(size)))
    outcome = improve(model, seed=1, iterations=3000)
    assert outcome.cost == reckoned(model) == least
    assert outcome.unplaced == () and outcome.first_complete is not None


@given(halls(), st.integers(0, 99), st.integers(0, 40))
@settings(max_examples=80, deadline=None)
def test_it_never_ends_worse_than_it_began_and_reports_what_it_leaves(hall, seed, iterations):
    model = Seats(*hall)
    begun = reckoned(model)
    outcome = improve(model, seed=seed, iterations=iterations)
    assert outcome.cost == reckoned(model) <= begun
    assert model.unfold(outcome.cost) == outcome.levels
    assert outcome.iterations == iterations
    assert outcome.unplaced == ()


@given(halls(), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_the_same_seed_gives_the_same_plan(hall, seed):
    first, second = Seats(*hall), Seats(*hall)
    outcomes = [improve(model, seed=seed, iterations=60) for model in (first, second)]
    assert first.at == second.at
    assert outcomes[0].cost == outcomes[1].cost and outcomes[0].accepted == outcomes[1].accepted


@given(halls(), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_stopped_at_any_moment_it_leaves_the_best_plan_it_reports(hall, asked):
    model, times = Seats(*hall), iter(range(1000))
    begun = reckoned(model)
    outcome = improve(model, seed=3, iterations=50, stop=lambda: next(times) >= asked)
    assert outcome.cost == reckoned(model) <= begun
    assert len([chair for chair in model.at if chair >= 0]) == len({*model.at} - {-1})
    assert outcome.unplaced == tuple(item for item, chair in enumerate(model.at) if chair < 0)


def test_an_error_in_what_listens_leaves_the_best_plan_too():
    def fails(progress):
        raise RuntimeError

    model = Seats([[chair * 7 % 5 + item for chair in range(6)] for item in range(6)], at=range(6))
    begun = reckoned(model)
    with pytest.raises(RuntimeError):
        improve(model, seed=1, iterations=5000, on_progress=fails)
    assert sorted(model.at) == [0, 1, 2, 3, 4, 5] and reckoned(model) <= begun


def test_an_upper_level_is_not_sold_for_a_lower_one():
    """Cheap below and dear above, or the other way round: the plan is cheap above."""
    costs = [[UPPER, 0, 9000], [UPPER + 5, 9000, 1]]
    model = Seats(costs, at=[0, 1])
    assert improve(model, seed=1, iterations=200).levels == (0, 0, 1)
    greedy_below = Seats([[UPPER, 9000], [UPPER, UPPER]], at=[0, 1])
    assert improve(greedy_below, seed=1, iterations=200).levels == (0, 1, 9000)


class Strict(Seats):
    """Where nothing that is worse above is accepted."""

    temperatures = (0.0, 0.0, 1e9)


@given(halls(), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_without_a_temperature_no_worsening_of_that_level_is_accepted(hall, seed):
    """However warm the level below: every neighbourhood begins no worse above than the one before."""
    costs, neighbours, at = hall
    model, seen = Strict(costs, neighbours, at), []
    related = model.related

    def watched(*asked):
        seen.append(model.unfold(reckoned(model))[:2])
        return related(*asked)

    model.related = watched
    improve(model, seed=seed, iterations=60)
    assert seen == sorted(seen, reverse=True)


def test_an_item_without_any_place_stays_out_and_counts():
    costs = [[5, 7], [IMPOSSIBLE, IMPOSSIBLE]]
    model = Seats(costs)
    outcome = improve(model, seed=1, iterations=30)
    assert outcome.unplaced == (1,) and outcome.levels == (1, 0, 5) and outcome.first_complete is None


def test_an_item_that_is_in_the_way_makes_room():
    """The second can only sit where the first sits, who likes it best there."""
    model = Seats([[0, 50], [10, IMPOSSIBLE]])
    assert improve(model, seed=1, iterations=50).levels == (0, 0, 60)


def test_an_impossible_beginning_is_taken_apart():
    model = Seats([[0, 5, 9], [IMPOSSIBLE, 5, 9]], at=[0, -1])
    model.at[1] = 0
    outcome = improve(model, seed=1, iterations=20)
    assert outcome.levels == (0, 0, 5) and outcome.cost == reckoned(model)


def test_progress_says_how_far_it_is_and_never_gets_dearer():
    heard = []
    model = Seats([[(item * 31 + chair * 17) % 23 for chair in range(9)] for item in range(8)])
    improve(model, seed=1, iterations=2500, on_progress=heard.append)
    assert len(heard) >= 4
    assert [told.share for told in heard] == sorted(told.share for told in heard) and heard[-1].share <= 1
    assert [told.levels for told in heard] == sorted((told.levels for told in heard), reverse=True)


def test_seconds_are_a_budget_too_and_some_budget_is_needed():
    model = Seats([[1, 2], [3, 4]])
    assert improve(model, seed=1, seconds=0.02).seconds < 1
    with pytest.raises(ValueError, match="budget"):
        improve(model, seed=1)


def test_nothing_to_place_is_a_plan():
    assert improve(Seats([]), seed=1, iterations=10).levels == (0, 0, 0)
