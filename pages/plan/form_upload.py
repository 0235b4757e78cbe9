"""Reading in a filled in form that came to the case director by mail."""

import streamlit as st
from markupsafe import Markup

from pages.frame.file_choice import file_choice
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.plan.form_words import receipt_words
from services.documents.forms.receiving import receive_form
from services.wording import Say


def draw_form_upload(screen: Screen, case_id: str) -> None:
    """Draws the button that opens the choice of a file, and the choice once it is open."""
    say, unfolded = screen.say, f"form_upload.{case_id}.open"
    if not st.session_state.get(unfolded):
        st.button(
            say("Read in a Word form from a mail"),
            icon=":material/upload_file:",
            key="open_form_upload",
            on_click=lambda: st.session_state.update({unfolded: True}),
        )
        return
    with st.container(key="card_form_upload", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Read in a Word form from a mail")))
        received = file_choice(
            screen,
            f"form.{case_id}",
            lambda content: receive_form(screen.work, case_id, content),
            label=say("Filled in form (.docx, 5 MB at most)"),
            button=say("Read this form"),
            hint=say(
                "Save the form out of the mail and choose it here. It then waits on this screen; nothing is taken over "
                "before you say so, row by row."
            ),
            key="read_form",
        )
        st.button(
            say("Close without reading"),
            type="tertiary",
            key="close_form_upload",
            on_click=lambda: st.session_state.pop(unfolded, None),
        )
    if received is not None:
        st.session_state[_told(case_id)] = received
        st.session_state.pop(unfolded, None)
        st.rerun()


def told_of_upload(say: Say, case_id: str) -> None:
    """Says once what became of the form that was read in."""
    if receipt := st.session_state.pop(_told(case_id), None):
        show(Markup('<p class="good" role="status">{}</p>').format(receipt_words(say, receipt)))


def _told(case_id: str) -> str:
    return f"form_upload.{case_id}.told"
