"""Where meetings can be held, the slow way: every start, place and set of people, on the checker's ground."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from services.scheduling.facts import LOCAL
from services.scheduling.many.checked.across import across_breaches
from services.scheduling.many.checked.ground import Ground, Held, held
from services.scheduling.many.checked.scoring import minutes_late
from services.scheduling.many.checked.seating import fewest
from services.scheduling.many.facts import VIDEO, Booking, MeetingRequest, Problem


class Way(NamedTuple):
    """One way to hold a meeting: at a start, in a place, with these people as its minimum and nobody else."""

    start: datetime
    room: str
    people: frozenset[str]


def every_start(problem: Problem) -> Iterator[datetime]:
    """All starts of the grid's days, open or not."""
    grid = problem.grid
    for number in range(grid.days):
        start = datetime.combine(grid.first_day + timedelta(days=number), grid.day_start, LOCAL)
        for _ in range(-(-grid.day_minutes // grid.step_minutes)):
            yield start
            start += timedelta(minutes=grid.step_minutes)


def settings(problem: Problem, meeting: MeetingRequest, *, in_time: bool = True) -> Iterator[tuple[Held, set[str]]]:
    """Every start and place that hours, notice, pin, room and deadline leave, with who could come."""
    ground = Ground(problem)
    for start in every_start(problem):
        for room in (VIDEO, *ground.rooms):
            booking = Booking(meeting.id, start, start + timedelta(minutes=meeting.minutes), room, ())
            one, pin = held(meeting, booking), meeting.pinned
            if pin and (pin.start != start or pin.room not in ("", room)):
                continue
            if in_time and minutes_late(meeting, booking):
                continue
            if any(ground.time_breaches(one)) or any(ground.place_breaches(one)):
                continue
            yield one, {who.id for who in problem.people if _comes(ground, who.id, one)}


def starts(problem: Problem, meeting: MeetingRequest, *, in_time: bool = True) -> set[datetime]:
    """At which starts it could be held were it alone in the world."""
    found, ground = set(), Ground(problem)
    for one, there in settings(problem, meeting, in_time=in_time):
        least, room = fewest(meeting, there), ground.rooms.get(one.booking.room)
        if least is not None and (room is None or least <= room.seats) and problem.policy.video_licences != 0:
            found.add(one.booking.start)
    return found


def ways(problem: Problem, meeting: MeetingRequest) -> list[Way]:
    """Every way to hold it in time."""
    found, ground = [], Ground(problem)
    for one, there in settings(problem, meeting):
        room = ground.rooms.get(one.booking.room)
        invited = sorted(there & {who for seat in meeting.seats for who in seat.people})
        for size in range(1, min(len(invited), room.seats if room else 99) + 1):
            for people in combinations(invited, size):
                if fewest(meeting, people) == size:
                    found.append(Way(one.booking.start, one.booking.room, frozenset(people)))
    return found


def all_in_time(problem: Problem, meetings: list[MeetingRequest]) -> bool:
    """Whether all of these can be held in time together, whatever becomes of the others."""
    choices = sorted(((one, ways(problem, one)) for one in meetings), key=lambda choice: len(choice[1]))
    ground = Ground(problem)

    def goes(number: int, placed: tuple[Held, ...]) -> bool:
        if number == len(choices):
            return True
        meeting, possible = choices[number]
        return any(
            not any(across_breaches(ground, beside := (*placed, _held(meeting, way)))) and goes(number + 1, beside)
            for way in possible
        )

    return goes(0, ())


def _held(meeting: MeetingRequest, way: Way) -> Held:
    sat = tuple((f"any {number}", who) for number, who in enumerate(sorted(way.people)))
    return held(meeting, Booking(meeting.id, way.start, way.start + timedelta(minutes=meeting.minutes), way.room, sat))


def _comes(ground: Ground, who: str, one: Held) -> bool:
    person = ground.people[who]
    to_a_room = one.booking.room != VIDEO
    return ground.can_go(who, one) and person.most_a_day != 0 and not (to_a_room and person.online_only)
