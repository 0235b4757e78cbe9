"""Versions of the plan and the copies that left."""

import streamlit as st

from pages.frame.case_header import case_header
from pages.frame.markup import heading
from pages.frame.screen import Screen
from pages.plan.versions.answers_card import answers_card
from pages.plan.versions.compare_card import compare_card
from pages.plan.versions.copies_card import copies_card
from pages.plan.versions.release_card import release_card
from pages.plan.versions.versions_card import versions_card
from services.plans.queries import case_state
from services.plans.versions.looks import history


def render(screen: Screen) -> None:
    """Draws versions and copies of the case that the address names."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="versions")
    case_header(screen, state, "versies")
    heading(say("Versions and copies"))
    stories = history(screen.work, screen.case_id)
    left, right = st.columns([1, 1.25], gap="medium")
    with left:
        versions_card(screen, state, stories)
        release_card(screen, state)
    with right:
        answers_card(screen, state, stories)
        compare_card(screen, state, stories)
    copies_card(screen, state)
