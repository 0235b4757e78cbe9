"""The dialog before a plan is adopted: open points are explained one by one, or it stays open."""

import streamlit as st
from markupsafe import Markup

from models.terms import PlanStatus, Tier
from pages.frame.check_words import evidence, title
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.plan.versions.change_words import changes_list
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.plans.queries import CaseState
from services.plans.rules import blocking
from services.plans.versions.looks import history, proposal
from services.wording import Say, label


def adopt_dialog(screen: Screen, state: CaseState) -> None:
    """Opens the dialog."""

    @st.dialog(screen.say("Adopt the plan"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _confirm(screen, state)

    opened()


def draw_what_is_adopted(screen: Screen, state: CaseState) -> int:
    """Tells whether the open version is adopted as it is, or a new one is frozen and what changed; gives the number."""
    say, found = screen.say, proposal(screen.work, state.facts.id)
    if found is not None and found.same:
        if found.status is PlanStatus.CIRCULATED:
            text = say(
                "Nothing changed since version {number} was sent round: it is adopted as it is.", number=found.number
            )
        else:
            text = say("Nothing changed since draft {number} was made: it is adopted as it is.", number=found.number)
        show(Markup('<p class="good">{}</p>').format(text))
        return found.number
    number = max((line.number for line in history(screen.work, state.facts.id)), default=0) + 1
    text = say("This freezes version {number} with {actions} actions.", number=number, actions=len(state.actions))
    if number > 1:
        text = f"{text} {say('The version before stays readable.')}"
    show(Markup("<p>{}</p>").format(text))
    if found is not None:
        text = say(
            "The plan changed since version {number} was made. That one is replaced, and what partners said of it does "
            "not count for the new one.",
            number=found.number,
        )
        show(Markup('<p class="mind">{}</p>').format(text))
        if found.changed:
            count = say.plural("{n} change", "{n} changes", len(found.changed))
            body = changes_list(say, found.changed)
            show(Markup("<details><summary>{}</summary>{}</details>").format(count, body))
    return number


def _confirm(screen: Screen, state: CaseState) -> None:
    say = screen.say
    open_points = [check for check in blocking(state.checks) if check.explainable]
    fields: dict[str, object] = {"id": screen.work.chance.id()} | {check.key: "" for check in open_points}
    fields |= {_readers_field(check.key): Tier.PARTNERS.value for check in open_points}
    form = DraftForm(screen, f"adopt.{state.facts.id}", fields, state.facts.id)
    number = draw_what_is_adopted(screen, state)
    if open_points:
        why = say("These points are still open. Say for each why the plan can be adopted all the same.")
        show(Markup('<p class="mind">{}</p>').format(why))
        for check in open_points:
            name = " · ".join(part for part in (title(say, check), evidence(say, check)) if part)
            st.text_input(plain(name), key=form.key(check.key), max_chars=500, on_change=form.save)
            _readers(say, form, check.key)
        form.status()
    explained = all(str(form[check.key]).strip() for check in open_points)
    with st.container(horizontal=True):
        words = say("Adopt version {number}", number=number)
        if st.button(words, type="primary", key="adopt_now", disabled=not explained):
            with refusals_shown(say):
                said = {check.key: str(form[check.key]) for check in open_points}
                readers = {check.key: str(form[_readers_field(check.key)]) for check in open_points}
                adopt(screen.work, AdoptPlan(state.facts.id, said, str(form["id"]), state.mark, readers))
                form.discard()
                st.rerun()
        if st.button(say("Not yet"), key="adopt_not_yet"):
            st.rerun()


def _readers_field(key: str) -> str:
    return f"readers.{key}"


def _readers(say: Say, form: DraftForm, key: str) -> None:
    """Who may read why a point stays open. That it stayed open, every partner reads."""
    named = {tier.value: label(say, tier) for tier in (Tier.PARTNERS, Tier.INVESTIGATION)}
    st.segmented_control(
        say("Who may read why"),
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key(_readers_field(key)),
        on_change=form.save,
        required=True,
    )
