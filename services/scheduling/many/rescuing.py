"""Grave meetings that came late, given a time after all: who stands in their way is seated otherwise or placed anew."""

from collections.abc import Callable, Iterable
from time import process_time

from models.terms import Risk
from services.scheduling.many.costs.asked import NOBODY, Rows, place_id
from services.scheduling.many.costs.bookings import booking_of
from services.scheduling.many.costs.model import Model, Standing
from services.scheduling.many.costs.sitting import seating
from services.scheduling.many.explained.exhaustion import Exhaustion
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.explained.together import Way, Ways
from services.scheduling.many.facts import Booking


class Rescue:
    """The late meetings of the highest risk of a model, each tried once a round. What `stays` says of a meeting before
    a change holds after it too, or the change is not made."""

    def __init__(self, model: Model, stays: Callable[[int], bool] = lambda item: False) -> None:
        self.model, self.stays = model, stays
        self.starts = Starts(model.problem)
        self.ways = Ways(self.starts)
        self.numbers = {meeting.id: item for item, meeting in enumerate(model.problem.meetings)}
        self.rank = {item: place for place, item in enumerate(model.order())}

    def round(
        self, stop: Callable[[], bool], until: float | None, wanted: Callable[[int], bool] = lambda item: True
    ) -> float:
        """Looks for a time for each of them that is wanted, most urgent first, until the CPU clock says so; the plan
        never gets dearer. The CPU seconds that it took."""
        begun = process_time()
        late = [item for item in self.model.wanting() if self.model.asked[item].meeting.risk is Risk.HIGH]
        exhaustion = None
        for item in sorted(late, key=self.rank.__getitem__):
            if stop() or (until is not None and process_time() >= until):
                break
            if not (self._wants(item) and wanted(item)):
                continue
            exhaustion = exhaustion or Exhaustion(self.starts, self._bookings(), self.ways)
            ways = exhaustion.search(self.model.asked[item].meeting).ways
            if ways and _Change(self.model, self.rank, self.stays).make(
                {self.numbers[id]: way for id, way in ways.items()}
            ):
                exhaustion = None
        return process_time() - begun

    def _wants(self, item: int) -> bool:
        standing = self.model.standing[item]
        return standing is None or standing.slot > self.model.asked[item].last_in_time

    def _bookings(self) -> dict[str, Booking]:
        """Those that may not make way: settled ones and such of the highest risk."""
        model, found = self.model, {}
        for item, standing in enumerate(model.standing):
            asked = model.asked[item]
            if standing and (asked.meeting.risk is Risk.HIGH or asked.kept):
                found[asked.meeting.id] = booking_of(model, item, standing)
        return found


