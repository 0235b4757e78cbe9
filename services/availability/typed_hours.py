"""Hours as people type them: '9.00-12.00, 13-17', '9 tot 12 en 13 tot 17 uur', 'hele dag'. Pure.

Local time of Amsterdam. A day's text gives stretches of minutes since midnight; a week's texts give moments.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

from services.errors import ServiceError
from services.wording.speech import LOCAL

WHOLE_DAY = (9 * 60, 17 * 60)
_WHOLE = re.compile(r"(de )?(hele|gehele) dag|whole day|all day")
_NONE = re.compile(r"-|geen|niet|nee|afwezig|vrij(e dag)?|none|no")
_TIME = r"(\d{1,2})(?:[.:](\d{2})| ?[uh](\d{2})?)? ?(?:uur|[uh])?"
_STRETCH = re.compile(rf"(?:van |from )?{_TIME} ?(?:-|–|—|tot en met|tot|t/m|to|until) ?{_TIME}")
_BETWEEN = re.compile(r"\s*(?:,|;|/|\ben\b|\band\b|\+|&)\s*")
_OTHER_TIMES = re.compile(r"\s+")


class HoursUnreadable(ServiceError):
    """A day's hours cannot be read, or end before they begin. Field: `day`."""

    code: ClassVar[str] = "availability.hours_unreadable"


def parse_hours(text: str, day: date) -> tuple[tuple[int, int], ...]:
    """The stretches of a day in minutes since midnight, in order, touching ones joined. Empty text means none.

    Raises `HoursUnreadable`.
    """
    plain = _OTHER_TIMES.sub(" ", text.strip().casefold())
    if not plain or _NONE.fullmatch(plain):
        return ()
    if _WHOLE.fullmatch(plain):
        return (WHOLE_DAY,)
    return _joined(sorted(_stretch(part, day) for part in _BETWEEN.split(plain)))


def week_blocks(monday: date, texts: Sequence[str]) -> tuple[tuple[datetime, datetime], ...]:
    """The free blocks of a week, Monday first. Raises `HoursUnreadable` that names the day."""
    blocks = []
    for offset, text in enumerate(texts):
        day = monday + timedelta(days=offset)
        blocks += [(_at(day, start), _at(day, end)) for start, end in parse_hours(text, day)]
    return tuple(blocks)


def spoken_hours(blocks: Iterable[tuple[datetime, datetime]], day: date) -> str:
    """The blocks of a local day as one would type them: '9.00-12.00, 13.00-17.00'."""
    local = sorted((start.astimezone(LOCAL), end.astimezone(LOCAL)) for start, end in blocks)
    return ", ".join(f"{_spoken(start)}-{_spoken(end)}" for start, end in local if start.date() == day)


def monday_of(day: date) -> date:
    """The Monday of a day's week (ISO 8601)."""
    return day - timedelta(days=day.isoweekday() - 1)


def _stretch(part: str, day: date) -> tuple[int, int]:
    found = _STRETCH.fullmatch(part)
    if found is None:
        raise HoursUnreadable(day=day)
    groups = found.groups()
    start, end = _minutes(groups[:3]), _minutes(groups[3:])
    if not 0 <= start < end <= 24 * 60:
        raise HoursUnreadable(day=day)
    return start, end


def _minutes(groups: Sequence[str | None]) -> int:
    hour, dotted, spoken = groups
    minute = int(dotted or spoken or 0)
    return int(hour or 0) * 60 + minute if minute < 60 else -1


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _at(day: date, minutes: int) -> datetime:
    if minutes == 24 * 60:
        day, minutes = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=LOCAL)


def _spoken(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02d}"
