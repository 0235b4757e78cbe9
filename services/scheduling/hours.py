"""When somebody works: a weekly pattern, Dutch public holidays off. Pure; moments are zone-aware, times local.

What counts is what the clock on the wall says, also in the night in which it is moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.scheduling.facts import LOCAL
from services.scheduling.opening import public_holidays

Stretch = tuple[int, time, time]
"""Weekday (Monday is 0), from, until. Until midnight is `time(0)`."""

OFFICE_HOURS: tuple[Stretch, ...] = tuple((day, time(9), time(17)) for day in range(5))
MIDNIGHT = time(0)
_LONGEST_WAIT = 21
"""Days. Who works one day a week is back within three, whatever holidays fall on it."""
_CLOCK_FORWARD = time(3)
"""In the night in which summer time begins the clock goes from two to three."""


@dataclass(frozen=True)
class WeeklyHours:
    """The stretches of a week in which somebody works."""

    stretches: tuple[Stretch, ...] = OFFICE_HOURS

    def next_open(self, moment: datetime) -> datetime | None:
        """The first moment at or after `moment` at which they work, in Europe/Amsterdam; None when they never do."""
        local = moment.astimezone(LOCAL)
        for ahead in range(_LONGEST_WAIT + 1 if self.stretches else 0):
            day = local.date() + timedelta(days=ahead)
            if day not in public_holidays(day.year):
                opens = list(self._on(day, local))
                if opens:
                    return min(opens, key=datetime.timestamp)
        return None

    def _on(self, day: date, local: datetime) -> Iterator[datetime]:
        """The first moment at or after `local` of every stretch of a day."""
        for weekday, start, end in self.stretches:
            if weekday != day.weekday() or MIDNIGHT < end <= start:
                continue
            if day == local.date() and start <= local.time() and (end == MIDNIGHT or local.time() < end):
                yield local
            else:
                yield from (one for one in _at(day, start, end) if one.timestamp() >= local.timestamp())


def _at(day: date, start: time, end: time) -> Iterator[datetime]:
    """The moments of a day at which a stretch begins: one, two in the hour that comes twice, and none or a later one
    in the hour that is left out."""
    once, again = (datetime.combine(day, start, LOCAL).replace(fold=fold) for fold in (0, 1))
    if once.utcoffset() == again.utcoffset():
        yield once
    elif once.timestamp() < again.timestamp():
        yield from (once, again)
    elif end == MIDNIGHT or end > _CLOCK_FORWARD:
        yield datetime.combine(day, _CLOCK_FORWARD, LOCAL)
