"""Earlier invitations of an invented region: a feasible time for some meetings, and what a shock leaves of a plan.

Times are found on quarters of an hour, by other means than the planner's: one meeting after the other, at one of the
first times at which the minimum is free, with what was given away before.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from services.scheduling.facts import LOCAL, Grid, Rule
from services.scheduling.many.facts import VIDEO, Earlier, MeetingRequest, Place, Plan, Problem, Room, SeatNeed, Told
from services.scheduling.refusals import Block
from tests.benchmarks.region_people import QUARTER, Hours, Quarters

TOLD = {Told.CONFIRMED: 30, Told.SENT: 30, Told.DRAFT: 40}
"""What people know of an earlier time, of a hundred."""
AMONG_FIRST = 12
"""An earlier time is one of so many first ones: planned by hand it was early, not the earliest."""
SHOCK_MINUTES = (30, 60, 60, 120, 240)
"""How long a newly taken stretch may be: half an hour to half a day."""


class Drawer:
    """Who and which room is still free while earlier times are given away."""

    def __init__(
        self, grid: Grid, everybody: tuple[Hours, ...], rooms: tuple[Room, ...], travel_minutes: int, rule: Rule
    ) -> None:
        self.quarters = Quarters.of(grid)
        self.rule = rule
        self.rooms = rooms
        self.travel = -(-travel_minutes // QUARTER)
        self.people = {hours.person.id: hours.person for hours in everybody}
        self.free = {hours.person.id: hours.free for hours in everybody}
        self.day_counts: dict[tuple[str, int], int] = {}
        self.open_rooms = {room.id: self._every_day() & ~self._lunches(grid) for room in rooms}
        self.hours = self._every_day() & ~self._lunches(grid)

    def draw(self, meeting: MeetingRequest, told: Told, chance: Random) -> Earlier | None:
        """A time for the meeting with everybody of the minimum and whoever else is free; None where there is none."""
        rooms = [room for room in self.rooms if room.seats >= len(meeting.seats)]
        room = chance.choice(rooms) if meeting.place is Place.ON_SITE else None
        length = meeting.minutes // QUARTER
        can = {seat.id: self._seat_starts(seat, length, room) for seat in meeting.seats}
        starts = self._window(meeting, length)
        if room:
            starts &= _fits(self.open_rooms[room.id], length)
        for group in self.rule:
            anyone = 0
            for seat in meeting.seats:
                if seat.organisation in group:
                    anyone |= can[seat.id]
            starts &= anyone
        first = list(islice(_ascending(starts), AMONG_FIRST))
        return self._take(meeting, chance.choice(first), told, room) if first else None

    def _take(self, meeting: MeetingRequest, start: int, told: Told, room: Room | None) -> Earlier:
        length, seated = meeting.minutes // QUARTER, []
        for seat in meeting.seats:
            sitting = next((one for one in seat.people if self._person_starts(one, length, room) >> start & 1), None)
            if sitting:
                seated.append((seat.id, sitting))
                self._occupy(sitting, start, length, room)
        if room:
            self.open_rooms[room.id] &= ~(((1 << length) - 1) << start)
        return Earlier(self.quarters.moment(start), room.id if room else VIDEO, tuple(seated), told)

    def _occupy(self, name: str, start: int, length: int, room: Room | None) -> None:
        pad, person, day = self._pad(name, room), self.people[name], start // self.quarters.per_day
        self.free[name] &= ~(((1 << length + 2 * pad) - 1) << start - pad)
        self.day_counts[name, day] = self.day_counts.get((name, day), 0) + 1
        if self.day_counts[name, day] == person.most_a_day:
            self.free[name] &= ~self.quarters.bits(day, 0, self.quarters.per_day)

    def _seat_starts(self, seat: SeatNeed, length: int, room: Room | None) -> int:
        can = 0
        for name in seat.people:
            can |= self._person_starts(name, length, room)
        return can

    def _person_starts(self, name: str, length: int, room: Room | None) -> int:
        """The quarters at which this person can begin; on site elsewhere with the way there and back."""
        if room and self.people[name].online_only:
            return 0
        pad = self._pad(name, room)
        return _fits(self.free[name], length + 2 * pad) << pad

    def _pad(self, name: str, room: Room | None) -> int:
        return self.travel if room and self.people[name].site != room.site else 0

    def _window(self, meeting: MeetingRequest, length: int) -> int:
        """The quarters from the notice up to the last that ends by the deadline, lunch and closing time kept."""
        begin = self._bit(meeting.earliest)
        end = self._bit(meeting.deadline or self.quarters.moment(self.hours.bit_length() - 1))
        return _fits(self.hours & ((1 << end) - 1) >> begin << begin, length)

    def _bit(self, moment: datetime) -> int:
        """The first quarter that begins at or after a moment."""
        local = moment.astimezone(LOCAL)
        before = sum(day < local.date() for day in self.quarters.days)
        if local.date() not in self.quarters.days:
            return before * self.quarters.per_day
        into = (local.replace(tzinfo=None) - datetime.combine(local.date(), self.quarters.opens)) // timedelta(
            minutes=1
        )
        return before * self.quarters.per_day + min(max(-(-into // QUARTER), 0), self.quarters.per_day)

    def _every_day(self) -> int:
        return (1 << len(self.quarters.days) * self.quarters.per_day) - 1

    def _lunches(self, grid: Grid) -> int:
        bits = 0
        if grid.lunch:
            first, last = map(self.quarters.nth, grid.lunch)
            for day in range(len(self.quarters.days)):
                bits |= self.quarters.bits(day, first, last - first)
        return bits


def invite(
    drawer: Drawer, meetings: tuple[MeetingRequest, ...], share: float, chance: Random
) -> tuple[MeetingRequest, ...]:
    """The meetings, a share of them with an earlier time: of meetings in any order those that have one."""
    found, wanted = list(meetings), round(share * len(meetings))
    for number in chance.sample(range(len(meetings)), len(meetings)):
        if wanted and (earlier := drawer.draw(meetings[number], _told(chance), chance)):
            found[number] = replace(meetings[number], previous=earlier)
            wanted -= 1
    return tuple(found)


def shocked(problem: Problem, plan: Plan, share: float = 0.05, *, seed: int) -> Problem:
    """What is left a while after a plan was made: its bookings are what people were told of (30 percent confirmed, 30
    sent, the rest draft), and a share of the time that people had free is newly taken, in whole stretches."""
    chance = Random(f"shock {seed}")
    told = {
        booking.meeting_id: Earlier(booking.start, booking.room, booking.attendees, _told(chance))
        for booking in sorted(plan.bookings, key=lambda one: one.meeting_id)
    }
    meetings = tuple(replace(meeting, previous=told.get(meeting.id)) for meeting in problem.meetings)
    free = {person.id: list(person.free) for person in problem.people}
    short = share * sum(map(_minutes, (block for blocks in free.values() for block in blocks)))
    while short > 0:
        name = chance.choice(problem.people).id
        short -= _strike(free[name], chance)
    people = tuple(replace(person, free=tuple(free[person.id])) for person in problem.people)
    return replace(problem, people=people, meetings=meetings)


def _strike(free: list[Block], chance: Random) -> float:
    """Takes one stretch that begins in a free block, with whatever else it covers; the free minutes that it took."""
    if not free:
        return 0
    begin, end = chance.choices(free, [_minutes(block) for block in free])[0]
    first = begin + timedelta(minutes=QUARTER * chance.randrange(max(int(_minutes((begin, end)) // QUARTER), 1)))
    last = first + timedelta(minutes=chance.choice(SHOCK_MINUTES))
    before = sum(map(_minutes, free))
    kept = [part for one, other in free for part in ((one, min(other, first)), (max(one, last), other))]
    free[:] = [(one, other) for one, other in kept if one < other]
    return before - sum(map(_minutes, free))


def _told(chance: Random) -> Told:
    return chance.choices(list(TOLD), list(TOLD.values()))[0]


def _minutes(block: Block) -> float:
    return (block[1] - block[0]).total_seconds() / 60


def _fits(free: int, length: int) -> int:
    """The bits from which so many in a row are set."""
    found = free
    for ahead in range(1, length):
        found &= free >> ahead
    return found


def _ascending(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
