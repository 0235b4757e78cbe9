"""Changing a condition from within the card of a finding: its decision card is drawn there, and then the choices."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.plan.board.laid import Laid, held, hold, mark_of
from pages.plan.decision_card import being_decided, draw_decision_alone, open_decision
from services.conditions.facts import ConditionView, Decision

_OPEN_IN = "board.reword"
"""In which card a decision stands open: in one at a time, because a condition may be part of several findings."""


def draw_rewording(laid: Laid, key: str, views: Sequence[ConditionView]) -> None:
    """Buttons that open one of these conditions to be put in other words."""
    for view in views:
        st.button(
            laid.say("Change the words of V{n}", n=view.number),
            key=f"reword_{mark_of(key)}_{view.number}",
            on_click=opener(key, view, Decision.CHANGE),
        )


def opener(key: str, view: ConditionView, way: Decision) -> Callable[[], None]:
    """A callback that opens the decision on a condition within the card of a finding."""

    def go() -> None:
        hold(key, "reword", view.id)
        st.session_state[_OPEN_IN] = key
        open_decision(view, way)

    return go


def rewording_drawn(laid: Laid, key: str) -> bool:
    """Draws the decision that was opened, if one was and it was not made yet; says whether it did."""
    view = laid.views.get(str(held(key, "reword")))
    if st.session_state.get(_OPEN_IN) != key or view is None or not being_decided(view):
        return False
    draw_decision_alone(laid.screen, laid.state, view)
    return True
