"""A plan that can be changed meeting by meeting, and what each change costs: the planner's side of the search."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from random import Random

import numpy as np
from numpy.typing import NDArray

from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.many.costs.asked import NOBODY, ONLINE, Asked, Rows, ask
from services.scheduling.many.costs.axis import Axis
from services.scheduling.many.costs.folding import fold, score_of, unfold
from services.scheduling.many.costs.neighbours import Neighbours
from services.scheduling.many.costs.occupancy import Occupancy
from services.scheduling.many.costs.placing import Placing
from services.scheduling.many.costs.pricing import Pricing
from services.scheduling.many.facts import RISK_WEIGHT, Problem, Score, Told


@dataclass(frozen=True)
class Standing:
    """Where a meeting is: `place` is a position in its own places; who sits where."""

    slot: int
    place: int
    rows: Rows


@dataclass(frozen=True)
class Taken:
    """What the people of a meeting pay for it beside all others."""

    substitutes: int
    person_days: int
    blocks: int
    uneven: int


class Model:
    """The meetings of a problem, numbered as there, each somewhere or nowhere.

    A position is (place, slot) in one number: price answers for each of them with the best seating there. A meeting
    that is placed has a position that also says who sits where, so that it can be put back exactly as it was.
    `cost`: of the whole plan, folded.
    """

    temperatures: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0, 2.0, 1.0, 1.0, 1.0, 2.0, 2.0, 6.0, 30.0)
    """See `CostModel`; by `folding.LEVELS`. No meeting is lost, made late or taken from its settled place by chance."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.size = problem, len(problem.meetings)
        self.axis = Axis(problem.grid, problem.policy)
        self.asked = ask(problem, self.axis)
        most = [person.most_a_day for person in problem.people]
        lengths = [asked.steps for asked in self.asked]
        self.occupancy = Occupancy(self.axis, problem.policy, lengths, [*most, None], len(problem.rooms))
        self.pricing = Pricing(problem, self.axis, self.occupancy)
        self._placing = Placing(self.pricing)
        self.standing: list[Standing | None] = [None] * self.size
        self._positions = [-1] * self.size
        self.alone = [self._placing.possible(asked) for asked in self.asked]
        for item, asked in enumerate(self.asked):
            asked.kept = self._could_stay(item, asked)
        self._unplaced = [self._without(asked) for asked in self.asked]
        self.cost = sum(self._unplaced)
        self._wanting = {item for item in range(self.size) if self.alone[item]}
        self._neighbours = Neighbours(self.asked, self.alone, self.occupancy.axis.travel)

    @property
    def score(self) -> Score:
        """The score of the plan as it stands."""
        return score_of(self.cost)

    def price(self, item: int) -> NDArray[np.int64]:
        """Per position a number below IMPOSSIBLE that orders the positions as their costs do; `place` says the cost."""
        return self._placing.price(self.asked[item])

    def place(self, item: int, position: int) -> int:
        """Puts a meeting that has no place there; what that costs. Raises `ValueError` where it cannot be."""
        asked, size = self.asked[item], self.axis.size
        seated, base = divmod(position, max(1, len(asked.places) * size))
        place, slot = divmod(base, max(1, size))
        rows = asked.seatings[seated - 1] if seated else self.rows(item, slot, place)
        if rows is None or self.standing[item] is not None:
            raise ValueError("a meeting cannot be placed there")
        return self.seat(item, slot, place, rows)

    def insert(self, item: int) -> None:
        """Places a meeting where it costs least, the first of equals; it stays out where it can be nowhere."""
        prices = self.price(item)
        position = int(prices.argmin())
        if prices[position] < IMPOSSIBLE:
            self.place(item, position)

    def seat(self, item: int, slot: int, place: int, rows: Rows) -> int:
        """Puts a meeting there with these people, unasked whether it can be; what that costs."""
        asked = self.asked[item]
        standing = self.standing[item] = Standing(slot, place, rows)
        span = len(asked.places) * self.axis.size
        self._positions[item] = asked.number(rows) * span + place * self.axis.size + slot
        paid = self._change(item, asked, standing, 1)
        self.cost += paid - self._unplaced[item]
        return paid

    def remove(self, item: int) -> int:
        """Takes a placed meeting out; what it cost there with those people."""
        standing = self.standing[item]
        if standing is None:
            raise ValueError("a meeting without a place cannot be removed")
        self.standing[item], self._positions[item] = None, -1
        paid = self._change(item, self.asked[item], standing, -1)
        self.cost += self._unplaced[item] - paid
        return paid

    def position(self, item: int) -> int:
        """Where the meeting is and who sits there, as one number; -1: it has no place."""
        return self._positions[item]

    def unplaced_cost(self, item: int) -> int:
        """What it costs that the meeting has no place."""
        return self._unplaced[item]

    def unfold(self, cost: int) -> tuple[int, ...]:
        """A cost by level, in the order of `folding.LEVELS`."""
        return unfold(cost)

    def order(self) -> Sequence[int]:
        """Settled meetings first, then by risk, and the fewest starts that each could have in time."""
        return sorted(range(self.size), key=self._urgency)

    def wanting(self) -> Sequence[int]:
        """Meetings without a time that could have one, and late ones that could be in time, were they alone."""
        return sorted(self._wanting)

    def related(self, item: int, count: int, chance: Random) -> Sequence[int]:
        """Other meetings that share people, time or a place with this one; often late ones and such with empty
        seats."""
        return self._neighbours.related(item, count, chance)

    def possible(self, item: int) -> int:
        """The starts at which a meeting without a place could be held as the plan stands, as a bitmask; a bound from
        above where somebody may be asked for two seats or a room is small."""
        return self._placing.possible(self.asked[item])

    def rows(self, item: int, slot: int, place: int) -> Rows | None:
        """Who would sit there; None: the meeting cannot be there as the plan stands."""
        return self._placing.rows(self.asked[item], slot, place)

    def _urgency(self, item: int) -> tuple[object, ...]:
        asked = self.asked[item]
        meeting = asked.meeting
        deadline = meeting.deadline.timestamp() if meeting.deadline else inf
        starts = self._alone_in_time(item) or self.alone[item]
        return (not asked.kept, -RISK_WEIGHT[meeting.risk], starts.bit_count(), deadline, meeting.id)

    def _alone_in_time(self, item: int) -> int:
        """The starts in time that a meeting would have if there were no others."""
        return self.alone[item] & ((1 << self.asked[item].last_in_time + 1) - 1)

    def _wants(self, item: int) -> bool:
        """Whether a meeting has no time and could have one, or a late one and could have one in time."""
        standing = self.standing[item]
        if standing is None:
            return bool(self.alone[item])
        return standing.slot > self.asked[item].last_in_time and bool(self._alone_in_time(item))

    def _change(self, item: int, asked: Asked, standing: Standing, more: int) -> int:
        """Takes or gives back what the meeting needs there; what it costs there beside all others."""
        self._placing.forget()
        occupancy, slot = self.occupancy, standing.slot
        where = asked.places[standing.place]
        site = None if where == ONLINE else self.problem.rooms[where].site
        days = pieces = uneven = substitutes = 0
        edge = int(self.pricing.edges(asked.meeting.minutes)[slot])
        for row in standing.rows:
            if row == NOBODY:
                continue
            person = asked.persons[row]
            change = occupancy.sit if more > 0 else occupancy.rise
            new_days, new_pieces = change(person, slot, asked.steps, self.pricing.site_for(person, site))
            days, pieces = days + new_days, pieces + new_pieces
            if asked.substitute[row]:
                substitutes += 1
                uneven += occupancy.turn(person, more)
            if edge:
                uneven += occupancy.edge(person, more)
        if where == ONLINE:
            occupancy.connect(slot, asked.steps, more)
        else:
            occupancy.take_room(where, slot, asked.steps)
        people = [asked.persons[row] for row in standing.rows if row != NOBODY]
        lacks = substitutes > 0 or NOBODY in standing.rows or slot > asked.last_in_time
        self._neighbours.note(item, slot if more > 0 else -1, people, lacks)
        (self._wanting.add if self._wants(item) else self._wanting.discard)(item)
        return self._cost(asked, standing, Taken(substitutes, days, pieces, uneven))

    def _cost(self, asked: Asked, standing: Standing, taken: Taken) -> int:
        meeting, factor = asked.meeting, asked.factor
        late = self.minutes_late(asked, standing.slot)
        empty = sum(int(weight) for weight, row in zip(asked.weights, standing.rows, strict=True) if row == NOBODY)
        moved = asked.sat
        at_home = (standing.slot, standing.place) == asked.before
        if at_home:
            moved = moved - {asked.persons[row] for row in standing.rows if row != NOBODY}
        return fold(
            (
                int(asked.kept and not at_home and meeting.pinned is None),
                RISK_WEIGHT[meeting.risk] if late else 0,
                0,
                late * factor,
                asked.told * len(moved),
                empty,
                taken.substitutes,
                int(self.axis.day_of[standing.slot] - asked.first_day) if asked.urgent else 0,
                taken.person_days,
                taken.blocks,
                taken.uneven,
                int(self.axis.ordinal[standing.slot] - asked.first_ordinal) * factor,
            )
        )

    def at_home(self, item: int, slot: int, place: int) -> bool:
        """Whether this is where a settled meeting is to stay; for a pin without a room any of its places."""
        asked = self.asked[item]
        return asked.kept and (asked.meeting.pinned is not None or (slot, place) == asked.before)

    def can_sit(self, item: int, slot: int, place: int, rows: Rows) -> bool:
        """Whether a meeting without a place can be there with just these people as the plan stands."""
        return self._placing.can_sit(self.asked[item], slot, place, rows)

    def minutes_late(self, asked: Asked, slot: int) -> int:
        """By how many minutes, begun ones counted whole, the meeting would end after its deadline."""
        if slot <= asked.last_in_time or asked.meeting.deadline is None:
            return 0
        ends = self.axis.seconds(slot) + asked.meeting.minutes * 60
        return int(-(-(ends - asked.meeting.deadline.timestamp()) // 60))

    def _without(self, asked: Asked) -> int:
        told, weight = asked.told * len(asked.sat), RISK_WEIGHT[asked.meeting.risk]
        return fold((int(asked.kept), weight, weight, 0, told, 0, 0, 0, 0, 0, 0, 0))

    def _could_stay(self, item: int, asked: Asked) -> bool:
        """Whether it was pinned or confirmed, and could be there if it were alone."""
        earlier = asked.meeting.previous
        if asked.meeting.pinned is not None:
            return bool(self.alone[item])
        if earlier is None or earlier.told is not Told.CONFIRMED or asked.before is None:
            return False
        return self.rows(item, *asked.before) is not None
