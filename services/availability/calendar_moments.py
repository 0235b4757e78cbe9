"""Moments, lengths and repeats of an appointment as a calendar file writes them. Pure. Raises `CalendarFileWrong`."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from services.availability.calendar_lines import ContentLine
from services.availability.calendar_zones import Zones
from services.availability.facts import CalendarFileWrong, FileFault

Moment = date | datetime
"""A whole day, or a moment with its zone."""

MOST_DATES = 2_000
"""Dates that one appointment may name beside its rule."""
LONGEST = timedelta(days=366)
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?", re.ASCII)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?", re.ASCII
)
_YEARS = range(1900, 2201)
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_NUMBERS = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 59),
    "INTERVAL": (1, 1_000),
    "COUNT": (1, 10_000),
}
_ALONE = ("INTERVAL", "COUNT", "BYHOUR", "BYMINUTE", "BYSECOND")
_DAY = re.compile(r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_MOST_PARTS = 400


def moment_of(line: ContentLine, zones: Zones, begins: int) -> Moment:
    """The moment that a line names; without a zone it is Amsterdam's. `begins`: the line of the whole appointment."""
    return _moment(line.value, line, zones, begins)


def moments_of(lines: list[ContentLine], zones: Zones, begins: int) -> Iterator[Moment | tuple[datetime, datetime]]:
    """Every moment or stretch in lists of dates."""
    count = 0
    for line in lines:
        for text in line.value.split(","):
            count += 1
            if count > MOST_DATES:
                raise CalendarFileWrong(reason=FileFault.TOO_OFTEN, line=line.line)
            yield stretch_of(text, line, zones, begins) if "/" in text else _moment(text, line, zones, begins)


def stretch_of(text: str, line: ContentLine, zones: Zones, begins: int) -> tuple[datetime, datetime]:
    """A stretch written as beginning and end, or beginning and length."""
    first, _, last = text.partition("/")
    start = _moment(first, line, zones, begins)
    end = _end_after(start, last, line) if "P" in last.upper() else _moment(last, line, zones, begins)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=line.line)
    check_length(start, end, line.line)
    return start, end


def _end_after(start: Moment, text: str, line: ContentLine) -> Moment:
    return start + length_of(text, line.line)


def length_of(text: str, line: int) -> timedelta:
    """A length such as PT1H30M or P2D."""
    found = _LENGTH.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()[1:]) or found[1] == "-":
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=line)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length > LONGEST:
        raise CalendarFileWrong(reason=FileFault.TOO_LONG, line=line)
    return length


def check_length(start: Moment, end: Moment, line: int) -> None:
    """Raises for an end before its beginning, of another kind than it, or more than a year after it."""
    if isinstance(start, datetime) != isinstance(end, datetime):
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=line)
    if isinstance(start, datetime) and isinstance(end, datetime):
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end < start:
        raise CalendarFileWrong(reason=FileFault.TURNED, line=line)
    if end - start > LONGEST:
        raise CalendarFileWrong(reason=FileFault.TOO_LONG, line=line)


def _moment(text: str, line: ContentLine, zones: Zones, begins: int) -> Moment:
    found = _MOMENT.fullmatch(text.strip().upper())
    if found is None or int(found[1]) not in _YEARS:
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=line.line)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        at = time(int(found[4]), int(found[5]), min(int(found[6]), 59))  # a leap second is written as 60
    except ValueError:
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=line.line) from None
    zone = UTC if found[7] else zones.of(line.parameters.get("TZID", "Europe/Amsterdam"), begins)
    return datetime.combine(day, at, zone)


def rule_of(line: ContentLine, start: Moment, horizon: datetime, zones: Zones) -> str:
    """A rule of repeats as the reckoner takes it: checked, and ended at the horizon at the latest.

    Refused are rules that come more than once a day, and those that nothing in a calendar fits."""
    rule = dict(part.partition("=")[::2] for part in line.value.upper().strip(";").split(";"))
    wrong = CalendarFileWrong(reason=FileFault.REPEAT, line=line.line)
    if rule.get("FREQ") in _OFTEN:
        raise CalendarFileWrong(reason=FileFault.TOO_OFTEN, line=line.line)
    if rule.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise wrong
    for name, value in rule.items():
        if not _part_right(name, value):
            raise wrong
    if not _fits(rule):
        raise wrong
    last = horizon
    if until := rule.pop("UNTIL", ""):
        last = min(last, _until(until, line, zones))
    if "COUNT" in rule and until:
        raise wrong
    ends = last.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") if isinstance(start, datetime) else f"{last:%Y%m%d}"
    if "COUNT" not in rule:
        rule["UNTIL"] = ends
    return ";".join(f"{name}={value}" for name, value in rule.items())


def _until(text: str, line: ContentLine, zones: Zones) -> datetime:
    """The last moment at which a repeat may begin; a day counts in full."""
    last = _moment(text, line, zones, line.line)
    return last if isinstance(last, datetime) else datetime.combine(last, time.max, zones.of("Europe/Amsterdam", 0))


def _part_right(name: str, value: str) -> bool:
    parts = value.split(",")
    if name in ("FREQ", "UNTIL"):
        return True
    if name == "WKST":
        return value in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    if name == "BYDAY":
        return len(parts) <= _MOST_PARTS and all(_DAY.fullmatch(part) for part in parts)
    if name not in _NUMBERS or len(parts) > (1 if name in _ALONE else _MOST_PARTS):
        return False
    low, high = _NUMBERS[name]
    return all(
        re.fullmatch(r"[+-]?\d{1,6}", part, re.ASCII) and low <= int(part) <= high and (low >= 0 or int(part))
        for part in parts
    )


def _fits(rule: dict[str, str]) -> bool:
    """Whether the parts go together (RFC 5545, 3.3.10); a rule that never fits would be searched for till 9999."""
    often = rule["FREQ"]
    if ("BYYEARDAY" in rule or "BYWEEKNO" in rule) and often != "YEARLY":
        return False
    if "BYMONTHDAY" in rule and often == "WEEKLY":
        return False
    if "BYDAY" in rule and often in ("DAILY", "WEEKLY") and re.search(r"\d", rule["BYDAY"]):
        return False
    if "BYSETPOS" in rule and (often == "DAILY" or not set(rule) & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYMONTH"}):
        return False
    if "BYMONTH" in rule and "BYMONTHDAY" in rule:
        longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
        months = [int(part) for part in rule["BYMONTH"].split(",")]
        days = [abs(int(part)) for part in rule["BYMONTHDAY"].split(",")]
        return any(day <= longest.get(month, 31) for month in months for day in days)
    return True
