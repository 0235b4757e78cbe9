"""The standing agreements to inform as one can travel along them: earliest arrivals by the clock and by who works when.

Who knows at t has told the other `within_hours` clock hours later at the latest; the other takes it in when they work,
or at once when they are on call. Nobody is ahead by hearing later, so what is found first is the earliest (FIFO).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from heapq import heappop, heappush
from typing import NamedTuple

from services.network.facts import NetworkFacts
from services.network.people import holder_of, in_force
from services.route_map.rules import network_seats
from services.scheduling.facts import LOCAL
from services.scheduling.hours import WeeklyHours

_HOUR = 3600
_OFFICE_HOURS = WeeklyHours()


class Known(NamedTuple):
    """Since when somebody knows (seconds since 1970), on which of their seats, and which seat told it."""

    moment: float
    seat_id: str
    via: str


@dataclass(frozen=True)
class Way:
    """From seat to seat within so many seconds; `hours` None: takes it in at once, at any hour."""

    teller: str
    told: str
    seconds: int
    hours: WeeklyHours | None


class Ways:
    """The agreements in force on one day, between the persons behind the seats: one person on two seats knows on both.

    Agreements with a seat outside the network (ended, barred, external) lead nowhere.
    """

    def __init__(self, facts: NetworkFacts, day: date) -> None:
        self._hours = facts.hours
        self._opens: dict[tuple[int, float], float | None] = {}
        self._seats = {seat.id: seat for seat in network_seats(facts.case)}
        self.people = {seat.id: holder_of(seat) for seat in self._seats.values()}
        self.leaving: dict[str, list[Way]] = {}
        for agreement in facts.agreements:
            teller, told = agreement.teller.seat_id, agreement.told.seat_id
            if in_force(agreement, day) and teller in self.people and told in self.people:
                way = self.way(teller, told, agreement.within_hours, around_the_clock=agreement.around_the_clock)
                self.leaving.setdefault(self.people[teller], []).append(way)

    def way(self, teller: str, told: str, within_hours: int, *, around_the_clock: bool) -> Way:
        """The way that an agreement between two seats of the network makes."""
        hours = self._hours.get(self._seats[told].professional_id, _OFFICE_HOURS)
        return Way(teller, told, within_hours * _HOUR, None if around_the_clock else hours)

    def arrival(self, way: Way, known: float) -> float | None:
        """When the told one knows if the teller knew at `known`; None for somebody who never works."""
        told = known + way.seconds
        if way.hours is None:
            return told
        asked = id(way.hours), told
        if asked not in self._opens:
            opens = way.hours.next_open(datetime.fromtimestamp(told, LOCAL))
            self._opens[asked] = opens.timestamp() if opens else None
        return self._opens[asked]

    def spread(self, start: Mapping[str, Known], before: Mapping[str, Known] | None = None) -> dict[str, Known]:
        """By person since when they know, from who knows at the start. With `before`, what is known already, only what
        becomes earlier is worked out again."""
        found = dict(before or {})
        queue: list[tuple[float, str]] = []
        for person, known in start.items():
            _hear(found, queue, person, known)
        while queue:
            moment, person = heappop(queue)
            if moment > found[person].moment:
                continue
            for way in self.leaving.get(person, ()):
                then = self.arrival(way, moment)
                if then is not None:
                    _hear(found, queue, self.people[way.told], Known(then, way.told, way.teller))
        return found

    def used(self, found: Mapping[str, Known]) -> Iterable[tuple[str, str]]:
        """From person to person, every way along which something can pass from those who know."""
        for person, ways in self.leaving.items():
            for way in ways if person in found else ():
                if self.arrival(way, found[person].moment) is not None:
                    yield person, self.people[way.told]


def _hear(found: dict[str, Known], queue: list[tuple[float, str]], person: str, known: Known) -> None:
    if person not in found or known.moment < found[person].moment:
        found[person] = known
        heappush(queue, (known.moment, person))
