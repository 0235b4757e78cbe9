"""Where a text names a day or an hour, as people write them in Dutch and English. Pure."""

import re
from datetime import date, datetime, time

from services.vocabulary.facts import Moment
from services.wording.speech import LOCAL

Span = tuple[int, int]
_WEEKDAYS = (
    *("maandag|ma|monday|mon", "dinsdag|di|tuesday|tue", "woensdag|wo|wednesday|wed", "donderdag|do|thursday|thu"),
    *("vrijdag|vr|friday|fri", "zaterdag|za|saturday|sat", "zondag|zo|sunday|sun"),
)
_LONG = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_LONG_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("januari|january|jan", "februari|february|feb", "maart|march|mrt|mar", "april|apr", "mei|may", "juni|june|jun"),
    *("juli|july|jul", "augustus|august|aug", "september|sept|sep", "oktober|october|okt|oct", "november|nov"),
    "december|dec",
)
_LEAD = r"(?:(?:niet\s+)?(?:uiterlijk|tot\s+en\s+met|tot|t/m|vanaf|v[oó]{2}r|na|op|by|until|from|before|after|on)\s+)?"


def days(text: str, moment: Moment) -> list[Span]:
    """Where this day stands with its number: 'uiterlijk dinsdag 24 november', '24-11-2026'."""
    day = _local(moment)
    weekday, month = rf"(?:(?:{_WEEKDAYS[day.weekday()]})\.?,?\s+)?", _MONTHS[day.month - 1]
    year = rf"(?:[.,]?\s+{day.year})?"
    shapes = (
        rf"\b{_LEAD}{weekday}(?:de\s+)?0?{day.day}(?:e|st|nd|rd|th)?\s+(?:{month})\b{year}",
        rf"\b{_LEAD}{weekday}(?:{month})\.?\s+0?{day.day}\b(?![.:]\d){year}",
        rf"\b{_LEAD}{weekday}0?{day.day}[-/]0?{day.month}(?:[-/](?:{day.year}|{day.year % 100:02d}))?(?!\d)",
        rf"\b{_LEAD}{day.year}-{day.month:02d}-{day.day:02d}(?!\d)",
    )
    return [match.span() for shape in shapes for match in re.finditer(shape, text, re.IGNORECASE)]


def weekdays(text: str, number: int) -> list[Span]:
    """Where a weekday stands by its whole name; 0 is Monday."""
    shape = rf"\b{_LEAD}(?:{_LONG[number]}|{_LONG_EN[number]})\b"
    return [match.span() for match in re.finditer(shape, text, re.IGNORECASE)]


def hours(text: str, at: datetime | str) -> list[Span]:
    """Where an hour of the clock stands: '12.00 uur'. `at`: a moment, or `HH:MM`."""
    clock = time.fromisoformat(at) if isinstance(at, str) else at.astimezone(LOCAL).time()
    bare = r"|\s*(?:uur|h)\b" if clock.minute == 0 else ""
    shape = rf"(?<![\d.:]){_LEAD}\b0?{clock.hour}(?:[.:]{clock.minute:02d}(?!\d)(?:\s*(?:uur|h|u)\b)?{bare})"
    return [match.span() for match in re.finditer(shape, text, re.IGNORECASE)]


def _local(moment: Moment) -> date:
    return moment.astimezone(LOCAL).date() if isinstance(moment, datetime) else moment
