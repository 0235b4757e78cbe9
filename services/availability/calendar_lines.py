"""A calendar file (RFC 5545) as far as planning may look: its structure, and of appointments only what says when. Pure.

Every other line (titles, places, notes, people) is dropped right here, before anything reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.availability.facts import CalendarFileWrong, FileFault

LARGEST = 2_000_000
"""Bytes."""
MOST_LINES = 120_000
MOST_COMPONENTS = 5_000
DEEPEST = 4
LONGEST_VALUE = 20_000
"""Characters of a line that is looked at; a list of dates may be long."""

_CHANGE = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_WANTED = {
    "VEVENT": frozenset(
        {
            *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SEQUENCE"),
            *("TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS"),
        }
    ),
    "VFREEBUSY": frozenset({"FREEBUSY"}),
    "VTIMEZONE": frozenset({"TZID"}),
    "STANDARD": _CHANGE,
    "DAYLIGHT": _CHANGE,
}
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=("[^"]*"|[^";:,]*)((?:,(?:"[^"]*"|[^";:,]*))*)')
_PLACES = {"VEVENT": "VCALENDAR", "VFREEBUSY": "VCALENDAR", "VTIMEZONE": "VCALENDAR"}


@dataclass(frozen=True)
class ContentLine:
    """One property that is looked at: name and parameters in capitals, and the line of the file it begins on."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int


@dataclass
class Component:
    """A part of the calendar with its wanted lines; `line` is where it begins."""

    kind: str
    line: int
    lines: list[ContentLine] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> ContentLine | None:
        """The first line of this name."""
        return next((one for one in self.lines if one.name == name), None)

    def all(self, name: str) -> list[ContentLine]:
        """Every line of this name."""
        return [one for one in self.lines if one.name == name]


def components(content: bytes) -> list[Component]:
    """The appointments, free-busy parts and time zones of a file. Raises `CalendarFileWrong`."""
    open_ones: list[Component] = []
    found: list[Component] = []
    begun = 0
    for number, text in _unfolded(_text(content)):
        word, _, rest = text.partition(":")
        word = word.strip().upper()
        if word == "BEGIN":
            begun += 1
            _check_count(begun, len(open_ones), number)
            _open(open_ones, found, Component(rest.strip().upper(), number))
        elif word == "END":
            if not open_ones or open_ones.pop().kind != rest.strip().upper():
                raise CalendarFileWrong(reason=FileFault.NESTED, line=number)
        elif not open_ones:
            raise CalendarFileWrong(
                reason=FileFault.NESTED if begun else FileFault.NOT_A_CALENDAR, line=number if begun else 0
            )
        elif wanted := _WANTED.get(open_ones[-1].kind):
            _take(open_ones[-1], text, wanted, number)
    if open_ones or not begun:
        raise CalendarFileWrong(reason=FileFault.CUT_OFF if begun else FileFault.EMPTY)
    return found


def _check_count(begun: int, depth: int, number: int) -> None:
    if begun > MOST_COMPONENTS:
        raise CalendarFileWrong(reason=FileFault.TOO_MANY, line=number)
    if depth >= DEEPEST:
        raise CalendarFileWrong(reason=FileFault.NESTED, line=number)


def _open(open_ones: list[Component], found: list[Component], new: Component) -> None:
    """Appointments count where they belong, inside a calendar; what an alarm holds is nobody's appointment."""
    inside = open_ones[-1].kind if open_ones else ""
    if not open_ones and new.kind != "VCALENDAR":
        raise CalendarFileWrong(reason=FileFault.NOT_A_CALENDAR, line=new.line)
    if new.kind in _PLACES and inside != _PLACES[new.kind]:
        raise CalendarFileWrong(reason=FileFault.NESTED, line=new.line)
    if new.kind in _PLACES:
        found.append(new)
    elif inside == "VTIMEZONE":
        open_ones[-1].parts.append(new)
    open_ones.append(new)


def _take(component: Component, text: str, wanted: frozenset[str], number: int) -> None:
    name = _NAME.match(text)
    if name is None or name.group().upper() not in wanted:
        return
    if len(text) > LONGEST_VALUE:
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=number)
    at, parameters = name.end(), {}
    while found := _PARAMETER.match(text, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if text[at : at + 1] != ":":
        raise CalendarFileWrong(reason=FileFault.MOMENT, line=number)
    component.lines.append(ContentLine(name.group().upper(), parameters, text[at + 1 :].strip(), number))


def _text(content: bytes) -> str:
    """What is looked at is plain ASCII in every encoding that calendars come in, so no letter needs to be right."""
    if len(content) > LARGEST:
        raise CalendarFileWrong(reason=FileFault.TOO_LARGE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        text = content.decode("utf-8", errors="replace").removeprefix("\ufeff")
    head = text.lstrip()[:500].casefold()
    if not head:
        raise CalendarFileWrong(reason=FileFault.EMPTY)
    if head.startswith(("<!doctype html", "<html", "<head", "<?xml")) or "<html" in head:
        raise CalendarFileWrong(reason=FileFault.WEB_PAGE)
    if not head.startswith("begin:vcalendar"):
        raise CalendarFileWrong(reason=FileFault.NOT_A_CALENDAR)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise CalendarFileWrong(reason=FileFault.NOT_A_CALENDAR, line=line)
    return text


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their number, continued ones made whole; only line ends of the format end a line."""
    number, parts = 0, []
    lines = re.split(r"\r\n|\n|\r", text)
    if len(lines) > MOST_LINES:
        raise CalendarFileWrong(reason=FileFault.TOO_MANY, line=MOST_LINES)
    for at, line in enumerate(lines, start=1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts and (whole := "".join(parts)).strip():
            yield number, whole
        number, parts = at, [line]
    if parts and (whole := "".join(parts)).strip():
        yield number, whole
