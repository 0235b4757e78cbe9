"""The dialog that lets an applied measure hold longer."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts, Weighing
from services.measures.actions import extend
from services.measures.orders import ExtendMeasure
from services.measures.terms import TERMS, extensions_left, latest_until
from services.wording import Say, label


def extend_dialog(screen: Screen, facts: CaseFacts, weighing: Weighing) -> None:
    """Opens the dialog for a measure in force."""

    @st.dialog(screen.say("Extend a measure"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, facts, weighing)

    opened()


def _form(screen: Screen, facts: CaseFacts, weighing: Weighing) -> None:
    say, term = screen.say, TERMS[weighing.measure]
    form = DraftForm(
        screen,
        f"extend.{weighing.id}",
        {"until": latest_until(weighing), "reason": "", "prosecution": False},
        facts.id,
    )
    show(Markup("<h3>{}</h3><p>{}</p>").format(label(say, weighing.measure), _room(say, weighing)))
    st.date_input(say("New last day"), key=form.key("until"), format="DD-MM-YYYY", on_change=form.save)
    if term.needs_prosecution:
        st.checkbox(say("The prosecution has started"), key=form.key("prosecution"), on_change=form.save)
    writing_area(form, "reason", say("Why"), height=100, longest=4000)
    form.status()
    if st.button(say("Extend the measure"), type="primary", key="extend_keep", disabled=not form["until"]):
        order = ExtendMeasure(
            facts.id, weighing.id, form["until"], form["reason"], prosecution_started=bool(form["prosecution"])
        )
        with refusals_shown(say):
            extend(screen.work, order)
            form.discard()
            st.rerun()


def _room(say: Say, weighing: Weighing) -> str:
    """What is still possible: until when it holds now, how far this may go, how often still."""
    now, longest, left = weighing.valid_until, latest_until(weighing), extensions_left(weighing)
    parts = [
        say("Holds until {day}.", day=say.day(now) if now else ""),
        say("This extension goes to {day} at most.", day=say.day(longest) if longest else ""),
    ]
    if left:
        parts.append(
            say.plural("{n} extension is left: this one.", "{n} extensions are left, this one included.", left)
        )
    return " ".join(parts)
