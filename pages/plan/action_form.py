"""The dialog for one action: who does what, by when, from which conditions, and what if it does not succeed."""

from datetime import datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.choices import people_choice, tier_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.plans.actions import record_action, take_out
from services.plans.orders import ActionView, RecordAction
from services.plans.queries import CaseState, case_state
from services.plans.sources import sources
from services.scheduling.facts import LOCAL, local_day
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say
from services.wording.labels import organisation_label


def action_dialog(screen: Screen, state: CaseState, action: ActionView | None) -> None:
    """Opens the dialog for a new action, or to change one."""

    @st.dialog(screen.say("Change action") if action else screen.say("New action"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, action)

    opened()


def _form(screen: Screen, state: CaseState, action: ActionView | None) -> None:
    say = screen.say
    name = f"action.{state.facts.id}.{action.id if action else 'new'}"
    form = DraftForm(screen, name, _defaults(screen, state, action), state.facts.id)
    writing_area(form, "what", say("What happens (one verb, so that one can see it was done)"), height=100)
    mind_prohibitions(say, str(form["what"]), state.facts)
    keys = {seat.organisation for seat in state.facts.seats} | {form["owner"], *form["supporting"]} - {None}
    homes = {key: organisation_label(say, key) for key in sorted(keys)}
    left, right = st.columns(2, gap="medium")
    with left:
        st.selectbox(
            say("Who does it"),
            list(homes),
            format_func=lambda key: homes.get(key, ""),
            index=None,
            key=form.key("owner"),
            placeholder=say("Choose"),
            on_change=form.save,
        )
        people_choice(form, "supporting", say("With help of"), homes, say("Nobody"))
        tier_choice(say, form, "tier", say("Who may read this"))
    with right:
        st.toggle(say("Continuously, until the plan ends"), key=form.key("ongoing"), on_change=form.save)
        if not form["ongoing"]:
            day, hour = st.columns(2)
            day.date_input(say("By day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
            hour.time_input(
                say("By time (or that day)"), value=None, key=form.key("time"), step=900, on_change=form.save
            )
        st.date_input(say("Ends on (optional)"), key=form.key("ends"), format="DD-MM-YYYY", on_change=form.save)
        wordings = {view.id: f"V{view.number} · {view.text[:60]}" for view in state.conditions}
        people_choice(form, "conditions", say("From conditions"), wordings, say("None"))
    with st.expander(say("Proof, and what if it does not succeed"), expanded=bool(form["if_not"] or form["proof"])):
        st.text_input(say("How is it shown that it was done"), key=form.key("proof"), on_change=form.save)
        writing_area(form, "if_not", say("If it does not succeed, then"), height=80)
        mind_prohibitions(say, str(form["if_not"]), state.facts)
        tier_choice(say, form, "if_not_tier", say("Who may read that"))
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
    order = _order(form, state)
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
        first = local_day(screen.work.clock() + timedelta(days=3))
        empty: dict[str, object] = {"id": screen.work.chance.id(), "version": 0, "what": "", "owner": None}
        return empty | {
            "supporting": [],
            "tier": Tier.PARTNERS.value,
            "ongoing": False,
            "day": first,
            "time": time(17),
            "ends": None,
            "conditions": [],
            "proof": "",
            "if_not": "",
            "if_not_tier": Tier.PARTNERS.value,
        }
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
    }


def _order(form: DraftForm, state: CaseState) -> RecordAction:
    last = form["time"] or time(23, 59)
    due = None if form["ongoing"] else datetime.combine(form["day"], last, tzinfo=LOCAL)
    return RecordAction(
        case_id=state.facts.id,
        action_id=str(form["id"]),
        what=form["what"],
        owner=form["owner"] or "",
        due_at=due,
        tier=form["tier"],
        due_on_day=due is not None and form["time"] is None,
        supporting=tuple(form["supporting"]),
        condition_ids=tuple(form["conditions"]),
        proof=form["proof"],
        if_not=form["if_not"],
        if_not_tier=form["if_not_tier"],
        ends_on=form["ends"],
        seen_version=int(form["version"]),
    )
