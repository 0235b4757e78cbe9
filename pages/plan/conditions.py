"""The case director's screen of conditions: settle what clashes, decide on each, see who still owes theirs, fill in
after a call.

No part of it is a fragment: a fragment's rerun would act on the session as it was, and the session is asked anew at
every whole rerun only.
"""

import streamlit as st
from markupsafe import Markup

from models.terms import Theme
from pages.frame.case_header import case_header
from pages.frame.markup import heading, show
from pages.frame.screen import Screen
from pages.plan.board.clashes import draw_clashes, draw_how_much_was_read
from pages.plan.board.filtering import CLASHES, DECIDE, OWING, Narrowed, left_out, narrowed, which_list
from pages.plan.board.laid import laid_out
from pages.plan.board.waiting_line import waits_elsewhere
from pages.plan.by_phone import draw_by_phone, phone_call
from pages.plan.condition_words import people_of
from pages.plan.decision_card import Around, draw_decision
from pages.plan.not_in_yet import draw_not_in_yet, record_other_button
from pages.plan.set_card import draw_set_card
from pages.plan.waiting_room import draw_waiting_room
from services.conditions.earlier import before_of
from services.plans.queries import CaseState, case_state
from services.route_map.queries import regional
from services.route_map.rules import lead_organisation
from services.wording import Say, label


def render(screen: Screen) -> None:
    """Draws the conditions of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="conditions")
    case_header(screen, state, "voorwaarden")
    if phone_call(state.facts.id) is not None:
        draw_by_phone(screen, state)
        return
    if not state.conditions and state.meeting is None:
        heading(screen.say("Conditions"))
        _no_meeting(screen, state)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="conditions_head"):
        heading(screen.say("Conditions"), _counted(screen.say, state))
        shown = which_list(screen, state, len(state.board.open) + len(state.board.open_breaches))
    only = narrowed(screen, state)
    if shown == CLASHES and state.conditions:
        waits_elsewhere(screen, state)
        laid = laid_out(screen, state, _around(screen, state))
        draw_clashes(laid, only)
        draw_set_card(screen, state)
        draw_how_much_was_read(laid)
        return
    draw_set_card(screen, state)
    draw_waiting_room(screen, state)
    if shown == OWING:
        draw_not_in_yet(screen, state, only.organisation)
    else:
        _by_theme(screen, state, only, undecided_only=shown == DECIDE)


def _counted(say: Say, state: CaseState) -> str:
    homes = len({view.organisation for view in state.conditions})
    n = len(state.conditions)
    of = say.plural("{n} organisation", "{n} organisations", homes)
    said = say.plural("{n} condition from {of}.", "{n} conditions from {of}.", n, of=of)
    if state.meeting is None:
        return said
    asked = sum(one.conditions_asked for one in state.meeting.attendees)
    answered = say("{n} of {all} invited have answered.", n=asked - len(state.meeting.owing), all=asked)
    return f"{said} {answered}"


def _no_meeting(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_empty", gap="small"):
        text = say("Conditions are asked of everybody who is invited to a meeting. No meeting has been planned yet.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("To the meeting"), type="primary", key="to_meeting"):
            screen.go("overleg", state.facts.id)
    if state.directs:
        record_other_button(screen, state)


def _by_theme(screen: Screen, state: CaseState, only: Narrowed, *, undecided_only: bool) -> None:
    say, around = screen.say, _around(screen, state)
    every = [view for view in state.conditions if not (undecided_only and view.decided)]
    views = [view for view in every if only.keeps(view)]
    for theme in Theme:
        under = [view for view in views if view.theme is theme]
        if under:
            count = say.plural("{n} condition", "{n} conditions", len(under))
            show(Markup('<h2 class="theme">{} <span class="small">{}</span></h2>').format(label(say, theme), count))
        for view in under:
            draw_decision(screen, state, view, around, directs=state.directs)
    if len(views) < len(every):
        left_out(screen, state, len(every) - len(views))
    elif not views:
        _nothing_left(screen, state)


def _around(screen: Screen, state: CaseState) -> Around:
    region = regional(screen.work.settings.route_map).region
    before = before_of(screen.work, state.facts.id)
    return Around(people_of(state), lead_organisation(state.facts, region), before)


def _nothing_left(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_nothing_left", gap="small"):
        if not state.conditions:
            show(Markup("<p>{}</p>").format(say("Nobody has handed in a condition yet. They will stand here.")))
            return
        text = say("Every condition that was handed in has been decided. Now put them into actions.")
        show(Markup('<p class="good">{}</p>').format(text))
        if st.button(say("To the plan"), type="primary", key="to_plan"):
            screen.go("plan", state.facts.id)
