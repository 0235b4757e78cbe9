"""Calendar files for tests, written by ourselves in the shapes that programmes give them."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Monday, 10.00 in Amsterdam."""


def a_calendar(*parts: str) -> bytes:
    """A calendar around these parts."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Onze toets//NL", *parts, "END:VCALENDAR", ""]
    return "\r\n".join("\r\n".join(lines).splitlines()).encode() + b"\r\n"


def an_event(*lines: str, uid: str = "1") -> str:
    """An appointment with these lines."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T080000Z", *lines, "END:VEVENT"])


_AMSTERDAM = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""

SECRETS = ("Gesprek met mevrouw W.", "Dorpsstraat 12", "buurvrouw@voorbeeld.example", "Niet vergeten: dossier")
"""What stands in the calendars below and must be kept nowhere."""


def outlook() -> bytes:
    """As Outlook saves one: Windows' zone, folded lines, busy status, an alarm, a repeat with a moved occurrence."""
    zone = "W. Europe Standard Time"
    return a_calendar(
        "METHOD:PUBLISH",
        _AMSTERDAM.format(name=zone),
        an_event(
            *("CLASS:PRIVATE", f"SUMMARY;LANGUAGE=nl:{SECRETS[0]}", f"LOCATION:{SECRETS[1]}"),
            f'ATTENDEE;CN="De buurvrouw":mailto:{SECRETS[2]}',
            f"DESCRIPTION:{SECRETS[3]} en nog een lange regel\\n die door\r\n loopt op de volgende\r\n \tregel",
            *(f"DTSTART;TZID={zone}:20261026T090000", f"DTEND;TZID={zone}:20261026T103000"),
            *("RRULE:FREQ=WEEKLY;UNTIL=20261214T080000Z;INTERVAL=1;BYDAY=MO;WKST=MO", "SEQUENCE:2", "PRIORITY:5"),
            f"EXDATE;TZID={zone}:20261130T090000",
            *("TRANSP:OPAQUE", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
            *("BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "END:VALARM"),
            uid="040000008200E",
        ),
        an_event(
            *(f"RECURRENCE-ID;TZID={zone}:20261207T090000", f"DTSTART;TZID={zone}:20261208T130000"),
            *(f"DTEND;TZID={zone}:20261208T140000", "SEQUENCE:3", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
            uid="040000008200E",
        ),
        an_event(
            *("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227", "TRANSP:TRANSPARENT"),
            "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
            uid="040000008200F",
        ),
    )


def google() -> bytes:
    """As Google gives one: moments in UTC, repeats in a named zone, a cancelled occurrence, days without end."""
    return a_calendar(
        *("CALSCALE:GREGORIAN", "X-WR-CALNAME:Werk", "X-WR-TIMEZONE:Europe/Amsterdam"),
        an_event(f"SUMMARY:{SECRETS[0]}", "DTSTART:20261124T090000Z", "DTEND:20261124T100000Z", uid="a@g.example"),
        an_event(
            *("DTSTART;TZID=Europe/Amsterdam:20260902T093000", "DTEND;TZID=Europe/Amsterdam:20260902T094500"),
            *("RRULE:FREQ=WEEKLY;BYDAY=WE,FR", "STATUS:CONFIRMED", f"LOCATION:{SECRETS[1]}"),
            uid="b@g.example",
        ),
        an_event(
            *("RECURRENCE-ID;TZID=Europe/Amsterdam:20261125T093000", "STATUS:CANCELLED"),
            *("DTSTART;TZID=Europe/Amsterdam:20261125T093000", "DTEND;TZID=Europe/Amsterdam:20261125T094500"),
            uid="b@g.example",
        ),
    )


def apple() -> bytes:
    """As Apple's saves one: a length instead of an end, a path before the zone, a floating day, a task, an own zone."""
    return a_calendar(
        _AMSTERDAM.format(name="Kantoor"),
        *("BEGIN:VTODO", f"SUMMARY:{SECRETS[3]}", "DUE:20261124T090000Z", "END:VTODO"),
        an_event("DTSTART;TZID=/voorbeeld.example/2026_1/Europe/Amsterdam:20261124T130000", "DURATION:PT45M", uid="1"),
        an_event("DTSTART;TZID=Kantoor:20270715T090000", "DTEND;TZID=Kantoor:20270715T100000", uid="2"),
        an_event("DTSTART;TZID=Kantoor:20270415T090000", "DTEND;TZID=Kantoor:20270415T100000", uid="3"),
        an_event("DTSTART;TZID=Kantoor:20261217T090000", "DTEND;TZID=Kantoor:20261217T100000", uid="4"),
    )


def a_bit_of_everything() -> bytes:
    """What a hostile file is made from: everything that is looked at occurs in it."""
    return a_calendar(
        _AMSTERDAM.format(name="Kantoor"),
        "\r\n".join(["BEGIN:VFREEBUSY", "FREEBUSY;FBTYPE=BUSY:20261126T080000Z/PT3H", "END:VFREEBUSY"]),
        an_event(
            *("DTSTART;TZID=Kantoor:20261001T090000", "DTEND;TZID=Kantoor:20261001T100000"),
            "RRULE:FREQ=MONTHLY;BYDAY=1TH,-1TH;BYSETPOS=1",
            *("EXDATE;TZID=Kantoor:20261203T090000", "RDATE;TZID=Kantoor:20261210T090000,20261211T090000"),
            uid="5",
        ),
        outlook().decode().partition("METHOD:PUBLISH\r\n")[2].removesuffix("END:VCALENDAR\r\n").rstrip(),
        google().decode().partition("GREGORIAN\r\n")[2].removesuffix("END:VCALENDAR\r\n").rstrip(),
        an_event("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;COUNT=4", uid="6"),
    )
