"""The dialog that records a weighing: which measure, by whom, what it came to and why."""

import streamlit as st

from models.terms import Measure, MeasureOutcome, Tier
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.plans.orders import State
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL
from services.wording.labels import organisation_label


def weighing_dialog(screen: Screen, state: CaseState) -> None:
    """Opens the dialog; it starts with the first measure that the route map wants weighed."""

    @st.dialog(screen.say("Record a weighing"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state)

    opened()


def _form(screen: Screen, state: CaseState) -> None:
    say = screen.say
    due = next((c for c in state.checks if c.kind == "weighing" and c.state is not State.READY), None)
    defaults = {
        "measure": due.data["measure"].value if due else Measure.ELECTRONIC_MONITORING.value,
        "organisation": due.data["organisation"] if due else None,
        "outcome": MeasureOutcome.ADVISED.value,
        "reason": "",
        "on": screen.work.clock().astimezone(LOCAL).date(),
        "tier": Tier.PARTNERS.value,
    }
    form = DraftForm(screen, f"weighing.{state.facts.id}", defaults, state.facts.id)
    homes = {key: organisation_label(say, key) for key in _organisations(state)}
    left, right = st.columns(2, gap="medium")
    with left:
        term_choice(say, form, "measure", say("Measure"), Measure, then=lambda: _follow(state, form))
        st.selectbox(
            say("Weighed by"),
            list(homes),
            format_func=lambda key: homes.get(key, ""),
            index=None,
            key=form.key("organisation"),
            placeholder=say("Choose"),
            on_change=form.save,
        )
        st.date_input(say("On"), key=form.key("on"), format="DD-MM-YYYY", on_change=form.save)
    with right:
        term_choice(say, form, "outcome", say("Outcome"), MeasureOutcome)
        term_choice(say, form, "tier", say("Who may read this"), Tier)
    st.text_area(say("Why"), key=form.key("reason"), height=100, on_change=form.save)
    form.status()
    if st.button(say("Record"), type="primary", key="weighing_keep", disabled=not form["organisation"]):
        with refusals_shown(say):
            weigh(screen.work, _order(form, state))
            form.discard()
            st.rerun()


def _organisations(state: CaseState) -> list[str]:
    """Organisations of the case, and those whom the route map names for a measure."""
    named = {seat.organisation for seat in state.facts.seats}
    named |= {str(check.data["organisation"]) for check in state.checks if check.kind == "weighing"}
    return sorted(named)


def _follow(state: CaseState, form: DraftForm) -> None:
    """Choosing a measure names the organisation that the route map asks."""
    for check in state.checks:
        if check.kind == "weighing" and check.data["measure"] == form["measure"]:
            form["organisation"] = str(check.data["organisation"])


def _order(form: DraftForm, state: CaseState) -> WeighMeasure:
    return WeighMeasure(
        case_id=state.facts.id,
        measure=Measure(form["measure"]),
        organisation=form["organisation"],
        outcome=MeasureOutcome(form["outcome"]),
        reason=form["reason"],
        weighed_on=form["on"],
        tier=form["tier"],
    )
