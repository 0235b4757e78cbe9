"""The other meetings of the case: announced, put to the vote, held and called off, with what came of them.

Times that are kept free, and coordination by phone, have cards of their own.
"""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from models.terms import Known, MeetingStatus
from pages.frame.markup import plain, show, tag
from pages.frame.screen import Screen
from pages.meeting.meeting_words import countdown, is_over, status_tag
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say, label

SHOWN = 6
LISTED = (MeetingStatus.POLLED, MeetingStatus.PLANNED, MeetingStatus.WITHDRAWN)


def meetings_card(screen: Screen, state: CaseState, shown: str = "") -> None:
    """Draws the other meetings of the case than the one that is `shown` (its id), latest first."""
    say, now = screen.say, screen.work.clock()
    others = [one for one in state.meetings if one.id != shown and one.status in LISTED]
    if not others:
        return
    ahead = sorted((one for one in others if one.ends_at > now and _stands(one)), key=lambda one: one.starts_at)
    behind = [one for one in others if one not in ahead]
    with st.container(key="card_meetings", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say("Other meetings of this case")))
        for meeting in (*ahead, *behind[:SHOWN]):
            _row(screen, state, meeting)
        if len(behind) > SHOWN:
            with st.expander(say.plural("{n} earlier meeting", "{n} earlier meetings", len(behind) - SHOWN)):
                for meeting in behind[SHOWN:]:
                    _row(screen, state, meeting)


def _stands(meeting: PlannedMeeting) -> bool:
    return meeting.status is not MeetingStatus.WITHDRAWN


def _row(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    say, now = screen.say, screen.work.clock()
    with st.container(key=f"row_meeting_{meeting.id}", horizontal=True, vertical_alignment="center", gap="small"):
        over = is_over(meeting, now)
        ahead = not over and _stands(meeting)
        when = countdown(say, meeting.starts_at, meeting.ends_at, now) if ahead else ""
        notes = [part for part in (when, *_notes(say, meeting, over=over)) if part]
        show(
            Markup(
                '<div class="attendee"><div><h3>{}</h3><p class="small">{}</p>{}</div><p class="tags">{}</p></div>'
            ).format(
                f"{label(say, meeting.kind)}: {_when(say, meeting)}",
                " · ".join(notes),
                Markup('<p class="lines">{}</p>').format(meeting.outcome) if meeting.outcome else "",
                tag(say("Held"), "green") if _held(meeting, over=over) else status_tag(say, meeting.status),
            )
        )
        if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.POLLED):
            if st.button(say("Show"), key=f"show_{meeting.id}", help=plain(label(say, meeting.kind))):
                st.session_state[shown_key(state.facts.id)] = meeting.id
                st.rerun()
            if _unrecorded(meeting, over=over):
                screen.link("netwerk", plain(say("Record who was there")), state.facts.id, icon=":material/how_to_reg:")


def _when(say: Say, meeting: PlannedMeeting) -> str:
    if meeting.status is not MeetingStatus.POLLED:
        return say.span(meeting.starts_at, meeting.ends_at)
    first, last = say.short_day(meeting.starts_at), say.short_day(meeting.ends_at)
    return say("times from {first} to {last}", first=first, last=last)


def shown_key(case_id: str) -> str:
    """Where the session keeps which meeting of a case is looked at."""
    return f"meeting.shown.{case_id}"


def minutes_shown_key(case_id: str) -> str:
    """Where the session keeps of which meeting of a case the minutes are looked at."""
    return f"minutes.shown.{case_id}"


def chosen_meeting(state: CaseState) -> PlannedMeeting | None:
    """The meeting to show: the one that was picked, else the one that stands, else the poll that runs."""
    picked = st.session_state.get(shown_key(state.facts.id), "")
    open_ones = [one for one in state.meetings if one.status in (MeetingStatus.PLANNED, MeetingStatus.POLLED)]
    found = next((one for one in open_ones if one.id == picked), None)
    polls = (one for one in open_ones if one.status is MeetingStatus.POLLED)
    return found or state.meeting or next(polls, None)


def _held(meeting: PlannedMeeting, *, over: bool) -> bool:
    return meeting.status is MeetingStatus.PLANNED and over


def _unrecorded(meeting: PlannedMeeting, *, over: bool) -> bool:
    return _held(meeting, over=over) and all(one.attended is Known.UNKNOWN for one in meeting.attendees)


def _notes(say: Say, meeting: PlannedMeeting, *, over: bool) -> Iterable[str]:
    if _unrecorded(meeting, over=over):
        yield say("who was there is not recorded")
    elif _held(meeting, over=over):
        there = sum(one.attended is Known.YES for one in meeting.attendees)
        yield say("{n} of {all} were there", n=there, all=len(meeting.attendees))
    if meeting.waivers:
        yield say("without the whole minimum")
