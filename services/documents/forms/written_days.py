"""Days and times as people write them in a form: Dutch and English, with or without a year. Pure; local dates.

`24-11-2026`, `24/11/26`, `2026-11-24`, `wo 24 november 2026 om 14.30 uur`, `24 nov`, `24-11`. A day without a year is
the first one to come.
"""

import re
from dataclasses import dataclass
from datetime import date, time

_MONTHS = (
    *(("jan",), ("feb",), ("maa", "mrt", "mar"), ("apr",), ("mei", "may"), ("jun",)),
    *(("jul",), ("aug",), ("sep",), ("okt", "oct"), ("nov",), ("dec",)),
)
_MIDNIGHT = re.compile(r"t00:00(:00(\.0+)?)?z?$")
"""What a program writes behind a day that somebody chose from a calendar."""
_WEEKDAY = (
    r"(?:(?:ma|di|wo|do|vr|za|zo)(?:[a-z]*dag)?|woensdag|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?,?\s+"
)
_BY_YEAR = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_BY_DAY = re.compile(r"(?P<day>[0-9]{1,2})\s?[-/.]\s?(?P<month>[0-9]{1,2})(?:\s?[-/.]\s?(?P<year>[0-9]{4}|[0-9]{2}))?")
_BY_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})(?:e|th|st|nd|rd)?[\s-]+(?P<name>[a-z]{3,9})\.?(?:[\s,-]+(?P<year>[0-9]{4}))?"
)
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>[0-9]{1,2})(?:th|st|nd|rd)?(?:,?\s+(?P<year>[0-9]{4}))?")
_SHAPES = (_BY_YEAR, _BY_DAY, _BY_MONTH, _MONTH_FIRST)
_BETWEEN = re.compile(r"(?:t|[\s,]+(?:om|at|tot)?\s*|\s*$)")
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:\s?[.:u h]\s?(?P<minute>[0-9]{2}))?(?::[0-9]{2})?\s?(?:uur|u|h|hrs?)?\.?")
_LONGEST = 60


@dataclass(frozen=True)
class Written:
    """What was written as a day: the day, and a time if one stood behind it. `wrong` says what cannot be read of it:
    `day` or `time`; empty when all can."""

    day: date | None = None
    hour: time | None = None
    wrong: str = ""


def written_day(text: str, today: date) -> Written:
    """Reads one day, perhaps with its time; the empty text is no day and no fault."""
    plain = " ".join(text.split()).casefold()
    if not plain:
        return Written()
    if len(plain) > _LONGEST:
        return Written(wrong="day")
    plain = _MIDNIGHT.sub("", re.sub(rf"^{_WEEKDAY}", "", plain))
    for shape in _SHAPES:
        found = shape.match(plain)
        if found is not None and (rest := _rest(plain[found.end() :])) is not None:
            return _with_time(_day(found, today), rest)
    return Written(wrong="day")


def written_time(text: str) -> time | None:
    """`14.30 uur`, `14:30`, `9u`, `9`; None for what no clock knows, and for no text at all."""
    found = _TIME.fullmatch(" ".join(text.split()).casefold())
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _rest(behind: str) -> str | None:
    """What stands behind the day; None when it runs on without a gap, so that another shape is meant."""
    between = _BETWEEN.match(behind)
    return behind[between.end() :] if between else None


def _with_time(day: date | None, rest: str) -> Written:
    if day is None:
        return Written(wrong="day")
    if not rest:
        return Written(day)
    hour = written_time(rest)
    return Written(day, hour) if hour is not None else Written(day, wrong="time")


def _day(found: re.Match[str], today: date) -> date | None:
    parts = found.groupdict()
    month = _month(parts["name"]) if parts.get("name") else int(parts["month"])
    number = int(parts["day"])
    if not parts.get("year"):
        this_year = _calendar_day(today.year, month, number)
        if this_year is not None and this_year >= today:
            return this_year
        return _calendar_day(today.year + 1, month, number)
    year = int(parts["year"])
    return _calendar_day(year + 2000 if year < 100 else year, month, number)


def _month(name: str) -> int:
    return next((n for n, begins in enumerate(_MONTHS, 1) if name.startswith(begins)), 0)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
