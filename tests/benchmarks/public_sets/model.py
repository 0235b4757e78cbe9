"""What a plan for a public set costs, change by change: the cost model the search works against.

The price of every start of every meeting is kept as one matrix, and per room what differs from it. A placed meeting
changes the prices of the others only around its own time, by a shape that depends on the two durations and is scaled by
what the two share. Changes wait until the search begins its next neighbourhood: what is undone never reaches the
matrices, and a price asked meanwhile gets the waiting ones added.
"""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

import numpy as np
from numpy.typing import NDArray

from services.scheduling.cost_model import IMPOSSIBLE
from tests.benchmarks.public_sets import instance as names
from tests.benchmarks.public_sets.instance import Instance

MEDIUM = 2**24
"""One unit of the medium level in folded cost; the soft level stays far below."""
HARD = 2**48
"""One meeting without a place."""
NEVER = 2**60
STABLE_GRAINS = 2
"""Meetings at most this far apart are followed in the same room gladly."""
MOST_WAITING = 24
MOST_ROWS = 8
NEIGHBOURS = ("in the way", "near", "around two moments", "sharing people", "near and sharing", "any")
SHARES = (0.30, 0.44, 0.58, 0.72, 0.86, 1.0)
"""How often each kind of neighbourhood is taken, added up."""
TRIED = 16
FAR = 10**6
NOWHERE = (-1, -FAR)


