"""One line above what clashes: Word forms that wait, because what is in them was not compared yet."""

import streamlit as st
from markupsafe import Markup

from models.terms import FormStatus
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.plan.board.filtering import ALL, show_list
from services.documents.forms.queries import forms_of
from services.plans.queries import CaseState


def waits_elsewhere(screen: Screen, state: CaseState) -> None:
    """Draws the line and the way to the forms, for who directs the case; nothing where none waits."""
    if not state.leads:
        return
    say = screen.say
    forms = forms_of(screen.work, state.facts.id, say.language)
    waiting = sum(form.status is not FormStatus.SETTLED for form in forms)
    if not waiting:
        return
    with st.container(key="card_forms_wait", horizontal=True, vertical_alignment="center", gap="small"):
        said = say.plural("{n} Word form waits", "{n} Word forms wait", waiting)
        note = say("What stands in it was not compared yet.")
        show(Markup("<p><strong>{}</strong> {}</p>").format(said, note))
        st.button(say("Look at it"), key="forms_wait", on_click=lambda: show_list(state.facts.id, ALL))
