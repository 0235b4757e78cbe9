"""The fields of one action, for the dialog that records one and for an agreement that settles a contradiction."""

from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.choices import people_choice, tier_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
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
        "tells_victim": None,
        "tell_victim_on": None,
    }


def homes_of(say: Say, state: CaseState, form: DraftForm) -> dict[str, str]:
    """Who may do it: the organisations with a seat in the case, and those who were chosen already."""
    chosen = {form["owner"], form["tells_victim"], *form["supporting"]} - {None}
    keys = {seat.organisation for seat in state.facts.seats} | chosen
    return {key: organisation_label(say, key) for key in sorted(keys)}


def all_fields(screen: Screen, state: CaseState, form: DraftForm, *, height: int) -> None:
    """The whole of one action. `height` is that of its first text, in pixels."""
    say = screen.say
    writing_area(form, "what", say("What happens (one verb, so that one can see it was done)"), height=height)
    mind_prohibitions(say, str(form["what"]), state.facts)
    left, right = st.columns(2, gap="medium")
    with left:
        who_fields(screen, state, form, say("Who does it"))
        telling_fields(screen, state, form)
    with right:
        when_fields(screen, form)
        wordings = {view.id: f"V{view.number} · {view.text[:60]}" for view in state.conditions}
        people_choice(form, "conditions", say("From conditions"), wordings, say("None"))
    proof_fields(screen, state, form)


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


def telling_fields(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """Who tells the victim, and by when; of an action that she may not read nobody does."""
    say, homes = screen.say, homes_of(screen.say, state, form)
    if not _hers(form):
        show(Markup('<p class="quiet">{}</p>').format(say("Not for the victim to read, so nobody tells her of it.")))
        return
    st.selectbox(
        say("Who tells the victim"),
        list(homes),
        format_func=lambda key: homes.get(key, ""),
        index=None,
        key=form.key("tells_victim"),
        placeholder=say("Nobody"),
        on_change=form.save,
    )
    if form["tells_victim"]:
        st.date_input(
            say("Victim told on or before"), key=form.key("tell_victim_on"), format="DD-MM-YYYY", on_change=form.save
        )


def _hers(form: DraftForm) -> bool:
    return form["tier"] == Tier.VICTIM.value


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
    teller = form["tells_victim"] or "" if _hers(form) else ""
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
        tells_victim=teller,
        tell_victim_on=form["tell_victim_on"] if teller else None,
    )
