"""Which meetings of a plan may make room for another one, and which few of them are worth trying together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from services.scheduling.many.costs.asked import NOBODY
from services.scheduling.many.costs.model import Model
from services.scheduling.many.facts import RISK_WEIGHT

MOST_OPENED = 3
"""Meetings that are moved for the sake of one; beyond, it is late rather."""
WIDTH = 10
"""Meetings in the way that are considered, those first that take most of its starts."""

Group = tuple[int, ...]


class Neighbourhoods:
    """The meetings in the way of others, as the model stands at each question."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._people = [frozenset(asked.people.tolist()) for asked in model.asked]
        self._rooms = [frozenset(place for place in asked.places if place >= 0) for asked in model.asked]
        people = enumerate(model.problem.people)
        self._counted = {number for number, person in people if person.most_a_day is not None}
        self._of: dict[tuple[str, int], list[int]] = {}
        for item in range(model.size):
            for key in self._keys(item):
                self._of.setdefault(key, []).append(item)

    def making_room(self, item: int, *, in_time: bool) -> Iterator[Group]:
        """Small groups of meetings that could leave this one a start: those of whom nobody was told anything before
        those who have an invitation, small before large. Two of them may be in each other's way rather than both in its
        own."""
        found = self._in_the_way(item, self.wanted(item, in_time=in_time))
        ways = _Ways(self, item, in_time)
        for told in sorted({self.told(other) for other in found}):
            near = [other for other in found if self.told(other) <= told][:WIDTH]
            groups = self._among(near, ways)
            yield from (group for group in groups if max(self.told(other) for other in group) == told)

    def driven_out(self, item: int, *, in_time: bool) -> Iterator[Group]:
        """As `making_room`, of one or two meetings of lower risk."""
        weight, ways = self._weight(item), _Ways(self, item, in_time)
        found = self._in_the_way(item, self.wanted(item, in_time=in_time))
        near = [other for other in found if self._weight(other) < weight][:WIDTH]
        yield from ((other,) for other in near if ways.gained(other))
        yield from (pair for pair in combinations(near, 2) if ways.both_reach(*pair))

    def wanted(self, item: int, *, in_time: bool) -> int:
        """The starts in time, or those that are late, that it could have were it alone, as a bitmask."""
        alone, before = self.model.alone[item], (1 << (self.model.asked[item].last_in_time + 1)) - 1
        return alone & before if in_time else alone & ~before

    def told(self, item: int) -> int:
        """What it weighs that people know of the time at which it stands."""
        asked, standing = self.model.asked[item], self.model.standing[item]
        return asked.told if standing and asked.before == (standing.slot, standing.place) else 0

    def sitting(self, item: int) -> set[int]:
        """The people at a meeting, by number."""
        asked, standing = self.model.asked[item], self.model.standing[item]
        return {int(asked.people[row]) for row in standing.rows if row != NOBODY} if standing else set()

    def reach(self, item: int, other: int) -> int:
        """The starts of a meeting that another may keep from it where that stands: what it overlaps, with the time to
        travel, and the whole day where the meetings of somebody's day are counted."""
        standing, width = self.model.standing[other], self.model.axis.width
        shared = self._people[item] & self.sitting(other)
        if standing is None or not (shared or self.model.asked[other].places[standing.place] in self._rooms[item]):
            return 0
        if shared & self._counted:
            return ((1 << width) - 1) << standing.slot // width * width
        return self._overlap(item, other, self.model.axis.travel)

    def in_each_others_way(self, one: int, other: int) -> bool:
        """Whether they share a person or a room, were it by a substitute."""
        return bool(self._people[one] & self._people[other] or self._rooms[one] & self._rooms[other])

    def _among(self, near: Sequence[int], ways: "_Ways") -> Iterator[Group]:
        yield from ((other,) for other in near if ways.gained(other))
        for one, other in combinations(near, 2):
            gained = ways.gained(one) or ways.gained(other)
            if ways.both_reach(one, other) or (gained and self.in_each_others_way(one, other)):
                yield one, other
        for other in near[: WIDTH // 2]:
            if ways.gained(other):
                behind = self._in_the_way(other, self.wanted(other, in_time=True))[:WIDTH]
                yield from ((other, next_one) for next_one in behind if next_one not in (ways.item, *near))
        for group in combinations(near[: WIDTH // 2], MOST_OPENED):
            if any(ways.both_reach(*pair) for pair in combinations(group, 2)):
                yield group

    def _in_the_way(self, item: int, starts: int) -> list[int]:
        """Movable meetings that take people or rooms at these starts: first those of whom least was told, the lightest,
        those that take most."""
        model, people, rooms = self.model, self._people[item], self._rooms[item]
        ranked = []
        for other in self._near(item) if starts else ():
            standing = model.standing[other]
            if standing is None or model.asked[other].kept:
                continue
            taken = starts & self._overlap(item, other)
            if taken and (people & self.sitting(other) or model.asked[other].places[standing.place] in rooms):
                ranked.append((self.told(other), self._weight(other), -taken.bit_count(), other))
        return [other for *_, other in sorted(ranked)]

    def _overlap(self, item: int, other: int, gap: int = 0) -> int:
        """The starts of this meeting that come within so many slots of the other where that stands, as a bitmask."""
        standing = self.model.standing[other]
        if standing is None:
            return 0
        first = max(0, standing.slot - self.model.asked[item].steps + 1 - gap)
        return (1 << (standing.slot + self.model.asked[other].steps + gap)) - (1 << first)

    def _near(self, item: int) -> set[int]:
        return {other for key in self._keys(item) for other in self._of[key]} - {item}

    def _keys(self, item: int) -> Iterable[tuple[str, int]]:
        yield from (("person", person) for person in self._people[item])
        yield from (("room", room) for room in self._rooms[item])

    def _weight(self, item: int) -> int:
        return RISK_WEIGHT[self.model.asked[item].meeting.risk]


class _Ways:
    """What the leaving of others gives one meeting, remembered while nothing else moves."""

    def __init__(self, around: Neighbourhoods, item: int, in_time: bool) -> None:
        self.around, self.item = around, item
        self.starts = around.wanted(item, in_time=in_time)
        self._gained: dict[int, bool] = {}
        self._reaches: dict[int, int] = {}

    def gained(self, other: int) -> bool:
        """Whether it has a start once this one has left."""
        if other not in self._gained:
            model, standing = self.around.model, self.around.model.standing[other]
            if standing:
                model.remove(other)
            self._gained[other] = bool(model.possible(self.item) & self.starts)
            if standing:
                model.seat(other, standing.slot, standing.place, standing.rows)
        return self._gained[other]

    def both_reach(self, one: int, other: int) -> bool:
        """Whether both are in its way at one of its starts, with the time to travel and on days that are full."""
        return bool(self._reach(one) & self._reach(other) & self.starts)

    def _reach(self, other: int) -> int:
        if other not in self._reaches:
            self._reaches[other] = self.around.reach(self.item, other)
        return self._reaches[other]
