"""Before the meeting: what is still missing, who was asked, and the one button that opens it."""

import streamlit as st
from markupsafe import Markup

from pages.frame.check_words import check_line
from pages.frame.markup import facts_list, heading, joined, rows, show
from pages.live.room import Room, doing, tell_problem
from pages.meeting.agenda_words import points_table
from pages.meeting.meeting_words import counted, minimum_lines
from services.live.actions import open_meeting
from services.live.rules import opens_at
from services.meetings.standing import GroupState
from services.plans.orders import Check, State, Step
from services.wording import label

_BOXES = {GroupState.BROKEN: "stop", GroupState.OPEN: "mind", GroupState.FILLED: "good", GroupState.WAIVED: "mind"}


def draw_opening(room: Room) -> None:
    """Draws what is missing and the button."""
    say, meeting = room.say, room.meeting
    heading(label(say, meeting.kind), say.span(meeting.starts_at, meeting.ends_at))
    tell_problem(room)
    left, right = st.columns([1.6, 1], gap="medium")
    with left:
        _ready(room)
    with right, st.container(key="card_live_agenda", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(say("Agenda"), points_table(say, room.agenda.points, whom=False)))


def _ready(room: Room) -> None:
    say, now = room.say, room.screen.work.clock()
    with st.container(key="card_live_opening", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(say("Before you begin"), _minimum(room)))
        missing = [check for check in room.state.checks if _matters(check)]
        if missing:
            show(rows([check_line(say, check) for check in missing]))
        else:
            text = say("Everything that the meeting needs is in.")
            show(Markup('<p class="good">{}</p>').format(text))
        about = [(say("The question"), room.meeting.question or say("not written down"))]
        show(facts_list([*about, (say("Invited"), counted(say, room.meeting))]))
        if not room.directs:
            show(Markup('<p class="small">{}</p>').format(say("The case director opens the meeting.")))
            return
        early, practice = now < opens_at(room.meeting.starts_at), room.screen.work.practice
        st.button(
            say("Open the meeting"),
            type="primary",
            key="live_open",
            icon=":material/play_arrow:",
            disabled=early and not practice,
            on_click=doing(room, lambda: open_meeting(room.screen.work, room.case_id, room.meeting.id)),
        )
        if early and practice:
            text = say("In the practice region you can open it now: its time moves to this moment.")
            show(Markup('<p class="small">{}</p>').format(text))
        elif early:
            text = say("You can open it from {moment} on.", moment=say.moment(opens_at(room.meeting.starts_at)))
            show(Markup('<p class="small">{}</p>').format(text))
        else:
            text = say("What is missing does not stop you: the meeting is where it gets settled.")
            show(Markup('<p class="small">{}</p>').format(text))


def _minimum(room: Room) -> Markup:
    """How the minimum attendance stands, by what was answered."""
    lines = minimum_lines(room.say, room.meeting, room.state.minimums.get(room.meeting.id, ()))
    return joined([Markup('<p class="{} below">{}</p>').format(_BOXES[state], text) for state, text in lines])


def _matters(check: Check) -> bool:
    """What the meeting itself needs: who is asked, what came in, what clashes; not what it will make."""
    return check.step in (Step.MEETING, Step.CONDITIONS, Step.NETWORK) and check.state in (State.MISSING, State.WAITING)
