"""Follow-up: what was agreed and when it is looked at again. Reporting back on actions is not part of this version."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from models.terms import ActionStatus
from pages.frame.case_header import case_header
from pages.frame.markup import Text, facts_list, heading, joined, show, table, tag
from pages.frame.screen import Screen
from services.plans.orders import ActionView, VersionLine
from services.plans.queries import CaseState, case_state
from services.scheduling.facts import local_day
from services.wording import Say, label
from services.wording.labels import organisation_label

_LAST = datetime.max.replace(tzinfo=UTC)


def render(screen: Screen) -> None:
    """Draws the adopted version, the date of review and the actions by due date."""
    state, say = case_state(screen.work, screen.case_id), screen.say
    case_header(screen, state, "opvolging")
    heading(say("Follow-up"), say("What was agreed, and when you look at it again."))
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        _actions(say, state.actions, screen.work.clock())
    with right:
        _version(screen, state)
        _review(say, state, screen.work.clock())
        _what_follows(say)


def _version(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_version", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("The plan")))
        if state.versions:
            show(_adopted(say, state.versions[0]))
            return
        show(Markup("<p>{}</p>").format(say("No plan has been adopted yet. Follow-up begins when it is.")))
        if st.button(say("To the plan"), key="to_plan"):
            screen.go("plan", state.facts.id)


def _adopted(say: Say, version: VersionLine) -> Markup:
    return facts_list(
        [
            (say("Version"), str(version.number)),
            (say("Adopted"), say.moment(version.adopted_at)),
            (say("By"), version.adopted_by),
        ]
    )


def _review(say: Say, state: CaseState, now: datetime) -> None:
    facts = state.facts
    with st.container(key="card_review"):
        day: Text = say.day(facts.review_on) if facts.review_on else say("No date chosen yet")
        if facts.review_on and facts.review_on <= local_day(now):
            day = Markup("{} {}").format(day, tag(say("due"), "red"))
        rows: list[tuple[str, Text]] = [(say("Review"), day)]
        if facts.review_events:
            events = joined([Markup("<li>{}</li>").format(event) for event in facts.review_events])
            rows.append((say("Earlier when"), Markup("<ul>{}</ul>").format(events)))
        show(Markup("<h2>{}</h2>{}").format(say("When you look again"), facts_list(rows)))


def _actions(say: Say, actions: Sequence[ActionView], now: datetime) -> None:
    with st.container(key="card_actions"):
        title = Markup("<h2>{}</h2>").format(say("Actions by date"))
        if not actions:
            show(Markup("{}<p>{}</p>").format(title, say("No actions have been recorded yet.")))
            return
        ordered = sorted(actions, key=lambda action: (action.due_at or _LAST, action.number))
        columns = [say("No."), say("What"), say("Who"), say("Due by"), say("State")]
        show(Markup("{}{}").format(title, table(columns, [_action(say, action, now) for action in ordered])))


def _action(say: Say, action: ActionView, now: datetime) -> list[Text]:
    return [
        f"A{action.number}",
        action.what,
        organisation_label(say, action.owner),
        due_word(say, action),
        _state(say, action, now),
    ]


def due_word(say: Say, action: ActionView) -> str:
    """By when: a moment, a day, or continuously."""
    if action.due_at is None:
        return say("continuously")
    return say.short_day(action.due_at) if action.due_on_day else say.short_moment(action.due_at)


def _state(say: Say, action: ActionView, now: datetime) -> Markup:
    if action.status is ActionStatus.OPEN:
        late = action.due_at is not None and _past(action, now)
        return tag(say("date passed"), "orange") if late else tag(label(say, action.status), "white")
    return tag(label(say, action.status), "green" if action.status is ActionStatus.DONE else "grey")


def _past(action: ActionView, now: datetime) -> bool:
    if action.due_at is None:
        return False
    if action.due_on_day:
        return local_day(action.due_at) < local_day(now)
    return action.due_at < now


def _what_follows(say: Say) -> None:
    with st.container(key="card_follows"):
        text = say(
            "Partners report to the case director when an action is done. Is it not done, or does something happen, "
            "then change the conditions and actions and adopt a new version. Reporting back in the planner itself is "
            "not possible yet."
        )
        show(Markup("<h2>{}</h2><p>{}</p>").format(say("What follows"), text))
