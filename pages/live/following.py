"""How a screen hears that the meeting went on: the one for everybody goes along, one's own says so and waits.

Nothing is taken away from under the hands of somebody who writes.
"""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.live.emptied import draw_emptied
from pages.live.room import Room, look_at, now_at
from services.live.facts import LiveState
from services.live.queries import live_of

SECONDS = 4


def draw_following(room: Room) -> None:
    """Looks every few seconds how far the meeting is."""

    @st.fragment(run_every=SECONDS)
    def drawn() -> None:
        with refusals_shown(room.say):
            live = live_of(room.screen.work, room.case_id, room.meeting.id)
            if room.shared and _seen(live) != _seen(room.live):
                st.rerun()  # also when somebody came in who may read less
            if not room.shared:
                _told(room, live)
                draw_emptied(room, live)

    drawn()


def _told(room: Room, live: LiveState) -> None:
    """The meeting went on, or was closed, by somebody else: a press goes along."""
    say = room.say
    if live.closed_at is not None:
        text, words = say("The meeting was closed on another screen."), say("Go along")
    elif now_at(live, room.agenda) != room.now_at:
        number = now_at(live, room.agenda)
        text = say("The meeting is now at point {n}: {title}.", n=number, title=room.agenda.points[number - 1].title)
        words = say("Go along to point {n}", n=number)
    else:
        return
    with st.container(key="live_went_on", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup('<p class="mind" role="status">{}</p>').format(text))
        if st.button(plain(words), key="live_go_along"):
            look_at(room, now_at(live, room.agenda))
            st.rerun()


def _seen(live: LiveState) -> tuple[object, ...]:
    """What a screen for everybody depends on: the point, and who is there."""
    there = tuple((one.id, one.organisation) for one in live.present)
    return (live.point, live.closed_at, live.statement_read_at, there, live.unnamed)
