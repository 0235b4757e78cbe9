"""The meeting while it is held: the point of this minute, what was agreed, who is there.

One's own screen has notes and everything its reader may see. The screen for everybody shows what the least entitled
person present may see, and nothing of how much more there is.
"""

import streamlit as st

from pages.frame.case_header import case_header
from pages.frame.markup import heading, show
from pages.frame.screen import Screen
from pages.frame.style import dress_live
from pages.live.attendance import present_card
from pages.live.center import draw_point
from pages.live.closing import draw_closed
from pages.live.opening import draw_opening
from pages.live.rail import draw_rail
from pages.live.room import Room, is_shared, room_of
from pages.live.strip import draw_strip
from pages.meeting.case_meetings import shown_key
from services.reports.at_table import table_of


def render(screen: Screen) -> None:
    """Draws the meeting of the case that the address names."""
    picked = str(st.session_state.get(shown_key(screen.case_id), ""))
    state, table = table_of(screen.work, screen.case_id, picked, shared=is_shared())
    if table is None:
        case_header(screen, state, "live")
        _no_meeting(screen)
        return
    room = room_of(screen, table)
    if room.live.going_on:
        dress_live()
        _going_on(room)
        return
    case_header(screen, state, "live")
    if room.live.closed_at is None:
        draw_opening(room)
    else:
        draw_closed(room)


def _no_meeting(screen: Screen) -> None:
    say = screen.say
    heading(say("The meeting"))
    with st.container(key="card_empty", gap="small"):
        show(say("No meeting has been announced yet. Once there is one, you open and lead it here."))
        if st.button(say("To the planning"), type="primary", key="live_to_planning"):
            screen.go("overleg", screen.case_id)


def _going_on(room: Room) -> None:
    with st.container(key="live_shared" if room.shared else "live_own", gap="small"):
        draw_strip(room)
        left, middle, right = st.columns([1, 2.75, 0.95], gap="small")
        with left:
            draw_rail(room)
        with middle:
            draw_point(room)
        with right:
            present_card(room)
