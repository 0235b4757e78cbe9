"""What would give a meeting a time beside the others of a plan, in the order in which it disturbs."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from services.scheduling.calendars import indices, union
from services.scheduling.facts import LOCAL
from services.scheduling.many.explained.filling import demands_of
from services.scheduling.many.explained.starts import SOMEBODY_NEW, Starts, Taken
from services.scheduling.many.facts import RISK_WEIGHT, TOLD_WEIGHT, VIDEO, MeetingRequest, Pin, Place, Told
from services.scheduling.many.reasons import Suggestion, WayOut

SHORTEST_MINUTES = 30
"""No shorter meeting is suggested, as for one meeting alone (`scheduling.rules`)."""
SHORTER_BY_MINUTES = 15
MOST_SWAPS = 3
MOST_TRIED = 12
"""Of the meetings that take a meeting's times, those that take most are tried for a swap."""


def ways_out(starts: Starts, meeting: MeetingRequest, near: Sequence[str]) -> Iterator[Suggestion]:
    """Each that gives a start in time beside the other bookings, and last the first free start after the deadline.
    `near`: the meetings that may be swapped with, its `takers`."""
    now = _times(starts, meeting)
    yield from _substitutes(starts, meeting, now)
    if meeting.place is Place.ON_SITE:
        pin = Pin(meeting.pinned.start) if meeting.pinned else None
        if times := _times(starts, replace(meeting, place=Place.ONLINE, pinned=pin)):
            yield Suggestion(WayOut.ONLINE, times)
    for minutes in range(meeting.minutes - SHORTER_BY_MINUTES, SHORTEST_MINUTES - 1, -SHORTER_BY_MINUTES):
        if times := _times(starts, replace(meeting, minutes=minutes)):
            yield Suggestion(WayOut.SHORTER, times, minutes=minutes)
            break
    yield from _swaps(starts, meeting, near, now)
    yield from _after_deadline(starts, meeting)


def takers(starts: Starts, meeting: MeetingRequest) -> list[str]:
    """The meetings whose bookings take starts at which this one could be held in time were it alone, those that take
    most first."""
    alone, travel = starts.held(meeting), starts.problem.policy.travel_minutes * 60
    lost = list(_lost(starts, meeting, alone))
    first, last = _reached(starts, meeting, alone)

    def reach(taken: Taken) -> int:
        gap = travel if taken.site else 0
        near = taken.end + gap > first and taken.start - gap < last
        return starts.collides(taken, meeting.minutes, gap) if near else 0

    counts = _counted(lost, reach)
    if not counts and not starts.held(meeting, beside=True):
        # Nothing overlaps: people have as many meetings that day as they hold, or one of them is needed twice.
        counts = _counted([(alone, taken) for _, taken in lost], starts.day_of)
    counts.pop(meeting.id, None)
    return sorted(counts, key=lambda id: (-counts[id], id))


def _reached(starts: Starts, meeting: MeetingRequest, held: int) -> tuple[int, int]:
    """From the first of these starts until the last end of the meeting (seconds since 1970)."""
    if not held:
        return 0, 0
    first, last = (held & -held).bit_length() - 1, held.bit_length() - 1
    return starts.opening.starts[first], starts.opening.starts[last] + meeting.minutes * 60


def _counted(lost: list[tuple[int, list[Taken]]], reach: Callable[[Taken], int]) -> dict[str, int]:
    """How many of the starts lost each booking reaches, by meeting; those that reach one."""
    counts: dict[str, int] = defaultdict(int)
    for mask, bookings in lost:
        for taken in bookings if mask else ():
            if count := (reach(taken) & mask).bit_count():
                counts[taken.meeting_id] += count
    return counts


