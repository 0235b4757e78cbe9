"""A copy for one of its readers: a button per professional who gets this document, each with its own copy code."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from services.documents.copies.recipients import recipients_of
from services.wording import Say
from services.wording.labels import organisation_label, seat_label


def recipient_choice(screen: Screen, case_id: str, audience: str, address: str) -> None:
    """Draws, folded away, who gets this document by name; `address` is where a copy of it is made. Nothing for an
    audience without seats. Press each to make a copy per person; one that several share has one code."""
    say = screen.say
    mark = "&" if "?" in address else "?"
    people = recipients_of(screen.work, case_id, audience)
    if not people:
        return
    with st.popover(say("On somebody's name"), icon=":material/person:"):
        text = say("Each copy has its own code. The name stands in the register only, not in the document.")
        show(Markup('<p class="small">{}</p>').format(text))
        for one in people:
            st.link_button(
                plain(f"{one.name} ({_place(say, one.organisation, one.function)})"),
                f"{address}{mark}voor={one.id}",
                icon=":material/description:",
                width="stretch",
            )


def _place(say: Say, organisation: str, function: str) -> str:
    return ", ".join(part for part in (seat_label(say, function), organisation_label(say, organisation)) if part)
