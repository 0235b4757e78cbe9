"""What the head of a case says when something happened: that the plan no longer fits, and the breach that waits."""

import streamlit as st
from markupsafe import Markup

from pages.follow_up.news_words import because_words, since_words
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.meeting.proposed import go_and_plan
from services.events.facts import RunningBreach
from services.events.pattern_words import waited
from services.new_information.facts import StalePlan
from services.new_information.queries import pressing_of
from services.new_information.rules import is_met_already
from services.plans.queries import CaseState


def pressing_bar(screen: Screen, state: CaseState, now: str) -> None:
    """Draws a line for each, on every screen but the one that is about it; nothing where all is well."""
    if state.facts.closed:
        return
    found = pressing_of(screen.work, state.facts.id)
    if found.stale is not None and now != "opvolging":
        _stale(screen, state, found.stale, now)
    if found.breaches and now != "gebeurtenissen":
        _breach(screen, state, found.breaches)


def _stale(screen: Screen, state: CaseState, stale: StalePlan, now: str) -> None:
    say, case_id = screen.say, state.facts.id
    with st.container(key="stale", horizontal=True, vertical_alignment="center", gap="small"):
        first = say("Plan {number} may no longer fit.", number=stale.number)
        rest = say("Since {when}: {what}.", when=since_words(say, stale), what=because_words(say, stale))
        show(Markup('<p role="status"><strong>{}</strong> {}</p>').format(first, rest))
        leads_there = state.directs and now != "evaluatie" and "evaluatie" in screen.places
        if leads_there and st.button(say("Review the plan"), key="stale_review", icon=":material/fact_check:"):
            screen.go("evaluatie", case_id)
        offered = state.directs and now != "overleg" and not is_met_already(state.meetings, stale)
        if offered and st.button(say("Call an action meeting"), key="stale_meet", icon=":material/event:"):
            go_and_plan(screen, state)


def _breach(screen: Screen, state: CaseState, breaches: tuple[RunningBreach, ...]) -> None:
    say, longest = screen.say, waited(screen.work.clock() - breaches[0].since, screen.say)
    with st.container(key="breach_waits", horizontal=True, vertical_alignment="center", gap="small"):
        text = say.plural(
            "{n} breach waits for the prosecution: known for {time}.",
            "{n} breaches wait for the prosecution: the first known for {time}.",
            len(breaches),
            time=longest,
        )
        show(Markup('<p class="small" role="status">{}</p>').format(text))
        if "gebeurtenissen" in screen.places:
            screen.link("gebeurtenissen", say("To events"), state.facts.id, icon=":material/gavel:")
