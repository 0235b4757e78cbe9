"""The last locked minutes, at hand while the next meeting is held; on one's own screen only."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.live.minutes import draw_previous
from pages.live.room import Room
from services.minutes.queries import previous_minutes


def last_time_button(room: Room) -> None:
    """Draws the press that opens them; they are read when they are asked for."""
    words = room.say("Previous minutes")
    if st.button(words, key="live_last_time", icon=":material/history:", width="stretch"):
        _dialog(room)


def _dialog(room: Room) -> None:
    say = room.say

    @st.dialog(say("Previous minutes"), width="large")
    def opened() -> None:
        with refusals_shown(say):
            before = previous_minutes(room.screen.work, room.case_id, room.meeting.id)
            if before is None:
                text = say("No minutes of an earlier meeting were locked. What was agreed stands under the actions.")
                show(Markup("<p>{}</p>").format(text))
                return
            if before.record is not None:
                show(Markup('<p class="soft">{}</p>').format(say.day(before.record.starts_at)))
            draw_previous(room.screen, room.state, before)

    opened()
