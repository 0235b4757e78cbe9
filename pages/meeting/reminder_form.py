"""Reminding whoever is silent: who, what they get to read and when they were reminded last, before anything is sent."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import InvitationAnswer, MeetingStatus
from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.letters import reminder_shown
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.ladder import BETWEEN_BY_HAND
from services.meetings.reminding import remind
from services.messages.facts import Matter
from services.plans.queries import CaseState
from services.wording import Say


def remind_button(screen: Screen, state: CaseState, meeting: PlannedMeeting, silent: tuple[Attendee, ...]) -> None:
    """Draws the button that opens the reminder; disabled, with the reason, when all of them were reminded just now."""
    say = screen.say
    if not silent:
        return
    fresh = all(just_reminded(one, screen.work.clock()) for one in silent)
    words = say.plural("Remind {n} person", "Remind {n} people", len(silent))
    note = say("They were reminded within the hour. Call, or try again later.") if fresh else None
    if st.button(words, type="primary", icon=":material/notifications:", key="remind_open", disabled=fresh, help=note):
        remind_dialog(screen, state, meeting, silent)


def remind_dialog(screen: Screen, state: CaseState, meeting: PlannedMeeting, silent: tuple[Attendee, ...]) -> None:
    """Opens the reminder to these attendees."""

    @st.dialog(screen.say("Send a reminder"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _check(screen, state, meeting, silent)

    opened()


def silent_in(meeting: PlannedMeeting) -> tuple[Attendee, ...]:
    """Who has not answered the invitation."""
    return tuple(one for one in meeting.attendees if one.answer is InvitationAnswer.OPEN)


def just_reminded(attendee: Attendee, now: datetime) -> bool:
    """Reminded within the hour: another would be one too many."""
    return attendee.reminded_at is not None and now < attendee.reminded_at + BETWEEN_BY_HAND


def reminded(say: Say, attendee: Attendee) -> str:
    """'herinnerd di 24 nov 9.00', or nothing."""
    return say("reminded {moment}", moment=say.short_moment(attendee.reminded_at)) if attendee.reminded_at else ""


def _check(screen: Screen, state: CaseState, meeting: PlannedMeeting, silent: tuple[Attendee, ...]) -> None:
    say, now = screen.say, screen.work.clock()
    fresh = [one for one in silent if just_reminded(one, now)]
    lines = [
        Markup('<li><strong>{}</strong> <span class="soft">{}</span></li>').format(
            f"{one.organisation_name}, {one.name}", _note(say, one, now)
        )
        for one in silent
    ]
    show(Markup("<ul>{}</ul>").format(joined(lines)))
    reminder_shown(screen, state, meeting, _matters(meeting, silent))
    text = say("Everybody gets one mail that lists what is still open for them, with their own link.")
    show(Markup('<p class="small">{}</p>').format(text))
    count = len(silent) - len(fresh)
    words = say.plural("Send {n} reminder", "Send {n} reminders", count)
    if st.button(words, type="primary", icon=":material/mail:", key="remind_send", disabled=not count):
        with refusals_shown(say):
            remind(screen.work, state.facts.id, meeting.id, tuple(one.invitation_id for one in silent))
            st.rerun()


def _matters(meeting: PlannedMeeting, silent: tuple[Attendee, ...]) -> tuple[Matter, ...]:
    """What is open for the first of them; each gets what is open for themselves."""
    if meeting.status is MeetingStatus.POLLED:
        return (Matter.POLL,)
    owes = any(one.owes_conditions for one in silent)
    return (Matter.ANSWER, Matter.CONDITIONS) if owes else (Matter.ANSWER,)


def _note(say: Say, attendee: Attendee, now: datetime) -> str:
    if just_reminded(attendee, now):
        return say("reminded within the hour, so not again")
    if not attendee.has_email:
        return say("no mail address known: call")
    return reminded(say, attendee) or say("not reminded yet")
