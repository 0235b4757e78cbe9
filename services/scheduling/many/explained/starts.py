"""At which starts one meeting can be held, alone in the world or beside the others of a plan: one bit per start.

Exact for the meeting asked about; what becomes of the others is not looked into. Bits as in `scheduling.calendars`.
Who goes to another site than their own has the time to travel before and after, within the same free block; two
meetings at one site on end take no travel between them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from services.scheduling.calendars import at_least, tally, union
from services.scheduling.many.explained.filling import can_seat, chairs_of, contested, demands_of, most_needed
from services.scheduling.many.facts import VIDEO, Booking, MeetingRequest, Person, Place, Problem, Room, Told
from services.scheduling.opening import opening
from services.scheduling.refusals import Block

SOMEBODY_NEW = "\0somebody new"
"""Stands for a person outside the list who can always come; no person has this id."""


class Where(NamedTuple):
    """Places that are alike for those who come: on line (`site` None), or rooms of one site and as many seats."""

    site: str | None
    seats: int
    rooms: tuple[Room, ...] = ()


ON_LINE = Where(None, 10**9)


class Taken(NamedTuple):
    """A booking in seconds since 1970; `site` None: on line."""

    meeting_id: str
    start: int
    end: int
    site: str | None


class Starts:
    """The starts of a problem's meetings beside some bookings. Masks are remembered: ask one about many meetings.
    `days`: of each open day the number of its first start, and of the next day's."""

    def __init__(self, problem: Problem, bookings: Iterable[Booking] = ()) -> None:
        self.problem, self.opening = problem, opening(problem.grid)
        self.meetings = {meeting.id: meeting for meeting in problem.meetings}
        self.people = {person.id: person for person in problem.people}
        self.rooms = {room.id: room for room in problem.rooms}
        self.bookings = {booking.meeting_id: booking for booking in bookings}
        self.of_person: dict[str, list[Taken]] = defaultdict(list)
        self.of_room: dict[str, list[Taken]] = defaultdict(list)
        self._first_of_days = (*(first for first, _ in self.opening.days), len(self.opening.starts))
        self.days = tuple(pairwise(self._first_of_days))
        self._seconds: dict[str, tuple[tuple[float, float], ...]] = {}
        self._masks: dict[tuple[str | int, ...], int] = {}
        self._beside: dict[tuple[object, ...], int] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self._collided: dict[tuple[int, int], int] = {}
        self._tallied: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._sites = (None, *{room.site for room in problem.rooms})
        self._booked: dict[str, frozenset[str]] = {}
        for booking in self.bookings.values():
            taken = self._taken(booking)
            self.of_room[booking.room].append(taken)
            for person in {person for _, person in booking.attendees}:
                self.of_person[person].append(taken)

    def window(self, meeting: MeetingRequest, *, in_time: bool = True) -> int:
        """The starts that opening hours, lunch, `earliest` and, when `in_time`, the deadline leave."""
        length = meeting.minutes * 60
        last = meeting.deadline.timestamp() - length if in_time and meeting.deadline else float("inf")
        return self._opened(length) & self.opening.span(meeting.earliest.timestamp(), last)

    def settled(self, meeting: MeetingRequest) -> int:
        """The one start of a pinned meeting (none when it is off the grid); every start of any other."""
        if not meeting.pinned:
            return -1
        moment = meeting.pinned.start.timestamp()
        return self.opening.span(moment, moment)

    def confirmed(self, meeting: MeetingRequest) -> int:
        """The start at which a confirmed meeting stays because it still can be held there, were it alone; else none."""
        before = meeting.previous
        if meeting.pinned or before is None or before.told is not Told.CONFIRMED:
            return 0
        moment = before.start.timestamp()
        return self.opening.span(moment, moment) & self.held(meeting, in_time=False, only=before.room)

    def held(
        self,
        meeting: MeetingRequest,
        *,
        in_time: bool = True,
        beside: bool = False,
        without: Collection[str] = (),
        any_room: bool = False,
        only: str = "",
    ) -> int:
        """The starts at which this meeting can be held with its minimum.

        `beside`: beside the other bookings, less those of the meetings in `without`. `any_room`: as if there were a
        large room that is always free. `only`: in this place.
        """
        key = (meeting.id, in_time, beside, tuple(without), any_room, only)
        if self.meetings.get(meeting.id) is not meeting:  # one that is asked about as it might be
            return self._held(meeting, *key[1:])
        if key not in self._known:
            self._known[key] = self._held(meeting, *key[1:])
        return self._known[key]

    def _held(
        self, meeting: MeetingRequest, in_time: bool, beside: bool, without: tuple[str, ...], any_room: bool, only: str
    ) -> int:
        window, found = self.window(meeting, in_time=in_time) & self.settled(meeting), 0
        passed = (meeting.id, *without) if beside else None
        for where in self._anywhere(meeting) if any_room else self.places(meeting, only):
            open_here = window & ~found
            if not any_room:
                open_here &= self.place_open(where, meeting.minutes, passed)
            if open_here:
                found |= self._minimum(meeting, open_here, where, passed)
        return found

    def _anywhere(self, meeting: MeetingRequest) -> Iterator[Where]:
        """On line with a licence for everybody, and a room as large as one could want, as far as it may be there."""
        wanted = meeting.pinned.room if meeting.pinned else ""
        if meeting.place is not Place.ON_SITE and wanted in ("", VIDEO):
            yield ON_LINE
        if meeting.place is not Place.ONLINE and wanted != VIDEO:
            yield ON_LINE._replace(site="")

    def places(self, meeting: MeetingRequest, only: str = "") -> tuple[Where, ...]:
        """Where it may be held: the places alike taken together."""
        wanted = only or (meeting.pinned.room if meeting.pinned else "")
        found: dict[tuple[str, int], list[Room]] = defaultdict(list)
        for room in self.problem.rooms if meeting.place is not Place.ONLINE else ():
            if wanted in ("", room.id):
                found[room.site, min(room.seats, len(meeting.seats))].append(room)
        rooms = tuple(Where(site, seats, tuple(rooms)) for (site, seats), rooms in found.items())
        return (ON_LINE, *rooms) if meeting.place is not Place.ON_SITE and wanted in ("", VIDEO) else rooms

    def able(self, who: str, minutes: int, site: str | None, passed: tuple[str, ...] | None = None) -> int:
        """The starts at which somebody can come; beside their bookings but for those `passed` (None: but for all)."""
        if who == SOMEBODY_NEW:
            return -1
        person = self.people.get(who)
        if person is None or (site is not None and person.online_only):
            return 0
        away, travel = goes_to(person, site), self.problem.policy.travel_minutes * 60
        free = self._free(who, person.free, minutes, travel if away else 0)
        if passed is None:
            return 0 if person.most_a_day == 0 else free
        # Whoever sits in none of the meetings passed over has the same starts for all of them.
        own = self._own(who, passed)
        if (key := (who, minutes, away, own)) not in self._beside:
            gaps = {site: travel if goes_to(person, site) != away else 0 for site in self._sites}
            taken, most = self.of_person[who], person.most_a_day
            met = self._reached(key[:3], taken, own, 1, lambda one: self.collides(one, minutes, gaps[one.site]))
            full = 0 if most is None else self._reached(key[:1], taken, own, most, self.day_of)
            self._beside[key] = free & ~met & ~full
        return self._beside[key]

    def _reached(
        self, key: tuple[object, ...], all: list[Taken], own: frozenset[str], count: int, reach: Callable[[Taken], int]
    ) -> int:
        """The starts that so many bookings reach besides those of their `own` meetings; all are counted once, by `key`,
        and the own ones taken off."""
        if key not in self._tallied:
            self._tallied[key] = tally(map(reach, all))
        off = [reach(taken) for taken in all if taken.meeting_id in own] if own else []
        digits, taken_off = self._tallied[key], tally(off)
        return union(at_least(digits, count + n) & ~at_least(taken_off, n + 1) for n in range(len(off) + 1))

    def _own(self, name: str, passed: tuple[str, ...]) -> frozenset[str]:
        """Of some meetings those that this person or room is booked for."""
        if name not in self._booked:
            booked = (*self.of_person.get(name, ()), *self.of_room.get(name, ()))
            self._booked[name] = frozenset(taken.meeting_id for taken in booked)
        return self._booked[name].intersection(passed)

    def collides(self, taken: Taken, minutes: int, gap: int = 0) -> int:
        """The starts at which a meeting of this length comes within `gap` seconds of a booking."""
        reach = (taken.start - gap - minutes * 60 + 1, taken.end + gap - 1)
        if reach not in self._collided:
            self._collided[reach] = self.opening.span(*reach)
        return self._collided[reach]

    def day_of(self, taken: Taken) -> int:
        """All starts of the day of a booking."""
        return self.day_at(bisect_left(self.opening.starts, taken.start))[1]

    def day_at(self, index: int) -> tuple[int, int]:
        """The open day of a start: the index of its first start, and the mask of all its starts."""
        day = bisect_right(self._first_of_days, index) - 1
        first, after = self.days[day]
        return first, (1 << after) - (1 << first)

    def whole_days(self, begin: int, end: int) -> tuple[int, int]:
        """The open days that lie wholly between two starts, by number: from the first until the second; none where
        that is not greater."""
        return bisect_left(self._first_of_days, begin), bisect_right(self._first_of_days, end) - 1

    def _minimum(self, meeting: MeetingRequest, held: int, where: Where, passed: tuple[str, ...] | None) -> int:
        demands, chairs = demands_of(meeting), chairs_of(meeting)
        people = {who for demand in demands for who in demand.people} or {who for one in chairs for who in one.people}
        able = {who: self.able(who, meeting.minutes, where.site, passed) for who in sorted(people)}
        for asked in [demand.people for demand in demands] or [people]:
            held &= union(able[who] for who in asked)
        if where.seats >= most_needed(meeting.rule, chairs) and not contested(meeting.rule, chairs):
            return held
        return union(
            starts for starts, there in _alike(held, able) if can_seat(meeting.rule, chairs, there, where.seats)
        )

    def place_open(self, where: Where, minutes: int, passed: tuple[str, ...] | None) -> int:
        """The starts at which one of these places can be had, beside the bookings as in `able`."""
        if where.site is None:
            return self._on_line(minutes, passed)
        return union(self._room_open(room, minutes, passed) for room in where.rooms)

    def room_free(self, room: Room, minutes: int) -> int:
        """The starts at which a room can be had."""
        return -1 if room.free is None else self._free(f"\0{room.id}", room.free, minutes)

    def _room_open(self, room: Room, minutes: int, passed: tuple[str, ...] | None) -> int:
        free = self.room_free(room, minutes)
        if passed is None:
            return free
        if (key := (room.id, minutes, own := self._own(room.id, passed))) not in self._beside:
            reach = partial(self.collides, minutes=minutes)
            self._beside[key] = free & ~self._reached(key[:2], self.of_room[room.id], own, 1, reach)
        return self._beside[key]

    def _on_line(self, minutes: int, passed: tuple[str, ...] | None) -> int:
        """The starts with a licence left all the time."""
        licences = self.problem.policy.video_licences
        if licences is None:
            return -1
        step = self.problem.grid.step_minutes
        others = self._others(VIDEO, passed)
        full = at_least(tally(self.opening.span(taken.start, taken.end - 1) for taken in others), licences)
        for later in range(-(-minutes // step)):
            full |= full >> later if later else 0
        return ~full

    def _others(self, room: str, passed: tuple[str, ...] | None) -> list[Taken]:
        return [] if passed is None else [taken for taken in self.of_room[room] if taken.meeting_id not in passed]

    def _opened(self, length: int) -> int:
        """The starts from which a meeting ends by closing time and passes no lunch."""
        if (key := ("\0open", length)) not in self._masks:
            spans = (self.opening.span(self.opening.starts[first], end - length) for first, end in self.opening.days)
            lunches = (self.opening.span(begins - length + 1, ends - 1) for begins, ends in self.opening.lunches)
            self._masks[key] = union(spans) & ~union(lunches)
        return self._masks[key]

    def _free(self, key: str, blocks: Iterable[Block], minutes: int, travel: int = 0) -> int:
        if (known := (key, minutes, travel)) not in self._masks:
            if key not in self._seconds:
                self._seconds[key] = tuple((first.timestamp(), last.timestamp()) for first, last in blocks)
            length, span = minutes * 60, self.opening.span
            self._masks[known] = union(
                span(first + travel, last - travel - length) for first, last in self._seconds[key]
            )
        return self._masks[known]

    def _taken(self, booking: Booking) -> Taken:
        site = self.rooms[booking.room].site if booking.room in self.rooms else None
        return Taken(booking.meeting_id, int(booking.start.timestamp()), int(booking.end.timestamp()), site)


def goes_to(person: Person, site: str | None) -> str:
    """The site to which somebody goes for a place; empty where they stay: on line, at their own, at one not known."""
    return site if site and site != person.site else ""


def _alike(held: int, able: dict[str, int]) -> Iterator[tuple[int, frozenset[str]]]:
    """The starts in parts in which the same people are there, with those people."""
    parts: list[tuple[int, frozenset[str]]] = [(held, frozenset())] if held else []
    for who, mask in able.items():
        split = [(starts & mask, there | {who}) for starts, there in parts if starts & mask]
        parts = split + [(starts & ~mask, there) for starts, there in parts if starts & ~mask]
    yield from parts
