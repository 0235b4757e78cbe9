"""Letting one attendee in by hand: the code to tell by phone, the link, the text of the mail, and a new link."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import facts_list, plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.meetings.actions import reissue_link
from services.meetings.facts import Attendee
from services.messages.facts import Delivery
from services.plans.queries import CaseState


def link_dialog(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    """Opens what the director needs to let one attendee in."""
    say = screen.say

    @st.dialog(plain(say("Link and code of {name}", name=attendee.name)), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            link_and_code(screen, state, attendee)

    opened()


def link_and_code(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    """What the director needs to let one attendee in by hand: code, link, text of the mail, and a new link."""
    say = screen.say
    code = f"{attendee.code[:4]} {attendee.code[4:]}"
    show(
        facts_list([(say("Code, by phone only"), Markup('<strong style="font-size:1.25rem">{}</strong>').format(code))])
    )
    st.code(attendee.link, language=None, wrap_lines=True)
    if written := [one for one in attendee.mails if one.delivery is not Delivery.STOPPED]:
        mail = written[-1].mail
        st.code(f"{mail.subject}\n\n{mail.body}", language=None, wrap_lines=True)
    sure = st.checkbox(say("The old link must stop working"), key=f"sure_{attendee.invitation_id}")
    if st.button(say("New link and code"), key=f"renew_{attendee.invitation_id}", disabled=not sure):
        with refusals_shown(say):
            reissue_link(screen.work, state.facts.id, attendee.invitation_id)
            st.rerun()
