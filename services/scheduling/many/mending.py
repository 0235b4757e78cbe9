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
        """Gives each meeting without a place one, in time where that can be; if it cannot and `opening` allows it, by
        moving others. Yields how many are done."""
        without = [item for item in self._order if self.model.standing[item] is None]
        hard = []
        for done, item in enumerate(without):
            if self.stop():
                return
            if not self._put(item, in_time=True):
                hard.append(item)
            yield done
        for item in hard:
            if self.stop():
                return
            if not (self._put(item, in_time=True) or (opening(item) and self._make_room(item, in_time=True))):
                placed = self._put(item, in_time=False)
                if not placed and opening(item):
                    self._make_room(item, in_time=False)
            yield len(without)

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
        return any(not self.stop() and self._open(item, group, in_time=in_time) for group in self._groups(item))

    def _open(self, item: int, group: Sequence[int], *, in_time: bool) -> bool:
        away = [(other, self._lift(other)) for other in group]
        for slot, place in self._cheapest(item, STARTS_TRIED):
            if (in_time and self._late(item, slot)) or not self._seat_at(item, slot, place):
                continue
            if all(self._put(other, in_time=True, latest=self._late(other, was.slot)) for other, was in away):
                self.moved |= {item, *group}
                return True
            for other in (item, *group):
                if self.model.standing[other] is not None:
                    self.model.remove(other)
        for other, was in away:
            self.model.seat(other, was.slot, was.place, was.rows)
        return False

    def _groups(self, item: int) -> Iterator[tuple[int, ...]]:
        """Neighbourhoods: those of whom nobody was told anything before those who have an invitation, small before
        large. Two of them may be in each other's way rather than both in its own."""
        found = self._in_the_way(item)
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

    def _in_the_way(self, item: int) -> list[int]:
        """Movable meetings that take people or rooms at starts that it could have in time: first those of whom least
        was told, the lightest, those that take most."""
        model, asked = self.model, self.model.asked[item]
        starts = model.alone[item] & ((1 << (asked.last_in_time + 1)) - 1)
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
