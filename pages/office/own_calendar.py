"""A professional's own calendar: read from a file, summed up, forgotten after a second click."""

import streamlit as st
from markupsafe import Markup

from pages.frame.calendar_file import calendar_file, soon_over, spoken_reading, spoken_summary
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.office.diary_done import done
from services.availability.actions import forget_calendar, read_calendar
from services.availability.queries import calendar_state


def own_calendar_part(screen: Screen, professional_id: str) -> None:
    """Draws what is kept of the calendar, and the choice of a file to read anew."""
    say, state = screen.say, calendar_state(screen.work, professional_id)
    show(Markup("<h3>{}</h3>").format(say("Own calendar")))
    if state is None:
        show(
            Markup('<p class="small">{}</p>').format(say("Not read yet. Ask for an .ics file saved from the calendar."))
        )
    else:
        show(Markup("<p>{}</p>").format(spoken_summary(say, state)))
        if soon_over(screen, state):
            show(Markup('<p class="small">{}</p>').format(say("Read the calendar anew to plan further ahead.")))
        _forgetting(screen, professional_id)
    read = calendar_file(screen, professional_id, lambda content: read_calendar(screen.work, professional_id, content))
    if read is not None:
        done(spoken_reading(say, read), professional_id)


def _forgetting(screen: Screen, professional_id: str) -> None:
    say = screen.say
    with st.popover(say("Forget this calendar"), type="tertiary"):
        text = say("Every busy stretch of this calendar is deleted. Hours that were recorded and days away stay.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Delete the busy stretches"), type="primary", key="forget_calendar"):
            with refusals_shown(say):
                forget_calendar(screen.work, professional_id)
                done(say("The calendar is forgotten."), professional_id)
