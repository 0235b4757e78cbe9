"""The planned meeting: when, who was invited and how far each is, with link, spoken code and text to copy."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import facts_list, heading, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.meetings.actions import reissue_link, withdraw
from services.meetings.facts import Attendee, PlannedMeeting
from services.messages.facts import Delivery
from services.plans.queries import CaseState
from services.wording import Say, label


def planned_card(screen: Screen, state: CaseState) -> None:
    """Draws the meeting that stands, its attendees and what can be done about it."""
    say, meeting = screen.say, state.meeting
    if meeting is None:
        return
    heading(
        f"{label(say, meeting.kind)}: {say.span(meeting.starts_at, meeting.ends_at)}",
        say("Conditions until {moment}.", moment=say.moment(meeting.conditions_due_at)),
    )
    if not _sends(screen):
        text = say("No mail is sent from here. Copy each attendee's text below, and tell the code by phone.")
        show(Markup('<p class="mind">{}</p>').format(text))
    with st.container(key="card_attendees", gap="xsmall"):
        title = say.plural("{n} attendee", "{n} attendees", len(meeting.attendees))
        show(Markup("<h2>{}</h2>").format(title))
        for attendee in meeting.attendees:
            _attendee(screen, state, meeting, attendee)
    if not state.directs:
        return
    with st.container(horizontal=True):
        if st.button(say("Plan another meeting"), icon=":material/add:", key="plan_more_button"):
            st.session_state[f"plan_more.{state.facts.id}"] = True
            st.rerun()
        _withdraw(screen, state, meeting)


def _attendee(screen: Screen, state: CaseState, meeting: PlannedMeeting, attendee: Attendee) -> None:
    say = screen.say
    with st.container(key=f"row_{attendee.invitation_id}", horizontal=True, vertical_alignment="center", gap="small"):
        show(
            Markup('<h3>{}</h3><p class="small">{} · {}</p>').format(
                attendee.organisation_name, attendee.name, _mailed(say, attendee, sending=_sends(screen))
            )
        )
        show(progress_tag(say, attendee), width="content")
        if attendee.link:
            with st.popover(say("Link and code"), help=plain(attendee.name)):
                link_and_code(screen, state, attendee)


def _sends(screen: Screen) -> bool:
    """Whether mail leaves from here at all."""
    return bool(screen.work.settings.smtp_host) and not screen.work.practice


def progress_tag(say: Say, attendee: Attendee) -> Markup:
    """How far one attendee is with the conditions."""
    if attendee.locked:
        return tag(say("locked: wrong code five times"), "red")
    if attendee.handed_in_at:
        return tag(say("conditions in"), "green")
    if attendee.nothing_to_add:
        return tag(say("no conditions"), "green")
    return tag(say("link opened"), "blue") if attendee.opened_at else tag(say("not opened yet"), "orange")


def _mailed(say: Say, attendee: Attendee, *, sending: bool) -> str:
    if not attendee.mails:
        return say("no mail address known")
    last = attendee.mails[-1]
    if not sending:
        return say("text ready to copy")
    return {
        Delivery.SENT: say("mail sent"),
        Delivery.WAITING: say("mail waits to be sent"),
        Delivery.GIVEN_UP: say("mail could not be delivered"),
    }[last.delivery]


def link_and_code(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    """What the director needs to let one attendee in by hand: code, link, text of the mail, and a new link."""
    say = screen.say
    code = f"{attendee.code[:4]} {attendee.code[4:]}"
    show(
        facts_list([(say("Code, by phone only"), Markup('<strong style="font-size:1.25rem">{}</strong>').format(code))])
    )
    st.code(attendee.link, language=None, wrap_lines=True)
    if attendee.mails:
        mail = attendee.mails[-1].mail
        st.code(f"{mail.subject}\n\n{mail.body}", language=None, wrap_lines=True)
    sure = st.checkbox(say("The old link must stop working"), key=f"sure_{attendee.invitation_id}")
    if st.button(say("New link and code"), key=f"renew_{attendee.invitation_id}", disabled=not sure):
        with refusals_shown(say):
            reissue_link(screen.work, state.facts.id, attendee.invitation_id)
            st.rerun()


def _withdraw(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    say = screen.say
    with st.popover(say("Call off"), icon=":material/event_busy:"):
        text = say("All attendees get a message and their links stop working. What was handed in is kept.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Call this meeting off"), key="withdraw", type="primary"):
            with refusals_shown(say):
                withdraw(screen.work, state.facts.id, meeting.id, meeting.version)
                st.rerun()
