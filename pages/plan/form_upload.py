"""Reading in a filled in form that came to the case director by mail."""

import streamlit as st
from markupsafe import Markup

from pages.frame.file_choice import file_choice
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.plan.form_words import receipt_words
from services.documents.forms.receiving import receive_form


def draw_form_upload(screen: Screen, case_id: str) -> None:
    """Draws the choice of a file, and under it what became of the one before."""
    say, told = screen.say, f"form_upload.{case_id}.told"
    if receipt := st.session_state.pop(told, None):
        show(Markup('<p class="good" role="status">{}</p>').format(receipt_words(say, receipt)))
    received = file_choice(
        screen,
        f"form.{case_id}",
        lambda content: receive_form(screen.work, case_id, content),
        label=say("Filled in form (.docx, 5 MB at most)"),
        button=say("Read this form"),
        hint=say(
            "Save the form out of the mail and choose it here. Nothing is taken over before you say so, row by row."
        ),
        key="read_form",
    )
    if received is not None:
        st.session_state[told] = received
        st.rerun()
