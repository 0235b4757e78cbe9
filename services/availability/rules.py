"""When somebody can be asked to meet: what is free by word or by working week, less all that takes the time. Pure.

A day of which somebody said when they are free counts as they said it. Other days follow the working week; without one,
office hours where the own calendar was read, because a calendar with gaps says something then. Of all else nothing is
known, and nothing is free. Public holidays, days away, closed days, the own calendar and meetings are cut out of both.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from services.availability.facts import DaysWrong, DiarySource, Known
from services.availability.stretches import days_between, joined, on_wall, whole_days, within, without
from services.scheduling.facts import Block
from services.scheduling.hours import WeeklyHours
from services.scheduling.opening import public_holidays

OFFICE = WeeklyHours()
HORIZON = timedelta(weeks=26)
"""How far ahead a calendar is read; later than that, few people's calendars say anything."""
LONGEST_AWAY = timedelta(days=366)
FURTHEST_AHEAD = timedelta(days=3 * 366)


def free_blocks(known: Known, start: datetime, end: datetime) -> tuple[Block, ...]:
    """The blocks between two moments in which somebody can be asked to meet: in order, apart, in UTC."""
    stated_days = days_stated(known)
    days = list(days_between(start, end))
    derived = [block for day in days if day not in stated_days for block in _working(known, day)]
    stated = [block for day in days if day in stated_days for block in within(known.stated, *whole_days(day, day))]
    return within(without([*derived, *stated], _taken(known, days)), start, end)


def derived_blocks(known: Known, start: datetime, end: datetime) -> tuple[Block, ...]:
    """The same as if nothing had been stated: what follows from the working week and everything that takes time."""
    days = list(days_between(start, end))
    derived = [block for day in days for block in _working(known, day)]
    return within(without(derived, _taken(known, days)), start, end)


def sources(known: Known, start: datetime, end: datetime) -> frozenset[DiarySource]:
    """What is known of these days at all: a calendar that ends before them says nothing."""
    days, stated_days = list(days_between(start, end)), days_stated(known)
    found = {
        DiarySource.STATED: any(day in stated_days for day in days),
        DiarySource.WORKING_WEEK: known.week is not None,
        DiarySource.OWN_CALENDAR: bool(days) and known.calendar_until is not None and known.calendar_until >= days[0],
    }
    return frozenset(source for source, there in found.items() if there)


def days_that_follow(known: Known, start: datetime, end: datetime) -> frozenset[date]:
    """The days of which a working week or a calendar says something, also when that is: not free."""
    until = known.calendar_until
    days = days_between(start, end)
    return frozenset(day for day in days if known.week is not None or (until is not None and day <= until))


def days_stated(known: Known) -> frozenset[date]:
    """The days of which somebody said when they are free, also by the free blocks alone."""
    return known.stated_days | {day for start, end in known.stated for day in days_between(start, end)}


def check_away(first_day: date, last_day: date, today: date) -> None:
    """Raises `DaysWrong` for days that end before they begin, are over, lie years ahead or last more than a year."""
    if last_day < first_day:
        raise DaysWrong(reason="reversed")
    if last_day < today:
        raise DaysWrong(reason="past")
    if last_day > today + FURTHEST_AHEAD:
        raise DaysWrong(reason="too_far")
    if last_day - first_day >= LONGEST_AWAY:
        raise DaysWrong(reason="too_long")


def _working(known: Known, day: date) -> Iterator[Block]:
    week = known.week
    if week is None and known.calendar_until is not None and day <= known.calendar_until:
        week = OFFICE
    for weekday, begins, ends in week.stretches if week else ():
        if weekday == day.weekday():
            yield from on_wall(day, begins, ends)


def _taken(known: Known, days: list[date]) -> tuple[Block, ...]:
    shut = [day for day in days if day in known.closed or day in public_holidays(day.year)]
    return joined(
        [
            *known.taken,
            *(whole_days(first, last) for first, last in known.away),
            *(whole_days(day, day) for day in shut),
        ]
    )
