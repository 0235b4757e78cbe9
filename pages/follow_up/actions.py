"""Follow-up: what became of what was agreed, and when it is looked at again."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from pages.follow_up.action_list import action_list
from pages.follow_up.lead_times_card import lead_times_card
from pages.follow_up.news_card import news_card
from pages.follow_up.owner_links import owner_links_card
from pages.follow_up.stale_card import stale_card
from pages.frame.case_header import case_header
from pages.frame.markup import Text, facts_list, heading, joined, show, tag
from pages.frame.screen import Screen
from services.plans.orders import VersionLine
from services.plans.queries import CaseState, case_state
from services.scheduling.facts import local_day
from services.wording import Say
from services.wording.labels import event_label


def render(screen: Screen) -> None:
    """Draws what became of the actions, the adopted version and the date of review."""
    state, say = case_state(screen.work, screen.case_id), screen.say
    case_header(screen, state, "opvolging")
    heading(say("Follow-up"), say("What was agreed, and when you look at it again."))
    stale_card(screen, state)
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        news_card(screen, state)
        action_list(screen, state)
        owner_links_card(screen, state)
    with right:
        _version(screen, state)
        _review(say, state, screen.work.clock())
        lead_times_card(screen, state)
        _what_follows(say)


def _version(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_version", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("The plan")))
        if state.in_force:
            show(_adopted(say, state.in_force))
            return
        show(Markup("<p>{}</p>").format(say("No plan has been adopted yet. Follow-up begins when it is.")))
        if st.button(say("To the plan"), key="to_plan"):
            screen.go("plan", state.facts.id)


def _adopted(say: Say, version: VersionLine) -> Markup:
    return facts_list(
        [
            (say("Version"), str(version.number)),
            (say("Adopted"), say.moment(version.adopted_at)),
            (say("By"), version.adopted_by),
        ]
    )


def _review(say: Say, state: CaseState, now: datetime) -> None:
    facts = state.facts
    with st.container(key="card_review"):
        day: Text = say.day(facts.review_on) if facts.review_on else say("No date chosen yet")
        if facts.review_on and facts.review_on <= local_day(now):
            day = Markup("{} {}").format(day, tag(say("due"), "red"))
        rows: list[tuple[str, Text]] = [(say("Review"), day)]
        if facts.review_events:
            events = joined([Markup("<li>{}</li>").format(event_label(say, event)) for event in facts.review_events])
            rows.append((say("Earlier when"), Markup("<ul>{}</ul>").format(events)))
        show(Markup("<h2>{}</h2>{}").format(say("When you look again"), facts_list(rows)))


def _what_follows(say: Say) -> None:
    with st.container(key="card_follows"):
        text = say(
            "Whoever owns an action says by a personal link what came of it, or tells you. Is it not done, or does "
            "something happen, then change the conditions and actions and adopt a new version."
        )
        show(Markup("<h2>{}</h2><p>{}</p>").format(say("What follows"), text))
