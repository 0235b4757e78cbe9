"""The dialog in which is recorded who tells the victim of an action, and on what day that was done."""

import streamlit as st
from markupsafe import Markup

from pages.frame.choices import any_day, one_choice, past_day
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.plans.orders import ActionView
from services.plans.queries import CaseState
from services.reports.actions import ActionChanged, tell_victim
from services.reports.facts import TellVictim
from services.scheduling.facts import local_day
from services.wording.labels import organisation_label


def telling_dialog(screen: Screen, state: CaseState, action: ActionView) -> None:
    """Opens the dialog for one action."""

    @st.dialog(screen.say("Who tells the victim"))
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, action)

    opened()


def _form(screen: Screen, state: CaseState, action: ActionView) -> None:
    say, today = screen.say, local_day(screen.work.clock())
    fields = {
        "version": action.version,
        "organisation": action.tells_victim or None,
        "by": action.tell_victim_on,
        "told": action.told_victim_on or (today if action.tells_victim else None),
    }
    form = DraftForm(screen, f"tell.{action.id}", fields, state.facts.id)
    show(Markup('<p class="quote">{}</p>').format(action.what))
    keys = {seat.organisation for seat in state.facts.seats} | {action.tells_victim} - {""}
    homes = {key: organisation_label(say, key) for key in sorted(keys)}
    one_choice(say, form, "organisation", say("Who tells the victim"), homes)
    any_day(form, "by", say("Victim told on or before"))
    past_day(form, "told", say("Told on (empty: not yet)"), today)
    with st.container(horizontal=True):
        if st.button(say("Record"), type="primary", key="tell_keep"):
            with refusals_shown(say):
                _keep(screen, state, action, form)
        if st.button(say("Give up changes"), key="tell_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, state: CaseState, action: ActionView, form: DraftForm) -> None:
    order = TellVictim(
        case_id=state.facts.id,
        action_id=action.id,
        version=int(form["version"]),
        organisation=str(form["organisation"] or ""),
        tell_on=form["by"],
        told_on=form["told"],
    )
    try:
        tell_victim(screen.work, order)
    except ActionChanged:  # read anew when the dialog is opened again; nothing was typed
        form.discard()
        raise
    form.discard()
    st.rerun()
