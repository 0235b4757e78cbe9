"""When a norm holds: its term in moments, and the hours of the week within it. Pure.

A day is a whole local day, however many hours it has; moments are zone-aware. An end that is an event is open, as
nobody knows when it will be (`conditions.md` section 1).
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Moment, Norm
from services.vocabulary.rules import DAYS

EVER, NEVER = float("inf"), float("-inf")
_DAY, _HOUR, _INSTANT = 24 * 60, 3600, 1e-3
_FIRST_YEAR, _LAST_YEAR = 2, 9900
_WEEK_MINUTES, _WEEK_SECONDS = 7 * _DAY, 7 * 24 * _HOUR
ALWAYS = (1 << _WEEK_MINUTES) - 1
"""Every minute of a local week, the lowest bit Monday 00:00."""


@dataclass(frozen=True, slots=True)
class Term:
    """From `start` up to `end` in seconds since 1970, within these minutes of the week. `after` and `until` are the
    events behind an open end."""

    start: float = NEVER
    end: float = EVER
    week: int = ALWAYS
    after: str = ""
    until: tuple[str, ...] = ()

    @property
    def limited(self) -> bool:
        """Whether it says anything about time."""
        return self != Term()


def term_of(norm: Norm, *, lasts: bool) -> Term:
    """The term of a norm. `lasts`: its months count from its beginning, as of a state or a ban."""
    starts = [_begin(moment) for moment in (norm.when, norm.from_) if moment is not None]
    ends = [_end(moment) for moment in (norm.before, norm.until) if moment is not None]
    if norm.when is not None:
        ends.append(_end(norm.when) if not isinstance(norm.when, datetime) else _begin(norm.when) + _INSTANT)
    if lasts and norm.months and norm.from_ is not None and norm.until is None:
        ends.append(_begin(_months_later(norm.from_, norm.months)))
    return Term(
        start=max(starts, default=NEVER),
        end=min(ends, default=EVER),
        week=_week(norm.days, norm.hours),
        after=norm.after_event,
        until=tuple(dict.fromkeys(event for event in (norm.before_event, norm.until_event) if event)),
    )


def meet(one: Term, other: Term, same: Callable[[str, str], bool]) -> bool:
    """Whether both hold at some moment. `same` tells whether two events are one: what lasts until an event does not
    meet what begins after it."""
    if _parted(one, other, same) or _parted(other, one, same):
        return False
    start, end = max(one.start, other.start), min(one.end, other.end)
    if start >= end:
        return False
    week = one.week & other.week
    return week == ALWAYS or bool(week & minutes_of(start, end))


def inside(one: Term, other: Term) -> bool:
    """Whether the whole of the first lies within the second, given that they meet."""
    if one.week & ~other.week and one.week & ~other.week & minutes_of(one.start, one.end):
        return False
    before, later = (one.start, min(one.end, other.start)), (max(one.start, other.end), one.end)
    return not any(start < end and one.week & minutes_of(start, end) for start, end in (before, later))


def _parted(one: Term, other: Term, same: Callable[[str, str], bool]) -> bool:
    """Whether the second begins after the event with which the first ends."""
    return bool(other.after) and any(same(other.after, event) for event in one.until)


@lru_cache(maxsize=1024)
def minutes_of(start: float, end: float) -> int:
    """The minutes of the local week that a stretch of time touches."""
    if end - start >= _WEEK_SECONDS:
        return ALWAYS
    found, here = 0, start
    while here < end:
        until = min(end, (here // _HOUR + 1) * _HOUR)  # the clock is only ever changed at a whole hour
        local = datetime.fromtimestamp(here, UTC).astimezone(LOCAL)
        first = local.weekday() * _DAY + local.hour * 60 + local.minute
        last = first + int((local.second + local.microsecond / 1e6 + (until - here) - _INSTANT / 2) // 60)
        for minute in (first, last) if last >= _WEEK_MINUTES else ():
            found |= 1 << minute % _WEEK_MINUTES
        found |= _stretch(first, last + 1)
        here = until
    return found


@lru_cache(maxsize=512)
def _week(days: tuple[str, ...], hours: tuple[str, str] | None) -> int:
    """The minutes of the week of some weekdays and hours; hours past midnight belong to the day they begin on."""
    if not days and hours is None:
        return ALWAYS
    first, last = (_clock(hours[0]), _clock(hours[1])) if hours else (0, _DAY)
    length, found = (last - first) % _DAY or _DAY, 0
    for day in days or DAYS:
        begin = DAYS.index(day) * _DAY + first
        found |= _stretch(begin, begin + length)
    return found


def _stretch(first: int, last: int) -> int:
    """Bits from the first up to the last, round the end of the week."""
    bits = ((1 << (last - first)) - 1) << first
    return (bits | bits >> _WEEK_MINUTES) & ALWAYS


def _clock(said: str) -> int:
    hour, _, minute = said.partition(":")
    return int(hour) * 60 + int(minute)


def _begin(moment: Moment) -> float:
    if moment.year <= _FIRST_YEAR or moment.year >= _LAST_YEAR:
        return NEVER if moment.year <= _FIRST_YEAR else EVER
    return _aware(moment).timestamp()


def _end(moment: Moment) -> float:
    """A day ends when the next one begins."""
    far = isinstance(moment, datetime) or moment.year >= _LAST_YEAR
    return _begin(moment if far else moment + timedelta(days=1))


def _aware(moment: Moment) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), LOCAL)
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def _months_later(moment: Moment, months: int) -> Moment:
    """The same day so many months on, or the last day of a shorter month."""
    local = moment.astimezone(LOCAL) if isinstance(moment, datetime) else moment
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)


def moment_of(norm: Norm, name: str) -> tuple[float, float] | None:
    """The day or moment in one field of time; None where it is empty."""
    moment: date | None = getattr(norm, f"{name}_" if name == "from" else name)
    if moment is None:
        return None
    return _begin(moment), _end(moment) if not isinstance(moment, datetime) else _begin(moment) + _INSTANT
