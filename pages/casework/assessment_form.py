"""The dialog that records an instrument's outcome: SASH, safety assessment or RISC; never its questions."""

import streamlit as st
from markupsafe import Markup

from models.terms import Instrument, Risk
from pages.casework.lane_words import mind_lane
from pages.frame.choices import organisation_choice, past_day, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import record_assessment
from services.cases.facts import Assessment, CaseFacts
from services.cases.rules import risk_by
from services.directory.partners import organisations
from services.wording import Say, label
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
    today = screen.today
    defaults = {
        "instrument": Instrument.SASH.value,
        "risk": facts.risk.value,
        "text": "",
        "on": today,
        "by": "",
        "person": "",
        "edition": "",
        "with_vt": False,
        "sets_risk": True,
    }
    form = DraftForm(screen, f"assessment.{facts.id}", defaults, facts.id)
    term_choice(say, form, "instrument", say("Instrument"), Instrument)
    instrument = Instrument(form["instrument"])
    left, right = st.columns(2, gap="small")
    with left:
        if instrument is Instrument.SASH:
            term_choice(say, form, "risk", say("Outcome"), Risk)
        else:
            st.text_input(say("Outcome"), key=form.key("text"), max_chars=80, on_change=form.save)
        _made_by(screen, form, instrument)
    with right:
        past_day(form, "on", say("On"), today)
        st.text_input(say("By whom (optional)"), key=form.key("person"), max_chars=120, on_change=form.save)
    st.text_input(
        say("Version of the instrument (optional)"), key=form.key("edition"), max_chars=40, on_change=form.save
    )
    if instrument is Instrument.SASH:
        st.checkbox(say("Coordinated with Veilig Thuis"), key=form.key("with_vt"), on_change=form.save)
    text = say("Only the outcome is kept here; the questions and answers stay with whoever made it.")
    show(Markup('<p class="small">{}</p>').format(text))
    if form["on"]:
        _risk_offer(say, form, facts, _assessment(form))
    form.status()
    if st.button(say("Record the outcome"), type="primary", key="outcome_keep", disabled=not form["on"]):
        found = _assessment(form)
        record_assessment(screen.work, facts.id, found, sets_risk=bool(form["sets_risk"]))
        form.discard()
        st.rerun()


def _made_by(screen: Screen, form: DraftForm, instrument: Instrument) -> None:
    """The organisation that usually makes it stands first; another one can be chosen."""
    homes = {home.key: home.name for home in organisations(screen.work) if not home.external}
    usual = organisation_label(screen.say, _BY[instrument])
    homes.pop(_BY[instrument], None)
    organisation_choice(screen.say, form, "by", screen.say("Made by"), {"": usual} | homes)


def _risk_offer(say: Say, form: DraftForm, facts: CaseFacts, assessment: Assessment) -> None:
    """A SASH that says otherwise than the case offers to bring the risk along; never silently."""
    risk = risk_by(facts, assessment)
    if risk is None:
        return
    now, then = label(say, facts.risk).lower(), label(say, risk).lower()
    text = say("The SASH determines the risk. It stands at {now} and would become {then}.", now=now, then=then)
    show(Markup('<p class="mind">{}</p>').format(text))
    st.checkbox(
        plain(say("Change the risk of this case to {then}", then=then)), key=form.key("sets_risk"), on_change=form.save
    )
    if form["sets_risk"]:
        mind_lane(say, facts, risk)


def _assessment(form: DraftForm) -> Assessment:
    instrument = Instrument(form["instrument"])
    is_sash = instrument is Instrument.SASH
    return Assessment(
        instrument=instrument,
        outcome=str(form["risk"] if is_sash else form["text"]),
        assessed_on=form["on"],
        by_organisation=str(form["by"] or _BY[instrument]),
        coordinated_with_veilig_thuis=is_sash and bool(form["with_vt"]),
        by_person=str(form["person"]),
        instrument_version=str(form["edition"]),
    )
