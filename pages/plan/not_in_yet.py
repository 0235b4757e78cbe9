"""Who still owes conditions, and what the case director can do about it: call and fill in, or pass the link on."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.link_dialog import link_and_code
from pages.meeting.meeting_words import progress_tag
from pages.plan.by_phone import call_about
from services.conditions.actions import nothing_to_add_for
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import organisation_label


def draw_not_in_yet(screen: Screen, state: CaseState) -> None:
    """Draws the attendees who owe conditions, and the way to record one of somebody who was not invited."""
    say, meeting = screen.say, state.meeting
    with st.container(key="card_owing", gap="xsmall"):
        if meeting is None:
            show(Markup("<p>{}</p>").format(say("No meeting has been planned yet.")))
        elif not meeting.owing:
            show(Markup('<p class="good">{}</p>').format(say("Everybody has handed in or said that there is nothing.")))
        else:
            _head(say, meeting)
            for attendee in meeting.owing:
                _row(screen, state, attendee)
    if meeting is None or any(attendee.link for attendee in meeting.attendees):
        record_other_button(screen, state)


def record_other_button(screen: Screen, state: CaseState) -> None:
    """The way to a condition of an external party, or of a partner who does not attend."""
    st.button(
        screen.say("Record a condition of somebody who was not invited"),
        icon=":material/add:",
        key="record_other",
        on_click=_caller(state, ""),
    )


def _head(say: Say, meeting: PlannedMeeting) -> None:
    title = say.plural("{n} attendee still to answer", "{n} attendees still to answer", len(meeting.owing))
    due = say("Conditions until {moment}.", moment=say.moment(meeting.conditions_due_at))
    show(Markup('<h2>{}</h2><p class="small">{}</p>').format(title, due))


def _row(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    say, which = screen.say, attendee.invitation_id
    with st.container(key=f"row_{which}", horizontal=True, vertical_alignment="center", gap="small"):
        show(
            Markup('<h3>{}</h3><p class="small">{} &nbsp;{}</p>').format(
                organisation_label(say, attendee.organisation), attendee.name, progress_tag(say, attendee)
            )
        )
        if not attendee.link:
            return
        st.button(
            say("Fill in after a call"),
            icon=":material/call:",
            key=f"call_{which}",
            help=plain(attendee.name),
            on_click=_caller(state, which),
        )
        with st.popover(say("Has no conditions"), help=plain(attendee.name)):
            _none(screen, state, attendee)
        with st.popover(say("Link and code"), help=plain(attendee.name)):
            link_and_code(screen, state, attendee)


def _none(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    say = screen.say
    text = say("{name} told you so. They can still hand in by their link until the deadline.", name=attendee.name)
    show(Markup("<p>{}</p>").format(text))
    if st.button(say("Record: no conditions"), key=f"none_{attendee.invitation_id}"):
        with refusals_shown(say):
            nothing_to_add_for(screen.work, state.facts.id, attendee.invitation_id)
            st.rerun()


def _caller(state: CaseState, invitation_id: str) -> Callable[[], None]:
    return lambda: call_about(state.facts.id, invitation_id)
