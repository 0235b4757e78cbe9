"""The point of this minute: its title with a clock, what it asks, the key that agrees, and what is noted at it."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, plain, show
from pages.live.clock import left, passed
from pages.live.closing import draw_close
from pages.live.coming_and_going import deputy_wanted
from pages.live.doing import draw_actions
from pages.live.earlier import draw_earlier
from pages.live.first_point import draw_first
from pages.live.following import draw_following
from pages.live.notes import draw_notes
from pages.live.points import draw_news, draw_own, draw_question, draw_voices
from pages.live.rail import title_of
from pages.live.reviewing import draw_review
from pages.live.room import AGREE_KEY, Room, look_at, mover, tell_problem
from pages.live.settling import draw_conditions
from pages.live.telling import draw_telling
from services.agenda.facts import StandardPoint
from services.agenda.rules import minutes_of
from services.agenda.spoken import spoken

_Drawn = Callable[[Room], bool]
_POINTS: dict[StandardPoint, _Drawn] = {
    StandardPoint.OPENING: draw_first,
    StandardPoint.EARLIER: draw_earlier,
    StandardPoint.QUESTION: draw_question,
    StandardPoint.NEWS: draw_news,
    StandardPoint.VOICE: draw_voices,
    StandardPoint.CONDITIONS: draw_conditions,
    StandardPoint.ACTIONS: draw_actions,
    StandardPoint.TELLING: draw_telling,
    StandardPoint.REVIEW: draw_review,
    StandardPoint.CLOSE: draw_close,
}
"""What a standard point asks. Each gives whether something in it takes the key that agrees."""


def draw_point(room: Room) -> None:
    """Draws the point that this screen looks at."""
    deputy_wanted(room)
    with st.container(key="card_live_point", gap="small"):
        show(_head(room))
        draw_following(room)
        tell_problem(room)
        _elsewhere(room)
        standard = room.standard
        key_taken = (_POINTS[standard] if standard else draw_own)(room)
        if room.directs and room.at == room.now_at:
            _onwards(room, key_taken=key_taken)
        if not room.shared:
            show(_script(room))
    if not room.shared:
        draw_notes(room)


def _head(room: Room) -> Markup:
    say, live = room.say, room.live
    where = say("Point {n} of {all}", n=room.at, all=len(room.agenda.points))
    clock = Markup("")
    if room.at == room.now_at and live.opened_at is not None:
        since, now = live.point_since or live.opened_at, room.screen.work.clock()
        planned = room.point.ends_at - room.point.starts_at
        clock = Markup(" · {} · {}").format(passed(say, since, now), left(say, since, planned, now))
    else:
        clock = Markup(" · {}").format(say("{n} min", n=minutes_of(room.point)))
    return Markup('<p class="soft where">{}{}</p><h1>{}</h1>').format(where, clock, title_of(say, room.point))


def _elsewhere(room: Room) -> None:
    """This screen looks at another point than the meeting is at."""
    if room.at == room.now_at:
        return
    say = room.say
    with st.container(key="live_elsewhere", horizontal=True, vertical_alignment="center", gap="small"):
        text = say("You look at point {n}; the meeting is at point {now}.", n=room.at, now=room.now_at)
        show(Markup('<p class="mind">{}</p>').format(text))
        st.button(
            plain(say("To point {n}", n=room.now_at)), key="live_back", on_click=lambda: look_at(room, room.now_at)
        )


def _onwards(room: Room, *, key_taken: bool) -> None:
    """The press that agrees on the point and goes on; while something on the point takes its key, it has none."""
    say = room.say
    if room.last:
        return
    with st.container(key="live_onwards", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            say("Next point") if key_taken else say("Agreed, next point"),
            key="live_next",
            type="secondary" if key_taken else "primary",
            shortcut=None if key_taken else AGREE_KEY,
            on_click=mover(room, room.at + 1),
        )
        following = room.agenda.points[room.at]
        show(Markup('<p class="small">{}: {}</p>').format(say("Then"), title_of(say, following)))


def _script(room: Room) -> Markup:
    """What the chair can say at this point, and the own note at it; folded, for the own screen only."""
    say, words = room.say, spoken(room.say, room.standard)
    body = joined([Markup('<p class="below">{}</p>').format(text) for text in words])
    note = Markup("")
    if room.point.note:
        note = Markup('<p class="mind below">{}: {}</p>').format(say("Your note"), room.point.note)
    if not words:
        return note
    return note + Markup('<details class="small"><summary>{}</summary>{}</details>').format(
        say("What you can say at this point"), body
    )
