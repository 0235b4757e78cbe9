"""What the search asks of a cost model: items, their positions, and what each position costs now."""

from collections.abc import Sequence
from random import Random
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = 2**52
"""A price at or above this is of a position where the item cannot be. Far below what int64 holds, so that a model can
add up several reasons against one position without running over."""


class CostModel(Protocol):
    """A plan that can be changed item by item and says what each change costs.

    The cost of a plan is the sum of the prices paid when its items are placed one after the other, in any order, plus
    `unplaced_cost` of the items that are not placed. Costs are folded: one integer in which a unit of an upper level
    outweighs everything that can differ below it.
    """

    size: int
    """The number of items; an item is its number."""
    temperatures: tuple[float, ...]
    """For each level, upper first: which worsening of that level is still accepted now and then (once in e times) at
    the beginning. 0: never."""

    def price(self, item: int) -> NDArray[np.int64]:
        """What each position would cost now, for an item that is not placed; `IMPOSSIBLE` or more where it cannot be.
        The caller may write in the answer."""

    def place(self, item: int, position: int) -> int | None:
        """Puts an item that is not placed at a position that is possible, or where it was before (`position`).

        What that costs, for a model whose prices do no more than order the positions; None: its price.
        """

    def remove(self, item: int) -> int:
        """Takes a placed item out; what it cost there, that is its `price` there right after."""

    def position(self, item: int) -> int:
        """Where the item is; -1: not placed. May say more of it than the positions that are priced: the people too."""

    def unplaced_cost(self, item: int) -> int:
        """What it costs that the item is not placed."""

    def order(self) -> Sequence[int]:
        """All items, in the order in which a first plan is best made."""

    def wanting(self) -> Sequence[int]:
        """Items, ascending, that lack a place or what counts most and could have it: a search often begins there."""

    def related(self, item: int, count: int, chance: Random) -> Sequence[int]:
        """At most `count` other items, each once, whose removal together with this one is likely to help. Asked once at
        the beginning of each neighbourhood, when nothing is under way."""

    def unfold(self, cost: int) -> tuple[int, ...]:
        """A folded cost, or the (possibly negative) difference of two, by level, upper first."""
