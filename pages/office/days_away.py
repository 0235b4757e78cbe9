"""The days on which a professional is away: listed, added, and taken back after a second click."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.office.diary_done import done
from services.availability.actions import end_away, record_away
from services.availability.facts import DaysAway
from services.availability.queries import days_away
from services.wording import Say

_TURN = "days_away.turn"
_WIDE = 190
"""Pixels: room for a whole date with the sign that empties the field."""


def days_away_part(screen: Screen, professional_id: str) -> None:
    """Draws the list and the two dates to add to it."""
    say, known = screen.say, days_away(screen.work, professional_id)
    show(Markup("<h3>{}</h3>").format(say("Away")))
    if not known:
        show(
            Markup('<p class="small">{}</p>').format(
                say("No days away from today on. Why somebody is away is not kept.")
            )
        )
    for away in known:
        with st.container(
            key=f"row_away_{away.id}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
        ):
            show(Markup("<p>{}</p>").format(spoken_days(say, away)))
            _taking_back(screen, away)
    _adding(screen, professional_id)


def spoken_days(say: Say, away: DaysAway) -> str:
    """'wo 25 nov' or 'wo 25 nov t/m vr 4 dec'."""
    first, last = say.short_day(away.first_day), say.short_day(away.last_day)
    if away.last_day.year != away.first_day.year:
        first, last = f"{first} {away.first_day.year}", f"{last} {away.last_day.year}"
    return first if first == last else say("{first} up to and including {last}", first=first, last=last)


def _taking_back(screen: Screen, away: DaysAway) -> None:
    say = screen.say
    with st.popover(say("Take back"), type="tertiary"):
        text = say("{days}: no longer away. Meetings can be proposed on these days again.", days=spoken_days(say, away))
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Take these days back"), type="primary", key=f"end_away_{away.id}"):
            with refusals_shown(say):
                end_away(screen.work, away.id)
                done(say("Taken back."), away.professional_id)


def _adding(screen: Screen, professional_id: str) -> None:
    """The fields get new names once their dates are kept: under the old ones a browser would go on showing these."""
    say, turn = screen.say, st.session_state.setdefault(_TURN, 0)
    key = f"availability.{professional_id}.{turn}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        first = _day(screen, say("From"), f"{key}.away_first")
        last = _day(screen, say("Up to and including"), f"{key}.away_last")
        added = st.button(say("Add days"), key="record_away", help=plain(say("One day: leave the second date empty.")))
    if added and first is None:
        show(Markup('<p class="stop" role="alert">{}</p>').format(say("Choose the first day.")))
    elif added and first is not None:
        with refusals_shown(say):
            record_away(screen.work, professional_id, first, last or first)
            st.session_state[_TURN] = turn + 1
            done(say("Recorded as away."), professional_id)


def _day(screen: Screen, title: str, key: str) -> date | None:
    return st.date_input(title, None, key=key, format="DD-MM-YYYY", min_value=screen.today, width=_WIDE)
