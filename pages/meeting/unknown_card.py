"""Of whom nothing is known when they can: who that is, and the two ways to get to know it."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.polling import poll_dialog
from pages.meeting.slot_words import Seating
from pages.meeting.wish import Wish
from pages.office.availability import availability_card
from services.directory.partners import professionals_for
from services.meetings.facts import Availability
from services.plans.queries import CaseState


def unknown_card(screen: Screen, state: CaseState, wish: Wish, found: Availability, around: Seating) -> None:
    """Draws nothing when something is known of everybody."""
    say, seats = screen.say, [seat for seat in around.in_order(found.required) if seat in around.unknown]
    if not seats:
        return
    with st.container(key="card_unknown", gap="small"):
        who = say.listed([around.name(say, seat) for seat in seats])
        title = (
            say("Of nobody is known when they can")
            if len(seats) == len(around.seats)
            else say.plural(
                "Availability unknown of {n} of {all}",
                "Availability unknown of {n} of {all}",
                len(seats),
                all=len(around.seats),
            )
        )
        text = say("{who}. Until then they count as not present.", who=who)
        show(Markup("<h2>{}</h2><p>{}</p>").format(title, text))
        with st.container(horizontal=True, gap="small"):
            kind = "primary" if len(seats) == len(around.seats) else "secondary"
            if st.button(say("Put times to the vote"), key="unknown_poll", icon=":material/how_to_vote:", type=kind):
                poll_dialog(screen, state, wish, found)
            if st.button(say("Type their hours"), key="unknown_hours", icon=":material/edit_calendar:"):
                _hours_dialog(screen, state, around)


def _hours_dialog(screen: Screen, state: CaseState, around: Seating) -> None:
    wanted = {seat.professional_id for seat in state.facts.seats if seat.id in around.unknown}
    people = [person for person in professionals_for(screen.work, state.facts.id) if person.id in wanted]

    @st.dialog(screen.say("Type their hours"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            availability_card(screen, people)
            if st.button(screen.say("Look again"), key="hours_done", type="primary"):
                st.rerun()

    opened()
