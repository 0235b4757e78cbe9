"""The dialogs about one owner's link: code and link to pass on, a new one, taking it back, writing the manager."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import facts_list, plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.messages.facts import Delivery
from services.plans.queries import CaseState
from services.reports.facts import OwnerLink
from services.reports.links import renew_link, revoke_link
from services.reports.managers import manager_letter_of
from services.reports.reminding import escalate


def link_dialog(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    """Opens what the director needs to let one owner in."""
    say = screen.say

    @st.dialog(plain(say("Link and code of {name}", name=link.name)), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _link_and_code(screen, state, link)

    opened()


def revoke_dialog(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    """Asks whether a link is really to stop working."""
    say = screen.say

    @st.dialog(plain(say("Take back the link of {name}?", name=link.name)))
    def opened() -> None:
        text = say("It opens no more, whoever is in by it is out, and no reminders follow. What was answered stays.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Take link back"), type="primary", key=f"revoke_sure_{link.id}"):
            with refusals_shown(say):
                revoke_link(screen.work, state.facts.id, link.id)
                st.rerun()

    opened()


def manager_dialog(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    """Shows the letter to the manager as it goes, before anything is sent."""
    say = screen.say

    @st.dialog(say("Write the manager"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _letter(screen, state, link)

    opened()


def _link_and_code(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    say = screen.say
    code = Markup('<strong style="font-size:1.25rem">{} {}</strong>').format(link.code[:4], link.code[4:])
    show(facts_list([(say("Code, by phone only"), code)]))
    st.code(link.link, language=None, wrap_lines=True)
    if written := [one for one in link.mails if one.delivery is not Delivery.STOPPED and one.mail.to]:
        mail = written[-1].mail
        st.code(f"{mail.subject}\n\n{mail.body}", language=None, wrap_lines=True)
    sure = st.checkbox(say("The old link must stop working"), key=f"owner_sure_{link.id}")
    if st.button(say("New link and code"), key=f"owner_renew_{link.id}", disabled=not sure):
        with refusals_shown(say):
            renew_link(screen.work, state.facts.id, link.id)
            st.rerun()


def _letter(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    say = screen.say
    letter = manager_letter_of(screen.work, state.facts.id, link.id)
    by_mail = bool(letter.to) and bool(screen.work.settings.smtp_host) and not screen.work.practice
    who = f"{letter.manager}, {letter.to}" if letter.to and letter.to != letter.manager else letter.manager
    show(facts_list([(say("Addressed to"), who)]))
    st.code(f"{letter.subject}\n\n{letter.body}", language=None, wrap_lines=True)
    note = (
        say("The letter names nobody of the organisation and nothing of the case. When they call, you tell the rest.")
        if by_mail
        else say("Copy this text and send it yourself; then record here that you did.")
    )
    show(Markup('<p class="small">{}</p>').format(note))
    text = say("Send this letter") if by_mail else say("I have sent it")
    if st.button(text, type="primary", key=f"escalate_{link.id}"):
        with refusals_shown(say):
            escalate(screen.work, state.facts.id, link.id)
            st.rerun()
