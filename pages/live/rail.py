"""The agenda beside the meeting: what was dealt with, what is on now, what is to come; and the other cases of a row."""

import streamlit as st
from markupsafe import Markup

from pages.frame.components import picture
from pages.frame.markup import joined, plain, show
from pages.live.room import Room, mover
from pages.meeting.agenda_words import clock_words
from pages.meeting.case_meetings import shown_key
from services.agenda.facts import Point, SittingCase
from services.agenda.queries import sitting_of
from services.agenda.rules import minutes_of
from services.wording import Say


def draw_rail(room: Room) -> None:
    """Draws the points; one click takes the meeting to one of them, or this screen for who only reads along.

    On a phone the point of now stands there alone until the whole agenda is asked for; a choice folds it again.
    """
    say = room.say
    with st.container(key="card_live_rail", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Agenda")))
        points = joined([_point(room, point) for point in room.agenda.points])
        whole = Markup('<label class="rail_whole"><input type="checkbox"> {}</label>').format(say("Whole agenda"))
        body = Markup('{}<ol class="rail">{}</ol>').format(whole, points)
        picture(body, key="live_rail", on_pick=lambda number: mover(room, int(number))())
        if room.meeting.sitting_id:
            _sitting(room)


def _point(room: Room, point: Point) -> Markup:
    say, now = room.say, room.now_at
    state = "done" if point.number < now else "now" if point.number == now else "ahead"
    said = {"done": say("dealt with"), "now": say("now"), "ahead": say("to come")}[state]
    glyph = {"done": "✓", "now": "▸", "ahead": ""}[state]
    current = Markup(' aria-current="step"') if point.number == room.at else Markup("")
    return Markup(
        '<li><button type="button" class="{}" data-pick="{}"{}><span class="sign" aria-hidden="true">{}</span>'
        '<span class="grow">{}<span class="unseen"> {}</span></span><span class="min">{}</span></button></li>'
    ).format(state, point.number, current, glyph, title_of(say, point), said, say("{n} min", n=minutes_of(point)))


def title_of(say: Say, point: Point) -> str:
    """What a point is called; one that is not for everybody on this screen is only a part of the meeting."""
    return point.title or say("another part of the meeting")


def _sitting(room: Room) -> None:
    """The cases of the row: only the reader's own are named, and the next of them is one click away."""
    say, plan = room.say, sitting_of(room.screen.work, room.meeting.sitting_id)
    lines = joined([_case(room, one) for one in plan.cases])
    show(Markup("<h2>{}</h2><ol>{}</ol>").format(say("Cases in a row"), lines))
    later = (one for one in plan.cases if one.agenda is not None and one.starts_at > room.meeting.starts_at)
    following = next(later, None)
    if following is not None and not room.shared:
        words = say("Next case: {name}", name=following.code_name)
        if st.button(plain(words), key="live_next_case", icon=":material/arrow_forward:", width="stretch"):
            st.session_state[shown_key(following.case_id)] = following.meeting_id
            room.screen.go("live", following.case_id)


def _case(room: Room, case: SittingCase) -> Markup:
    own = case.agenda is not None and (not room.shared or case.case_id == room.case_id)
    name = case.code_name if own else room.say("another case")
    here = Markup("<strong>{}</strong>").format(name) if case.case_id == room.case_id else name
    return Markup('<li class="small"><span class="code nowrap">{}</span> {}</li>').format(
        clock_words(room.say, case.starts_at, case.ends_at), here
    )
