"""Who sits where when one person may be asked for several seats, or a room is small: exact, and remembered.

The fewest people who knew of the meeting lose it, then the least weight is absent, then the fewest substitutes sit;
ties in the order of the seats and of their candidates.
"""

from collections.abc import Collection

from services.scheduling.many.costs.asked import NOBODY, Asked, Rows

MOST_TRIED = 4_000
"""Partial seatings looked at before the best one so far is taken: a bound for tangles that nobody has seen yet."""


def rule_met(asked: Asked, filled: Collection[int]) -> bool:
    """Whether these seats are the minimum: somebody at all, every required seat, each group by a seat of its own."""
    if not filled or any(seat not in filled for seat in asked.required):
        return False
    taken: dict[int, int] = {}

    def seated(group: int, seen: set[int]) -> bool:
        for seat in asked.rule[group]:
            if seat in filled and seat not in seen:
                seen.add(seat)
                if seat not in taken or seated(taken[seat], seen):
                    taken[seat] = group
                    return True
        return False

    return all(seated(group, set()) for group in range(len(asked.rule)))


def seating(asked: Asked, there: Collection[int], most: int | None = None, keep: bool = False) -> Rows | None:
    """The best seating of the rows in `there` with at most so many people; None: the minimum cannot be met.

    `keep`: the meeting stays at its earlier time, so that those who sat there are asked first.
    """
    return _Seating(asked, there, most, asked.sat if keep and asked.told else frozenset()).best


class _Seating:
    """Seat after seat, the best choices first; given up where even the best of the rest is no better than known."""

    def __init__(self, asked: Asked, there: Collection[int], most: int | None, sat: frozenset[int]) -> None:
        self.asked, self.most, self.tried = asked, most if most is not None else len(asked.seats), 0
        self.choices = [self._choices(seat, there, sat) for seat in range(len(asked.seats))]
        self.rest: list[tuple[int, ...]] = [(0, 0, 0)]
        for choices in reversed(self.choices):
            self.rest.append(tuple(a + b for a, b in zip(self.rest[-1], choices[0][0], strict=True)))
        self.rest.reverse()
        self.best: Rows | None = None
        self.cost: tuple[int, ...] = ()
        self._seat(0, (), frozenset(), (0, 0, 0))

    def _choices(
        self, seat: int, there: Collection[int], sat: frozenset[int]
    ) -> list[tuple[tuple[int, ...], int, int]]:
        """Cost, row and person of each choice for a seat, leaving it empty the last, cheapest first."""
        asked = self.asked
        able = [(row, int(asked.people[row])) for row in asked.seats[seat] if row in there]
        found = [((-(person in sat), 0, int(asked.substitute[row])), row, person) for row, person in able]
        empty = ((0, int(asked.weights[seat]) * len(asked.seats) * 2 + 1, 0), NOBODY, NOBODY)
        return sorted([*found, empty], key=lambda choice: (choice[0], choice[1] == NOBODY))

    def _seat(self, seat: int, rows: Rows, people: frozenset[int], cost: tuple[int, ...]) -> None:
        self.tried += 1
        hoped = tuple(a + b for a, b in zip(cost, self.rest[seat], strict=True))
        if self.tried > MOST_TRIED or (self.best is not None and not hoped < self.cost):
            return
        left = {later for later in range(seat, len(self.choices)) if len(self.choices[later]) > 1}
        if not rule_met(self.asked, {at for at, row in enumerate(rows) if row != NOBODY} | left):
            return
        if seat == len(self.choices):
            self.best, self.cost = rows, cost
            return
        for price, row, person in self.choices[seat]:
            if row == NOBODY or (person not in people and len(people) < self.most):
                more = people if row == NOBODY else people | {person}
                self._seat(seat + 1, (*rows, row), more, tuple(a + b for a, b in zip(cost, price, strict=True)))
