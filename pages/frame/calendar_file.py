"""Giving one's own calendar as a file: chosen, read after a click, summed up. For the office and for guests."""

from collections.abc import Callable
from datetime import timedelta

from pages.frame.file_choice import file_choice
from pages.frame.screen import Screen
from services.availability.facts import CalendarSummary
from services.scheduling.facts import local_day
from services.wording import Say

_SOON_OVER = timedelta(weeks=4)


def calendar_file(screen: Screen, name: str, read: Callable[[bytes], CalendarSummary]) -> CalendarSummary | None:
    """Draws the choice of a file; gives what was read in the run in which the button was pressed, else None.

    `name` tells the widgets of several people apart.
    """
    say = screen.say
    return file_choice(
        screen,
        f"calendar.{name}",
        read,
        label=say("Calendar file (.ics, 2 MB at most)"),
        button=say("Read this calendar"),
        hint=say("Only busy or free is kept: no titles, places, names or notes."),
        key="read_calendar",
    )


def spoken_summary(say: Say, summary: CalendarSummary) -> str:
    """'Ingelezen op di 24 nov, tot en met do 20 mei: 43 bezette stukken. Alleen bezet of vrij is bewaard.'"""
    return say.plural(
        "Read on {day}, up to and including {until}: {n} busy stretch. Only busy or free was kept.",
        "Read on {day}, up to and including {until}: {n} busy stretches. Only busy or free was kept.",
        summary.blocks,
        day=say.short_day(local_day(summary.read_at)),
        until=say.short_day(summary.until_day),
    )


def spoken_reading(say: Say, summary: CalendarSummary) -> str:
    """What to say right after reading, above the sum: that it was done, and which times rest on a guess."""
    read = say("The calendar was read.")
    if not summary.zones_guessed:
        return read
    guessed = say.plural(
        "{n} appointment is in an unknown time zone and was read as Dutch time; check it.",
        "{n} appointments are in an unknown time zone and were read as Dutch time; check them.",
        summary.zones_guessed,
    )
    return f"{read} {guessed}"


def soon_over(screen: Screen, summary: CalendarSummary) -> bool:
    """Whether the calendar that was read reaches less than four weeks ahead."""
    return summary.until_day < screen.today + _SOON_OVER
