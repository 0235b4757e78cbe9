"""The texts of the plan: what is written for it beside conditions and actions, and the notice for the suspect."""

import streamlit as st

from pages.frame.case_header import case_header
from pages.frame.markup import heading
from pages.frame.screen import Screen
from pages.plan.texts.notice_card import notice_card
from pages.plan.texts.signals_card import signals_card
from pages.plan.texts.stubs_card import stubs_card
from pages.plan.texts.texts_card import texts_card
from services.plans.queries import case_state
from services.plans.written.queries import written_of


def render(screen: Screen) -> None:
    """Draws the texts of the plan of the case that the address names."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="plan_texts")
    case_header(screen, state, "teksten")
    heading(say("Texts of the plan"), say("What the plan says beside conditions and actions. You write it here once."))
    written = written_of(screen.work, state.facts.id)
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        texts_card(screen, state, written.texts)
        notice_card(screen, state)
    with right:
        signals_card(screen, state, written.signals)
        stubs_card(screen, state)
