"""The dialog that records an instrument's outcome: SASH, safety assessment or RISC; never its questions."""

import streamlit as st

from models.terms import Instrument, Risk
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import record_assessment
from services.cases.facts import Assessment, CaseFacts
from services.scheduling.facts import LOCAL
from services.wording.labels import organisation_label

_BY = {Instrument.SASH: "politie", Instrument.SAFETY_ASSESSMENT: "VT", Instrument.RISC: "RN"}


def assessment_dialog(screen: Screen, facts: CaseFacts) -> None:
    """Opens the dialog."""

    @st.dialog(screen.say("Record an outcome"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, facts)

    opened()


def _form(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    today = screen.work.clock().astimezone(LOCAL).date()
    defaults = {
        "instrument": Instrument.SASH.value,
        "risk": facts.risk.value,
        "text": "",
        "on": today,
        "with_vt": False,
    }
    form = DraftForm(screen, f"assessment.{facts.id}", defaults, facts.id)
    term_choice(say, form, "instrument", say("Instrument"), Instrument)
    instrument = Instrument(form["instrument"])
    if instrument is Instrument.SASH:
        term_choice(say, form, "risk", say("Outcome"), Risk)
        st.checkbox(say("Coordinated with Veilig Thuis"), key=form.key("with_vt"), on_change=form.save)
    else:
        st.text_input(say("Outcome"), key=form.key("text"), max_chars=80, on_change=form.save)
    st.date_input(say("On"), key=form.key("on"), format="DD-MM-YYYY", on_change=form.save)
    form.status()
    by = organisation_label(say, _BY[instrument])
    text = plain(say("Record for {who}", who=by))
    if st.button(text, type="primary", key="outcome_keep", disabled=not form["on"]):
        outcome = form["risk"] if instrument is Instrument.SASH else form["text"]
        record_assessment(
            screen.work,
            facts.id,
            Assessment(instrument, str(outcome), form["on"], _BY[instrument], bool(form["with_vt"])),
        )
        form.discard()
        st.rerun()
