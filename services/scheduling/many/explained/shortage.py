"""A proof that meetings ask for more of the same people, or of the same rooms, than there is: no plan holds them all.

Hall's condition (1935) on time: meetings that must lie in one part of the grid, each with a part of its minimum that
only these people can fill, need no more starts of the grid than these people have there. Every figure errs on the safe
side: what is asked for is counted too low, what there is too high.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from services.scheduling.calendars import union
from services.scheduling.many.explained.filling import Demand, demands_of
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.facts import RISK_WEIGHT, MeetingRequest, Place

MOST_BEGINS, MOST_ENDS = 3, 6
"""Earlier begins and later ends that are looked at, beside the meeting's own: further on there is ever more time."""

People = frozenset[str]
_ROOM = "\0room "
"""Before the id of a room, among people; no person's id begins so."""


class Claim(NamedTuple):
    """A meeting that takes `steps` starts of the grid, all of them in `within`, for each of `times` of some people."""

    meeting: MeetingRequest
    within: int
    steps: int
    times: int


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
        self._within: dict[str, int] = {}
        self._ends: dict[str, tuple[int, int]] = {}
        self._graver: dict[tuple[People, int], list[MeetingRequest]] = {}
        self._wider: dict[People, People] = {}
        self._largest: dict[People, list[str]] = {}
        for meeting in starts.problem.meetings:
            self._open[meeting.id] = held = self._fixed_start(meeting) or starts.window(meeting) & starts.settled(
                meeting
            )
            within = self._within[meeting.id] = self._covered(held, meeting.minutes)
            self._ends[meeting.id] = (within & -within).bit_length() - 1, within.bit_length()
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
            windows = self._windows(own, rivals := self._rivals(meeting, people))
            widest = union(windows)
            first, last = (widest & -widest).bit_length() - 1, widest.bit_length()
            rivals = [one for one in rivals if first <= self._ends[one.id][0] and self._ends[one.id][1] <= last]
            near = [other for other in rivals if not self._within[other.id] & ~widest]
            claims = [claim for other in near if (claim := self._claim(other, people))]
            mine = self._claim(meeting, people)
            for window in windows if claims and mine else ():
                inside = [claim for claim in claims if not claim.within & ~window]
                if mine and (found := self._proof(mine, inside, people, window)):
                    return found
        return ()

    def _proof(self, mine: Claim, others: list[Claim], people: People, window: int) -> tuple[str, ...]:
        """The fewest of the others, lightest and last left out first, that ask for too much together with this one."""
        if not others or not self._too_much([mine, *others], people, window):
            return ()
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

    def _rivals(self, meeting: MeetingRequest, people: People) -> list[MeetingRequest]:
        """The others that ask for one of these people and do not give way: fixed, or as grave and in time."""
        key = people, RISK_WEIGHT[meeting.risk]
        if key not in self._graver:
            near = {other.id: other for who in sorted(people) for other in self.asking[who]}
            self._graver[key] = [
                other
                for other in near.values()
                if self._fixed_start(other) or (RISK_WEIGHT[other.risk] >= key[1] and self._in_time(other))
            ]
        return [other for other in self._graver[key] if other is not meeting]

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

    def _windows(self, own: int, rivals: Iterable[MeetingRequest]) -> list[int]:
        """Parts of the grid in which `own` lies: itself, and stretches from ever earlier begins to ever later ends."""
        low, high = (own & -own).bit_length() - 1, own.bit_length()
        spans = [self._ends[other.id] for other in rivals]
        begins = {begin for begin, _ in spans if 0 <= begin < low}
        ends = {end for _, end in spans if end > high}
        earlier, later = sorted(begins, reverse=True)[:MOST_BEGINS], sorted(ends)[:MOST_ENDS]
        return [own, *((1 << end) - (1 << begin) for end in (high, *later) for begin in (low, *earlier))]

    def _too_much(self, claims: list[Claim], people: People, window: int) -> bool:
        asked = sum(claim.steps * claim.times for claim in claims)
        least, most = (pick(claim.steps for claim in claims) for pick in (min, max))
        divisor, there = gcd(*(claim.steps for claim in claims)), 0
        for who in self._freest(people):
            there += self._has(who, window, (least, divisor, most))
            if there >= asked:
                return False
        return True

    def _freest(self, people: People) -> list[str]:
        """Those with most time first: that they have enough is then known soonest."""
        if people not in self._largest:
            self._largest[people] = sorted(people, key=lambda who: (-self._in_free(who).bit_count(), who))
        return self._largest[people]

    def _has(self, who: str, window: int, lengths: tuple[int, int, int]) -> int:
        """No meetings of these lengths (least, common divisor, most) take more starts of one person or room."""
        least, divisor, most = lengths
        mask, found = self._in_free(who) & window, 0
        person = self.starts.people.get(who)
        most_a_day = person.most_a_day if person else None
        while mask:
            first, day = self.starts.day_at((mask & -mask).bit_length() - 1)
            here = packed((mask & day) >> first, least, divisor)
            found += here if most_a_day is None else min(here, most_a_day * most)
            mask &= ~day
        return found

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
