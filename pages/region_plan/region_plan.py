"""The weeks of a region for its coordinator: times for all cases that need a meeting, what needs a decision first, the
weeks themselves, the rooms, and announcing.

Cases are here by number, with their risk and who sits there; what a case is about, its code name and private people are
not (see decision 0071).
"""

import streamlit as st

from pages.frame.case_header import hide_button
from pages.frame.markup import heading
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.region_plan.banners import banners
from pages.region_plan.begin_card import begin_card
from pages.region_plan.meeting_words import Counted, counted
from pages.region_plan.needs_decision import decisions_card
from pages.region_plan.one_meeting import meeting_dialog
from pages.region_plan.plan_head import head_card, period_words, stage_name
from pages.region_plan.publishing import outcome_card, publish_dialog
from pages.region_plan.rooms_card import room_dialog, rooms_card
from pages.region_plan.shown import CHOSEN, MEETING, MORE, PUBLISHING, ROOM, opens
from pages.region_plan.weeks_card import weeks_card
from pages.region_plan.why_words import Lines
from services.region_plan import working
from services.region_plan.actions import mark
from services.region_plan.facts import MarkMeeting, PlanLine, PlanStage, RoomLine, WeekPlan
from services.region_plan.queries import plans_of, rooms_of, week_plan
from services.wording import Say


def render(screen: Screen) -> None:
    """Draws the plan that is looked at, or the form to begin the first one."""
    say, rooms = screen.say, rooms_of(screen.work)
    with st.container(horizontal=True, vertical_alignment="center"):
        text = say("A time for every case that needs a meeting, worked out together. Cases stand here by number only.")
        heading(say("Regional planning"), text)
        hide_button(say)
    plans = [one for one in plans_of(screen.work) if one.stage is not PlanStage.LAID_ASIDE]
    if not plans or st.session_state.get(MORE):
        begin_card(screen, rooms, first=not plans)
        rooms_card(screen, rooms)
        _room(screen, rooms)
        return
    plan = week_plan(screen.work, _which(say, plans))
    _plan(screen, plan, rooms)


def _which(say: Say, plans: list[PlanLine]) -> str:
    """The plan that is looked at: the one that was chosen, else the newest."""
    named = {one.id: f"{period_words(say, one)} ({stage_name(say, one.stage)})" for one in plans}
    newest = max(plans, key=lambda one: one.begun_at).id
    if st.session_state.get(CHOSEN) not in named:
        st.session_state[CHOSEN] = newest
    if len(named) > 1:
        st.session_state[CHOSEN] = st.session_state[CHOSEN]
        st.selectbox(say("Weeks"), list(named), format_func=lambda one: named.get(one, ""), key=CHOSEN, width=420)
    return str(st.session_state[CHOSEN])


def _plan(screen: Screen, plan: WeekPlan, rooms: tuple[RoomLine, ...]) -> None:
    say, found = screen.say, counted(plan)
    lines: Lines = {one.id: one for one in plan.meetings}
    now = working.state(screen.work, plan.id)
    outcome_card(screen, plan, lines, _look)
    banners(say, plan)
    head_card(screen, plan, found, now)
    if plan.worked_out_at is not None:
        decisions_card(say, found, lines, _look, lambda line_id: _leave(screen, plan, line_id))
    if found.planned or found.left_out:
        weeks_card(say, plan, found)
    rooms_card(screen, rooms)
    _dialogs(screen, plan, rooms, found, lines)


def _look(line_id: str) -> None:
    opens(MEETING, line_id)


def _leave(screen: Screen, plan: WeekPlan, line_id: str) -> None:
    with refusals_shown(screen.say):
        mark(screen.work, MarkMeeting(plan.id, plan.version, line_id, left_out=True))
        st.rerun()


def _dialogs(screen: Screen, plan: WeekPlan, rooms: tuple[RoomLine, ...], found: Counted, lines: Lines) -> None:
    """Whichever dialog is open is drawn last: a refusal in opening it leaves the page as it is."""
    if (one := lines.get(str(st.session_state.get(MEETING)))) is not None:
        meeting_dialog(screen, plan, one, lines)
    elif st.session_state.get(PUBLISHING) == plan.id:
        publish_dialog(screen, plan, found)
    else:
        _room(screen, rooms)


def _room(screen: Screen, rooms: tuple[RoomLine, ...]) -> None:
    if room_id := st.session_state.get(ROOM):
        room_dialog(screen, rooms, room_id)
