"""A plan that a change broke, mended step by step: what holds stays, what broke gets a place, little else moves."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.many.costs.bookings import rows_of, where_of
from services.scheduling.many.costs.model import Model, Standing
from services.scheduling.many.facts import Booking
from services.scheduling.many.neighbourhoods import Neighbourhoods

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
        self._near = Neighbourhoods(model)
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

    def place(self, opening: Callable[[int], bool]) -> Iterator[float]:
        """Gives each meeting without a place one, graver ones first: all of them where nothing has to move, in time and
        then late; then, where `opening` allows it, by moving others. Yields the share that is done, from 0 to 1."""
        without = [item for item in self._order if self.model.standing[item] is None]
        hard = [item for item in without if not self.stop() and not self._put(item, in_time=True)]
        for item in hard:
            if not self.stop():
                self._put(item, in_time=False)
        waiting = [item for item in hard if opening(item)]
        share = 0.0
        for done, item in enumerate(waiting):
            yield (share := max(share, done / len(waiting)))
            if self.stop():
                return
            waiting += self._bring_in(item)
        yield 1.0

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

    def at_home(self, item: int) -> bool:
        """Whether a pinned or confirmed meeting stands where it is to stay."""
        standing = self.model.standing[item]
        return standing is not None and self.model.at_home(item, standing.slot, standing.place)

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
            if standing
            and not model.at_home(other, standing.slot, standing.place)
            and day_of[standing.slot] == day_of[slot]
            if people & self._near.sitting(other) or model.asked[other].places[standing.place] in places
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

    def _put(self, item: int, *, in_time: bool, latest: int = 0) -> bool:
        """Where it costs least; not when it would be late by more than `latest` minutes and that is not wanted."""
        if in_time and not latest and not self._possible(item, in_time=True):
            return False
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
        groups = self._near.making_room(item, in_time=in_time)
        return any(not self.stop() and self._open(item, group, in_time=in_time) for group in groups)

    def _drive_out(self, item: int, *, in_time: bool) -> list[int] | None:
        """Opens the smallest neighbourhood of lighter meetings that gives this one a time, although one of them then is
        late or has none, where the plan is better for it; those left without a time. None: there is none."""
        for group in self._near.driven_out(item, in_time=in_time):
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
            well = (self._put(other, in_time=True, latest=self._late(other, was.slot)) for other, was in away)
            if all(well) or (driving and self._better_late(group, cost)):
                self.moved |= {item, *group}
                return True
            self.moved = moved
            for other in (item, *group):
                if self.model.standing[other] is not None:
                    self.model.remove(other)
        for other, was in away:
            self.model.seat(other, was.slot, was.place, was.rows)
        return False

    def _better_late(self, group: Sequence[int], cost: int) -> bool:
        """Places those of a group that have no place yet, late if need be; whether the plan then costs less."""
        for other in group:
            if self.model.standing[other] is None:
                self._put(other, in_time=False)
        return self.model.cost < cost

    def _possible(self, item: int, *, in_time: bool) -> bool:
        """Whether it could be anywhere now, which is far cheaper to ask than where it costs least."""
        found = self.model.possible(item)
        return bool(found & self._near.wanted(item, in_time=in_time))
