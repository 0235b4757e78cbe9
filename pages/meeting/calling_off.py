"""Calling a meeting or a poll off, once confirmed: everybody who was asked is told."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.meetings.actions import withdraw
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState


def call_off(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """Draws the button that opens the question."""
    say = screen.say
    words = (
        (
            say("Call the poll off"),
            say("Everybody who was asked gets a message; their links stop working. No meeting is planned."),
            say("Call this poll off"),
        )
        if meeting.status is MeetingStatus.POLLED
        else (
            say("Call off"),
            say("All attendees get a message and their links stop working. What was handed in is kept."),
            say("Call this meeting off"),
        )
    )
    with st.popover(plain(words[0]), icon=":material/event_busy:"):
        show(Markup("<p>{}</p>").format(words[1]))
        if st.button(plain(words[2]), key="withdraw", type="primary"):
            with refusals_shown(say):
                withdraw(screen.work, state.facts.id, meeting.id, meeting.version)
                st.rerun()