def _lost(starts: Starts, meeting: MeetingRequest, alone: int) -> Iterator[tuple[int, list[Taken]]]:
    """For each part of the minimum, and for the place, the starts that others leave nobody or no room for."""
    places, own = starts.places(meeting), (meeting.id,)
    everybody = frozenset(who for seat in meeting.seats for who in seat.people)
    for people in [demand.people for demand in demands_of(meeting)] or [everybody]:
        free = union(starts.able(who, meeting.minutes, where.site, own) for who in people for where in places)
        yield alone & ~free, [taken for who in sorted(people) for taken in starts.of_person[who]]
    rooms = [room for where in places for room in ([one.id for one in where.rooms] or [VIDEO])]
    open_somewhere = union(starts.place_open(where, meeting.minutes, own) for where in places)
    yield alone & ~open_somewhere, [taken for room in rooms for taken in starts.of_room[room]]


def _times(starts: Starts, changed: MeetingRequest) -> int:
    return starts.held(changed, beside=True).bit_count()


def _substitutes(starts: Starts, meeting: MeetingRequest, now: int) -> Iterator[Suggestion]:
    """Somebody outside the list who could always sit on one of the seats of the minimum, the most helpful first."""
    found = []
    for seat in meeting.seats:
        if seat.required or any(seat.organisation in group for group in meeting.rule):
            helped = replace(seat, substitutes=(*seat.substitutes, SOMEBODY_NEW))
            seats = tuple(helped if one.id == seat.id else one for one in meeting.seats)
            if (times := _times(starts, replace(meeting, seats=seats))) > now:
                found.append(Suggestion(WayOut.SUBSTITUTE, times, seat_id=seat.id))
    yield from sorted(found, key=lambda way: -way.times)


def _swaps(starts: Starts, meeting: MeetingRequest, near: Sequence[str], now: int) -> Iterator[Suggestion]:
    """Meetings of lower risk that may move, leave this one a start in time, and have another in time themselves."""
    found = []
    for id in near[:MOST_TRIED]:
        other = starts.meetings[id]
        lighter = RISK_WEIGHT[other.risk] < RISK_WEIGHT[meeting.risk]
        if not lighter or other.pinned or told(starts, other) is Told.CONFIRMED:
            continue
        gained = _both(starts, meeting, other)
        if gained.bit_count() > now:
            weight = TOLD_WEIGHT[told(starts, other)]
            found.append((weight, Suggestion(WayOut.SWAP, gained.bit_count(), meeting_id=id)))
    yield from (way for _, way in sorted(found, key=lambda one: (one[0], -one[1].times))[:MOST_SWAPS])


def _both(starts: Starts, meeting: MeetingRequest, other: MeetingRequest) -> int:
    """The starts in time of a meeting at which the other has one too, on another day, or well before or after it."""
    gained = starts.held(meeting, beside=True, without=(other.id,))
    elsewhere = starts.held(other, beside=True, without=(meeting.id,)) if gained else 0
    if not elsewhere:
        return 0
    travel = starts.problem.policy.travel_minutes * 60
    a_day = any(starts.people[who].most_a_day is not None for seat in other.seats for who in seat.people)
    both = 0
    for index in indices(gained):
        begins = starts.opening.starts[index]
        passed = starts.collides(Taken(meeting.id, begins, begins + meeting.minutes * 60, None), other.minutes, travel)
        if elsewhere & ~(passed | starts.day_at(index)[1] if a_day else passed):
            both |= 1 << index
    return both


def told(starts: Starts, meeting: MeetingRequest) -> Told:
    """What people know of the time at which a meeting is booked; of another than their own, nothing."""
    before, booking = meeting.previous, starts.bookings.get(meeting.id)
    kept = before and booking and (before.start.timestamp(), before.room) == (booking.start.timestamp(), booking.room)
    return before.told if before and kept else Told.DRAFT


def _after_deadline(starts: Starts, meeting: MeetingRequest) -> Iterator[Suggestion]:
    """The first start after those in time at which it can be held beside the others."""
    if meeting.deadline is None or meeting.pinned:
        return
    later = starts.held(meeting, beside=True, in_time=False) & ~starts.window(meeting)
    if later:
        start = starts.opening.starts[(later & -later).bit_length() - 1]
        over = start + meeting.minutes * 60 - meeting.deadline.timestamp()
        late = datetime.fromtimestamp(start, LOCAL)
        yield Suggestion(WayOut.AFTER_DEADLINE, later.bit_count(), start=late, late_minutes=int(-(-over // 60)))
