"""Who and what is taken when, as a plan grows and shrinks: people, rooms, licences, and what that makes of each day."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.costs.axis import Axis, smear
from services.scheduling.many.costs.days import Additions, Day, pieces, rhythm
from services.scheduling.many.facts import Policy

OWN = 0
"""The site of meetings on line and in rooms at a person's own site."""
DAY_BITS, PIECE_BITS = 48, 32
DAY, PIECE = 1 << DAY_BITS, 1 << PIECE_BITS
"""What a new day and a new piece weigh in a value of `Occupancy.values`; below lies what is uneven."""
MOST_GONE = 4
"""A meeting takes away less than so many pieces of one person's day."""
MOST_KNOWN = 50_000
"""Days remembered, so that a long search does not fill the memory."""


class Occupancy:
    """What meetings take of people (numbered; the last number is nobody), rooms and licences.

    `lengths`: in slots, all that meetings have. `most`: per person the meetings a day, None for any number.
    """

    def __init__(self, axis: Axis, policy: Policy, lengths: Sequence[int], most: Sequence[int | None], rooms: int):
        people = len(most)
        self.axis, self.policy, self.most = axis, policy, most
        self.rhythm = rhythm(policy, axis.grid.step_minutes)
        self.length_number = {length: number for number, length in enumerate(sorted(set(lengths)))}
        self.busy: list[dict[int, int]] = [{} for _ in range(people)]
        self.room_busy = [0] * rooms
        self.full = [axis.open if limit is not None and limit <= 0 else 0 for limit in most]
        self.days: dict[tuple[int, int], Day] = {}
        self.visits: dict[int, NDArray[np.int64]] = {}
        self.turns, self.edges = np.zeros(people, np.int64), np.zeros(people, np.int64)
        self._online, self.online_full = np.zeros(axis.size, np.int64), 0
        if policy.video_licences is not None and policy.video_licences <= 0:
            self.online_full = axis.open
        self._values = [np.full((people, axis.size), self._alone(length)[:1]) for length in self.length_number]
        self._rows: list[dict[Day, NDArray[np.int64]]] = [{} for _ in self.length_number]
        self._additions = [Additions(length, self.rhythm) for length in self.length_number]
        self._stale = np.zeros((len(self.length_number), people, axis.days), np.bool_)
        self._blocked: list[dict[tuple[int, int], int]] = [{} for _ in range(people)]
        self._pieces: dict[Day, int] = {}

    def _alone(self, steps: int) -> NDArray[np.int64]:
        """What a meeting of so many slots makes of a day without any."""
        one = DAY + (1 + (steps > self.rhythm.long) + MOST_GONE) * PIECE
        return np.full(max(1, self.axis.a_day), one, np.int64)[: self.axis.a_day or 1]

    def blocked(self, person: int, steps: int, site: int) -> int:
        """The starts at which other meetings, and the way between sites, keep somebody from a meeting at this site."""
        known = self._blocked[person]
        mask = known.get((steps, site))
        if mask is None:
            mask = self.full[person]
            for other, busy in self.busy[person].items():
                mask |= smear(busy, steps, 0 if other == site else self.axis.travel)
            known[steps, site] = mask
        return mask

    def room_blocked(self, room: int, steps: int) -> int:
        """The starts at which other meetings keep a meeting of so many slots from a room."""
        return smear(self.room_busy[room], steps)

    def online_blocked(self, steps: int) -> int:
        """The starts at which no licence is left."""
        return smear(self.online_full, steps)

    def values(self, people: NDArray[np.int64], steps: int, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        """What a meeting of so many slots would make of each person's day (rows) at these starts: DAY for a new day,
        PIECE for each piece more, plus MOST_GONE of them so that nothing is negative."""
        number = self.length_number[steps]
        self._freshen(number, people)
        values = self._values[number]
        return values.reshape(-1).take(people[:, None] * values.shape[1] + slots)

    def _freshen(self, number: int, people: NDArray[np.int64]) -> None:
        stale = self._stale[number]
        rows, days = stale[people].nonzero()
        if not len(rows):
            return
        axis, known, values = self.axis, self._rows[number], self._values[number]
        own = people[rows]
        stale[own, days] = False
        for person, day in zip(own.tolist(), days.tolist(), strict=True):
            meetings, first = self.days.get((person, day), ()), day * axis.width
            row = known.get(meetings)
            values[person, first : first + axis.a_day] = self._learn(number, meetings) if row is None else row

    def _learn(self, number: int, day: Day) -> NDArray[np.int64]:
        """What a meeting of this length makes of a day not met before; a day that is met often is reckoned once."""
        known = self._rows[number]
        if len(known) > MOST_KNOWN:
            known.clear()
        if day:
            known[day] = (self._additions[number].of(day, self.axis.a_day) + MOST_GONE) * PIECE
        else:
            known[day] = self._alone(self._additions[number].steps)
        return known[day]

    def sit(self, person: int, slot: int, steps: int, site: int) -> tuple[int, int]:
        """Takes somebody's time; the days and pieces that this adds, with the other sites gone to."""
        day, first = divmod(slot, self.axis.width)
        before = self.days.get((person, day), ())
        after = tuple(sorted((*before, (first, first + steps))))
        self._mark(person, slot, steps, site, day, after)
        more = self._count(after) - self._count(before)
        if site != OWN:
            visits = self._visits(site)
            more += not visits[person, day]
            visits[person, day] += 1
        return not before, more

    def rise(self, person: int, slot: int, steps: int, site: int) -> tuple[int, int]:
        """Gives the time back; the days and pieces that somebody had been added by it, as `sit` reckons them."""
        day, first = divmod(slot, self.axis.width)
        before = self.days[person, day]
        after = tuple(meeting for meeting in before if meeting[0] != first)
        self._mark(person, slot, steps, site, day, after)
        less = self._count(before) - self._count(after)
        if site != OWN:
            visits = self._visits(site)
            visits[person, day] -= 1
            less += not visits[person, day]
        return not after, less

    def _mark(self, person: int, slot: int, steps: int, site: int, day: int, meetings: Day) -> None:
        """Turns what is free into taken, or back; what was reckoned from it is stale."""
        busy = self.busy[person]
        busy[site] = busy.get(site, 0) ^ (((1 << steps) - 1) << slot)
        self.days[person, day] = meetings
        limit = self.most[person]
        if limit is not None and limit > 0:
            mask, whole = self.axis.day_mask(day), len(meetings) >= limit
            self.full[person] = self.full[person] | mask if whole else self.full[person] & ~mask
        self._stale[:, person, day] = True
        self._blocked[person].clear()

    def _count(self, day: Day) -> int:
        """`pieces`, remembered: days repeat."""
        count = self._pieces.get(day)
        if count is None:
            if len(self._pieces) > MOST_KNOWN:
                self._pieces.clear()
            count = self._pieces[day] = pieces(day, self.rhythm)
        return count

    def _visits(self, site: int) -> NDArray[np.int64]:
        if site not in self.visits:
            self.visits[site] = np.zeros((len(self.most), self.axis.days), np.int64)
        return self.visits[site]

    def visited(self, site: int, people: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether people (rows) go to a site on these days anyway."""
        return self._visits(site)[people[:, None], days] > 0

    def take_room(self, room: int, slot: int, steps: int) -> None:
        """Turns a room that is free into a taken one, or back."""
        self.room_busy[room] ^= ((1 << steps) - 1) << slot

    def connect(self, slot: int, steps: int, more: int) -> None:
        """One meeting on line more, or (-1) less."""
        limit = self.policy.video_licences
        if limit is None or limit <= 0:
            return
        self._online[slot : slot + steps] += more
        for at in range(slot, slot + steps):
            if self._online[at] >= limit:
                self.online_full |= 1 << at
            else:
                self.online_full &= ~(1 << at)

    def turn(self, person: int, more: int) -> int:
        """One turn as a substitute more or less; by how much the square grows or shrinks, without sign."""
        return _square(self.turns, person, more)

    def edge(self, person: int, more: int) -> int:
        """One early or late meeting more or less; by how much the square grows or shrinks, without sign."""
        return _square(self.edges, person, more)


def _square(counts: NDArray[np.int64], person: int, more: int) -> int:
    before = int(counts[person])
    counts[person] = before + more
    return 2 * (before + min(more, 0)) + 1
