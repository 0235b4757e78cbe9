"""The dialog for one action: who does what, by when, from which conditions, and what if it does not succeed."""

from collections.abc import Mapping
from datetime import time, timedelta
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.plan.action_fields import all_fields, new_fields, order_of
from services.plans.actions import record_action, take_out
from services.plans.orders import ActionView, RecordAction
from services.plans.queries import CaseState, case_state
from services.plans.sources import sources
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say
from services.wording.labels import organisation_label

NOTHING_KNOWN: Mapping[str, object] = MappingProxyType({})


def action_dialog(
    screen: Screen,
    state: CaseState,
    action: ActionView | None,
    *,
    known: Mapping[str, object] = NOTHING_KNOWN,
    about: str = "",
) -> None:
    """Opens the dialog for a new action, or to change one. `known` are fields of a new one that are filled in already;
    `about` (an id) keeps its draft apart from that of other new ones."""

    @st.dialog(screen.say("Change action") if action else screen.say("New action"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, action, known, about)

    opened()


def _form(screen: Screen, state: CaseState, action: ActionView | None, known: Mapping[str, object], about: str) -> None:
    say = screen.say
    name = f"action.{state.facts.id}.{action.id if action else about or 'new'}"
    form = DraftForm(screen, name, _defaults(screen, state, action) | dict(known), state.facts.id)
    all_fields(screen, state, form, height=100)
    form.status()
    _buttons(screen, state, action, form, say)


def _buttons(screen: Screen, state: CaseState, action: ActionView | None, form: DraftForm, say: Say) -> None:
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="action_keep"):
            with refusals_shown(say):
                _keep(screen, state, form)
        if action and st.button(say("Take out"), key="action_out"):
            with refusals_shown(say):
                take_out(screen.work, state.facts.id, action.id, action.version)
                form.discard()
                st.rerun()
        if st.button(say("Give up changes"), key="action_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """Keeps the action. One that changed meanwhile is shown beside this one; whoever then keeps again replaces it."""
    order = order_of(form, state)
    try:
        record_action(screen.work, order)
    except ChangedMeanwhile as changed:
        say, now = screen.say, case_state(screen.work, state.facts.id, screen="plan").actions
        stands = next((_summed(say, view) for view in now if view.id == order.action_id), say("It was taken out."))
        form["version"] = changed.fields["version"]
        form.save()
        text = say("Somebody else changed this action. Keep once more to put yours in its place, or give up changes.")
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, _summed(say, order), stands)))
        return
    form.discard()
    st.rerun()


def _summed(say: Say, action: ActionView | RecordAction) -> str:
    who = say.listed([organisation_label(say, key) for key in (action.owner, *action.supporting)])
    if action.due_at is None:
        when = say("continuously")
    else:
        when = say.short_day(action.due_at) if action.due_on_day else say.short_moment(action.due_at)
    return " · ".join(part for part in (action.what, who, when, action.proof, action.if_not) if part)


def _defaults(screen: Screen, state: CaseState, action: ActionView | None) -> dict[str, object]:
    if action is None:
        return new_fields(screen)
    due = action.due_at.astimezone(LOCAL) if action.due_at else None
    return {
        "id": action.id,
        "version": action.version,
        "what": action.what,
        "owner": action.owner,
        "supporting": list(action.supporting),
        "tier": action.tier,
        "ongoing": due is None,
        "day": due.date() if due else local_day(screen.work.clock() + timedelta(days=3)),
        "time": None if action.due_on_day else due.time() if due else time(17),
        "ends": action.ends_on,
        "conditions": [view.id for view in sources(state.conditions, action.condition_ids)],
        "proof": action.proof,
        "if_not": action.if_not,
        "if_not_tier": action.if_not_tier or Tier.PARTNERS.value,
        "tells_victim": action.tells_victim or None,
        "tell_victim_on": action.tell_victim_on,
    }
