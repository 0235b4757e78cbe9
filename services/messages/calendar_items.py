"""The calendar item of one attendee: written as iCalendar (RFC 5545, RFC 5546), and read back."""

import re
from datetime import datetime

from icalendar import Calendar, Event, Timezone, vCalAddress

from services.messages.facts import InvitationText, Item
from services.messages.phrases import item_title
from services.messages.rules import check_lines
from services.wording.speech import LOCAL, Say

_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
# Written out with its yearly rule (European summer time since 1996), because older calendars know no zone by name.
_AMSTERDAM = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar_item(
    text: InvitationText, say: Say, *, made_at: datetime, organiser: str = "", cancel: bool = False
) -> str:
    """The iCalendar text of a meeting: METHOD REQUEST, or CANCEL. Names no attendee and no place.

    `organiser` is the planner's own mail address, `made_at` zone-aware. A cancelling item shows the time that was told
    (`text.was`). Raises `MessageFieldWrong`.
    """
    check_lines(text)
    calendar = Calendar()
    calendar.add("prodid", "-//MDO planner//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancel else "REQUEST")
    calendar.add_component(Timezone.from_ical(_AMSTERDAM))
    calendar.add_component(_event(text, say, made_at, organiser, cancel))
    return calendar.to_ical().decode()


def item_in(calendar: str) -> Item:
    """Reads back an item that `calendar_item` wrote."""
    begins, ends = calendar.index("BEGIN:VEVENT"), calendar.rindex("END:VEVENT")
    event = Event.from_ical(calendar[begins:ends] + "END:VEVENT\r\n")
    return Item(
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        starts_at=event.decoded("DTSTART"),
        ends_at=event.decoded("DTEND"),
        cancels=method_of(calendar) == "CANCEL",
    )


def method_of(calendar: str) -> str:
    """REQUEST or CANCEL; the empty text where there is none."""
    found = _METHOD.search(calendar)
    return found.group(1) if found else ""


def _event(text: InvitationText, say: Say, made_at: datetime, organiser: str, cancel: bool) -> Event:
    starts_at, ends_at = text.was if cancel and text.was else (text.starts_at, text.ends_at)
    event = Event()
    event.add("uid", text.uid)
    event.add("sequence", text.sequence)
    event.add("dtstamp", made_at)
    event.add("dtstart", starts_at.astimezone(LOCAL))
    event.add("dtend", ends_at.astimezone(LOCAL))
    event.add("summary", item_title(text, say))
    if not cancel:
        event.add("description", say("Your personal link: {link}", link=text.link))
    event.add("status", "CANCELLED" if cancel else "CONFIRMED")
    event.add("class", "PRIVATE")
    if organiser:
        event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    return event
