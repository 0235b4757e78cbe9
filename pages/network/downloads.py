"""Taking the network along as a file: by role for everybody on the case, by name for the director, who confirms it."""

from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts
from services.documents.sheets.network_sheet import NETWORK_SHEET
from services.network.exporting import ExportForm
from services.network.passes import GOOD_FOR, pass_for_names
from services.wording import Say


def downloads_card(screen: Screen, facts: CaseFacts, *, directs: bool) -> None:
    """One line per file; `directs`: whether the reader may also have it with names."""
    say = screen.say
    with st.container(key="card_downloads", gap="small"):
        note = say("Everybody is called by their part in the case. Nothing of what was said or planned is in it.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Take the network along"), note))
        if directs:
            _sheet(say, facts.id)
        named = directs and st.toggle(say("With names"), key="downloads_named", help=plain(_why(say)))
        for form in ExportForm:
            with st.container(
                key=f"row_download_{form.value}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
            ):
                title, below = _words(say)[form]
                show(Markup('<h3>{}</h3><p class="small">{}</p>').format(title, below))
                if not named:
                    link = address(facts.id, form)
                    st.link_button(say("Download"), link, icon=":material/download:", help=plain(title))
                elif st.button(say("File with names"), key=f"named_{form.value}", help=plain(title)):
                    named_dialog(screen, facts, form)


def _sheet(say: Say, case_id: str) -> None:
    title = say("Network sheet (Word)")
    below = say("The picture, the findings and who speaks with whom, to print or to take to a meeting.")
    with st.container(key="row_download_sheet", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        show(Markup('<h3>{}</h3><p class="small">{}</p>').format(title, below))
        link = f"/dl/{case_id}/{NETWORK_SHEET}"
        st.link_button(say("Download"), link, icon=":material/download:", help=plain(title))


def address(case_id: str, form: ExportForm, ticket: str = "") -> str:
    """Where the file is made; with a pass for one with names."""
    return f"/dl/{case_id}/netwerk/{form.value}" + (f"?pas={quote(ticket, safe='')}" if ticket else "")


def _words(say: Say) -> dict[ExportForm, tuple[str, str]]:
    return {
        ExportForm.SEATS: (say("Seats (CSV)"), say("Which seats are filled and which are empty. Opens in Excel.")),
        ExportForm.CONTACTS: (say("Contacts (CSV)"), say("Who was in touch with whom, and when. Opens in Excel.")),
        ExportForm.GRAPH: (
            say("Whole network (GraphML)"),
            say("Seats, people and lines for yEd, Gephi or Cytoscape."),
        ),
        ExportForm.PICTURE: (say("Picture (PNG)"), say("The picture of this page, to print or to put in a document.")),
    }


def _why(say: Say) -> str:
    return say("Names are only for who needs them for this case. That you made the file is kept in the log.")


def named_dialog(screen: Screen, facts: CaseFacts, form: ExportForm) -> None:
    """Opens the dialog that says that names are logged and gives a link that works once."""

    @st.dialog(screen.say("File with names"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _named(screen, facts, form)

    opened()


def _named(screen: Screen, facts: CaseFacts, form: ExportForm) -> None:
    say = screen.say
    title, below = _words(say)[form]
    show(Markup('<p><strong>{}</strong><br>{}</p><p class="mind">{}</p>').format(title, below, _why(say)))
    sure = st.checkbox(say("I need the names for this case and keep the file safe."), key="named_sure")
    held = f"named_pass.{facts.id}.{form.value}"
    if st.button(say("Make the file with names"), type="primary", disabled=not sure, key="named_make"):
        with refusals_shown(say):
            st.session_state[held] = pass_for_names(screen.work, facts.id, form)
    if ticket := st.session_state.pop(held, ""):
        minutes = int(GOOD_FOR.total_seconds() // 60)
        once = say("This link works once, for {n} minutes.", n=minutes)
        show(Markup('<p class="small">{}</p>').format(once))
        st.link_button(say("Download with names"), address(facts.id, form, ticket), icon=":material/download:")
