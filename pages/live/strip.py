"""The strip above the meeting: which case, how the meeting runs, the stop while it stands, keys, and whose screen."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.case_header import hide_button
from pages.frame.markup import show, table, tag
from pages.live.clock import running
from pages.live.room import AGREE_KEY, EVERYBODYS, SCREEN_PARAMETER, Room
from services.cases.rules import hold_in_force
from services.wording import Say, label

_TOLD = "live.screen_told"


def draw_strip(room: Room) -> None:
    """Draws the strip. The reason of a stop is nowhere here: others may look along."""
    say = room.say
    with st.container(key="live_strip", horizontal=True, vertical_alignment="center", gap="small"):
        show(_title(room))
        _keys(say)
        if room.shared:
            st.button(say("My own screen"), key="live_own_screen", icon=":material/person:", on_click=_switch(room))
        else:
            words = say("Screen for everybody")
            st.button(words, key="live_share", icon=":material/co_present:", on_click=_switch(room))
            screen = room.screen
            if st.button(say("To the case"), key="live_leave", icon=":material/arrow_back:", type="tertiary"):
                screen.go("overleg", room.case_id)
        hide_button(say, f"{room.meeting.id}.{room.at}")
    _announced(room)
    if hold_in_force(room.state.facts, room.screen.work.clock()):
        first = say("Stop: nobody approaches the alleged perpetrator")
        rest = say("until the case director releases this.")
        show(Markup('<p class="stop"><strong>{}</strong> {}</p>').format(first, rest))


def _title(room: Room) -> Markup:
    say, meeting = room.say, room.meeting
    kind = label(say, meeting.kind)
    runs = Markup("")
    if room.live.opened_at is not None:
        now = room.screen.work.clock()
        since = room.live.point_since or room.live.opened_at
        runs = running(say, room.agenda.points[room.now_at - 1], since, now)
    badge = tag(say("On this screen: what everybody present may see"), "white") if room.shared else Markup("")
    return Markup('<p class="strip_title"><strong>{} · {}</strong> <span>{}</span> <span>{}</span> {}</p>').format(
        kind, meeting.code_name, say.span(meeting.starts_at, meeting.ends_at), runs, badge
    )


def _keys(say: Say) -> None:
    with st.popover(say("Keys"), icon=":material/keyboard:"):
        show(Markup("<h2>{}</h2>").format(say("Keys in the meeting")))
        show(table([say("Key"), say("What it does")], keys_shown(say)))
        text = say("On a Mac, Option is Alt. No key works by a single letter, so typing never triggers anything.")
        show(Markup('<p class="small below">{}</p>').format(text))


def keys_shown(say: Say) -> list[list[str]]:
    """The keys and what they do."""
    return [
        [AGREE_KEY.replace("+", " + "), say("Agreed: keeps the decision on the screen, or goes to the next point")],
        ["Alt + 1", say("Earlier action: done")],
        ["Alt + 2", say("Earlier action: no longer possible")],
        ["Alt + 3", say("Earlier action: not done")],
        ["Alt + 4", say("Earlier action: still open, something new")],
        [say("Shift, three times"), say("Hides the screen at once, and shows it again")],
    ]


def _switch(room: Room) -> Callable[[], None]:
    def go() -> None:
        if room.shared:
            st.query_params.pop(SCREEN_PARAMETER, None)
        else:
            st.query_params[SCREEN_PARAMETER] = EVERYBODYS
        st.session_state[_TOLD] = True

    return go


def _announced(room: Room) -> None:
    """Says once whose screen this is by now, also to a screen reader."""
    if not st.session_state.pop(_TOLD, False):
        return
    text = room.say("This is your own screen again: notes and everything you may see stand here.")
    if room.shared:
        text = room.say("This screen now shows only what everybody present may see. Notes are not on it.")
    show(Markup('<p class="mind" role="status">{}</p>').format(text))
