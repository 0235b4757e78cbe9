"""A plan that a change broke, mended step by step: what holds stays, what broke gets a place, little else moves."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from services.scheduling.many.costs.asked import NOBODY
from services.scheduling.many.costs.bookings import rows_of, where_of
from services.scheduling.many.costs.model import Model, Standing
from services.scheduling.many.facts import RISK_WEIGHT, Booking
from services.scheduling.search import IMPOSSIBLE

MOST_OPENED = 3
"""Meetings that are moved for the sake of one; beyond, it is late rather."""
WIDTH = 10
"""Meetings in the way that are considered, those first that take most of its starts."""
STARTS_TRIED = 4
"""Different starts at which the meeting is put while others make room."""


class Mending:
    """The model of a problem with the bookings of an earlier plan.

    `exact`: items that stand just as they were; `moved`: items that were given a time, and may get another.
    """

    def __init__(self, model: Model, bookings: Iterable[Booking], stop: Callable[[], bool]) -> None:
        self.model, self.stop = model, stop
        numbers = {meeting.id: item for item, meeting in enumerate(model.problem.meetings)}
        self.before = {numbers[one.meeting_id]: one for one in bookings if one.meeting_id in numbers}
        self.moved: set[int] = set()
        self._order = list(model.order())

    def keep(self) -> None:
        """Puts back what still holds, then what is pinned or confirmed where it is to stay, and then in its old place
        with other people what has lost one of them."""
        self._restore(lambda item: not self.model.asked[item].kept or self._was_at_home(item))
        for item in self._order:
            if self.model.asked[item].kept and self.model.standing[item] is None:
                self._settle(item)
        self._restore(lambda item: True)
        for item in self._order:
            if item in self.before and self.model.standing[item] is None:
                self._reseat(item)

    def place(self, opening: Callable[[int], bool]) -> Iterator[int]:
        """Gives each meeting without a place one, graver ones first: first all of them where nothing has to move, in
        time and then late; then, where `opening` allows it, by moving others. Yields how many times it went on."""
        without = [item for item in self._order if self.model.standing[item] is None]
        hard = [item for item in without if not self.stop() and not self._put(item, in_time=True)]
        yield len(without)
        for item in hard:
            if not self.stop():
                self._put(item, in_time=False)
        waiting = [item for item in hard if opening(item)]
        for item in waiting:
            if self.stop():
                return
            waiting += self._bring_in(item)
            yield len(without)

    def _bring_in(self, item: int) -> list[int]:
        """Moves others so that a meeting without a time, or a late one, has one in time, or at least a time; those that
        lost theirs to it."""
        was = self.model.standing[item]
        if was:
            self._lift(item)
        if self._put(item, in_time=True) or self._make_room(item, in_time=True):
            return []
        if (driven := self._drive_out(item, in_time=True)) is not None:
            return driven
        if was:
            self.model.seat(item, was.slot, was.place, was.rows)
        elif not (self._put(item, in_time=False) or self._make_room(item, in_time=False)):
            return self._drive_out(item, in_time=False) or []
        return []

    def unsettled(self) -> list[int]:
        """What may still be placed better once all is mended: the moved meetings and, if there are any, those without a
        time that could have one."""
        lacking = (item for item in self._order if self.model.standing[item] is None and self.model.alone[item])
        return sorted(self.moved.union(lacking)) if self.moved else []

    def elsewhere(self, item: int) -> bool:
        """Whether it has a time, and not the one that it had."""
        standing, booking = self.model.standing[item], self.before.get(item)
        slot = self.model.axis.slot_of.get(booking.start.timestamp()) if booking else None
        return standing is not None and standing.slot != slot

    def _restore(self, wanted: Callable[[int], bool]) -> None:
        model = self.model
        for item in self._order:
            booking = self.before.get(item)
            if booking is None or model.standing[item] is not None or not wanted(item):
                continue
            place, rows = where_of(model, item, booking), rows_of(model, item, booking)
            if place and rows is not None and model.can_sit(item, *place, rows):
                model.seat(item, *place, rows)

    def _was_at_home(self, item: int) -> bool:
        booking = self.before.get(item)
        place = where_of(self.model, item, booking) if booking else None
        return place is not None and self.model.at_home(item, *place)

    def _settle(self, item: int) -> None:
        """Puts a pinned or confirmed meeting where it is to stay; others that day make room if they must, and come
        back if they can."""
        homes = self._homes(item)
        if any(self._seat_at(item, *home) for home in homes):
            return
        for slot, place in homes:
            away = [(other, self._lift(other)) for other in self._that_day(item, slot)]
            self._seat_at(item, slot, place)
            for other, standing in away:
                if self.model.can_sit(other, standing.slot, standing.place, standing.rows):
                    self.model.seat(other, standing.slot, standing.place, standing.rows)
            if self.model.standing[item]:
                return

    def _homes(self, item: int) -> list[tuple[int, int]]:
        asked = self.model.asked[item]
        if asked.meeting.pinned is None:
            return [asked.before] if asked.before else []
        slot = self.model.axis.slot_of.get(asked.meeting.pinned.start.timestamp())
        return [] if slot is None else [(slot, place) for place in range(len(asked.places))]

    def _that_day(self, item: int, slot: int) -> list[int]:
        """The meetings of that day that are not to stay and share a person or perhaps a place with this one."""
        model, day_of = self.model, self.model.axis.day_of
        people, places = set(model.asked[item].people.tolist()), set(model.asked[item].places)
        return [
            other
            for other, standing in enumerate(model.standing)
            if standing and not model.asked[other].kept and day_of[standing.slot] == day_of[slot]
            if people & self._sitting(other) or model.asked[other].places[standing.place] in places
        ]

    def _reseat(self, item: int) -> None:
        """At its old time with other people, or in another place; not late if it was not."""
        booking = self.before[item]
        slot = self.model.axis.slot_of.get(booking.start.timestamp())
        if slot is None or (self._late(item, slot) and not booking.late_minutes):
            return
        old = where_of(self.model, item, booking)
        others = [place for place in range(len(self.model.asked[item].places)) if not old or place != old[1]]
        for place in ([old[1]] if old else []) + others:
            if self._seat_at(item, slot, place):
                return

    def _seat_at(self, item: int, slot: int, place: int) -> bool:
        rows = self.model.rows(item, slot, place)
        if rows is not None:
            self.model.seat(item, slot, place, rows)
        return rows is not None

    def _lift(self, item: int) -> Standing:
        """Takes a placed meeting out; where it was."""
        standing = self.model.standing[item]
        if standing is None:
            raise ValueError("only a placed meeting can be lifted")
        self.model.remove(item)
        return standing

    def _late(self, item: int, slot: int) -> int:
        return self.model.minutes_late(self.model.asked[item], slot)

    def _sitting(self, item: int) -> set[int]:
        asked, standing = self.model.asked[item], self.model.standing[item]
        return {int(asked.people[row]) for row in standing.rows if row != NOBODY} if standing else set()

    def _put(self, item: int, *, in_time: bool, latest: int = 0) -> bool:
        """Where it costs least; not when it would be late by more than `latest` minutes and that is not wanted."""
        for slot, place in self._cheapest(item, 1):
            if in_time and self._late(item, slot) > latest:
                return False
            self.moved.add(item)
            return self._seat_at(item, slot, place)
        return False

    def _cheapest(self, item: int, amount: int) -> list[tuple[int, int]]:
        """Slot and place of the cheapest positions, each at another start."""
        prices, size = self.model.price(item), self.model.axis.size
        found: dict[int, int] = {}
        for _ in range(amount):
            position = int(prices.argmin())
            if prices[position] >= IMPOSSIBLE:
                break
            place, slot = divmod(position, size)
            found[slot] = place
            prices[slot::size] = IMPOSSIBLE
        return list(found.items())

    def _make_room(self, item: int, *, in_time: bool) -> bool:
        """Opens the smallest neighbourhood that gives the meeting a time and leaves no other later than it was."""
        found = self._in_the_way(item, in_time=in_time)
        return any(not self.stop() and self._open(item, group, in_time=in_time) for group in self._groups(item, found))

    def _drive_out(self, item: int, *, in_time: bool) -> list[int] | None:
        """Opens the smallest neighbourhood of lighter meetings that gives this one a time, although one of them then is
        late or has none, where the plan is better for it; those left without a time. None: there is none."""
        weight = RISK_WEIGHT[self.model.asked[item].meeting.risk]
        found = [
            other
            for other in self._in_the_way(item, in_time=in_time)
            if RISK_WEIGHT[self.model.asked[other].meeting.risk] < weight
        ]
        for group in (*((other,) for other in found[:WIDTH]), *combinations(found[:WIDTH], 2)):
            if not self.stop() and self._open(item, group, in_time=in_time, driving=True):
                return [other for other in group if self.model.standing[other] is None]
        return None

    def _open(self, item: int, group: Sequence[int], *, in_time: bool, driving: bool = False) -> bool:
        cost = self.model.cost
        away = [(other, self._lift(other)) for other in group]
        for slot, place in self._cheapest(item, STARTS_TRIED) if self._possible(item, in_time=in_time) else ():
            if (in_time and self._late(item, slot)) or not self._seat_at(item, slot, place):
                continue
            moved = set(self.moved)
            well = [self._put(other, in_time=True, latest=self._late(other, was.slot)) for other, was in away]
            if driving:
                well = [done or self._put(other, in_time=False) for done, (other, _) in zip(well, away, strict=True)]
            if all(well) or (driving and self.model.cost < cost):
                self.moved |= {item, *group}
                return True
            self.moved = moved
            for other in (item, *group):
                if self.model.standing[other] is not None:
                    self.model.remove(other)
        for other, was in away:
            self.model.seat(other, was.slot, was.place, was.rows)
        return False

    def _possible(self, item: int, *, in_time: bool) -> bool:
        """Whether it could be anywhere now, which is far cheaper to ask than where it costs least."""
        found = self.model.possible(item)
        return bool(found & self._wanted(item, in_time=in_time))

    def _wanted(self, item: int, *, in_time: bool) -> int:
        """The starts that it could have were it alone, as a bitmask."""
        alone = self.model.alone[item]
        return alone & ((1 << (self.model.asked[item].last_in_time + 1)) - 1) if in_time else alone

    def _groups(self, item: int, found: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Neighbourhoods among the meetings in its way: those of whom nobody was told anything before those who have an
        invitation, small before large. Two of them may be in each other's way rather than both in its own."""
        for told in sorted({self._told(other) for other in found}):
            near = [other for other in found if self._told(other) <= told][:WIDTH]
            yield from self._with(told, ((other,) for other in near))
            yield from self._with(told, combinations(near, 2))
            chains = ((other, next_one) for other in near[: WIDTH // 2] for next_one in self._in_the_way(other)[:WIDTH])
            yield from self._with(told, (pair for pair in chains if item not in pair and pair[1] not in near))
            yield from self._with(told, combinations(near[: WIDTH // 2], MOST_OPENED))

    def _with(self, told: int, groups: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
        """Those whose most binding announcement is this one, so that none comes twice."""
        return (group for group in groups if max(self._told(other) for other in group) == told)

    def _told(self, item: int) -> int:
        """What it weighs that people know of the time at which it stands."""
        asked, standing = self.model.asked[item], self.model.standing[item]
        return asked.told if standing and asked.before == (standing.slot, standing.place) else 0

    def _in_the_way(self, item: int, *, in_time: bool = True) -> list[int]:
        """Movable meetings that take people or rooms at starts that it could have: first those of whom least was told,
        the lightest, those that take most."""
        model, asked = self.model, self.model.asked[item]
        starts = self._wanted(item, in_time=in_time)
        people = set(asked.people.tolist())
        places = {place for place in asked.places if place >= 0}
        ranked = []
        for other, standing in enumerate(model.standing):
            if standing is None or other == item or model.asked[other].kept:
                continue
            first = max(0, standing.slot - asked.steps + 1)
            taken = (starts >> first) & ((1 << (standing.slot + model.asked[other].steps - first)) - 1)
            if taken and (people & self._sitting(other) or model.asked[other].places[standing.place] in places):
                weight = RISK_WEIGHT[model.asked[other].meeting.risk]
                ranked.append((self._told(other), weight, -taken.bit_count(), other))
        return [other for *_, other in sorted(ranked)]
