"""Why the screen for everybody is empty, on one's own screen: somebody at the table may read nothing of the case.

That somebody is kept out is behind a press: who sits beside the screen, reads along.
"""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.live.room import Room
from services.live.actions import kept_out_left
from services.live.facts import LiveState


def draw_emptied(room: Room, live: LiveState) -> None:
    """Draws the sentence and, for who leads the meeting, the way on; nothing while everybody there may read along."""
    say = room.say
    if live.unnamed:
        text = say("The screen for everybody is empty now.")
        if not room.directs:
            text = f"{text} {say('The case director knows why.')}"
    elif any(there.external for there in live.present):
        text = say("The screen for everybody is empty: somebody at the table reads their own agreements only.")
    else:
        return
    with st.container(key="live_emptied", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup('<p class="mind" role="status">{}</p>').format(text))
        if live.unnamed and room.directs:
            _why(room)


def _why(room: Room) -> None:
    say = room.say
    with st.popover(say("Why, and what now"), icon=":material/lock:"):
        told = (
            say("Somebody who sits at this table is kept out of this case by now. The notes go on as they were."),
            say("Pause the meeting and ask them to leave, in private. Do not say at the table why."),
        )
        for text in told:
            show(Markup("<p>{}</p>").format(text))
        if st.button(say("They left the room"), type="primary", key="live_kept_out_left"):
            kept_out_left(room.screen.work, room.case_id, room.meeting.id)
            st.rerun()
        after = say("Then the screen shows again what everybody present may see.")
        show(Markup('<p class="small">{}</p>').format(after))
