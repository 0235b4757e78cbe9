"""Whether some meetings can all be held, each in one of its ways: an exact search that ends with a plan or without.

Only what two meetings take from each other counts: people with the time to travel, rooms, and how many meetings a day
somebody holds. Licences are not looked at. Source: Prosser 1993 (forward checking with conflict-directed backjumping).
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from services.scheduling.calendars import indices
from services.scheduling.many.explained.filling import Chair, chairs_of
from services.scheduling.many.explained.starts import Starts, goes_to
from services.scheduling.many.facts import VIDEO, MeetingRequest

People = frozenset[str]


class Way(NamedTuple):
    """One way to hold a meeting: from start to end (seconds since 1970), in a room or on line, with the people that are
    its minimum and nobody else."""

    start: int
    end: int
    room: str
    people: People


class LimitReached(Exception):
    """The search was given up: nothing is known."""


class Ways:
    """The ways in which meetings can be held were they alone, remembered."""

    def __init__(self, starts: Starts) -> None:
        self.starts = starts
        self._known: dict[tuple[str, int, str], tuple[Way, ...]] = {}
        self._sets: dict[tuple[str, People], list[People]] = {}

    def of(self, meeting: MeetingRequest, among: int, only: str = "") -> tuple[Way, ...]:
        """Every way to hold it at these starts (in `only` that place), by start."""
        key = (meeting.id, among, only)
        if key not in self._known:
            self._known[key] = tuple(sorted(self._listed(meeting, among, only), key=_by_start))
        return self._known[key]

    def _listed(self, meeting: MeetingRequest, among: int, only: str) -> Iterator[Way]:
        starts, invited = self.starts, sorted({who for seat in meeting.seats for who in seat.people})
        for where in starts.places(meeting, only):
            able = [(who, starts.able(who, meeting.minutes, where.site)) for who in invited]
            for room in where.rooms or (None,):
                here = where._replace(rooms=(room,) if room else ())
                for index in indices(among & starts.place_open(here, meeting.minutes, None)):
                    begin, there = starts.opening.starts[index], frozenset(who for who, at in able if at >> index & 1)
                    for people in self._minima(meeting, there):
                        if len(people) <= where.seats:
                            yield Way(begin, begin + meeting.minutes * 60, room.id if room else VIDEO, people)

    def _minima(self, meeting: MeetingRequest, there: People) -> list[People]:
        if (key := (meeting.id, there)) not in self._sets:
            found = set(_fillings(meeting.rule, chairs_of(meeting), there))
            if frozenset() in found:
                found = {frozenset((who,)) for who in there}
            self._sets[key] = sorted((one for one in found if not any(less < one for less in found)), key=sorted)
        return self._sets[key]


def _by_start(way: Way) -> tuple[int, str, list[str]]:
    return way.start, way.room, sorted(way.people)


def _fillings(rule: tuple[tuple[str, ...], ...], chairs: tuple[Chair, ...], there: People) -> Iterator[People]:
    """Who fills every required seat and, by different seats, every group, one seat each."""

    def seated(place: int, taken: People, groups: frozenset[int]) -> Iterator[People]:
        if place == len(chairs):
            if len(groups) == len(rule):
                yield taken
            return
        chair = chairs[place]
        fills = [groups | {n} for n, group in enumerate(rule) if n not in groups and chair.organisation in group]
        for after in fills or ([groups] if chair.required else []):
            for who in sorted((chair.people & there) - taken):
                yield from seated(place + 1, taken | {who}, after)
        if not chair.required:
            yield from seated(place + 1, taken, groups)

    return seated(0, frozenset(), frozenset())


class _Choice:
    """One meeting of the search: its ways by start, as bits, with what each of them takes."""

    def __init__(self, ways: Sequence[Way], order: Sequence[int], site: Callable[[str, str], str]) -> None:
        self.ways, self.order = ways, order
        self.begins = [way.start for way in ways]
        self.length = ways[0].end - ways[0].start if ways else 0
        self.uses: dict[str, dict[str, int]] = defaultdict(dict)
        self.rooms: dict[str, int] = defaultdict(int)
        for number, way in enumerate(ways):
            self.rooms[way.room] |= 1 << number
            for who in way.people:
                of_person, there = self.uses[who], site(who, way.room)
                of_person[there] = of_person.get(there, 0) | 1 << number

    def near(self, first: int, last: int, gap: int) -> int:
        """The ways that come within so many seconds of a meeting from `first` to `last`."""
        return self.between(first - gap - self.length + 1, last + gap)

    def between(self, first: int, last: int) -> int:
        """The ways that begin from `first` until before `last`."""
        low, high = bisect_left(self.begins, first), bisect_left(self.begins, last)
        return (1 << high) - (1 << low) if high > low else 0


class Together:
    """Looks for a way for each of some meetings. `limit`: steps of the search in all, over all that is asked."""

    def __init__(self, starts: Starts, limit: int) -> None:
        self.starts, self.left = starts, limit
        self.travel = starts.problem.policy.travel_minutes * 60

    def find(self, ways: Mapping[str, Sequence[Way]], price: Callable[[str, Way], int]) -> dict[str, Way] | None:
        """A way for each meeting beside all others, rather those of a low price; None: there are none. Raises
        `LimitReached`."""
        self.ids = sorted(ways)
        contested = _contested(ways)
        self.choices = [self._choice(one, ways[one], contested, price) for one in self.ids]
        domains = [(1 << len(choice.ways)) - 1 for choice in self.choices]
        self.chosen: dict[int, Way] = {}
        if not all(domains):
            return None
        failed = self._seek(domains, [0] * len(domains))
        return None if failed is not None else {self.ids[number]: way for number, way in self.chosen.items()}

    def site(self, who: str, room: str) -> str:
        """The site to which somebody goes for a meeting there; empty: none."""
        person, place = self.starts.people.get(who), self.starts.rooms.get(room)
        return goes_to(person, place.site if place else None) if person else ""

    def _choice(self, id: str, ways: Sequence[Way], contested: set[str], price: Callable[[str, Way], int]) -> _Choice:
        """Of the ways that take the same from others the cheapest, and none that takes more than another."""
        best: dict[tuple[int, str, str], dict[People, tuple[int, int]]] = defaultdict(dict)
        for number, way in enumerate(ways):
            place = self.starts.rooms.get(way.room)
            room = way.room if way.room in contested else ""
            alike = best[way.start, room, place.site if place else VIDEO]
            wanted, offer = way.people & contested, (price(id, way), number)
            alike[wanted] = min(offer, alike.get(wanted, offer))
        kept = sorted(
            (number, costs)
            for alike in best.values()
            for people, (costs, number) in alike.items()
            if not any(less < people and alike[less][0] <= costs for less in alike)
        )
        order = sorted(range(len(kept)), key=lambda at: (kept[at][1], at))
        return _Choice([ways[number] for number, _ in kept], order, self.site)

    def _seek(self, domains: list[int], reasons: list[int]) -> int | None:
        """None: every meeting has its way in `chosen`. Else the meetings (bits) whose ways leave none for all."""
        self.left -= 1
        if self.left < 0:
            raise LimitReached
        waiting = [number for number in range(len(domains)) if number not in self.chosen]
        if not waiting:
            return None
        item = min(waiting, key=lambda number: (domains[number].bit_count(), number))
        failed, choice, own = reasons[item], self.choices[item], 1 << item
        for at in choice.order:
            if not domains[item] >> at & 1:
                continue
            self.chosen[item] = choice.ways[at]
            after, because = domains.copy(), reasons.copy()
            blamed = self._without(item, waiting, after, because)
            if blamed is None and (blamed := self._seek(after, because)) is None:
                return None
            del self.chosen[item]
            if not blamed & own:
                return blamed
            failed |= blamed & ~own
        return failed

    def _without(self, item: int, waiting: list[int], domains: list[int], reasons: list[int]) -> int | None:
        """Takes from the others what the chosen way of this one forbids; who is to blame if one has nothing left."""
        way, full = self.chosen[item], list(self._full(self.chosen[item]))
        sites = [(who, self.site(who, way.room)) for who in way.people]
        for other in waiting:
            choice = self.choices[other]
            gone = choice.rooms.get(way.room, 0) & choice.near(way.start, way.end, 0) if way.room != VIDEO else 0
            for who, site in sites:
                for there, mask in choice.uses[who].items() if who in choice.uses else ():
                    gone |= mask & choice.near(way.start, way.end, self.travel if there != site else 0)
            because = 1 << item if gone & domains[other] else 0
            for who, (first, last), those in full:
                days = choice.between(first, last) & sum(choice.uses[who].values()) if who in choice.uses else 0
                because |= those if days & domains[other] else 0
                gone |= days
            if other != item and because:
                domains[other] &= ~gone
                reasons[other] |= because
                if not domains[other]:
                    return reasons[other]
        return None

    def _full(self, way: Way) -> Iterator[tuple[str, tuple[int, int], int]]:
        """Who holds no more meetings that day, the day, and the meetings (bits) that fill it; raised above what is
        possible by this way it is of no account: the ways of that day were gone before."""
        for who in way.people:
            person = self.starts.people.get(who)
            if person and person.most_a_day is not None:
                first, last = day_around(self.starts, way.start)
                those = [n for n, one in self.chosen.items() if who in one.people and first <= one.start < last]
                if len(those) >= person.most_a_day:
                    yield who, (first, last), sum(1 << number for number in those)


def day_around(starts: Starts, moment: int) -> tuple[int, int]:
    """The open day of a start of the grid: from its first start until after its last."""
    index = bisect_left(starts.opening.starts, moment)
    first, mask = starts.day_at(index)
    return starts.opening.starts[first], starts.opening.starts[mask.bit_length() - 1] + 1


def _contested(ways: Mapping[str, Sequence[Way]]) -> set[str]:
    """Who and which rooms more than one of the meetings could take."""
    wanting: Counter[str] = Counter()
    for some in ways.values():
        wanting.update({name for way in some for name in (way.room, *way.people)} - {VIDEO})
    return {name for name, amount in wanting.items() if amount > 1}
