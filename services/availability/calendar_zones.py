"""Which time zone an appointment means: by its name, by Windows' name, by the file's own definition. Pure."""

from dataclasses import dataclass, field
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from services.availability.calendar_lines import Component, ContentLine
from services.scheduling.facts import LOCAL

MOST_CHANGES = 60
"""Rules in one definition of a time zone; the richest real ones have a few dozen."""
MOST_OWN_ZONES = 20
_LONGEST_NAME = 120


@dataclass
class Zones:
    """The time zones of one file; what nobody knows is read as Amsterdam's, and the appointments concerned counted."""

    defined: dict[str, Component]
    known: dict[str, tzinfo | None] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    """Lines at which appointments begin whose zone nobody knows."""

    def of(self, name: str, line: int) -> tzinfo:
        """The zone of this name, for the appointment that begins at `line`."""
        if name not in self.known:
            self.known[name] = _named(name) or self._own(name)
        zone = self.known[name]
        if zone is None:
            self.guessed.add(line)
        return zone or LOCAL

    def _own(self, name: str) -> tzinfo | None:
        definition = self.defined.get(name)
        if definition is None or len(self.known) > MOST_OWN_ZONES or len(definition.parts) > MOST_CHANGES:
            return None
        if any(not _yearly(one) for part in definition.parts for one in part.all("RRULE")):
            return None
        try:
            zone = Timezone.from_ical(_written(definition))
            return zone.to_tz() if isinstance(zone, Timezone) else None
        except Exception:  # whatever is wrong with a definition: then the zone is unknown, and that is told
            return None


def zones_of(found: list[Component]) -> Zones:
    """The zones that a file defines, by name."""
    named = ((one.first("TZID"), one) for one in found if one.kind == "VTIMEZONE")
    return Zones({line.value: zone for line, zone in named if line is not None})


def _named(name: str) -> tzinfo | None:
    """By name: 'Europe/Amsterdam', 'W. Europe Standard Time', '/example.org/20260101_1/Europe/Amsterdam'."""
    if len(name) > _LONGEST_NAME:
        return None
    parts = name.strip().strip("/").split("/")
    for known_as in (WINDOWS_TO_OLSON.get(name.strip(), ""), "/".join(parts), "/".join(parts[-2:])):
        try:
            return ZoneInfo(known_as)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def _yearly(line: ContentLine) -> bool:
    """A rule of a zone that comes once a year; others are no clock that a country has."""
    rule = dict(part.partition("=")[::2] for part in line.value.upper().split(";"))
    allowed = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "INTERVAL", "WKST", "COUNT"}
    return rule.get("FREQ") == "YEARLY" and set(rule) <= allowed


def _written(zone: Component) -> str:
    lines = ["BEGIN:VTIMEZONE", "TZID:own"]
    for part in zone.parts:
        if part.kind in ("STANDARD", "DAYLIGHT"):
            lines += [f"BEGIN:{part.kind}", *(f"{one.name}:{one.value}" for one in part.lines), f"END:{part.kind}"]
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])
