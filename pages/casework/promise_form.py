"""The dialog that settles a promised contact: it took place, or it is called off for a reason."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts
from services.victim.actions import cancel_promise, keep_promise
from services.victim.facts import PromisedContact

KEPT, OFF = "kept", "off"


def settle_dialog(screen: Screen, facts: CaseFacts, promise: PromisedContact, today: date) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(screen.say("Settle a promised contact"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _settle(screen, facts, promise, today)

    opened()


def _settle(screen: Screen, facts: CaseFacts, promise: PromisedContact, today: date) -> None:
    say = screen.say
    kept_on = min(today, promise.promised_for)
    start = {"version": promise.version, "how": KEPT, "kept_on": kept_on, "reason": ""}
    form = DraftForm(screen, f"settle.{promise.id}", start, facts.id)
    alias = {person.ref: person.alias for person in facts.persons}
    told = say("Contact with {name}, promised for {day}.", name=alias[promise.person_ref], day=_day(screen, promise))
    show(Markup("<p>{}</p>").format(told))
    named = {KEPT: say("It took place"), OFF: say("It is called off")}
    st.segmented_control(
        say("What became of it"),
        list(named),
        format_func=lambda how: named[how],
        key=form.key("how"),
        required=True,
        on_change=form.save,
    )
    if form["how"] == KEPT:
        st.date_input(say("On which day"), key=form.key("kept_on"), format="DD-MM-YYYY", on_change=form.save)
        text = say("Record that it took place")
    else:
        writing_area(form, "reason", say("Why it does not take place"), longest=2000)
        text = say("Call this contact off")
    form.status()
    show(Markup('<p class="small">{}</p>').format(say("This stays on record and cannot be taken back.")))
    if st.button(text, type="primary", key="settle_keep"):
        with refusals_shown(say):
            _keep(screen, facts, promise, form)
            form.discard()
            st.rerun()


def _keep(screen: Screen, facts: CaseFacts, promise: PromisedContact, form: DraftForm) -> None:
    version = int(form["version"])
    if form["how"] == KEPT:
        keep_promise(screen.work, facts.id, promise.id, version, form["kept_on"])
    else:
        cancel_promise(screen.work, facts.id, promise.id, version, form["reason"])


def _day(screen: Screen, promise: PromisedContact) -> str:
    return screen.say.short_day(promise.promised_for)
