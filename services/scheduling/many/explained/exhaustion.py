"""A place in time for a grave meeting beside all others that are settled or as grave, or the proof that there is none.

Everything lighter, every seat outside the minimum and the licences are left aside, which makes it easier: where even
so there is no place, no plan has one. Others join the search only when what was found so far takes what they have.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.scheduling.many.explained.filling import can_seat, chairs_of
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.explained.together import LimitReached, Together, Way, Ways, day_around
from services.scheduling.many.facts import RISK_WEIGHT, VIDEO, Booking, MeetingRequest, Told

MOST_STEPS = 4_000
"""Steps of the search for one meeting; beyond, nothing is known."""
MOST_JOINED = 60
"""Meetings in one search."""
MOST_STEPS_FEWER = 1_000
"""Steps spent on leaving out of a proof what it does not need."""


@dataclass(frozen=True)
class Found:
    """Where the meeting could be in time: `ways` of it and of those that make room. Or `proof`: these, settled or in
    time as they are, cannot all be so when it is. Neither: the search was given up."""

    ways: Mapping[str, Way] | None = None
    proof: tuple[str, ...] = ()


class Exhaustion:
    """The settled and the grave meetings of a plan. Settled: pinned or confirmed, and at that time in these bookings;
    their time stands and other people of theirs may sit there. Grave: of at least this risk, and in time."""

    def __init__(self, starts: Starts, bookings: Mapping[str, Booking], ways: Ways | None = None) -> None:
        self.starts, self.bookings, self.ways = starts, bookings, ways or Ways(starts)
        self.of: dict[str, list[str]] = defaultdict(list)
        self.settled = frozenset(id for id in bookings if self._is_settled(starts.meetings[id]))
        self.steps, self.weight, self._sites = 0, 0, Together(starts, 0)
        for id, booking in bookings.items():
            for name in {booking.room, *(who for _, who in booking.attendees)} - {VIDEO}:
                self.of[name].append(id)

    def search(self, meeting: MeetingRequest) -> Found:
        """A place in time for a meeting that has none in these bookings."""
        self.weight = RISK_WEIGHT[meeting.risk]
        own = self.ways.of(meeting, self.starts.held(meeting)) if meeting.id not in self.settled else ()
        joined, together = {meeting.id: own}, Together(self.starts, MOST_STEPS)
        try:
            while own and len(joined) <= MOST_JOINED:
                known = frozenset(joined)
                found = together.find(joined, lambda id, way, known=known: len(self._near(id, way) - known))
                if found is None:
                    return Found(proof=self._fewer(meeting, joined))
                broken = self._broken(found)
                if not broken:
                    return Found(ways=found)
                joined |= {id: self._ways(self.starts.meetings[id]) for id in broken}
        except LimitReached:
            pass
        finally:
            self.steps += MOST_STEPS - max(together.left, 0)
        return Found()

    def _is_settled(self, meeting: MeetingRequest) -> bool:
        booking, before = self.bookings[meeting.id], meeting.previous
        if meeting.pinned:
            return booking.start == meeting.pinned.start
        confirmed = before is not None and before.told is Told.CONFIRMED
        return bool(confirmed and before and (booking.start, booking.room) == (before.start, before.room))

    def _counts(self, id: str) -> bool:
        """Whether a meeting is settled, or as grave and in time: lighter ones make way."""
        grave = RISK_WEIGHT[self.starts.meetings[id].risk] >= self.weight and not self.bookings[id].late_minutes
        return grave or id in self.settled

    def _ways(self, meeting: MeetingRequest) -> tuple[Way, ...]:
        booking = self.bookings[meeting.id]
        if meeting.id not in self.settled:
            return self.ways.of(meeting, self.starts.held(meeting))
        moment = booking.start.timestamp()
        return self.ways.of(meeting, self.starts.opening.span(moment, moment), "" if meeting.pinned else booking.room)

    def _near(self, id: str, way: Way) -> frozenset[str]:
        """The others that take people or the room of this way at its time."""
        return frozenset(other for other, _ in self._lost(id, way))

    def _lost(self, id: str, way: Way) -> Iterable[tuple[str, str]]:
        """What others that count have of this way at its time: their id, and the person or room."""
        travel = self.starts.problem.policy.travel_minutes * 60
        for name in (way.room, *way.people):
            for other in self.of.get(name, ()):
                booking = self.bookings[other]
                gap = travel if name != way.room and not self._alike(name, way.room, booking.room) else 0
                first, last = booking.start.timestamp() - gap, booking.end.timestamp() + gap
                if other != id and way.start < last and first < way.end and self._counts(other):
                    yield other, name

    def _alike(self, who: str, one: str, other: str) -> bool:
        return self._sites.site(who, one) == self._sites.site(who, other)

    def _broken(self, found: Mapping[str, Way]) -> list[str]:
        """The others that can no longer be where they are, with their minimum, beside these ways."""
        lost: dict[str, set[str]] = defaultdict(set)
        for id, way in found.items():
            for other, name in (*self._lost(id, way), *self._full(way, found)):
                if other not in found:
                    lost[other].add(name)
        return sorted(id for id, names in lost.items() if not self._stands(id, names))

    def _full(self, way: Way, found: Mapping[str, Way]) -> Iterable[tuple[str, str]]:
        """Who holds more meetings on the day of this way than they may, in the meetings of that day."""
        for who in way.people:
            person = self.starts.people.get(who)
            if person is None or person.most_a_day is None:
                continue
            first, last = day_around(self.starts, way.start)
            new = sum(who in one.people and first <= one.start < last for one in found.values())
            there = [id for id in self.of.get(who, ()) if id not in found and self._counts(id)]
            there = [id for id in there if first <= self.bookings[id].start.timestamp() < last]
            if new + len(there) > person.most_a_day:
                yield from ((id, who) for id in there)

    def _stands(self, id: str, lost: set[str]) -> bool:
        """Whether a meeting keeps its minimum and its room without these people or rooms."""
        meeting, booking = self.starts.meetings[id], self.bookings[id]
        if booking.room in lost:
            return False
        sat = {seat: who for seat, who in booking.attendees if who not in lost}
        chairs = tuple(
            chair._replace(people=frozenset((sat[chair.id],)) if chair.id in sat else frozenset())
            for chair in chairs_of(meeting)
        )
        return bool(sat) and can_seat(meeting.rule, chairs, set(sat.values()), len(sat))

    def _fewer(self, meeting: MeetingRequest, joined: Mapping[str, tuple[Way, ...]]) -> tuple[str, ...]:
        """Of those that leave the meeting no place in time, as few as are needed, as far as few steps show."""
        needed = dict(joined)
        together = Together(self.starts, MOST_STEPS_FEWER)
        try:
            for id in reversed(list(joined)):
                fewer = {other: ways for other, ways in needed.items() if other != id}
                if id != meeting.id and together.find(fewer, lambda id, way: 0) is None:
                    needed = fewer
        except LimitReached:
            pass
        return tuple(sorted(id for id in needed if id != meeting.id))
