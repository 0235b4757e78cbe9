"""Days and hours in Dutch prose: 'tot en met 30 november', 'op woensdag', '8.30 tot 15.00 uur'. Without a year a day is
a place in the ring of the year; what lies less than half a year on comes later. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.consistency.compared.prose.dutch import DAYS, MONTHS, NUMBERS
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Moment, Norm
from services.vocabulary.rules import DAYS as SHORT_DAYS

_RING = 366
_DAY_LONG, _WHOLE = 24 * 60, 0.999
_TO = re.compile(r"\s*(?:tot|t/m)\b")
_LEAP = 2024
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_BEFORE = (
    r"(?:\b(?P<how>tot en met|t/m|tot|uiterlijk|voor|vanaf|van|na|per|sinds|op)\s+"
    r"(?:(?:de|het)\s+\w+\s+(?:van|op)\s+)?)?"
)
_DATE = re.compile(
    _BEFORE
    + rf"(?:(?:{'|'.join(DAYS)})\s+)?(?:\b(?P<day>[0-3]?\d)\s+(?P<month>{_MONTH})\b|\b(?P<d>[0-3]?\d)-(?P<m>[01]?\d)\b)"
    r"(?:,?\s+(?:om\s+)?(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)(?:\s*uur)?)?"
)
_HOURS = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?(?:\s*uur)?\s*(?:tot|-|en)\s*(\d{1,2})(?:[.:](\d\d))?\s*uur")
_SAID_HOURS = re.compile(rf"\btussen ({'|'.join(NUMBERS)}) en ({'|'.join(NUMBERS)})\b")
_AFTERNOON = 7
"""An hour up to this one, said without more, is one of the afternoon."""
_WEEKDAY = re.compile(rf"\b({'|'.join(DAYS)})")
_ENDS, _BEGINS, _BY = ("tot", "tot en met", "t/m"), ("vanaf", "van", "na", "per", "sinds"), ("uiterlijk", "voor")


@dataclass(frozen=True)
class Times:
    """When something holds, as far as it is said: from the place of a day in the year, until one, by one, on some; on
    weekdays (0 for Monday); between minutes of the day."""

    start: float | None = None
    end: float | None = None
    by: float | None = None
    on: frozenset[float] = frozenset()
    weekdays: frozenset[int] = frozenset()
    hours: tuple[int, int] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is said of days."""
        return self.start is None and self.end is None and self.by is None and not self.on


ALWAYS = Times()


def times_in(text: str) -> Times:
    """What a text in small letters without accents says of when."""
    found: dict[str, float] = {}
    on: set[float] = set()
    for match in _DATE.finditer(text):
        day = _place(int(match["day"] or match["d"]), MONTHS[match["month"]] if match["month"] else int(match["m"]))
        if day is None:
            continue
        how = match["how"]
        clock = (int(match["hour"]) * 60 + int(match["minute"])) / _DAY_LONG if match["hour"] else None
        if how in _ENDS:
            found["end"] = day + (_WHOLE if clock is None else clock)
        elif how in _BY:
            found["by"] = day + (_WHOLE if clock is None else clock)
        elif how in _BEGINS and (how != "van" or _TO.match(text, match.end())):
            found["start"] = day + (clock or 0)
        else:
            on.add(day + (clock or 0))
    rest = _DATE.sub(" ", text) if found or on else text
    weekdays = frozenset(DAYS[name] for name in _WEEKDAY.findall(rest))
    return Times(**found, on=frozenset(on), weekdays=weekdays, hours=_hours(text))


def times_of(norm: Norm) -> Times:
    """What a norm says of when."""
    return Times(
        start=_of(norm.from_),
        end=_of(norm.until, _WHOLE),
        by=_of(norm.before, _WHOLE),
        on=frozenset((day,)) if (day := _of(norm.when)) is not None else frozenset(),
        weekdays=frozenset(SHORT_DAYS.index(day) for day in norm.days if day in SHORT_DAYS),
        hours=(_clock(norm.hours[0]), _clock(norm.hours[1])) if norm.hours else None,
    )


def with_term(times: Times, until: datetime | None, due_on: date | None) -> Times:
    """The same with the term and the deadline of a condition, where its text says nothing of days."""
    return replace(times, end=_of(until, _WHOLE), by=_of(due_on, _WHOLE)) if times.empty else times


def apart(ban: Times, wanted: Times) -> bool:
    """Whether what is wanted is, or can be done, outside the time of the ban."""
    if ban.weekdays and wanted.weekdays and not ban.weekdays & wanted.weekdays:
        return True
    if ban.hours and wanted.hours and (ban.hours[1] <= wanted.hours[0] or wanted.hours[1] <= ban.hours[0]):
        return True
    end = ban.by if ban.end is None else ban.end
    if wanted.on:
        return not any(_within(day, ban, end) for day in wanted.on)
    if ban.on:
        return wanted.by is not None or (wanted.start is not None and all(_later(wanted.start, day) for day in ban.on))
    last = wanted.by if wanted.end is None else wanted.end
    if end is not None and wanted.start is not None and _later(wanted.start, end):
        return True
    if end is not None and wanted.by is not None and _later(wanted.by, end):
        return True
    return ban.start is not None and last is not None and _later(ban.start, last)


def _within(day: float, ban: Times, end: float | None) -> bool:
    if ban.on:
        return int(day) in {int(other) for other in ban.on}
    return not (ban.start is not None and _later(ban.start, day)) and not (end is not None and _later(day, end))


def _later(one: float, other: float) -> bool:
    return 0 < (one - other) % _RING < _RING // 2


def _place(day: int, month: int) -> int | None:
    try:
        return date(_LEAP, month, day).timetuple().tm_yday
    except ValueError:
        return None


def _of(moment: Moment | None, whole: float = 0) -> float | None:
    """A whole day counts to its end where it is one (`whole`)."""
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        day = _place(moment.day, moment.month)
        return None if day is None else day + whole
    local = moment.astimezone(LOCAL)
    day = _place(local.day, local.month)
    return None if day is None else day + (local.hour * 60 + local.minute) / _DAY_LONG


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    begins, ends = (int(match[at]) * 60 + int(match[at + 1] or 0) for at in (1, 3))
    return begins, ends


def _hours(text: str) -> tuple[int, int] | None:
    if match := _HOURS.search(text):
        return _minutes(match)
    if match := _SAID_HOURS.search(text):
        begins, ends = (NUMBERS[word] + 12 * (NUMBERS[word] <= _AFTERNOON) for word in match.groups())
        return begins * 60, ends * 60
    return None


def _clock(written: str) -> int:
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)
