"""What no condition says yet, in one compact list; each line with the button that helps."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show, sign
from pages.plan.board.filtering import ALL, show_list
from pages.plan.board.laid import Laid, mark_of
from pages.plan.by_phone import call_about
from pages.plan.decision_card import open_decision
from services.conditions.facts import Decision
from services.consistency.facts import Hole, HoleKind
from services.consistency.told.sentences import hole_sentence

AT_FIRST = 5
_BY_ACTION = (HoleKind.NO_ACTION, HoleKind.NO_OWNER, HoleKind.NO_PROOF)
_BY_CALL = (HoleKind.PERSON, HoleKind.THEME)
_LAST = (HoleKind.NO_CHECK, HoleKind.NOT_CHECKABLE)
"""True of many conditions at once: who lacks protection is not to be lost among them."""


def draw_missing(laid: Laid, holes: Sequence[Hole]) -> None:
    """Draws the list; folded beyond the first few. Nothing where nothing is missing."""
    if not holes:
        return
    say, key = laid.say, f"board.{laid.case_id}.missing"
    holes = sorted(holes, key=lambda hole: hole.what in _LAST)
    with st.container(key="card_missing", gap="xsmall"):
        count = Markup('<span class="small">{}</span>').format(len(holes))
        show(Markup("<h2>{} {}</h2>").format(say("What is still missing"), count))
        shown = holes if st.session_state.get(key) else holes[:AT_FIRST]
        for hole in shown:
            _line(laid, hole)
        if len(holes) > AT_FIRST:
            more = not st.session_state.get(key)
            words = say("Show all {n}", n=len(holes)) if more else say("Show fewer")
            st.button(words, type="tertiary", key="missing_more", on_click=lambda: st.session_state.update({key: more}))


def _line(laid: Laid, hole: Hole) -> None:
    say = laid.say
    with st.container(key=f"row_hole_{mark_of(hole.key)}", horizontal=True, vertical_alignment="center", gap="small"):
        said = hole_sentence(hole, laid.statements, say, laid.names)
        show(Markup('<div class="finding">{}<div><p>{}</p></div></div>').format(sign("waiting"), said))
        if laid.directs:
            _button(laid, hole, said)


def _button(laid: Laid, hole: Hole, said: str) -> None:
    say, key = laid.say, f"hole_{mark_of(hole.key)}"
    view = laid.views.get(hole.condition)
    if hole.what in _BY_ACTION:
        if st.button(say("To the plan"), key=key, help=plain(said)):
            laid.screen.go("plan", laid.case_id)
    elif hole.what in _BY_CALL:
        st.button(say("Fill in after a call"), key=key, help=plain(said), on_click=lambda: call_about(laid.case_id))
    elif view is not None:

        def go() -> None:
            show_list(laid.case_id, ALL)
            open_decision(view, Decision.CHANGE)

        st.button(say("Open V{n}", n=view.number), key=key, on_click=go)
