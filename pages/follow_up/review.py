"""A review of the plan in force: its conditions one by one, a decision, and when the next one is due."""

import streamlit as st

from pages.follow_up.review_conditions import draw_conditions
from pages.follow_up.review_decision import draw_decision
from pages.follow_up.review_due import draw_due
from pages.follow_up.review_history import draw_follows, draw_history, draw_where
from pages.frame.case_header import case_header
from pages.frame.markup import heading
from pages.frame.screen import Screen
from services.plans.queries import CaseState
from services.reviews.facts import ReviewNow
from services.reviews.queries import case_review
from services.wording import Say


def render(screen: Screen) -> None:
    """Draws the screen of the case that the address names."""
    state, now = case_review(screen.work, screen.case_id)
    case_header(screen, state, "evaluatie")
    heading(screen.say("Review"), _summed(screen.say, state, now))
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        draw_due(screen, state, now)
        if now.going is None:
            draw_follows(screen, state, now)
        else:
            draw_conditions(screen, state, now, now.going)
            if state.directs:
                draw_decision(screen, state, now, now.going)
    with right:
        draw_where(screen.say, now)
        draw_history(screen.say, now)


def _summed(say: Say, state: CaseState, now: ReviewNow) -> str:
    if state.facts.closed:
        return say("This case is closed: its reviews can be read.")
    if now.going is not None:
        done = len(now.needed) - len(now.open)
        return say("{n} of {all} conditions that must hold were looked at.", n=done, all=len(now.needed))
    return say("Does the plan still do what it must? Condition by condition, then one decision.")
