"""The same questions answered the slow way: every start, every person, every seating, in wall-clock minutes.

Shares nothing with the solver or the checker but the facts and the public holidays.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import permutations

from services.scheduling.facts import (
    LOCAL,
    AfterDeadline,
    Attendee,
    Block,
    Online,
    Request,
    Shorter,
    SubstituteMissing,
    Suggestion,
)
from services.scheduling.opening import public_holidays


@cache
def open_starts(request: Request) -> list[datetime]:
    """Every start that hours, lunch, notice and deadline leave."""
    return [start for start in _every_start(request) if _allowed(request, start)]


def good_starts(request: Request) -> list[datetime]:
    """Those at which the minimum is met as well."""
    return [start for start in open_starts(request) if _met(request, start)]


def alone(request: Request, organisations: tuple[str, ...]) -> int:
    """At how many open starts somebody of these organisations is there."""
    seats = [seat for seat in request.attendees if seat.organisation in organisations]
    return sum(any(people(request, seat, start) for seat in seats) for start in open_starts(request))


def alone_on(request: Request, seat: Attendee) -> int:
    """At how many open starts somebody sits on this seat."""
    return sum(bool(people(request, seat, start)) for start in open_starts(request))


def people(request: Request, seat: Attendee, start: datetime) -> list[str]:
    """Who could sit on this seat all the time, by person."""
    named = [seat.person_id] if _able(request, seat.free, start) else []
    return named + [one.id for one in seat.substitutes if _able(request, one.free, start)]


def suggestions(request: Request) -> list[Suggestion]:
    """What helps when there is no time, in the order of disturbance."""
    return [*_with_someone_new(request), *_online(request), *_shorter(request), *_late(request)]


def _every_start(request: Request) -> Iterator[datetime]:
    grid = request.grid
    for number in range(grid.days):
        day = grid.first_day + timedelta(days=number)
        if day.isoweekday() > 5 or day in grid.closed or day in public_holidays(day.year):
            continue
        clock = datetime.combine(day, grid.day_start)
        while clock < datetime.combine(day, grid.day_end):
            yield clock.replace(tzinfo=LOCAL)
            clock += timedelta(minutes=grid.step_minutes)


def _allowed(request: Request, start: datetime) -> bool:
    grid, end = request.grid, start + timedelta(minutes=request.minutes)
    fives = (start + timedelta(minutes=n) for n in range(0, request.minutes, 5))  # all lengths and lunches are fives
    at_lunch = grid.lunch and any(grid.lunch[0] <= five.time() < grid.lunch[1] for five in fives)
    closes = datetime.combine(start.date(), grid.day_end, LOCAL)
    in_time = request.deadline is None or end.timestamp() <= request.deadline.timestamp()
    return end <= closes and not at_lunch and in_time and start.timestamp() >= request.not_before.timestamp()


def _able(request: Request, free: tuple[Block, ...], start: datetime) -> bool:
    leaves_home = start.timestamp() - request.travel_minutes * 60
    back = start.timestamp() + (request.minutes + request.travel_minutes) * 60
    return any(first.timestamp() <= leaves_home and back <= last.timestamp() for first, last in free)


def _met(request: Request, start: datetime) -> bool:
    able = {seat.id: people(request, seat, start) for seat in request.attendees}
    if any(seat.required and not able[seat.id] for seat in request.attendees):
        return False
    seats = [seat for seat in request.attendees if able[seat.id]]
    return any(
        all(seat.organisation in group for seat, group in zip(chosen, request.rule, strict=True))
        and _different([able[seat.id] for seat in chosen])
        for chosen in permutations(seats, len(request.rule))
    )


def _different(choices: list[list[str]]) -> bool:
    """Whether one person of each choice can be taken without taking anybody twice."""
    if not choices:
        return True
    return any(_different([[who for who in rest if who != one] for rest in choices[1:]]) for one in choices[0])


def _with_someone_new(request: Request) -> Iterator[SubstituteMissing]:
    """The seat is taken to be filled by somebody who is nobody else, at every start."""
    asked_for = {organisation for group in request.rule for organisation in group}
    for seat in request.attendees:
        if not seat.required and seat.organisation not in asked_for:
            continue
        starts = open_starts(request)
        first, last = (min(starts), max(starts)) if starts else (None, None)
        if first is None or last is None:
            continue
        roomy = ((first - timedelta(days=1), last + timedelta(days=2)),)
        instead = replace(seat, free=roomy, substitutes=(), person=f"new {seat.id}")
        changed = _seats(request, seat, instead)
        with_new = [start for start in starts if _met(changed, start) or _met(request, start)]
        if with_new:
            yield SubstituteMissing(seat.id, seat.organisation, len(with_new), len(seat.substitutes))


def _seats(request: Request, seat: Attendee, instead: Attendee) -> Request:
    return replace(request, attendees=tuple(instead if one.id == seat.id else one for one in request.attendees))


def _online(request: Request) -> Iterator[Online]:
    times = len(good_starts(replace(request, travel_minutes=0)))
    if request.travel_minutes and times:
        yield Online(times)


def _shorter(request: Request) -> Iterator[Shorter]:
    for minutes in range(request.minutes - 15, 29, -15):
        times = len(good_starts(replace(request, minutes=minutes)))
        if times:
            yield Shorter(minutes, times)
            return


def _late(request: Request) -> Iterator[tuple[datetime, int] | AfterDeadline]:
    """As start and minutes late: who would be there is checked elsewhere."""
    if request.deadline is None:
        return
    starts = good_starts(replace(request, deadline=None))
    if starts:
        over = starts[0].timestamp() + request.minutes * 60 - request.deadline.timestamp()
        yield starts[0], -int(-over // 60)
