"""The problem as the checks of a plan look it up: by id, in UTC, with the clock on the wall beside it.

Plain datetimes and lists; nothing of it is shared with what makes plans.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Booking, MeetingRequest, Place, Problem
from services.scheduling.many.reasons import Breach
from services.scheduling.opening import public_holidays
from services.scheduling.refusals import Block

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Held:
    """A booking beside its meeting; `start` and `end` in UTC, `day` and the clocks where the people are."""

    booking: Booking
    meeting: MeetingRequest
    start: datetime
    end: datetime
    day: date
    starts_at: datetime
    ends_at: datetime

    @property
    def id(self) -> str:
        """The meeting's."""
        return self.meeting.id

    @property
    def people(self) -> tuple[str, ...]:
        """Who sits there, each once."""
        return tuple(dict.fromkeys(person for _, person in self.booking.attendees))


def held(meeting: MeetingRequest, booking: Booking) -> Held:
    """The booking with its moments in UTC and by the clock on the wall, the latter without a zone."""
    starts_at, ends_at = booking.start.astimezone(LOCAL), booking.end.astimezone(LOCAL)
    start, end = booking.start.astimezone(UTC), booking.end.astimezone(UTC)
    wall = (starts_at.replace(tzinfo=None), ends_at.replace(tzinfo=None))
    return Held(booking, meeting, start, end, starts_at.date(), *wall)


class Ground:
    """A problem, looked up."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.grid, self.policy = problem, problem.grid, problem.policy
        self.people = {person.id: person for person in problem.people}
        self.rooms = {room.id: room for room in problem.rooms}
        self.meetings = {meeting.id: meeting for meeting in problem.meetings}
        days = (problem.grid.first_day + timedelta(days=after) for after in range(problem.grid.days))
        self.open_days = tuple(day for day in days if self._is_open(day))
        self._open = frozenset(self.open_days)
        self._free = {person.id: _in_order(person.free) for person in problem.people}
        self._had = {room.id: _in_order(room.free) for room in problem.rooms if room.free is not None}

    def time_breaches(self, one: Held) -> Iterator[Breach]:
        """What is wrong with the time of a booking, whoever comes."""
        grid, start = self.grid, one.starts_at
        if one.end - one.start != one.meeting.minutes * MINUTE:
            yield Breach.LENGTH
        if (start - datetime.combine(one.day, grid.day_start)) % (grid.step_minutes * MINUTE):
            yield Breach.OFF_GRID
        same_day = one.ends_at.date() == one.day
        inside = grid.day_start <= start.time() and same_day and one.ends_at.time() <= grid.day_end
        if one.day not in self._open or not inside:
            yield Breach.CLOSED
        if grid.lunch:
            begins, ends = (datetime.combine(one.day, clock) for clock in grid.lunch)
            if start < ends and one.ends_at > begins:
                yield Breach.LUNCH
        if one.start < one.meeting.earliest.astimezone(UTC):
            yield Breach.TOO_SOON

    def place_breaches(self, one: Held) -> Iterator[tuple[Breach, str]]:
        """What is wrong with the place, with the room or person that it concerns."""
        where, room = one.booking.room, self.rooms.get(one.booking.room)
        if where == VIDEO:
            if one.meeting.place is Place.ON_SITE:
                yield Breach.ROOM, where
            return
        had = where not in self._had or _holds(self._had[where], one.start, one.end)
        if room is None or one.meeting.place is Place.ONLINE or len(one.people) > room.seats or not had:
            yield Breach.ROOM, where
        for person in one.people:
            if person in self.people and self.people[person].online_only:
                yield Breach.ROOM, person

    def is_free(self, person: str, one: Held) -> bool:
        """Whether one of their own free blocks holds all of the meeting."""
        return _holds(self._free[person], one.start, one.end)

    def can_go(self, person: str, one: Held) -> bool:
        """Whether that block holds the way there and back as well, where there is one."""
        way = self.policy.travel_minutes * MINUTE if self.goes_to(person, one.booking.room) else timedelta(0)
        return _holds(self._free[person], one.start - way, one.end + way)

    def site(self, room: str) -> str:
        """Where a place is; empty on line, and for a room of which it is not known."""
        return self.rooms[room].site if room in self.rooms else ""

    def goes_to(self, person: str, room: str) -> str:
        """The site to which somebody goes for this place; empty where they stay at their own."""
        site = self.site(room)
        return "" if person in self.people and self.people[person].site == site else site

    def starts_a_day(self) -> int:
        """How many starts of the grid an open day has."""
        opens, closes = (datetime.combine(self.grid.first_day, at) for at in (self.grid.day_start, self.grid.day_end))
        return -((opens - closes) // (self.grid.step_minutes * MINUTE))

    def first_start(self, moment: datetime) -> tuple[int, int]:
        """The first start of the grid at or after a moment: which open day, and which start of that day."""
        wall = moment.astimezone(LOCAL).replace(tzinfo=None)
        place = bisect_right(self.open_days, wall.date()) - 1
        if place < 0 or self.open_days[place] != wall.date():
            return place + 1, 0
        into_day = wall - datetime.combine(wall.date(), self.grid.day_start)
        step = max(0, -(-into_day // (self.grid.step_minutes * MINUTE)))
        return (place, step) if step < self.starts_a_day() else (place + 1, 0)

    def _is_open(self, day: date) -> bool:
        return day.isoweekday() <= 5 and day not in self.grid.closed and day not in public_holidays(day.year)


def clock_before(one: Held, clock: time) -> bool:
    """Whether it begins before this time of its day."""
    return one.starts_at < datetime.combine(one.day, clock)


def clock_after(one: Held, clock: time) -> bool:
    """Whether it ends after this time of its day."""
    return one.ends_at > datetime.combine(one.day, clock)


def _in_order(free: tuple[Block, ...]) -> list[Block]:
    return sorted((start.astimezone(UTC), end.astimezone(UTC)) for start, end in free)


def _holds(blocks: list[Block], start: datetime, end: datetime) -> bool:
    """Blocks do not overlap, so that only the last one to begin by the start can hold it."""
    place = bisect_right(blocks, start, key=lambda block: block[0]) - 1
    return place >= 0 and end <= blocks[place][1]
