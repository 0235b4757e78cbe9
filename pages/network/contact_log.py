"""What was recorded: contacts day by day, agreements to inform, private ties, and meetings without attendance."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import Text, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.agreement_form import agree_dialog, agreement_row
from pages.network.attendance_form import attendance_rows
from pages.network.contact_form import record_contact_dialog
from pages.network.ends import end_words
from pages.network.import_form import import_dialog
from pages.network.tie_form import tie_dialog
from services.cases.facts import CaseFacts
from services.contacts.actions import end_tie, strike_contact
from services.contacts.facts import Contact, ContactLog, Tie
from services.contacts.queries import contact_log
from services.network.facts import NetworkFacts
from services.wording import Say, label

SHOWN_AT_FIRST = 10


def recorded_cards(screen: Screen, facts: NetworkFacts, directs: bool) -> None:
    """Draws what was recorded, below the picture: meetings without attendance, contacts, and the rest."""
    if directs:
        attendance_rows(screen, facts)
    left, right = st.columns([1.5, 1], gap="small")
    log = contact_log(screen.work, facts.case.id)
    with left:
        contact_log_card(screen, facts, directs, log)
    with right:
        _agreements(screen, facts, log)
        _ties(screen, facts, log)


def contact_log_card(screen: Screen, facts: NetworkFacts, directs: bool, log: ContactLog | None = None) -> None:
    """Draws the contacts, newest first, grouped by day; with the ways to record, import and strike."""
    say, case = screen.say, facts.case
    log = log or contact_log(screen.work, case.id)
    records = log.may_record and not case.closed
    with st.container(key="card_contacts", gap="small"):
        title = say("Recorded contacts")
        counted = tag(str(len(log.contacts))) if log.contacts else Markup("")
        show(Markup("<h2>{} {}</h2>").format(title, counted))
        if not log.contacts:
            show(Markup("<p>{}</p>").format(_nothing_yet(say)))
        if records:
            with st.container(horizontal=True, gap="small"):
                kind = "secondary" if log.contacts else "primary"
                if st.button(say("Record contacts"), type=kind, icon=":material/add:", key="contact_add"):
                    record_contact_dialog(screen, facts)
                if log.contacts or directs:
                    words = say("Take over from a file")
                    if st.button(words, type="tertiary", icon=":material/upload_file:", key="contact_import"):
                        import_dialog(screen, facts)
        _days(screen, case, log, strikes=records)


def _nothing_yet(say: Say) -> str:
    return say(
        "Here will stand who was in touch with whom, and when; never what was said. "
        "It shows which partners have not found each other yet."
    )


def _days(screen: Screen, case: CaseFacts, log: ContactLog, *, strikes: bool) -> None:
    say, more = screen.say, f"contacts_shown.{case.id}"
    most = st.session_state.get(more, SHOWN_AT_FIRST)
    for day, contacts in groupby(log.contacts[:most], key=lambda contact: contact.happened_on):
        with st.container(key=f"contacts_of_{day}", gap="xxsmall"):
            show(Markup("<h3>{}</h3>").format(say.day(day)))
            for contact in contacts:
                _contact(screen, case, contact, strikes=strikes)
    if len(log.contacts) > most:
        words = say.plural(
            "Show {n} more contact", "Show {n} more contacts", min(SHOWN_AT_FIRST, len(log.contacts) - most)
        )
        if st.button(words, key="contacts_more_shown", width="stretch"):
            st.session_state[more] = most + SHOWN_AT_FIRST
            st.rerun()


def _contact(screen: Screen, case: CaseFacts, contact: Contact, *, strikes: bool) -> None:
    say = screen.say
    names = [end_words(say, case, end) for end in contact.parties]
    who = " – ".join(names) if len(names) == 2 else say.listed(names)
    how = label(say, contact.kind)
    if contact.meeting_id:
        how = say("Present at a meeting")
    with st.container(
        key=f"row_contact_{contact.id}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
    ):
        show(Markup('<p>{} <span class="small nowrap">· {}</span></p>').format(who, how))
        if strikes and not contact.meeting_id:
            with st.popover(say("Strike"), type="tertiary"):
                show(Markup("<p>{}</p>").format(say("Was this recorded by mistake? It then counts no more.")))
                if st.button(say("Yes, strike this contact"), type="primary", key=f"strike_{contact.id}"):
                    with refusals_shown(say):
                        strike_contact(screen.work, case.id, contact.id, contact.version)
                        st.rerun()


def _agreements(screen: Screen, facts: NetworkFacts, log: ContactLog) -> None:
    say, case, today = screen.say, facts.case, screen.today
    edits = log.may_agree and not case.closed
    standing = [one for one in log.agreements if one.stands_on(today)]
    if not (standing or edits):
        return
    with st.container(key="card_agreements", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Who tells whom")))
        if not standing:
            text = say("Here will stand who tells whom within how many hours, so that news does not wait for Monday.")
            show(Markup("<p>{}</p>").format(text))
        for agreement in standing:
            agreement_row(screen, case, agreement, place="card", ends=edits)
        if edits and st.button(say("Agree who tells whom"), icon=":material/campaign:", key="agree"):
            agree_dialog(screen, facts)


def _ties(screen: Screen, facts: NetworkFacts, log: ContactLog) -> None:
    say, case, today = screen.say, facts.case, screen.today
    edits = log.may_tie and not case.closed
    standing = [one for one in log.ties if one.stands_on(today)]
    if not (standing or edits):
        return
    with st.container(key="card_ties", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Private ties")))
        if not standing:
            text = say("Here will stand who are family or friends: along those ways messages are passed on.")
            show(Markup("<p>{}</p>").format(text))
        for tie in standing:
            _tie(screen, case, tie, ends=edits)
        if edits and st.button(say("Record a private tie"), icon=":material/group:", key="tie"):
            tie_dialog(screen, facts)


def _tie(screen: Screen, case: CaseFacts, tie: Tie, *, ends: bool) -> None:
    say = screen.say
    conflict: Text = tag(say("only the case director sees this"), "orange") if tie.first.seat_id else Markup("")
    ends_of = (end_words(say, case, tie.first), end_words(say, case, tie.second))
    with st.container(key=f"row_tie_{tie.id}", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        show(
            Markup('<p>{} – {} <span class="small">· {}</span></p>{}').format(*ends_of, label(say, tie.kind), conflict)
        )
        if ends:
            with st.popover(say("End"), type="tertiary"):
                show(Markup("<p>{}</p>").format(say("Is this tie no longer there, or recorded by mistake?")))
                if st.button(say("Yes, end it today"), type="primary", key=f"end_tie_{tie.id}"):
                    with refusals_shown(say):
                        end_tie(screen.work, case.id, tie.id, tie.version)
                        st.rerun()
