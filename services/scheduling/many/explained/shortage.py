"""A proof that meetings ask for more of the same people, or of the same rooms, than there is: no plan holds them all.

Hall's condition (1935) on time: meetings that must lie in one part of the grid, each with a part of its minimum that
only these people can fill, need no more starts of the grid than these people have there. Every figure errs on the safe
side: what is asked for is counted too low, what there is too high.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from math import gcd, inf

from services.scheduling.calendars import union
from services.scheduling.many.explained.filling import Demand, demands_of
from services.scheduling.many.explained.rivals import Claim, Rivals, Span, span_of
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.facts import RISK_WEIGHT, MeetingRequest, Place

People = frozenset[str]
Lengths = tuple[int, int, int]
"""Of some meetings, in starts of the grid: the least, the common divisor and the most."""
_ROOM = "\0room "
"""Before the id of a room, among people; no person's id begins so."""


class Shortages:
    """Looks for shortages among the meetings of a problem; ask one of these about many meetings."""

    def __init__(self, starts: Starts) -> None:
        self.starts = starts
        self.asking: dict[str, list[MeetingRequest]] = defaultdict(list)
        self._beside: dict[str, set[People]] = defaultdict(set)
        self._demands: dict[str, tuple[Demand, ...]] = {}
        self._there: dict[str, int] = {}
        self._fixed: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._reaches: dict[str, int] = {}
        self._spans: dict[str, Span] = {}
        self._staying: dict[int, dict[str, list[MeetingRequest]]] = {}
        self._rivals: dict[tuple[People, int], Rivals] = {}
        self._wider: dict[People, People] = {}
        self._largest: dict[People, list[str]] = {}
        self._days: dict[tuple[str, Lengths], tuple[int, ...]] = {}
        self._until: dict[tuple[People, Lengths], tuple[int, ...]] = {}
        for meeting in starts.problem.meetings:
            settled = starts.window(meeting) & starts.settled(meeting)
            self._open[meeting.id] = held = self._fixed_start(meeting) or settled
            self._spans[meeting.id] = span_of(self._covered(held, meeting.minutes))
            self._demands[meeting.id] = (*demands_of(meeting), *self._rooms(meeting))
            for who in {who for demand in self._demands[meeting.id] for who in demand.people}:
                self.asking[who].append(meeting)
            for people in {demand.people for demand in self._demands[meeting.id]}:
                for who in people:
                    self._beside[who].add(people)

    def shortage(self, meeting: MeetingRequest) -> tuple[str, ...]:
        """Meetings, fixed or of at least this risk and in time in the plan if there is one, each of which could be held
        in time, but not all of them when this one is; empty when that is not shown. Fixed: pinned, or confirmed where
        it can stay."""
        own = self._covered(self.starts.held(meeting), meeting.minutes)
        for people in self._groups_of_people(meeting) if own else ():
            mine = self._claim(meeting, people)
            if mine is None:
                continue
            rivals = self._rivals_of(meeting, people)
            for inside in rivals.inside(own, meeting.id):
                lengths, asked = _lengths((mine.steps, *inside.steps)), inside.taken + mine.steps * mine.times
                lacking = self._lacking(people, inside.window, asked, lengths)
                found = self._proof(mine, rivals.claims_of(inside), people, inside.window) if lacking else ()
                if found:
                    return found
        return ()

    def _proof(self, mine: Claim, others: list[Claim], people: People, window: int) -> tuple[str, ...]:
        """The fewest of the others, lightest and last left out first, that ask for too much together with this one."""
        kept = [one for one in others if self._fixed_start(one.meeting) or self.starts.held(one.meeting)]
        if not self._too_much([mine, *kept], people, window):
            return ()
        for one in sorted(kept, key=lambda claim: (RISK_WEIGHT[claim.meeting.risk], claim.meeting.id)):
            fewer = [claim for claim in kept if claim is not one]
            if self._too_much([mine, *fewer], people, window):
                kept = fewer
        return tuple(claim.meeting.id for claim in kept)

    def _groups_of_people(self, meeting: MeetingRequest) -> list[People]:
        """Who could fill a part of the minimum, then also those who could where one of them is asked for, and so on."""
        found: list[People] = []
        for demand in self._demands[meeting.id]:
            people = demand.people
            while people and people not in found:
                found.append(people)
                if people not in self._wider:
                    self._wider[people] = people.union(*(near for who in people for near in self._beside[who]))
                people = self._wider[people]
        return sorted(found, key=lambda people: (len(people), sorted(people)))

    def _rivals_of(self, meeting: MeetingRequest, people: People) -> Rivals:
        """The meetings that ask for one of these people and do not give way: fixed, or as grave and in time."""
        key = people, RISK_WEIGHT[meeting.risk]
        if key not in self._rivals:
            asking = self._staying_beside(key[1])
            near = list({other.id: other for who in sorted(people) for other in asking.get(who, ())}.values())
            spans = [self._spans[other.id] for other in near]
            self._rivals[key] = Rivals(near, spans, lambda other: self._claim(other, people))
        return self._rivals[key]

    def _staying_beside(self, weight: int) -> dict[str, list[MeetingRequest]]:
        """Of those that ask for each person, the ones that give no way to a meeting of this weight."""
        if weight not in self._staying:
            stay = {
                other.id
                for other in self.starts.problem.meetings
                if self._fixed_start(other) or (RISK_WEIGHT[other.risk] >= weight and self._in_time(other))
            }
            self._staying[weight] = {
                who: [other for other in asking if other.id in stay] for who, asking in self.asking.items()
            }
        return self._staying[weight]

    def _in_time(self, other: MeetingRequest) -> bool:
        """Whether it is in time in the plan, if there is one: what is late itself leaves room for another."""
        booking = self.starts.bookings.get(other.id)
        return not self.starts.bookings or (booking is not None and not booking.late_minutes)

    def _claim(self, meeting: MeetingRequest, people: People) -> Claim | None:
        """What a meeting asks of these people at the least; None: nothing, or it cannot be in time whatever happens."""
        asked = [demand for demand in self._demands[meeting.id] if demand.people and demand.people <= people]
        within = self._reach(meeting) if asked else 0
        groups = sum(1 for demand in asked if not demand.seat_id)
        steps = self._steps(meeting.minutes)
        return Claim(meeting, within, steps, max(groups, len(asked) - groups)) if within else None

    def _reach(self, meeting: MeetingRequest) -> int:
        """The starts of the grid that it takes up wherever each part of its minimum can be filled."""
        if meeting.id not in self._reaches:
            held, site = self._open[meeting.id], "" if meeting.place is Place.ON_SITE else None
            for demand in self._demands[meeting.id]:
                held &= union(self._able(who, meeting.minutes, site) for who in demand.people)
            self._reaches[meeting.id] = self._covered(held, meeting.minutes)
        return self._reaches[meeting.id]

    def _too_much(self, claims: list[Claim], people: People, window: int) -> bool:
        taken = sum(claim.steps * claim.times for claim in claims)
        return self._lacking(people, window, taken, _lengths(claim.steps for claim in claims))

    def _lacking(self, people: People, window: int, asked: int, lengths: Lengths) -> bool:
        """Whether meetings of these lengths that take so many starts ask for more than these people have there."""
        if self._on_whole_days(people, window, lengths) >= asked:
            return False
        there = 0
        for who in self._freest(people):
            there += self._has(who, window, lengths)
            if there >= asked:
                return False
        return True

    def _on_whole_days(self, people: People, window: int, lengths: Lengths) -> int:
        """What they have on the whole days of a window without gaps: far cheaper to ask, and mostly enough."""
        low, high = span_of(window)
        first, after = self.starts.whole_days(low, high)
        if after <= first or window != (1 << high) - (1 << low):
            return 0
        if (key := (people, lengths)) not in self._until:
            of_each = [self._each_day(who, lengths) for who in people]
            self._until[key] = tuple(accumulate(map(sum, zip(*of_each, strict=True)), initial=0))
        return self._until[key][after] - self._until[key][first]

    def _each_day(self, who: str, lengths: Lengths) -> tuple[int, ...]:
        """What somebody has on each open day."""
        if (who, lengths) not in self._days:
            free, most = self._in_free(who), self._most_a_day(who) * lengths[2]
            days = (free >> first & (1 << after - first) - 1 for first, after in self.starts.days)
            self._days[who, lengths] = tuple(int(min(packed(day, *lengths[:2]), most)) for day in days)
        return self._days[who, lengths]

    def _freest(self, people: People) -> list[str]:
        """Those with most time first: that they have enough is then known soonest."""
        if people not in self._largest:
            self._largest[people] = sorted(people, key=lambda who: (-self._in_free(who).bit_count(), who))
        return self._largest[people]

    def _has(self, who: str, window: int, lengths: Lengths) -> int:
        """No meetings of these lengths take more starts of one person or room."""
        mask, found, most = self._in_free(who) & window, 0.0, self._most_a_day(who) * lengths[2]
        while mask:
            first, day = self.starts.day_at((mask & -mask).bit_length() - 1)
            found += min(packed((mask & day) >> first, *lengths[:2]), most)
            mask &= ~day
        return int(found)

    def _most_a_day(self, who: str) -> float:
        """The meetings that somebody holds on one day."""
        person = self.starts.people.get(who)
        return inf if person is None or person.most_a_day is None else person.most_a_day

    def _fixed_start(self, meeting: MeetingRequest) -> int:
        """The start of a pinned meeting that can be held there, or of a confirmed one that can stay; else none."""
        if meeting.id not in self._fixed:
            pinned = self.starts.held(meeting, in_time=False) if meeting.pinned else 0
            self._fixed[meeting.id] = pinned or self.starts.confirmed(meeting)
        return self._fixed[meeting.id]

    def _rooms(self, meeting: MeetingRequest) -> Iterator[Demand]:
        """One of the rooms that are not too small for certain, for a meeting that cannot do without."""
        if meeting.place is Place.ON_SITE:
            fewest = max(1, len(meeting.rule), sum(seat.required for seat in meeting.seats))
            wanted = meeting.pinned.room if meeting.pinned else ""
            rooms = (room for room in self.starts.problem.rooms if room.seats >= fewest and wanted in ("", room.id))
            yield Demand((), "", frozenset(_ROOM + room.id for room in rooms))

    def _able(self, who: str, minutes: int, site: str | None) -> int:
        if who.startswith(_ROOM):
            return self.starts.room_free(self.starts.rooms[who.removeprefix(_ROOM)], minutes)
        return self.starts.able(who, minutes, site)

    def _in_free(self, who: str) -> int:
        """The starts of the grid in the free blocks of a person or room."""
        if who not in self._there:
            room = self.starts.rooms[who.removeprefix(_ROOM)] if who.startswith(_ROOM) else None
            person, span = self.starts.people.get(who), self.starts.opening.span
            blocks = room.free if room else person.free if person else ()
            whole = (1 << len(self.starts.opening.starts)) - 1
            within = (span(first.timestamp(), last.timestamp() - 1) for first, last in blocks or ())
            self._there[who] = whole if blocks is None else union(within)
        return self._there[who]

    def _steps(self, minutes: int) -> int:
        return -(-minutes // self.starts.problem.grid.step_minutes)

    def _covered(self, held: int, minutes: int) -> int:
        """The starts of the grid that a meeting takes up, over all of these starts of its own."""
        covered = 0
        for later in range(self._steps(minutes)):
            covered |= held << later
        return covered


def _lengths(steps: Iterable[int]) -> Lengths:
    known = set(steps)
    return min(known), gcd(*known), max(known)


@lru_cache(maxsize=100_000)
def packed(free: int, least: int, divisor: int) -> int:
    """How many of these starts of one day meetings can take up at most that each take at least `least` on end, and a
    multiple of `divisor`."""
    found = 0
    while free:
        free >>= (free & -free).bit_length() - 1
        length = (free + 1 & ~free).bit_length() - 1
        found += length - length % divisor if length >= least else 0
        free >>= length
    return found
