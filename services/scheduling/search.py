"""A large-neighbourhood search that knows no meeting: frees a few items, puts them back cheaper, undoes what is worse.

What an item is, where it can be and what that costs is the model's business (`CostModel`). Objectives are in strict
order: two plans are judged on the first level on which they differ.

Source: Shaw 1998 (large neighbourhoods), Schrimpf 2000 (ruin and recreate), Christiaens and Vanden Berghe 2020 (passing
over the cheapest place by chance).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from random import Random
from time import process_time

from services.scheduling.cost_model import IMPOSSIBLE, CostModel

MOST_FREED = 7
WANTING = 0.5
"""How often a neighbourhood begins with an item that is wanting, if there is one."""
SHUFFLED, IN_ORDER = 0.5, 0.25
"""How often freed items are put back in any order, and in the model's; else in the order in which they were named."""
PASSED_OVER = 0.03
"""How often the cheapest position of an item is passed over for the next."""
COLDEST = 0.01
"""The part of the temperature that is left when the budget is spent."""
LONG_ENOUGH, MOST_ROUNDS = 700, 8
"""Neighbourhoods for each item in one cooling: a longer one gains less than another from a fresh beginning would."""
MEASURED = 0.02
"""The part of the budget after which it is known how many coolings fit into it."""
PROGRESS_SECONDS = 0.5
PROGRESS_ITERATIONS = 500


@dataclass(frozen=True)
class Progress:
    """How far a search is: the share of its budget that is spent (0 to 1), and the best plan's cost by level."""

    iterations: int
    seconds: float
    share: float
    levels: tuple[int, ...]
    unplaced: int


@dataclass(frozen=True)
class Outcome:
    """What a search did. `seconds` are of CPU; `first_complete` is when every item was placed first, None for never."""

    iterations: int
    seconds: float
    levels: tuple[int, ...]
    cost: int
    accepted: int
    unplaced: tuple[int, ...]
    first_complete: float | None


def improve(
    model: CostModel,
    *,
    seed: int,
    iterations: int | None = None,
    seconds: float | None = None,
    on_progress: Callable[[Progress], object] | None = None,
    stop: Callable[[], bool] | None = None,
    cost: int | None = None,
) -> Outcome:
    """Makes the plan in the model as cheap as it can within a number of iterations or CPU seconds (the first spent).

    Leaves the best plan found in the model, also when stopped: never a dearer one than it began with. Items that are
    not placed are placed first where they can be; an item at an impossible position counts as not placed. The same
    model, seed and iterations (without seconds) give the same plan on every machine. `cost`: of the plan in the model,
    where that is known and every placed item is where it can be; reckoned otherwise.
    Raises `ValueError` without any budget.
    """
    if iterations is None and seconds is None:
        raise ValueError("a search needs a budget: iterations or seconds")
    search = _Search(model, Random(seed), cost)  # noqa: S311  chance, not secrecy
    try:
        search.complete(stop)
        search.run(_Budget(iterations, seconds, search.begun), on_progress, stop)
    finally:
        search.restore_best()
    return search.outcome()


class _Budget:
    """Which share is spent; asks the clock only when seconds are given."""

    def __init__(self, iterations: int | None, seconds: float | None, begun: float) -> None:
        self.iterations, self.seconds, self.begun = iterations, seconds, begun

    def spent(self, iterations: int) -> float:
        shares = [0.0]
        if self.iterations is not None:
            shares.append(iterations / self.iterations if self.iterations else 1.0)
        if self.seconds is not None:
            shares.append((process_time() - self.begun) / self.seconds if self.seconds > 0 else 1.0)
        return max(shares)


