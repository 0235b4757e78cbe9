"""When somebody works: a weekly pattern, Dutch public holidays off. Pure; moments are zone-aware, times local."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.scheduling.facts import LOCAL
from services.scheduling.opening import public_holidays

Stretch = tuple[int, time, time]
"""Weekday (Monday is 0), from, until."""

OFFICE_HOURS: tuple[Stretch, ...] = tuple((day, time(9), time(17)) for day in range(5))
_LONGEST_WAIT = 21
"""Days. Who works one day a week is back within three, whatever holidays fall on it."""


@dataclass(frozen=True)
class WeeklyHours:
    """The stretches of a week in which somebody works."""

    stretches: tuple[Stretch, ...] = OFFICE_HOURS

    def next_open(self, moment: datetime) -> datetime | None:
        """The first moment at or after `moment` at which they work, in Europe/Amsterdam; None when they never do."""
        local = moment.astimezone(LOCAL)
        for ahead in range(_LONGEST_WAIT + 1):
            day = local.date() + timedelta(days=ahead)
            if day in public_holidays(day.year):
                continue
            for weekday, start, end in sorted(self.stretches):
                opens, closes = (datetime.combine(day, hour, LOCAL) for hour in (start, end))
                if weekday == day.weekday() and local.timestamp() < closes.timestamp():
                    return max(opens, local, key=datetime.timestamp)
        return None
