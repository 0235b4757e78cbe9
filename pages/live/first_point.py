"""The first point: the statement is read aloud and accepted, who is there is kept, and what is still open comes first.

An agenda without a point for what was agreed earlier has it here: nothing new is agreed before it was looked at.
"""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.live.coming_and_going import accept_all, draw_coming
from pages.live.earlier import draw_earlier
from pages.live.room import AGREE_KEY, Room, doing
from services.agenda.facts import StandardPoint
from services.agenda.spoken import confidentiality
from services.agenda.words import standard_point
from services.live.actions import read_statement


def draw_first(room: Room) -> bool:
    """Draws the first point; gives whether something takes the key that agrees."""
    taken = _statement(room)
    if room.directs and not room.shared:
        with st.container(key="live_coming", gap="small"):
            draw_coming(room)
            text = room.say("A deputy, an observer, who leaves and comes back: under Attendance, beside this.")
            show(Markup('<p class="small">{}</p>').format(text))
    if room.table.earlier and not _has_own_point(room):
        show(Markup("<h2>{}</h2>").format(room.say("First: what was agreed earlier")))
        return draw_earlier(room) or taken
    return taken


def _statement(room: Room) -> bool:
    say, live = room.say, room.live
    show(Markup('<p class="quote said">{}</p>').format(confidentiality(say)))
    if live.statement_read_at is None:
        if not room.directs:
            return False
        with st.container(key="live_statement", horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                say("Read aloud"),
                key="live_read",
                type="primary",
                shortcut=AGREE_KEY,
                on_click=doing(room, lambda: read_statement(room.screen.work, room.case_id, room.meeting.id)),
            )
            text = say("Read it aloud first. Who is there then accepts it, one by one or all at once.")
            show(Markup('<p class="small">{}</p>').format(text))
        return True
    waiting = [there for there in live.present if there.accepted_at is None]
    read = say("Read aloud at {time}.", time=say.time(live.statement_read_at))
    if not waiting:
        done = say("Everybody at the table accepted it.") if live.present else ""
        show(Markup('<p class="good">✓ {} {}</p>').format(read, done))
        return False
    with st.container(key="live_statement", horizontal=True, vertical_alignment="center", gap="small"):
        if room.directs:
            st.button(
                say("Everybody accepts it"),
                key="live_accept",
                type="primary",
                shortcut=AGREE_KEY,
                on_click=accept_all(room),
            )
        count = say.plural("{n} person has not accepted it yet.", "{n} people have not accepted it yet.", len(waiting))
        show(Markup('<p class="small">{} {}</p>').format(read, count))
    return room.directs


def _has_own_point(room: Room) -> bool:
    return any(standard_point(point.title) is StandardPoint.EARLIER for point in room.agenda.points)
