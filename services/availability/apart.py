"""Reading a calendar file in a process of its own, with little time and memory and none of our secrets.

A file comes from outside, and rules of repeats can be made to be searched without end. Here the worst that one can do
is to be refused. The process hands back stretches of time.
"""

from datetime import UTC, date, datetime
from typing import Any

from services.apart.reading import Apart, TooHeavy, TooLarge
from services.availability.calendar_lines import LARGEST
from services.availability.facts import CalendarFileWrong, CalendarReading, FileFault

SECONDS = 6
"""Of reckoning; the largest real calendars take a tenth of it."""
MEMORY = 600 * 1024 * 1024
CALENDARS = Apart("services.availability.apart", SECONDS, MEMORY, LARGEST, opens=True)
"""It opens files while it reads: those of the time zones that a calendar names."""


def read_apart(content: bytes, now: datetime) -> CalendarReading:
    """`own_calendar.read_calendar_file`, bounded. Raises `CalendarFileWrong`, with TOO_HEAVY when a bound is met."""
    try:
        told = CALENDARS.read(content, now.isoformat())
    except TooLarge:
        raise CalendarFileWrong(reason=FileFault.TOO_LARGE) from None
    except TooHeavy:
        raise CalendarFileWrong(reason=FileFault.TOO_HEAVY) from None
    if "reason" in told:
        raise CalendarFileWrong(reason=FileFault(told["reason"]), line=int(told["line"]))
    busy = tuple((datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)) for start, end in told["busy"])
    return CalendarReading(busy, date.fromisoformat(told["until_day"]), int(told["zones_guessed"]))


def prepare() -> None:
    """Loads the reader; in the worker only."""
    import services.availability.own_calendar  # noqa: F401  (known to the bounded process only)


def answer(content: bytes, now: str) -> dict[str, Any]:
    """What the worker hands back: stretches as seconds since 1970, or why the file was refused and at which line."""
    from services.availability.own_calendar import read_calendar_file

    try:
        read = read_calendar_file(content, datetime.fromisoformat(now))
    except CalendarFileWrong as refused:
        return {"reason": refused.fields["reason"], "line": refused.fields["line"]}
    busy = [(start.timestamp(), end.timestamp()) for start, end in read.busy]
    return {"busy": busy, "until_day": read.until_day.isoformat(), "zones_guessed": read.zones_guessed}
