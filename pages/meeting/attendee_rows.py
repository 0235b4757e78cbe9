"""Who was invited, one row each: what they said, how far their conditions are, and what can be done about it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import streamlit as st
from markupsafe import Markup

from models.terms import InvitationAnswer, MeetingStatus
from pages.frame.markup import Text, joined, plain, show
from pages.frame.screen import Screen
from pages.meeting.deputy_form import deputy_dialog, proposal_row
from pages.meeting.information_form import information_dialog
from pages.meeting.link_dialog import link_dialog
from pages.meeting.meeting_words import answer_tag, known_as, mailed, progress_tag
from pages.meeting.reminder_form import remind_dialog, reminded
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say


class Shown(StrEnum):
    """Which attendees are shown."""

    ALL = "all"
    WAITING = "waiting"


class RowAct(StrEnum):
    """What the menu of a row offers."""

    REMIND = "remind"
    DEPUTY = "deputy"
    INFORMATION = "information"


def attendees_card(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """Draws the attendees: those that wait for a word first, then the required ones, then by organisation."""
    say, needed = screen.say, _required(state, meeting)
    with st.container(key="card_attendees", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            title = say.plural("{n} attendee", "{n} attendees", len(meeting.attendees))
            show(Markup("<h2>{}</h2>").format(title))
            shown = _filter(say, meeting)
        if state.directs and not sends(screen):
            text = say("No mail is sent from here. Copy each attendee's text below, and tell the code by phone.")
            show(Markup('<p class="mind">{}</p>').format(text))
        listed = [one for one in meeting.attendees if shown is Shown.ALL or is_waiting(one)]
        attendee_rows(screen, state, meeting, sorted(listed, key=lambda one: _order(one, needed)))
        if shown is Shown.WAITING and not any(map(is_waiting, meeting.attendees)):
            show(Markup("<p>{}</p>").format(say("Everybody has answered.")))


def attendee_rows(screen: Screen, state: CaseState, meeting: PlannedMeeting, attendees: Iterable[Attendee]) -> None:
    """Draws a row for each of these."""
    needed = _required(state, meeting)
    for attendee in attendees:
        _row(screen, state, meeting, attendee, required=attendee.organisation in needed)


def sends(screen: Screen) -> bool:
    """Whether mail leaves from here at all."""
    return bool(screen.work.settings.smtp_host) and not screen.work.practice


def is_waiting(attendee: Attendee) -> bool:
    """Has not answered, or waits for a word on a deputy."""
    return attendee.answer in (InvitationAnswer.OPEN, InvitationAnswer.DEPUTY)


def _required(state: CaseState, meeting: PlannedMeeting) -> frozenset[str]:
    return frozenset(key for group in state.minimums.get(meeting.id, ()) for key in group.organisations)


def _order(attendee: Attendee, needed: frozenset[str]) -> tuple[bool, bool, str, str]:
    proposed = attendee.answer is InvitationAnswer.DEPUTY
    return (not proposed, attendee.organisation not in needed, attendee.organisation_name, attendee.name)


def _filter(say: Say, meeting: PlannedMeeting) -> Shown:
    count = sum(map(is_waiting, meeting.attendees))
    if not count:
        return Shown.ALL
    named = {
        Shown.ALL: say("All {n}", n=len(meeting.attendees)),
        Shown.WAITING: say("To answer {n}", n=count),
    }
    chosen = st.segmented_control(
        say("Which attendees"),
        list(Shown),
        format_func=lambda one: named[one],
        default=Shown.ALL,
        required=True,
        key=f"attendees_{meeting.id}",
        label_visibility="collapsed",
    )
    return Shown(chosen)


def _row(screen: Screen, state: CaseState, meeting: PlannedMeeting, attendee: Attendee, *, required: bool) -> None:
    say = screen.say
    with st.container(key=f"row_{attendee.invitation_id}", gap="xsmall"):
        with st.container(
            key=f"attendee_{attendee.invitation_id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            show(_told(screen, state, attendee, required=required))
            if attendee.link:
                _menu(screen, state, meeting, attendee)
        if state.directs and attendee.answer is InvitationAnswer.DEPUTY and attendee.proposed:
            proposal_row(screen, state, meeting, attendee)
        if attendee.information:
            show(
                Markup('<details><summary>{}</summary><p class="lines">{}</p></details>').format(
                    say("What was given in writing"), attendee.information
                )
            )


def _told(screen: Screen, state: CaseState, attendee: Attendee, *, required: bool) -> Markup:
    say = screen.say
    notes: list[Text] = [known_as(say, attendee)]
    if required:
        notes.append(say("asked for by the minimum"))
    if state.directs:
        notes.append(mailed(say, attendee, sending=sends(screen)))
        notes += [text for text in (reminded(say, attendee),) if text]
    return Markup(
        '<div class="attendee"><div><h3>{}</h3><p class="small">{}</p></div><p class="tags">{} {}</p></div>'
    ).format(attendee.organisation_name, joined(notes, " · "), answer_tag(say, attendee), progress_tag(say, attendee))


def _menu(screen: Screen, state: CaseState, meeting: PlannedMeeting, attendee: Attendee) -> None:
    say, about = screen.say, plain(attendee.name)
    if st.button(say("Link and code"), key=f"link_{attendee.invitation_id}", help=about):
        link_dialog(screen, state, attendee)
    acts = _acts(meeting, attendee, screen.work.clock())
    if not acts:
        return
    chosen = st.menu_button(
        say("More"),
        acts,
        format_func=lambda act: _act_word(say, act),
        key=f"more_{attendee.invitation_id}",
        type="tertiary",
        help=about,
    )
    if chosen:
        _open(RowAct(chosen), screen, state, meeting, attendee)


def _acts(meeting: PlannedMeeting, attendee: Attendee, now: datetime) -> list[RowAct]:
    """What can still be done: a deputy may come until the end, information may be recorded afterwards too."""
    if meeting.status is MeetingStatus.POLLED:
        return [RowAct.REMIND]
    silent = attendee.answer is InvitationAnswer.OPEN and meeting.starts_at > now
    deputy = [RowAct.DEPUTY] if meeting.ends_at > now else []
    return [*([RowAct.REMIND] if silent else []), *deputy, RowAct.INFORMATION]


def _act_word(say: Say, act: RowAct) -> str:
    return {
        RowAct.REMIND: say("Send a reminder"),
        RowAct.DEPUTY: say("Name a deputy"),
        RowAct.INFORMATION: say("Record information in writing"),
    }[act]


def _open(act: RowAct, screen: Screen, state: CaseState, meeting: PlannedMeeting, attendee: Attendee) -> None:
    if act is RowAct.REMIND:
        remind_dialog(screen, state, meeting, (attendee,))
    elif act is RowAct.DEPUTY:
        deputy_dialog(screen, state, attendee)
    else:
        information_dialog(screen, state, attendee)
