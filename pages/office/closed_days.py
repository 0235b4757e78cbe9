"""The days on which an organisation does not meet, beside weekends and public holidays."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.availability.actions import close_day, reopen_day
from services.availability.queries import closed_days
from services.directory.partners import PartnerOrganisation

_NEW = "closed_days.new"


def closed_days_card(screen: Screen, homes: Sequence[PartnerOrganisation]) -> None:
    """One organisation: its closed days from today on, each to be opened again, and a day to add."""
    say, named = screen.say, {home.id: home.name for home in homes}
    if not homes:
        return
    with st.container(key="card_closed_days", gap="small"):
        text = say("Weekends and public holidays are free already. Good Friday or a day between, for instance, is not.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Closed days"), text))
        home = st.selectbox(
            say("Organisation"), list(named), format_func=lambda value: named[value], key="closed_days.home"
        )
        if home:
            _listed(screen, home)
            _adding(screen, home)


def _listed(screen: Screen, home: str) -> None:
    say, days = screen.say, closed_days(screen.work, home)
    if not days:
        show(Markup('<p class="small">{}</p>').format(say("No closed days yet.")))
    for day in days:
        with st.container(
            key=f"row_closed_{day.isoformat()}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
        ):
            show(Markup("<p>{}</p>").format(say.day(day)))
            if st.button(say("Open again"), type="tertiary", key=f"reopen_{day.isoformat()}", help=plain(say.day(day))):
                with refusals_shown(say):
                    reopen_day(screen.work, home, day)
                    st.rerun()


def _adding(screen: Screen, home: str) -> None:
    say, key = screen.say, f"{_NEW}.{st.session_state.setdefault(_NEW, 0)}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        day = st.date_input(say("Day"), None, key=key, format="DD-MM-YYYY", min_value=screen.today, width=160)
        added = st.button(say("Add this day"), key="close_day")
    if added and not isinstance(day, date):
        show(Markup('<p class="stop" role="alert">{}</p>').format(say("Choose a day.")))
    elif added and isinstance(day, date):
        with refusals_shown(say):
            close_day(screen.work, home, day)
            st.session_state[_NEW] += 1
            st.rerun()
