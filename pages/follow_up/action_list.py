"""What became of the actions: past their last moment, open and answered, each with its reports and what to record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from models.terms import ActionStatus, Tier
from pages.follow_up.action_words import due_word, reports_shown, state_tag, telling_words, who_words
from pages.follow_up.report_form import report_dialog
from pages.follow_up.telling_form import telling_dialog
from pages.frame.markup import plain, show, tag
from pages.frame.screen import Screen
from pages.plan.condition_words import tier_tag
from services.plans.orders import ActionView
from services.plans.queries import CaseState
from services.reports.facts import Report
from services.reports.queries import reports_of
from services.reports.rules import is_overdue
from services.scheduling.facts import local_day
from services.wording import Say

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Group:
    """Actions of one kind under one title; `hint` says what to do with them."""

    title: str
    actions: list[ActionView]
    hint: str = ""
    folded: bool = False


def action_list(screen: Screen, state: CaseState) -> None:
    """Draws the card."""
    say, reports = screen.say, reports_of(screen.work, state.facts.id)
    with st.container(key="card_actions", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("What became of the actions")))
        if not state.actions:
            show(Markup("<p>{}</p>").format(say("No actions have been recorded yet.")))
            return
        for group in _groups(say, state.actions, screen.work.clock()):
            if group.actions and group.folded:
                with st.expander(plain(f"{group.title} ({len(group.actions)})")):
                    _drawn(screen, state, group, reports)
            elif group.actions:
                show(Markup("<h3>{} ({})</h3>").format(group.title, len(group.actions)))
                _drawn(screen, state, group, reports)


def _groups(say: Say, actions: Iterable[ActionView], now: datetime) -> list[_Group]:
    """What asks for something first; what is settled is folded."""
    late: list[ActionView] = []
    found: dict[ActionStatus, list[ActionView]] = {status: [] for status in ActionStatus}
    for action in sorted(actions, key=lambda action: (action.due_at or _LAST, action.number)):
        past = is_overdue(action.status, action.due_at, action.due_on_day, now)
        (late if past else found[action.status]).append(action)
    hint = say(
        "What was not done does not go away by itself: agree on something else in the plan, or record that it is no "
        "longer possible."
    )
    settled = [*found[ActionStatus.DONE], *found[ActionStatus.NO_LONGER_POSSIBLE]]
    return [
        _Group(say("Past their last moment"), late),
        _Group(say("Not done"), found[ActionStatus.NOT_DONE], hint),
        _Group(say("Open"), found[ActionStatus.OPEN]),
        _Group(say("Answered"), settled, folded=True),
    ]


def _drawn(screen: Screen, state: CaseState, group: _Group, reports: Mapping[str, tuple[Report, ...]]) -> None:
    if group.hint:
        show(Markup('<p class="small">{}</p>').format(group.hint))
    for action in group.actions:
        _action(screen, state, action, reports.get(action.id, ()))


def _action(screen: Screen, state: CaseState, action: ActionView, reports: tuple[Report, ...]) -> None:
    say = screen.say
    with st.container(key=f"row_action_{action.id}", gap="xsmall"):
        show(_words(screen, state, action) + reports_shown(say, reports))
        if not state.directs:
            return
        with st.container(horizontal=True, gap="small"):
            if st.button(say("Record what came of it"), key=f"report_{action.id}", icon=":material/edit_note:"):
                report_dialog(screen, state, action)
            if action.tier == Tier.VICTIM and st.button(
                plain(_telling(say, action)), key=f"tell_{action.id}", type="tertiary"
            ):
                telling_dialog(screen, state, action)


def _telling(say: Say, action: ActionView) -> str:
    """What the button beside an action that the victim may read does next."""
    if action.told_victim_on:
        return say("Change who told the victim and when")
    return say("The victim was told") if action.tells_victim else say("Who tells the victim")


def _words(screen: Screen, state: CaseState, action: ActionView) -> Markup:
    say, now = screen.say, screen.work.clock()
    overdue = is_overdue(action.status, action.due_at, action.due_on_day, now)
    answered = action.status not in (ActionStatus.OPEN, ActionStatus.NOT_DONE)  # else the title above says it
    tags = [state_tag(say, action, overdue)] if answered else []
    if overdue and action.due_at and (late := (local_day(now) - local_day(action.due_at)).days):
        tags.append(tag(say.plural("{n} day past", "{n} days past", late), "orange"))
    if _after_plan(state, action):
        tags.append(tag(say("not in the plan yet"), "grey"))
    parts = [who_words(say, action), due_word(say, action), telling_words(say, action)]
    told = " · ".join(part for part in parts if part)
    return Markup('<p><strong>A{}.</strong> {} {}</p><p class="small">{} {}</p>').format(
        action.number, action.what, Markup(" ").join(tags), told, tier_tag(say, action.tier)
    )


def _after_plan(state: CaseState, action: ActionView) -> bool:
    plan = state.in_force
    return plan is not None and action.recorded_at is not None and action.recorded_at > plan.adopted_at
