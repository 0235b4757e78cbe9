"""Somebody's own calendar (an .ics file) read for busy or free, and nothing else. Pure: bytes in, stretches out.

| in the file                                             | counts as                                              |
|---------------------------------------------------------|--------------------------------------------------------|
| `TRANSP:TRANSPARENT`, Outlook's busy status FREE        | free                                                   |
| `STATUS:CANCELLED`                                      | free                                                   |
| tentative, out of office, anything else                 | busy                                                   |
| a whole day (`VALUE=DATE`)                              | busy from midnight to midnight in Amsterdam            |
| no zone                                                 | Amsterdam's                                            |
| a zone that nobody knows and the file does not define   | Amsterdam's, counted in `zones_guessed`                |
| a repeat                                                | each time up to the horizon                            |
| `VFREEBUSY`                                             | its stretches, but for those of type FREE              |

A file of which a part cannot be understood is refused as a whole: half a calendar would show time as free that is not.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from icalendar import Calendar, Event, vRecur
from recurring_ical_events import of

from services.availability.calendar_lines import Component, components
from services.availability.calendar_moments import (
    Moment,
    check_length,
    length_of,
    moment_of,
    moments_of,
    rule_of,
    stretch_of,
)
from services.availability.calendar_zones import Zones, zones_of
from services.availability.facts import CalendarFileWrong, CalendarReading, FileFault
from services.availability.rules import HORIZON
from services.availability.stretches import DAY, midnight, whole_days, within
from services.scheduling.facts import Block, local_day

MOST_STRETCHES = 20_000
_FREE = "X-FREE"
"""Our own mark on an appointment that takes no time; it goes along with every repeat."""


def read_calendar_file(content: bytes, now: datetime) -> CalendarReading:
    """The busy stretches from today to half a year ahead, joined and in order. Raises `CalendarFileWrong`."""
    until_day = local_day(now) + HORIZON
    window = midnight(local_day(now)), midnight(until_day + DAY)
    found = components(content)
    zones = zones_of(found)
    busy: list[Block] = []
    for stretch in _stretches(found, zones, window):
        if len(busy) >= MOST_STRETCHES:
            raise CalendarFileWrong(reason=FileFault.TOO_FULL)
        if stretch[0] < window[1] and stretch[1] > window[0]:
            busy.append(stretch)
    return CalendarReading(within(busy, *window), until_day, len(zones.guessed))


def _stretches(found: list[Component], zones: Zones, window: Block) -> Iterator[Block]:
    series: dict[str, list[Component]] = defaultdict(list)
    for part in found:
        if part.kind == "VFREEBUSY":
            yield from _told_busy(part, zones)
        elif part.kind == "VEVENT":
            uid = part.first("UID")
            series[uid.value if uid else f"line {part.line}"].append(part)
    for parts in series.values():
        yield from _times_of(parts, zones, window)


def _told_busy(part: Component, zones: Zones) -> Iterator[Block]:
    for line in part.all("FREEBUSY"):
        if line.parameters.get("FBTYPE", "BUSY").upper() != "FREE":
            for text in line.value.split(","):
                yield stretch_of(text, line, zones, part.line)


def _times_of(parts: list[Component], zones: Zones, window: Block) -> Iterator[Block]:
    """When one appointment is, with all that changed about it: `parts` share their name in the file."""
    if not any(part.first(name) for part in parts for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        for part in parts:
            start, end = _begin_and_end(part, zones)
            if not _takes_no_time(part):
                yield _block(start, end)
        return
    calendar = Calendar()
    for part in parts:
        calendar.add_component(_event(part, zones, window))
    try:
        times = of(calendar).between(*window)
        blocks = [_block(one["DTSTART"].dt, one["DTEND"].dt) for one in times if _FREE not in one]
    except Exception:  # the reckoner of repeats says in many ways that it cannot make sense of them
        raise CalendarFileWrong(reason=FileFault.REPEAT, line=parts[0].line) from None
    yield from blocks


def _event(part: Component, zones: Zones, window: Block) -> Event:
    """An appointment for the reckoner of repeats, with nothing in it but when it is."""
    start, end = _begin_and_end(part, zones)
    event = Event()
    event.add("UID", "own")
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SEQUENCE", _sequence(part))
    if _takes_no_time(part):
        event.add(_FREE, "1")
    if (again := part.first("RECURRENCE-ID")) is not None:
        event.add("RECURRENCE-ID", moment_of(again, zones, part.line))
    rules = part.all("RRULE")
    if len(rules) > 1:
        raise CalendarFileWrong(reason=FileFault.REPEAT, line=rules[1].line)
    for rule in rules:
        event.add("RRULE", vRecur.from_ical(rule_of(rule, start, window[1], zones)))
    for name in ("RDATE", "EXDATE"):
        if dates := list(moments_of(part.all(name), zones, part.line)):
            event.add(name, dates)
    return event


def _sequence(part: Component) -> int:
    line = part.first("SEQUENCE")
    return int(line.value) if line and line.value.isdecimal() and len(line.value) < 9 else 0


def _begin_and_end(part: Component, zones: Zones) -> tuple[Moment, Moment]:
    """By end, by length, or neither: then a day lasts a day, and a moment no time at all."""
    line = part.first("DTSTART")
    if line is None:
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=part.line)
    start = moment_of(line, zones, part.line)
    if (ends := part.first("DTEND")) is not None:
        end = moment_of(ends, zones, part.line)
    elif (lasts := part.first("DURATION")) is not None:
        end = start + length_of(lasts.value, lasts.line)
    else:
        end = start if isinstance(start, datetime) else start + DAY
    check_length(start, end, part.line)
    return start, end


def _takes_no_time(part: Component) -> bool:
    said = {line.name: line.value.upper() for line in part.lines}
    return (
        said.get("TRANSP") == "TRANSPARENT"
        or said.get("STATUS") == "CANCELLED"
        or said.get("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
    )


def _block(start: Moment, end: Moment) -> Block:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start, end
    first = start.date() if isinstance(start, datetime) else start
    last = end.date() if isinstance(end, datetime) else end
    return whole_days(first, max(first, last - DAY))
