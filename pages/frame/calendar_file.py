"""Giving one's own calendar as a file: chosen, read after a click, summed up. For the office and for guests."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.availability.facts import CalendarSummary
from services.scheduling.facts import local_day
from services.wording import Say

_SOON_OVER = timedelta(weeks=4)


def calendar_file(screen: Screen, name: str, read: Callable[[bytes], CalendarSummary]) -> CalendarSummary | None:
    """Draws the choice of a file; gives what was read in the run in which the button was pressed, else None.

    `name` tells the widgets of several people apart. A refused file stays chosen, under the sentence that says why.
    """
    say, turn = screen.say, f"calendar_file.{name}.turn"
    number = st.session_state.setdefault(turn, 0)
    with st.container(key="calendar_file", gap="small"):
        file = st.file_uploader(say("Calendar file (.ics, 2 MB at most)"), key=f"calendar_file.{name}.{number}")
        if file is None:
            text = say("Only busy or free is kept: no titles, places, names or notes.")
            show(Markup('<p class="small">{}</p>').format(text))
            return None
        if st.button(say("Read this calendar"), type="primary", key="read_calendar"):
            with refusals_shown(say):
                summary = read(file.getvalue())
                st.session_state[turn] = number + 1
                return summary
    return None


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
