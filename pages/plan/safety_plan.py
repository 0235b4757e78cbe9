"""The safety plan: what holds adoption up, the measures weighed, the actions, versions and a document per reader."""

import streamlit as st
from markupsafe import Markup

from pages.casework.core_form import edit_dialog
from pages.frame.case_header import case_header
from pages.frame.check_words import check_line
from pages.frame.markup import heading, plain, rows, show, table, tag
from pages.frame.screen import Screen
from pages.plan.action_form import action_dialog
from pages.plan.adopting import adopt_dialog
from pages.plan.papers.edition_words import tier_tag
from pages.plan.weighing_form import weighing_dialog
from services.plans.orders import ActionView, Step
from services.plans.queries import CaseState, case_state
from services.plans.rules import blocking
from services.wording import Say, label
from services.wording.labels import organisation_label


def render(screen: Screen) -> None:
    """Draws the plan of the case that the address names."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="plan")
    case_header(screen, state, "plan")
    heading(say("Safety plan"), _status(say, state))
    left, right = st.columns([1, 1.25], gap="medium")
    with left:
        _readiness(screen, state)
        _weighings(screen, state)
    with right:
        _actions(screen, state)


def _status(say: Say, state: CaseState) -> str:
    newest = state.in_force
    if newest is None and state.draft is not None:
        return say(
            "Version {number}, {status}; not adopted yet",
            number=state.draft.number,
            status=label(say, state.draft.status).lower(),
        )
    if newest is None:
        return say("Draft, not adopted yet")
    return say(
        "Version {number}, adopted {moment} by {name}",
        number=newest.number,
        moment=say.short_moment(newest.adopted_at),
        name=newest.adopted_by,
    )


def _readiness(screen: Screen, state: CaseState) -> None:
    say = screen.say
    open_points = blocking(state.checks)
    with st.container(key="card_readiness", gap="small"):
        shown = [check for check in state.checks if check.step is Step.PLAN or check in open_points]
        lines = rows([check_line(say, check) for check in shown])
        show(Markup("<h2>{}</h2>{}").format(say("Ready to adopt?"), lines))
        if any(check.kind == "contradictions" for check in open_points) and st.button(
            say("To what clashes"), icon=":material/compare_arrows:", width="stretch", key="to_board"
        ):
            screen.go("voorwaarden", state.facts.id)
        if not state.directs:
            return
        _review_button(screen, state)
        firm = [check for check in open_points if not check.explainable]
        again = state.in_force is not None
        if state.directs and st.button(
            say("Adopt a new version") if again else say("Adopt the plan"),
            type="secondary" if again else "primary",
            width="stretch",
            key="adopt",
            disabled=bool(firm),
            help=say("Possible when every point is ready or explained") if firm else None,
        ):
            adopt_dialog(screen, state)
        if firm:
            count = say.plural("{n} point must be settled first.", "{n} points must be settled first.", len(firm))
            show(Markup('<p class="small">{}</p>').format(count))


def _review_button(screen: Screen, state: CaseState) -> None:
    if state.facts.review_on is None and st.button(
        screen.say("Choose the date of review"), icon=":material/event:", width="stretch", key="choose_review"
    ):
        edit_dialog(screen, state.facts)


def _weighings(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_weighings", gap="small"):
        lines = [
            [
                Markup("<strong>{}</strong><br>{}").format(
                    label(say, weighing.measure), organisation_label(say, weighing.organisation)
                ),
                Markup("{} {}<br>{}").format(
                    tag(label(say, weighing.outcome), "blue"), tier_tag(say, weighing.tier), weighing.reason
                ),
            ]
            for weighing in state.facts.weighings
        ]
        body = table([say("Measure"), say("Outcome and reason")], lines) if lines else say("Nothing weighed yet.")
        show(Markup("<h2>{}</h2>{}").format(say("Measures weighed"), body))
        if state.directs and st.button(
            say("Record a weighing"), icon=":material/balance:", width="stretch", key="weigh"
        ):
            weighing_dialog(screen, state)


def _actions(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_actions", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say.plural("{n} action", "{n} actions", len(state.actions))))
        if not state.actions:
            show(Markup("<p>{}</p>").format(say("Write who does what, and by when. Start with the hard conditions.")))
        for action in state.actions:
            with st.container(
                key=f"row_action_{action.number}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"
            ):
                show(_action(say, action))
                if state.directs and st.button(
                    say("Change"), key=f"change_{action.number}", help=plain(f"A{action.number}")
                ):
                    action_dialog(screen, state, action)
        if state.directs and st.button(say("New action"), icon=":material/add:", width="stretch", key="new_action"):
            action_dialog(screen, state, None)


def _action(say: Say, action: ActionView) -> Markup:
    who = ", ".join(organisation_label(say, key) for key in (action.owner, *action.supporting))
    return Markup('<h3>A{}. {}</h3><p class="quote">{}</p><p class="small">{} · {} {}</p>').format(
        action.number,
        organisation_label(say, action.owner),
        action.what,
        who,
        due_text(say, action),
        tier_tag(say, action.tier),
    )


def due_text(say: Say, action: ActionView) -> str:
    """By when: a day, a moment, or continuously."""
    if action.due_at is None:
        return say("continuously")
    when = say.short_day(action.due_at) if action.due_on_day else say.short_moment(action.due_at)
    return say("by {when}", when=when)