class PublicSetModel:
    """A `CostModel`. A position is a room and a start; starts begin before the first grain, where nothing can be."""

    temperatures = (0.0, 20.0, 100.0)
    """Twenty people a grain long at two places at once; one break of no grain."""

    def __init__(self, instance: Instance) -> None:
        meetings = instance.meetings
        self.instance, self.size = instance, len(meetings)
        self.grains = np.array([meeting.grains for meeting in meetings])
        self.longest = int(self.grains.max())
        self.margin = self.longest + STABLE_GRAINS
        self.width = 2 * self.margin + 1
        self.starts = len(instance.days) + 2 * self.margin
        self.rooms = len(instance.rooms)
        self._at = [-1] * self.size
        self._settled = [-1] * self.size
        self._waiting: dict[int, None] = {}
        self._rows: dict[int, int] = {}
        self._columns: dict[int, int] = {}
        self._unread: list[tuple[int, int, int]] = []
        self._grains = self.grains.tolist()
        self._buffer = np.empty((MOST_ROWS, self.rooms, self.starts), np.int64)
        self.where, self.when = (np.full(self.size, there) for there in NOWHERE)
        self._shared()
        self._shapes()
        self._alone()
        self._effect = lru_cache(maxsize=max(8, 2**21 // (self.size * self.width)))(self._reckon_effect)

    # What meetings are to each other

    def _shared(self) -> None:
        """What a grain of overlap costs each pair, and what a change of room between them does."""
        weights, meetings = self.instance.weights, self.instance.meetings
        required, preferred = (
            np.array(
                [[person in getattr(meeting, role) for person in range(self.instance.persons)] for meeting in meetings]
            ).astype(np.int64)
            for role in ("required", "preferred")
        )
        both, mixed = required @ required.T, required @ preferred.T
        medium = (
            weights[names.MIXED_CONFLICT] * (mixed + mixed.T)
            + weights[names.PREFERRED_CONFLICT] * preferred @ preferred.T
        )
        together = (
            (IMPOSSIBLE * (weights[names.REQUIRED_CONFLICT] * both > 0)) + MEDIUM * medium + weights[names.OVERLAP]
        )
        others = 1 - np.eye(self.size, dtype=np.int64)
        attending = required + preferred
        self.bond = (attending @ attending.T) * others
        stability = weights[names.ROOM_STABILITY] * self.bond
        none = np.zeros_like(others)
        room = IMPOSSIBLE * weights[names.ROOM_CONFLICT] * others
        everywhere = np.stack([together * others, stability, weights[names.BREAK] * others], -1)
        self._pair = np.ascontiguousarray(np.stack([everywhere, np.stack([room, -stability, none], -1)], -2))

    def _shapes(self) -> None:
        """For each two durations, by how much later the one starts: grains of overlap, whether a change of room between
        them counts, and whether they touch."""
        later = np.arange(-self.margin, self.margin + 1)
        durations, self.kind = np.unique(self.grains, return_inverse=True)
        self.kinds = len(durations)
        shapes = [
            (
                np.maximum(0, np.minimum(later + grains, its) - np.maximum(later, 0)),
                (later != 0) & (later <= its + STABLE_GRAINS) & (-later <= grains + STABLE_GRAINS),
                (later == its) | (later == -grains),
            )
            for its in durations
            for grains in durations
        ]
        self._shape = np.array(shapes, dtype=np.int64)

    def _alone(self) -> None:
        """Prices in an empty plan: as soon as possible, within one day, in a room that is large enough and no smaller
        than need be."""
        weights, rooms, days = self.instance.weights, self.instance.rooms, np.array(self.instance.days)
        grain = np.arange(len(days))
        self._anywhere = np.full((self.size, self.starts), NEVER)
        self._by_room = np.zeros((self.size, self.rooms, self.starts), np.int64)
        smaller = [weights[names.LARGER_ROOMS] * sum(max(0, other - room) for other in rooms) for room in rooms]
        for item, meeting in enumerate(self.instance.meetings):
            last = grain + meeting.grains - 1
            within = (last < len(days)) & (days[np.minimum(last, len(days) - 1)] == days)
            self._anywhere[item, self.margin : -self.margin] = np.where(within, weights[names.SOON] * last, NEVER)
            for room, seats in enumerate(rooms):
                self._by_room[item, room] = NEVER if seats < meeting.seats else smaller[room]

    # Prices

    def price(self, item: int) -> NDArray[np.int64]:
        """See `CostModel`."""
        row = self._rows.get(item)
        if row is None:
            self._draw_up(item)
            row = 0
        for other, position, sign in self._unread:
            self._tell(self._columns[other], position, sign)
        self._unread.clear()
        return self._desk[row].reshape(-1)

    def _draw_up(self, item: int) -> None:
        """Lays the prices of this item, and of those that are out besides, on the desk as they are now."""
        out = [other for other in self._waiting if self._at[other] < 0 and other != item][: MOST_ROWS - 1]
        items, changed = [item, *out], [*dict.fromkeys((item, *self._waiting))]
        self._rows = {other: row for row, other in enumerate(items)}
        self._columns = {other: column for column, other in enumerate(changed)}
        self._desk = self._buffer[: len(items)]
        rows, columns = np.array(items), np.array(changed)
        self._by_room.take(rows, 0, out=self._desk, mode="clip")
        self._desk += self._anywhere.take(rows, 0)[:, None]
        scales = self._pair.reshape(-1, 2, 3).take(columns[:, None] * self.size + rows, 0)
        shapes = self._shape.take(self.kind.take(columns)[:, None] * self.kinds + self.kind.take(rows), 0)
        self._effects = scales @ shapes
        self._unread.clear()
        for column, other in enumerate(changed):
            self._tell(column, self._settled[other], -1)
            self._tell(column, self._at[other], 1)

    def _tell(self, column: int, position: int, sign: int) -> None:
        """Adds what one meeting does at a position to the prices on the desk, or takes it away."""
        if position >= 0:
            room, start = divmod(position, self.starts)
            around = slice(start - self.margin, start + self.margin + 1)
            effects = self._effects[column]
            prices, in_room = self._desk[:, :, around], self._desk[:, room, around]
            if sign > 0:
                prices += effects[:, :1]
                in_room += effects[:, 1]
            else:
                prices -= effects[:, :1]
                in_room -= effects[:, 1]

    def place(self, item: int, position: int) -> None:
        """See `CostModel`."""
        self._move(item, position, position, 1)

    def remove(self, item: int) -> int:
        """See `CostModel`."""
        position = self._at[item]
        self._move(item, -1, position, -1)
        room, start = divmod(position, self.starts)
        price = int(self._anywhere[item, start]) + int(self._by_room[item, room, start])
        for other in self._waiting:
            for its, sign in ((self._at[other], 1), (self._settled[other], -1)):
                if its >= 0 and abs(start - its % self.starts) <= self.margin and other != item:
                    price += sign * self._between(item, other, start - its % self.starts, its // self.starts == room)
        return price

    def _between(self, item: int, other: int, later: int, here: bool) -> int:
        """What two meetings cost because of each other when the one starts that much later than the other."""
        grains, its_grains = self._grains[item], self._grains[other]
        (together, stability, touching), (same_room, _, _) = self._pair[item, other].tolist()
        price = max(0, min(later + grains, its_grains) - max(later, 0)) * (together + same_room * here)
        if later and not here and later <= its_grains + STABLE_GRAINS and -later <= grains + STABLE_GRAINS:
            price += stability
        return price + touching * (later in (its_grains, -grains))

    def position(self, item: int) -> int:
        """See `CostModel`."""
        return self._at[item]

    def _move(self, item: int, position: int, told: int, sign: int) -> None:
        self._at[item] = position
        if position == self._settled[item]:
            self._waiting.pop(item, None)
        else:
            self._waiting[item] = None
        if item in self._columns:
            self._unread.append((item, told, sign))
        else:
            self._rows = {}
        if len(self._waiting) > MOST_WAITING:
            self._settle()

    def _settle(self) -> None:
        """Everything that waits goes into the matrices."""
        for item in self._waiting:
            everywhere, here = self._effect(item)
            for position, change in ((self._settled[item], np.subtract), (self._at[item], np.add)):
                if position >= 0:
                    room, start = divmod(position, self.starts)
                    around = slice(start - self.margin, start + self.margin + 1)
                    for prices, effect in (
                        (self._anywhere[:, around], everywhere),
                        (self._by_room[:, room, around], here),
                    ):
                        change(prices, effect, out=prices)
            self._settled[item] = self._at[item]
            self.where[item], self.when[item] = divmod(self._at[item], self.starts) if self._at[item] >= 0 else NOWHERE
        self._waiting.clear()
        self._rows = {}
        self._unread.clear()

    def _reckon_effect(self, item: int) -> NDArray[np.int64]:
        """What this meeting does to the price of all others around its start: in any room, and besides in its own."""
        effects = self._pair[item] @ self._shape[self.kind[item] * self.kinds + self.kind]
        return np.ascontiguousarray(effects.transpose(1, 0, 2))

    # The rest of the model

    def unplaced_cost(self, item: int) -> int:
        """See `CostModel`."""
        return HARD

    def unfold(self, cost: int) -> tuple[int, int, int]:
        """See `CostModel`."""
        hard, below = divmod(cost + HARD // 2, HARD)
        medium, soft = divmod(below - HARD // 2 + MEDIUM // 2, MEDIUM)
        return hard, medium, soft - MEDIUM // 2

    def order(self) -> Sequence[int]:
        """The largest first."""
        meetings = self.instance.meetings
        return sorted(range(self.size), key=lambda item: -meetings[item].grains * meetings[item].seats)

    def wanting(self) -> Sequence[int]:
        """Those without a place."""
        return [item for item, at in enumerate(self._at) if at < 0] if -1 in self._at else ()

    def related(self, item: int, count: int, chance: Random) -> Sequence[int]:
        """Those in the way of another place; or those near in time, around two moments, sharing people, or any."""
        self._settle()
        count = min(count, self.size - 1)
        kind = "in the way" if self._at[item] < 0 else chance.choices(NEIGHBOURS, cum_weights=SHARES)[0]
        if not count:
            return ()
        if kind == "in the way":
            return self._in_the_way(item, count, chance)
        distance = np.frombuffer(chance.randbytes(self.size), np.uint8).astype(np.int64)
        near = np.abs(self.when - self.when[item] + (self.grains - self.grains[item]) // 2)
        if kind == "near":
            distance = near + (distance >> 4)
        elif kind == "around two moments":
            there = self.when[int(chance.random() * self.size)]
            distance = np.minimum(near, np.abs(self.when - there)) + (distance >> 4)
        elif kind == "sharing people":
            distance -= 40 * self.bond[item]
        elif kind == "near and sharing":
            distance = near + (distance >> 3) - 4 * self.bond[item]
        distance[item] = FAR
        return np.argpartition(distance, count - 1)[:count].tolist()

    def _in_the_way(self, item: int, count: int, chance: Random) -> list[int]:
        """Those that keep the item from the cheapest of some positions, the dearest first."""
        tried = np.array(chance.choices(range(self.rooms * self.starts), k=TRIED))
        rooms, starts = tried // self.starts, tried % self.starts
        prices = self._anywhere[item, starts] + self._by_room[item, rooms, starts]
        best = prices.argmin()
        if prices[best] >= NEVER:
            return []
        start, own = starts[best], self.grains[item]
        overlap = np.minimum(self.when + self.grains, start + own) - np.maximum(self.when, start)
        costs = self._pair[item, :, 0, 0] + self._pair[item, :, 1, 0] * (self.where == rooms[best])
        costs *= np.maximum(overlap, 0)
        dearest = np.argsort(-costs)[:count]
        return dearest[costs[dearest] >= MEDIUM].tolist()

    def assignments(self) -> list[dict[str, int]]:
        """The plan as the sets' judge reads it; a meeting without a place is in the largest room at the first grain."""
        largest = int(np.argmax(self.instance.rooms))
        found = []
        for item, position in enumerate(self._at):
            room, start = divmod(position, self.starts) if position >= 0 else (largest, self.margin)
            found.append({"meeting": item, "start": start - self.margin, "room": room})
        return found
