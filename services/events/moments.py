"""Days and hours as people write them at the beginning of a line: Dutch and English, from a head or from an export.

`12-11 14.30`, `2026-11-12T14:30`, `9 nov 2026`, `gisteren 20:15`, `vorige week dinsdag`, `[12/11/26, 2:30 PM]`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

FIRST_YEAR, YEARS_AHEAD = 1950, 10


@dataclass(frozen=True)
class Begun:
    """What a line begins with: its day and time as far as they stand there, and where the rest begins.

    `wrong_day`, `wrong_hour`: something was written that no calendar or clock knows. `by_weekday`: the day is named by
    its weekday only, so that the one before may be meant as well.
    """

    rest: int
    day: date | None = None
    hour: time | None = None
    by_weekday: bool = False
    wrong_day: bool = False
    wrong_hour: bool = False


def begun(line: str, today: date, *, ahead: bool = False) -> Begun:
    """Reads day and time from the beginning of a line. A day without a year is the last one that has passed;
    with `ahead` (what may be announced) the one nearest by."""
    clock, at = _time_at(line, _spaces(line, 0))
    found = _day_at(line, _between(line, at) if clock is not None else at, today, ahead)
    if found is None:
        return Begun(at, hour=clock.value, wrong_hour=clock.value is None) if clock else Begun(0)
    day, at, by_weekday = found
    if clock is None:
        clock, at = _time_at(line, _between(line, at), at)
    value = clock.value if clock else None
    return Begun(at, day, value, by_weekday, wrong_day=day is None, wrong_hour=clock is not None and value is None)


@dataclass(frozen=True)
class _Time:
    value: time | None


_SPACE = "[ \t\u00a0\u202f\u200e\u200f\u2007\u2009\\[]*"
_LEAD = re.compile(_SPACE + "(?:(?:om|op|on|at) +(?=[0-9]))?", re.IGNORECASE)
_BETWEEN = re.compile(
    "[ \t\u00a0\u202f\u200e\u200f\u2007\u2009,;|T\\])–—-]*(?:(?:om|rond|omstreeks|circa|ca\\.?|at|around|about) +)?"
)
_TIME = re.compile(
    r"(?P<h>[0-9]{1,2})(?:[.:][ ]?(?P<m>[0-9]{2})(?:[.:](?P<s>[0-9]{2}))?|[uh](?P<u>[0-9]{2})?(?![a-z]))"
    r"(?:[ \u00a0\u202f]?(?P<half>[ap])\.?m\b\.?)?(?:[ \u00a0\u202f]?(?:uur|u|h|hrs?)\b\.?)?(?![0-9.:]*[0-9])",
    re.IGNORECASE,
)
_WHOLE_HOUR = re.compile(
    r"(?P<h>[0-9]{1,2})(?:[ \u00a0\u202f]?(?P<half>[ap])\.?m\b\.?|[ ](?:uur|o'clock)\b(?! lang| achter))", re.IGNORECASE
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may"),
            *("juni june jun", "juli july jul", "augustus august aug", "september sept sep"),
            *("oktober october okt oct", "november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag ma monday mon",
            "dinsdag di tuesday tue tues",
            "woensdag wo wednesday wed",
            "donderdag do thursday thu thurs",
            "vrijdag vr friday fri",
            "zaterdag za saturday sat",
            "zondag zo sunday sun",
        )
    )
    for name in names.split()
}
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_LONG_WEEKDAY = "|".join(sorted((name for name in _WEEKDAYS if len(name) > 2), key=len, reverse=True))
_YEAR = r"(?:[ ,]{1,2}'?(?P<y>[0-9]{4}|(?<=')[0-9]{2})(?![0-9.:]))?"
_NAMED_BEFORE = rf"(?:(?:{_WEEKDAY})\.?,? +)?"
_ISO = re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})(?![0-9])")
_FIGURES = re.compile(
    rf"{_NAMED_BEFORE}(?P<d>[0-9]{{1,2}})(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?:(?P=sep)'?(?P<y>[0-9]{{4}}|[0-9]{{2}}))?(?![0-9:])",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"{_NAMED_BEFORE}(?:de )?(?P<d>[0-9]{{1,2}})(?:e|st|nd|rd|th)?[ -](?:of )?(?P<m>{_MONTH})(?![a-z])\.?"
    rf"(?:-(?P<z>[0-9]{{4}}))?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"{_NAMED_BEFORE}(?P<m>{_MONTH})(?![a-z])\.? (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9.:]){_YEAR}", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(?P<word>eergisteren|gister(?:en)?(?:[ ]?(?:ochtend|middag|avond|nacht))?|vandaag|overmorgen|morgen"
    r"|van(?:ochtend|middag|avond|nacht|morgen)|zojuist|net nog|the day before yesterday|today|tonight|tomorrow"
    r"|yesterday(?: morning| afternoon| evening| night)?|this (?:morning|afternoon|evening)|last night|just now)(?!\w)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?P<n>[0-9]{1,3}|een|één|twee|drie|vier|a|one|two|three|four) "
    r"(?P<unit>dag|dagen|week|weken|days?|weeks?) (?:geleden|ago)\b",
    re.IGNORECASE,
)
_SPOKEN_WEEKDAY = re.compile(
    r"(?:(?P<which>vorige week|afgelopen|vorige|laatste|komende|aanstaande|volgende"
    r"|last week|last|next|coming|this past|on|op) )?"
    rf"(?P<day>{_LONG_WEEKDAY}|(?:{_WEEKDAY})(?=[. ]+[0-9]))(?![a-z])\.?",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"(?P<day>{_WEEKDAY})(?: (?:vorige|afgelopen) week| last week)\b", re.IGNORECASE)
_NUMBERS = {"een": 1, "één": 1, "a": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4}
Read = tuple[date | None, int, bool]
"""A day (None: no calendar knows it), where the rest begins, and whether only the weekday was named."""


def _spaces(line: str, at: int) -> int:
    found = _LEAD.match(line, at)
    return found.end() if found else at


def _between(line: str, at: int) -> int:
    found = _BETWEEN.match(line, at)
    return found.end() if found else at


def _time_at(line: str, at: int, otherwise: int | None = None) -> tuple[_Time | None, int]:
    """A time at a place of the line, and where the rest begins; without one that is `otherwise`."""
    found = _TIME.match(line, at) or _WHOLE_HOUR.match(line, at)
    if found is None or _DATE_NOT_TIME.match(line, at):
        return None, at if otherwise is None else otherwise
    parts = found.groupdict()
    hour, minute = int(parts["h"]), int(parts.get("m") or parts.get("u") or 0)
    half = (parts.get("half") or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    right = hour < 24 and minute < 60 and int(parts.get("s") or 0) < 60
    return _Time(time(hour, minute) if right else None), found.end()


_DATE_NOT_TIME = re.compile(
    r"[0-9]{1,2}\.[0-9]{1,2}(?:\.(?:[0-9]{4}|[0-9]{2}(?![0-9:.]))|[ ,T]+(?:om )?[0-9]{1,2}[.:u][0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
"""`12.11.2026` is a day; `12.11` is one only with a time behind it."""


def _day_at(line: str, at: int, today: date, ahead: bool) -> Read | None:
    readers: tuple[tuple[re.Pattern[str], Callable[..., date | None]], ...] = (
        (_ISO, _in_figures),
        (_FIGURES, _in_figures),
        (_DAY_MONTH, _in_figures),
        (_MONTH_DAY, _in_figures),
        (_AGO, _ago),
        (_AGAIN, _last_week),
        (_RELATIVE, _relative),
        (_SPOKEN_WEEKDAY, _weekday),
    )
    for pattern, read in readers:
        found = pattern.match(line, at)
        if found is None or (
            pattern is _FIGURES and found["sep"] == "." and not _DATE_NOT_TIME.match(line, found.start("d"))
        ):
            continue
        return read(found, today, ahead), found.end(), pattern is _SPOKEN_WEEKDAY and not found["which"]
    return None


def _in_figures(found: re.Match[str], today: date, ahead: bool) -> date | None:
    parts = found.groupdict()
    day, month = int(parts["d"]), _MONTHS.get(parts["m"].lower()) or int(parts["m"])
    written = parts.get("y") or parts.get("z")
    if parts.get("sep") == "/" and month > 12 >= day:
        day, month = month, day
    if written:
        return _dated(int(written) + (2000 if len(written) == 2 else 0), month, day, today)
    years = [_dated(today.year + shift, month, day, today) for shift in (0, -1, 1, -2, -3, -4)]
    there = [one for one in years if one is not None]
    if ahead:
        return min(there, key=lambda one: abs((one - today).days), default=None)
    return max((one for one in there if one <= today), default=None)


def _dated(year: int, month: int, day: int, today: date) -> date | None:
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ago(found: re.Match[str], today: date, ahead: bool) -> date | None:
    number = _NUMBERS.get(found["n"].lower()) or int(found["n"])
    return today - timedelta(days=number * (7 if found["unit"].lower().startswith("we") else 1))


def _relative(found: re.Match[str], today: date, ahead: bool) -> date | None:
    word = found["word"].lower()
    if word in ("eergisteren", "the day before yesterday"):
        return today - timedelta(days=2)
    if word.startswith(("gister", "yesterday", "last night")):
        return today - timedelta(days=1)
    return today + timedelta(days={"morgen": 1, "tomorrow": 1, "overmorgen": 2}.get(word, 0))


def _weekday(found: re.Match[str], today: date, ahead: bool) -> date | None:
    """The last such day, today included; the next one where the words or the kind of event say so."""
    wanted, which = _WEEKDAYS[found["day"].lower()], (found["which"] or "").lower()
    if which in ("vorige week", "last week"):
        return _in_last_week(wanted, today)
    if which in ("komende", "aanstaande", "volgende", "next", "coming"):
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if ahead and which in ("", "on", "op"):
        return today + timedelta(days=(wanted - today.weekday()) % 7)
    back = (today.weekday() - wanted) % 7
    return today - timedelta(
        days=back or (7 if which in ("afgelopen", "vorige", "laatste", "last", "this past") else 0)
    )


def _last_week(found: re.Match[str], today: date, ahead: bool) -> date | None:
    return _in_last_week(_WEEKDAYS[found["day"].lower()], today)


def _in_last_week(weekday: int, today: date) -> date:
    return today - timedelta(days=today.weekday() + 7 - weekday)