class _Search:
    """The plan under way, its cost, and the best plan so far."""

    def __init__(self, model: CostModel, chance: Random, cost: int | None = None) -> None:
        self.begun = process_time()
        self.model, self.chance = model, chance
        self.iterations = self.accepted = 0
        self.first_complete: float | None = None
        self.cost = self._count() if cost is None else cost
        self.rank = {item: place for place, item in enumerate(model.order())}
        self.unplaced = {item for item in range(model.size) if model.position(item) < 0}
        self.best, self.moved = [-1] * model.size, set(range(model.size))
        self._keep()

    def _count(self) -> int:
        """The cost of the plan as it is: every item taken out, and put back at the price of that moment."""
        model, total = self.model, 0
        begun = [(item, model.position(item)) for item in range(model.size)]
        for item, position in begun:
            if position >= 0:
                model.remove(item)
        for item, position in begun:
            paid = int(model.price(item)[position]) if position >= 0 else IMPOSSIBLE
            if paid < IMPOSSIBLE:
                model.place(item, position)
            total += paid if paid < IMPOSSIBLE else model.unplaced_cost(item)
        return total

    def complete(self, stop: Callable[[], bool] | None) -> None:
        """Places what is not placed, in the model's order, each where it is cheapest then."""
        for item in self.model.order():
            if item in self.unplaced and not (stop and stop()):
                self.cost += self._insert(item, 0.0) - self.model.unplaced_cost(item)
                self.moved.add(item)
        if self.cost <= self.best_cost:
            self._keep()

    def _begin_anew(self, stop: Callable[[], bool] | None) -> None:
        """Everything is taken out and placed afresh: where a cooling ends hangs on where it began."""
        for item in range(self.model.size):
            if self.model.position(item) >= 0:
                self.model.remove(item)
        self.moved, self.unplaced = set(range(self.model.size)), set(range(self.model.size))
        self.cost = sum(self.model.unplaced_cost(item) for item in range(self.model.size))
        self.complete(stop)

    def run(
        self, budget: _Budget, on_progress: Callable[[Progress], object] | None, stop: Callable[[], bool] | None
    ) -> None:
        """Neighbourhood after neighbourhood until the budget is spent or `stop` says so."""
        told, begun, rounds = (self.iterations, process_time()), 0, 0
        while self.model.size and not (stop and stop()) and (share := budget.spent(self.iterations)) < 1:
            self.iterations += 1
            if not rounds and share >= MEASURED:
                rounds = min(MOST_ROUNDS, max(1, round(self.iterations / share / (LONG_ENOUGH * self.model.size))))
            if rounds and int(share * rounds) > begun:
                begun = int(share * rounds)
                self._begin_anew(stop)
            self._try(COLDEST ** (share * max(rounds, 1) % 1))
            if on_progress and (
                self.iterations - told[0] >= PROGRESS_ITERATIONS or process_time() - told[1] >= PROGRESS_SECONDS
            ):
                told = (self.iterations, process_time())
                on_progress(self._progress(share))

    def _try(self, warmth: float) -> None:
        """Frees some items and puts them back; undone when that is worse than is accepted at this warmth."""
        model = self.model
        freed = self._choose()
        before = [(item, model.position(item)) for item in freed]
        paid = sum(model.remove(item) if position >= 0 else model.unplaced_cost(item) for item, position in before)
        self._arrange(freed)
        difference = sum(self._insert(item, PASSED_OVER) for item in freed) - paid
        if all(model.position(item) == position for item, position in before):
            return
        if difference > 0 and not self._accepts(difference, warmth):
            self._put_back(before)
            return
        self.accepted += 1
        self.cost += difference
        self.moved.update(freed)
        if self.cost < self.best_cost:
            self._keep()

    def _arrange(self, freed: list[int]) -> None:
        """The order in which they are put back; one that had no place comes first more often."""
        kind = self.chance.random()
        if kind < SHUFFLED and freed[0] not in self.unplaced:
            self.chance.shuffle(freed)
        elif kind < SHUFFLED + IN_ORDER:
            freed.sort(key=self.rank.__getitem__)

    def _choose(self) -> list[int]:
        """An item, now and then one that lacks what it could have, and those related to it."""
        model, chance = self.model, self.chance
        if chance.random() < WANTING and (wanting := model.wanting()):
            item, count = chance.choice(wanting), MOST_FREED - 1
        else:
            item, count = int(chance.random() * model.size), int(chance.random() * MOST_FREED)
        return [item, *model.related(item, count, chance)]

    def _insert(self, item: int, passing_over: float) -> int:
        """Places an item where it is cheapest, ties by chance, and says what that costs; nowhere: it stays out."""
        prices = self.model.price(item)
        at = int(prices.argmin())
        if passing_over and self.chance.random() < passing_over:
            kept, prices[at] = prices[at], IMPOSSIBLE
            other = int(prices.argmin())
            prices[at] = kept
            at = other if prices[other] < IMPOSSIBLE else at
        least = int(prices[at])
        if least >= IMPOSSIBLE:
            self.unplaced.add(item)
            return self.model.unplaced_cost(item)
        ties = (prices == least).nonzero()[0]
        if len(ties) > 1:
            at = int(ties[int(self.chance.random() * len(ties))])
        paid = self.model.place(item, at)
        self.unplaced.discard(item)
        return least if paid is None else paid

    def _accepts(self, worsening: int, warmth: float) -> bool:
        """Judged on the first level that differs: how much worse by that level's temperature."""
        for level, temperature in zip(self.model.unfold(worsening), self.model.temperatures, strict=True):
            if level:
                return temperature > 0 and self.chance.random() < exp(-level / (temperature * warmth))
        return True

    def _put_back(self, before: Sequence[tuple[int, int]]) -> None:
        """Every item where it was."""
        moved = [(item, position) for item, position in before if self.model.position(item) != position]
        for item, _ in moved:
            if self.model.position(item) >= 0:
                self.model.remove(item)
        for item, position in moved:
            if position >= 0:
                self.model.place(item, position)
                self.unplaced.discard(item)
            else:
                self.unplaced.add(item)

    def _keep(self) -> None:
        """This is the best plan so far."""
        self.best_cost = self.cost
        for item in self.moved:
            self.best[item] = self.model.position(item)
        self.moved.clear()
        self.best_unplaced = len(self.unplaced)
        if not self.unplaced and self.first_complete is None:
            self.first_complete = process_time() - self.begun

    def restore_best(self) -> None:
        """Puts the best plan back in the model."""
        self._put_back(list(enumerate(self.best)))
        self.cost = self.best_cost

    def _progress(self, share: float) -> Progress:
        levels = self.model.unfold(self.best_cost)
        return Progress(self.iterations, process_time() - self.begun, min(share, 1.0), levels, self.best_unplaced)

    def outcome(self) -> Outcome:
        """What was done, of the best plan."""
        levels, spent = self.model.unfold(self.best_cost), process_time() - self.begun
        unplaced = tuple(sorted(self.unplaced))
        return Outcome(self.iterations, spent, levels, self.best_cost, self.accepted, unplaced, self.first_complete)
