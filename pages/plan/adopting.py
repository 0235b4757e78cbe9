"""The dialog before a plan is adopted: open points are explained one by one, or it stays open."""

import streamlit as st
from markupsafe import Markup

from pages.frame.check_words import evidence, title
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.plans.queries import CaseState
from services.plans.rules import blocking


def adopt_dialog(screen: Screen, state: CaseState) -> None:
    """Opens the dialog."""

    @st.dialog(screen.say("Adopt the plan"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _confirm(screen, state)

    opened()


def _confirm(screen: Screen, state: CaseState) -> None:
    say = screen.say
    open_points = [check for check in blocking(state.checks) if check.explainable]
    fields = {"id": screen.work.chance.id()} | {check.key: "" for check in open_points}
    form = DraftForm(screen, f"adopt.{state.facts.id}", fields, state.facts.id)
    number = state.versions[0].number + 1 if state.versions else 1
    text = say(
        "This freezes version {number} with {actions} actions. The version before stays readable.",
        number=number,
        actions=len(state.actions),
    )
    show(Markup("<p>{}</p>").format(text))
    if open_points:
        why = say("These points are still open. Say for each why the plan can be adopted all the same.")
        show(Markup('<p class="mind">{}</p>').format(why))
        for check in open_points:
            name = " · ".join(part for part in (title(say, check), evidence(say, check)) if part)
            st.text_input(plain(name), key=form.key(check.key), max_chars=500, on_change=form.save)
        form.status()
    explained = all(str(form[check.key]).strip() for check in open_points)
    with st.container(horizontal=True):
        words = say("Adopt version {number}", number=number)
        if st.button(words, type="primary", key="adopt_now", disabled=not explained):
            with refusals_shown(say):
                said = {check.key: str(form[check.key]) for check in open_points}
                adopt(screen.work, AdoptPlan(state.facts.id, said, str(form["id"])))
                form.discard()
                st.rerun()
        if st.button(say("Not yet"), key="adopt_not_yet"):
            st.rerun()
