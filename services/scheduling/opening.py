"""The hours in which a meeting can be held at all: Dutch public holidays, weekends, day start and end."""

from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import inf

from services.scheduling.facts import LOCAL, Grid, Request

SATURDAY, SUNDAY = 5, 6


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous computus, after Meeus, Astronomical Algorithms, chapter 8)."""
    century, in_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (in_century // 4) - moon - in_century % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The days on which Dutch offices are closed by general custom.

    Good Friday and 5 May are not among them: both are a matter between employer and staff (`Grid.closed`).
    King's Day is 27 April, or the 26th when that is a Sunday.
    """
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == SUNDAY:
        kings_day = date(year, 4, 26)
    moving = {sunday + timedelta(days=after) for after in (0, 1, 39, 49, 50)}
    return frozenset(moving | {date(year, 1, 1), kings_day, date(year, 12, 25), date(year, 12, 26)})


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def working_day_from(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_before(day: date) -> date:
    """The last working day before a day."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def working_days_after(day: date, amount: int, closed: Set[date] = frozenset()) -> date:
    """The day on which so many working days have passed since `day`; the days in `closed` are none."""
    while amount:
        day += timedelta(days=1)
        amount -= is_working_day(day) and day not in closed
    return day


def is_open(grid: Grid, day: date) -> bool:
    """Whether meetings are held on this day of the grid."""
    return is_working_day(day) and day not in grid.closed


def open_days(grid: Grid) -> tuple[date, ...]:
    """The grid's open days, in order."""
    days = (grid.first_day + timedelta(days=after) for after in range(grid.days))
    return tuple(day for day in days if is_open(grid, day))


@dataclass(frozen=True)
class Opening:
    """Every start of a grid as seconds since 1970, ascending; bit i of every calendar speaks of `starts[i]`.

    `days` holds, per open day, the index of its first start and the second at which it closes; `lunches` the seconds
    from and until which each of them is kept free.
    """

    starts: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    lunches: tuple[tuple[int, int], ...] = ()

    def span(self, first: float, last: float) -> int:
        """The calendar in which exactly the starts from `first` up to and including `last` (seconds) are set."""
        low, high = bisect_left(self.starts, first), bisect_right(self.starts, last)
        return (1 << high) - (1 << low) if high > low else 0

    def window(self, request: Request) -> int:
        """The starts that closing time, lunch, minimum notice and deadline leave."""
        length, held = request.minutes * 60, 0
        for first_index, closes in self.days:
            held |= self.span(self.starts[first_index], closes - length)
        for begins, ends in self.lunches:
            # A meeting may end as lunch begins and begin as it ends.
            held &= ~self.span(begins - length + 1, ends - 1)
        last = request.deadline.timestamp() - length if request.deadline else inf
        return held & self.span(request.not_before.timestamp(), last)


@lru_cache(maxsize=64)
def opening(grid: Grid) -> Opening:
    """The starts of a grid. Wall time becomes an instant once per day: the clock only changes on closed Sundays, so
    that within a day minutes can be added as seconds."""
    starts: list[int] = []
    days: list[tuple[int, int]] = []
    open_on = open_days(grid)
    for day in open_on:
        opens, closes = _second(day, grid.day_start), _second(day, grid.day_end)
        days.append((len(starts), closes))
        starts.extend(range(opens, closes, grid.step_minutes * 60))
    lunch = grid.lunch
    lunches = tuple((_second(day, lunch[0]), _second(day, lunch[1])) for day in open_on) if lunch else ()
    return Opening(tuple(starts), tuple(days), lunches)


def _second(day: date, clock: time) -> int:
    return int(datetime.combine(day, clock, LOCAL).timestamp())
