"""What every start would cost one meeting: possible starts by bitmasks, then the levels of the score by arrays."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.costs.asked import NOBODY, ONLINE, Asked, Rows, Where
from services.scheduling.many.costs.axis import Axis, bits, ones
from services.scheduling.many.costs.occupancy import DAY, DAY_BITS, MOST_GONE, OWN, PIECE, PIECE_BITS, Occupancy
from services.scheduling.many.costs.sitting import seating
from services.scheduling.many.facts import Problem
from services.scheduling.refusals import Block
from services.scheduling.stays import Stay

SUBSTITUTE_BIT = 57
SUBSTITUTE, NOT_THERE = 1 << SUBSTITUTE_BIT, 1 << 60
"""In what a candidate costs: that it is no named person, and that the candidate cannot come."""
_BELOW = SUBSTITUTE - 1
Ints = NDArray[np.int64]


@dataclass
class Levels:
    """What starts (columns) would cost, level by level where it depends on who comes, and who would sit there."""

    slots: Ints
    absent: Ints
    substitutes: Ints
    person_days: Ints
    blocks: Ints
    uneven: Ints
    costs: Ints | None = None
    seatings: list[Rows] = field(default_factory=list)

    def rows(self, asked: Asked, slot: int) -> Rows | None:
        """Who would sit there: the named person, else the substitute who costs least; None: it cannot be then."""
        column = int(self.slots.searchsorted(slot))
        if column == len(self.slots) or self.slots[column] != slot:
            return None
        if self.costs is None:
            return self.seatings[column]
        costs = self.costs[:, column].tolist()
        best = [min(rows, key=costs.__getitem__) for rows in asked.seats]
        return tuple(row if costs[row] < NOT_THERE else NOBODY for row in best)


class Pricing:
    """The people and rooms of a problem, and who could come when as the plan stands."""

    def __init__(self, problem: Problem, axis: Axis, occupancy: Occupancy) -> None:
        self.problem, self.axis, self.occupancy = problem, axis, occupancy
        sites = dict.fromkeys(place.site for place in (*problem.rooms, *problem.people))
        self._site_number = {site: number for number, site in enumerate(sites, start=1)}
        self._hours = [_seconds(person.free) for person in problem.people]
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
            travel = self.problem.policy.travel_minutes if away else 0
            self._fits[key] = self.axis.fits(self._hours[person], minutes, travel)
        return self._fits[key]

    def there(self, asked: Asked, where: Where) -> list[int]:
        """Per candidate the starts at which they can come to these places."""
        if where not in asked.calendars:
            sites = [(person, self.site_for(person, where.site)) for person in asked.persons]
            minutes, in_room = asked.meeting.minutes, where.site is not None
            asked.calendars[where] = [
                (person, site, self.fits(person, minutes, in_room, site != OWN)) for person, site in sites
            ]
        blocked, steps = self.occupancy.blocked, asked.steps
        return [mask and mask & ~blocked(person, steps, site) for person, site, mask in asked.calendars[where]]

    def place_free(self, place: int, asked: Asked) -> int:
        """The starts at which a place can be had: a licence, or the room's own hours and no other meeting."""
        if place == ONLINE:
            return self.axis.open & ~self.occupancy.online_blocked(asked.steps)
        return self.room_fits(place, asked.meeting.minutes) & ~self.occupancy.room_blocked(place, asked.steps)

    def room_fits(self, room: int, minutes: int) -> int:
        """The starts at which a room's own hours hold a meeting of this length."""
        if (room, minutes) not in self._room_fits:
            free = self.problem.rooms[room].free
            mask = self.axis.open if free is None else self.axis.fits(_seconds(free), minutes)
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
        levels = _summed(asked, slots, np.minimum.reduceat(costs, asked.seat_starts, axis=0))
        levels.costs = costs
        return levels

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
        levels = _summed(asked, slots, picked)
        levels.seatings = seatings
        return levels

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
        if len(asked.persons) > len(asked.seats):
            costs += (asked.substitute * (SUBSTITUTE + 2 * occupancy.turns[people] + 1))[:, None]
        if where.site:
            site = self._site_number[where.site]
            away = np.array([self.site_for(person, where.site) != OWN for person in people.tolist()])
            new = ~occupancy.visited(site, people, self.axis.day_of[slots])
            costs += (new & away[:, None]) * PIECE
        return costs


def _seconds(blocks: tuple[Block, ...]) -> list[Stay]:
    return [(first.timestamp(), last.timestamp()) for first, last in blocks]


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
    there = np.where(empty, 0, seats)
    substitutes = (there >> SUBSTITUTE_BIT).sum(axis=0)
    lower = (there & _BELOW).sum(axis=0)
    pieces = ((lower & (DAY - 1)) >> PIECE_BITS) - count * MOST_GONE
    return Levels(slots, asked.weights @ empty, substitutes, lower >> DAY_BITS, pieces, lower & (PIECE - 1))
