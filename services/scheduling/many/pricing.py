"""What every start would cost one meeting: possible starts by bitmasks, then the levels of the score by arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.asked import NOBODY, ONLINE, Asked, Rows, Where
from services.scheduling.many.axis import Axis, bits, ones
from services.scheduling.many.facts import Person, Problem
from services.scheduling.many.occupancy import DAY, MOST_GONE, OWN, PIECE, Occupancy
from services.scheduling.many.sitting import seating

SUBSTITUTE, NOT_THERE = 1 << 57, 1 << 60
"""In what a candidate costs: that it is no named person, and that the candidate cannot come."""
_BELOW = SUBSTITUTE - 1
Ints = NDArray[np.int64]


@dataclass
class Levels:
    """What starts (columns) would cost, level by level where it depends on who comes."""

    slots: Ints
    absent: Ints
    substitutes: Ints
    person_days: Ints
    blocks: Ints
    uneven: Ints
    count: Ints


class Pricing:
    """The people and rooms of a problem, and who could come when as the plan stands."""

    def __init__(self, problem: Problem, axis: Axis, occupancy: Occupancy) -> None:
        self.problem, self.axis, self.occupancy = problem, axis, occupancy
        sites = dict.fromkeys(place.site for place in (*problem.rooms, *problem.people))
        self._site_number = {site: number for number, site in enumerate(sites, start=1)}
        self._fits: dict[tuple[int, int, bool], int] = {}
        self._room_fits: dict[tuple[int, int], int] = {}
        self._edges: dict[int, Ints] = {}

    def site_for(self, person: int, site: str | None) -> int:
        """OWN for a meeting on line (None), at somebody's own site or where the site is not known; else its number."""
        people = self.problem.people
        at_own = not site or person == len(people) or people[person].site == site
        return OWN if at_own else self._site_number[site or ""]

    def edges(self, minutes: int) -> Ints:
        """Per slot whether a meeting of this length is early or late."""
        if minutes not in self._edges:
            policy = self.problem.policy
            self._edges[minutes] = self.axis.edges(minutes, policy.early_before, policy.late_after)
        return self._edges[minutes]

    def fits(self, person: int, minutes: int, in_room: bool, away: bool) -> int:
        """The starts at which somebody's own calendar holds a meeting of this length."""
        if person == len(self.problem.people):
            return 0
        known = self.problem.people[person]
        if in_room and known.online_only:
            return 0
        key = (person, minutes, away)
        if key not in self._fits:
            self._fits[key] = self._own(known, minutes, away)
        return self._fits[key]

    def _own(self, person: Person, minutes: int, away: bool) -> int:
        return self.axis.fits(person.free, minutes, self.problem.policy.travel_minutes if away else 0)

    def there(self, asked: Asked, site: str | None) -> list[int]:
        """Per candidate the starts at which they can come to this site."""
        found, minutes, in_room = [], asked.meeting.minutes, site is not None
        for person in asked.people.tolist():
            own = self.site_for(person, site)
            mask = self.fits(person, minutes, in_room, own != OWN)
            found.append(mask & ~self.occupancy.blocked(person, asked.steps, own) if mask else 0)
        return found

    def place_free(self, place: int, asked: Asked) -> int:
        """The starts at which a place can be had: a licence, or the room's own hours and no other meeting."""
        if place == ONLINE:
            return self.axis.open & ~self.occupancy.online_blocked(asked.steps)
        return self.room_fits(place, asked.meeting.minutes) & ~self.occupancy.room_blocked(place, asked.steps)

    def room_fits(self, room: int, minutes: int) -> int:
        """The starts at which a room's own hours hold a meeting of this length."""
        if (room, minutes) not in self._room_fits:
            free = self.problem.rooms[room].free
            mask = self.axis.open if free is None else self.axis.fits(free, minutes)
            self._room_fits[room, minutes] = mask
        return self._room_fits[room, minutes]

    def minimum(self, asked: Asked, there: list[int]) -> int:
        """The starts at which the minimum can be met; exact unless somebody may be asked for two seats."""
        seats = []
        for rows in asked.seats:
            mask = 0
            for row in rows:
                mask |= there[row]
            seats.append(mask)
        held, anybody = asked.window, 0
        for mask in seats:
            anybody |= mask
        held &= anybody
        for number in asked.required:
            held &= seats[number]
        for group, need in asked.groups:
            held &= at_least([seats[number] for number in group], need)
        return held

    def levels(self, asked: Asked, where: Where, mask: int, there: list[int]) -> Levels:
        """What these starts cost at places that are alike; where the minimum fails after all they are left out."""
        slots = ones(mask, self.axis.size)
        size = (self.axis.size + 7) // 8
        packed = bits(b"".join(one.to_bytes(size, "little") for one in there))
        free = packed.reshape(len(there), -1)[:, slots].astype(np.bool_)
        if asked.shared or where.seats is not None:
            return self._by_seating(asked, where, slots, free)
        costs = self._costs(asked, where, slots)
        costs[~free] = NOT_THERE
        starts = [rows.start for rows in asked.seats]
        return _summed(asked, slots, np.minimum.reduceat(costs, starts, axis=0))

    def _by_seating(self, asked: Asked, where: Where, slots: Ints, free: NDArray[np.bool_]) -> Levels:
        patterns = np.packbits(free, axis=0).T
        width, raw = patterns.shape[1], patterns.tobytes()
        keys = [raw[at : at + width] for at in range(0, len(raw), width)]
        found = [self._seating(asked, key, free[:, at], where.seats) for at, key in enumerate(keys)]
        kept = np.array([rows is not None for rows in found], np.bool_)
        return self.seated(asked, where, slots[kept], [rows for rows in found if rows is not None])

    def seated(self, asked: Asked, where: Where, slots: Ints, seatings: list[Rows]) -> Levels:
        """What it costs with these people, one seating for each start."""
        chosen = np.array(seatings, np.int64).reshape(-1, len(asked.seats)).T
        costs = self._costs(asked, where, slots)
        picked = costs[np.maximum(chosen, 0), np.arange(len(slots))]
        picked[chosen == NOBODY] = NOT_THERE
        return _summed(asked, slots, picked)

    def rows(self, asked: Asked, where: Where, slot: int, free: NDArray[np.bool_]) -> Rows | None:
        """Who sits where when these rows can come: the named person, else the substitute who costs least."""
        if asked.shared or where.seats is not None:
            return self._seating(asked, np.packbits(free).tobytes(), free, where.seats)
        costs = self._costs(asked, where, np.array([slot], np.int64))[:, 0]
        costs[~free] = NOT_THERE
        best = [rows.start + int(costs[rows.start : rows.stop].argmin()) for rows in asked.seats]
        return tuple(row if free[row] else NOBODY for row in best)

    def _seating(self, asked: Asked, key: bytes, free: NDArray[np.bool_], most: int | None) -> Rows | None:
        """`seating`, remembered by who is there."""
        if (key, most) not in asked.known:
            asked.known[key, most] = seating(asked, frozenset(free.nonzero()[0].tolist()), most)
        return asked.known[key, most]

    def _costs(self, asked: Asked, where: Where, slots: Ints) -> Ints:
        """What each candidate (rows) would cost on the lower levels at these starts (columns), folded: SUBSTITUTE, DAY,
        PIECE, and what is uneven."""
        occupancy, people = self.occupancy, asked.people
        costs = occupancy.values(people, asked.steps, slots)
        edges = self.edges(asked.meeting.minutes)[slots]
        if edges.any():
            costs += edges * (2 * occupancy.edges[people] + 1)[:, None]
        if asked.substitute.any():
            costs += (asked.substitute * (SUBSTITUTE + 2 * occupancy.turns[people] + 1))[:, None]
        if where.site:
            site = self._site_number[where.site]
            away = np.array([self.site_for(person, where.site) != OWN for person in people.tolist()])
            new = ~occupancy.visited(site, people, self.axis.day_of[slots])
            costs += (new & away[:, None]) * PIECE
        return costs


def at_least(masks: list[int], need: int) -> int:
    """The starts that at least so many of the masks have."""
    having = [-1] + [0] * need
    for mask in masks:
        for count in range(need, 0, -1):
            having[count] |= having[count - 1] & mask
    return having[need]


def _summed(asked: Asked, slots: Ints, seats: Ints) -> Levels:
    """The levels from what each seat (rows) costs at each start."""
    empty = seats >= NOT_THERE
    count = len(asked.seats) - empty.sum(axis=0)
    lower = np.where(empty, 0, seats & _BELOW).sum(axis=0)
    pieces = (lower % DAY) // PIECE - count * MOST_GONE
    substitutes = np.where(empty, 0, seats // SUBSTITUTE).sum(axis=0)
    return Levels(slots, asked.weights @ empty, substitutes, lower // DAY, pieces, lower % PIECE, count)