class _Change:
    """Some meetings put elsewhere at once, and everything that this displaces put back or placed anew."""

    def __init__(self, model: Model, rank: dict[int, int], stays: Callable[[int], bool]) -> None:
        self.model, self.rank, self.stays = model, rank, stays
        self.staying: list[int] = []
        self.before: dict[int, Standing | None] = {}

    def make(self, ways: dict[int, Way]) -> bool:
        """Whether the plan got cheaper; if not, all is as it was."""
        cost = self.model.cost
        for item in ways:
            self._lift(item)
        if all(self._seat(item, way) for item, way in ways.items()):
            self._return(set(ways))
            self._fill(sorted(self.before, key=self.rank.__getitem__))
            if self.model.cost < cost and all(map(self.stays, self.staying)):
                return True
        self._undo()
        return False

    def _lift(self, item: int) -> None:
        standing = self.model.standing[item]
        if item not in self.before:
            self.before[item] = standing
            self.staying += [item] if self.stays(item) else []
        if standing:
            self.model.remove(item)

    def _seat(self, item: int, way: Way) -> bool:
        """Puts a meeting there with these people, whatever of the others stands in the way taken out."""
        model, asked = self.model, self.model.asked[item]
        slot = model.axis.slot_of[way.start]
        rooms = [place_id(model.problem.rooms, place) for place in asked.places]
        place = rooms.index(way.room)
        rows = seated(model, item, way.people)
        if rows is None:
            return False
        return self._force(item, Standing(slot, place, rows), lambda other: True)

    def _force(self, item: int, there: Standing, movable: Callable[[int], bool]) -> bool:
        """Seats a meeting just so, after taking out what keeps it from there: the nearest in time first, as far as it
        is movable."""
        model = self.model
        for reach in (0, model.axis.travel, model.axis.width):
            if self._put_back(item, there, there.rows):
                return True
            for other in self._in_the_way(item, there, reach):
                if movable(other):
                    self._lift(other)
        return self._put_back(item, there, there.rows)

    def _in_the_way(self, item: int, there: Standing, reach: int) -> list[int]:
        """The meetings not yet touched that take its room or its people within so many slots of it."""
        model, asked = self.model, self.model.asked[item]
        where, people, found = asked.places[there.place], self._people(item, there), []
        for other, standing in enumerate(model.standing):
            if standing is None or other in self.before:
                continue
            after = standing.slot - reach >= there.slot + asked.steps
            before = standing.slot + model.asked[other].steps + reach <= there.slot
            if not (after or before) and (
                self._people(other, standing) & people or self._shares(other, standing, where)
            ):
                found.append(other)
        return found

    def _people(self, item: int, standing: Standing) -> set[int]:
        return {self.model.asked[item].persons[row] for row in standing.rows if row != NOBODY}

    def _shares(self, item: int, standing: Standing, where: int) -> bool:
        return where >= 0 and self.model.asked[item].places[standing.place] == where

    def _return(self, moved: set[int]) -> None:
        """Settled and grave ones to their own time with whoever is left, the others as they were or else anew."""
        staying = [item for item in self._away(moved) if self._stays(item)]
        for item in staying:
            self._back(item, lambda other: not self._stays(other))
        others, later = [item for item in self._away(moved) if item not in staying], []
        for item in others:
            standing = self.before[item]
            if standing and not self._put_back(item, standing, standing.rows):
                later.append(item)
        for item in [*(item for item in staying if self.model.standing[item] is None), *later]:
            self.model.insert(item)

    def _away(self, moved: set[int]) -> list[int]:
        return sorted(set(self.before) - moved, key=self.rank.__getitem__)

    def _back(self, item: int, movable: Callable[[int], bool]) -> None:
        standing = self.before[item]
        if standing and not self._put_back(item, standing, standing.rows):
            left = Standing(standing.slot, standing.place, self._left(item, standing))
            if not self._put_back(item, left, left.rows):
                self._force(item, standing, movable)

    def _put_back(self, item: int, standing: Standing, rows: Rows) -> bool:
        there = self.model.can_sit(item, standing.slot, standing.place, rows)
        if there:
            self.model.seat(item, standing.slot, standing.place, rows)
        return there

    def _left(self, item: int, standing: Standing) -> Rows:
        """Who sat there and still can; those who had no seat before may be needed elsewhere."""
        asked, pricing = self.model.asked[item], self.model.pricing
        there = pricing.there(asked, next(where for where in asked.wheres if standing.place in where.places))
        return tuple(row if row != NOBODY and there[row] >> standing.slot & 1 else NOBODY for row in standing.rows)

    def _stays(self, item: int) -> bool:
        """Whether a meeting is settled, or grave and in time."""
        asked, standing = self.model.asked[item], self.before.get(item, self.model.standing[item])
        return asked.kept or (asked.urgent and standing is not None and standing.slot <= asked.last_in_time)

    def _fill(self, items: Iterable[int]) -> None:
        """The seats outside the minimum, with whoever is still free."""
        model = self.model
        for item in items:
            standing = model.standing[item]
            if standing:
                model.remove(item)
                rows = model.rows(item, standing.slot, standing.place)
                model.seat(item, standing.slot, standing.place, rows or standing.rows)

    def _undo(self) -> None:
        for item in self.before:
            if self.model.standing[item]:
                self.model.remove(item)
        for item, standing in self.before.items():
            if standing:
                self.model.seat(item, standing.slot, standing.place, standing.rows)


def seated(model: Model, item: int, people: Iterable[str]) -> Rows | None:
    """The best seating with nobody but these people; None: they are not its minimum."""
    asked, known, wanted = model.asked[item], model.problem.people, set(people)
    there = [row for row, one in enumerate(asked.persons) if one < len(known) and known[one].id in wanted]
    return seating(asked, there)
