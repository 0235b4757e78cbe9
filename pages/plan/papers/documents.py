"""Documents of a case: who gets what of the plan, and every other paper that leaves the planner."""

import streamlit as st
from markupsafe import Markup

from pages.frame.case_header import case_header
from pages.frame.markup import heading, show
from pages.frame.screen import STOPPED_PARAMETER, Screen
from pages.plan.papers.editions_card import editions_card
from pages.plan.papers.language_choice import language_choice
from pages.plan.papers.meeting_papers_card import meeting_papers_card
from pages.plan.papers.referral_card import referral_card
from pages.plan.papers.stopped_card import stopped_card
from services.new_information.queries import pressing_of
from services.plans.queries import CaseState, case_state


def render(screen: Screen) -> None:
    """Draws the documents of the case that the address names."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="documents")
    case_header(screen, state, "stukken")
    heading(say("Documents"))
    if state.directs:
        _something_changed(screen, state)
        language = language_choice(screen)
        if STOPPED_PARAMETER in st.query_params:
            stopped_card(screen, state, language)
        editions_card(screen, state, language)
        meeting_papers_card(screen, state, language)
        referral_card(screen, state, language)
        if STOPPED_PARAMETER not in st.query_params:
            stopped_card(screen, state, language)


def _something_changed(screen: Screen, state: CaseState) -> None:
    """What copies of a plan say that may no longer fit."""
    if state.in_force and pressing_of(screen.work, state.facts.id).stale is not None:
        say = screen.say
        text = say("Copies made now say on their first page that something changed since this version, not what.")
        show(Markup('<p class="small" role="status">{}</p>').format(text))
