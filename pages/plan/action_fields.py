"""The fields of one action, for the dialog that records one and for an agreement that settles a contradiction."""

from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st

from models.terms import Tier
from pages.frame.choices import people_choice, tier_choice
from pages.frame.drafting import DraftForm
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.plans.orders import RecordAction
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL, local_day
from services.wording import Say
from services.wording.labels import organisation_label


def new_fields(screen: Screen) -> dict[str, Any]:
    """What the fields of a new action hold."""
    return {
        "id": screen.work.chance.id(),
        "version": 0,
        "what": "",
        "owner": None,
        "supporting": [],
        "tier": Tier.PARTNERS.value,
        "ongoing": False,
        "day": local_day(screen.work.clock() + timedelta(days=3)),
        "time": time(17),
        "ends": None,
        "conditions": [],
        "proof": "",
        "if_not": "",
        "if_not_tier": Tier.PARTNERS.value,
    }


def homes_of(say: Say, state: CaseState, form: DraftForm) -> dict[str, str]:
    """Who may do it: the organisations with a seat in the case, and those who were chosen already."""
    keys = {seat.organisation for seat in state.facts.seats} | {form["owner"], *form["supporting"]} - {None}
    return {key: organisation_label(say, key) for key in sorted(keys)}


def who_fields(screen: Screen, state: CaseState, form: DraftForm, title: str) -> None:
    """Who does it (asked under `title`), with whose help, and who may read it."""
    say, homes = screen.say, homes_of(screen.say, state, form)
    st.selectbox(
        title,
        list(homes),
        format_func=lambda key: homes.get(key, ""),
        index=None,
        key=form.key("owner"),
        placeholder=say("Choose"),
        on_change=form.save,
    )
    people_choice(form, "supporting", say("With help of"), homes, say("Nobody"))
    tier_choice(say, form, "tier", say("Who may read this"))


def when_fields(screen: Screen, form: DraftForm) -> None:
    """By when, or continuously, and when it ends."""
    say = screen.say
    st.toggle(say("Continuously, until the plan ends"), key=form.key("ongoing"), on_change=form.save)
    if not form["ongoing"]:
        day, hour = st.columns(2)
        day.date_input(say("By day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
        hour.time_input(say("By time (or that day)"), value=None, key=form.key("time"), step=900, on_change=form.save)
    st.date_input(say("Ends on (optional)"), key=form.key("ends"), format="DD-MM-YYYY", on_change=form.save)


def proof_fields(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """How it is shown that it was done, and what happens if it does not succeed; folded until there is something."""
    say = screen.say
    with st.expander(say("Proof, and what if it does not succeed"), expanded=bool(form["if_not"] or form["proof"])):
        st.text_input(say("How is it shown that it was done"), key=form.key("proof"), on_change=form.save)
        writing_area(form, "if_not", say("If it does not succeed, then"), height=80)
        mind_prohibitions(say, str(form["if_not"]), state.facts)
        tier_choice(say, form, "if_not_tier", say("Who may read that"))


def order_of(form: DraftForm, state: CaseState) -> RecordAction:
    """The order that the fields ask for."""
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
