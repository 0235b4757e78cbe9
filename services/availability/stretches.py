"""Stretches of time as sets: join, take away, cut to a window; days and hours by the clock on the wall. Pure.

Blocks are half-open, from the start up to the end, and come out in UTC: between two moments of one and the same zone
Python reckons with what the clock shows, which is an hour off in the nights in which it is moved.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from services.scheduling.facts import LOCAL, Block, local_day

DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same time in order, in UTC, with what overlaps or touches taken as one; empty and turned blocks are none."""
    found: list[Block] = []
    for start, end in sorted((start.astimezone(UTC), end.astimezone(UTC)) for start, end in blocks):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def without(blocks: Iterable[Block], taken: Iterable[Block]) -> tuple[Block, ...]:
    """What is left of the blocks when every stretch of `taken` is cut out."""
    away, place, found = joined(taken), 0, []
    for start, end in joined(blocks):
        while place < len(away) and away[place][1] <= start:
            place += 1
        at = place
        while at < len(away) and away[at][0] < end:
            if start < away[at][0]:
                found.append((start, away[at][0]))
            start = max(start, away[at][1])
            at += 1
        if start < end:
            found.append((start, end))
    return tuple(found)


def within(blocks: Iterable[Block], start: datetime, end: datetime) -> tuple[Block, ...]:
    """The part of the blocks that lies between two moments."""
    return joined((max(begins, start), min(ends, end)) for begins, ends in joined(blocks))


def midnight(day: date) -> datetime:
    """The moment at which a local day begins, in UTC; both clock changes are after it."""
    return datetime.combine(day, time(), LOCAL).astimezone(UTC)


def whole_days(first: date, last: date) -> Block:
    """Local days, first and last included, as one block: 23 or 25 hours where the clock is moved."""
    return midnight(first), midnight(last + DAY)


def days_between(start: datetime, end: datetime) -> Iterator[date]:
    """The local days that a stretch touches."""
    day = local_day(start)
    while midnight(day) < end:
        yield day
        day += DAY


def on_wall(day: date, start: time, end: time) -> tuple[Block, ...]:
    """The moments of a local day at which the clock on the wall shows a time from `start` up to `end`.

    Midnight as an end is the end of the day. In the hour that comes twice, both count; the hour that is left out is
    never shown.
    """
    first, last = datetime.combine(day, start, UTC), datetime.combine(day + DAY if end == time() else day, end, UTC)
    return joined(
        (max(first - offset, begins), min(last - offset, ends))
        for begins, ends, offset in _same_offset(midnight(day), midnight(day + DAY))
    )


def _same_offset(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """A local day in parts in which the clock runs on: one, or two where it is moved, which is on the hour."""
    begins, offset = start, _offset(start)
    if end - start == DAY:
        yield start, end, offset
        return
    at = start
    while at < end:
        if _offset(at) != offset:
            yield begins, at, offset
            begins, offset = at, _offset(at)
        at += _HOUR
    yield begins, end, offset


def _offset(moment: datetime) -> timedelta:
    return moment.astimezone(LOCAL).utcoffset() or timedelta()
