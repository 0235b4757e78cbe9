"""Keeps contacts that were entered, all in one act, and remembers how many to say so."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.screen import Screen
from services.contacts.actions import record_contacts
from services.contacts.orders import NewContact, RecordContacts
from services.wording import Say


def keep_contacts(screen: Screen, case_id: str, contacts: tuple[NewContact, ...], form: DraftForm) -> None:
    """Records them, empties the form and closes the dialog. Raises `ContactFieldWrong`; then nothing is kept."""
    record_contacts(screen.work, RecordContacts(case_id, contacts))
    form.discard()
    contacts_kept(case_id, len(contacts))
    st.rerun()


def contacts_kept(case_id: str, number: int) -> None:
    """Remembers that so many contacts were kept, for the next page."""
    st.session_state[_kept(case_id)] = number


def tell_kept(say: Say, case_id: str) -> None:
    """Says once how many contacts were kept just now."""
    if number := st.session_state.pop(_kept(case_id), 0):
        text = say.plural("{n} contact was recorded.", "{n} contacts were recorded.", number)
        show(Markup('<p class="good" role="status">{}</p>').format(text))


def _kept(case_id: str) -> str:
    return f"contacts.kept.{case_id}"
