"""Actions at the table: each with one owner and one day, read aloud as it stands; the form below takes the next one.

What cannot be kept is said above the form, and nothing typed is lost.
"""

from collections.abc import Callable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import ActionStatus, Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show
from pages.frame.refusal import sentence
from pages.live.earlier import action_words
from pages.live.room import AGREE_KEY, Room, all_done, numbered
from pages.plan.action_fields import all_fields, new_fields, order_of
from pages.plan.action_form import action_dialog
from services.errors import ServiceError
from services.plans.actions import record_action
from services.plans.orders import ActionView, RecordAction
from services.plans.rules import ActionFieldWrong
from services.scheduling.facts import local_day


def draw_actions(room: Room) -> bool:
    """Draws what was agreed and the form for the next; gives whether that takes the key that agrees."""
    say, agreed = room.say, open_actions(room)
    if agreed:
        show(Markup("<h2>{}</h2>").format(say.plural("{n} open action", "{n} open actions", len(agreed))))
    else:
        text = say("No action is open. Who does what by when is written down here, one by one.")
        show(Markup("<p>{}</p>").format(all_done(room, text)))
    for action in agreed:
        _row(room, action)
    _uncovered(room)
    return _form(room) if room.directs else False


def open_actions(room: Room) -> tuple[ActionView, ...]:
    """The actions that are open, by number."""
    return tuple(action for action in room.state.actions if action.status is ActionStatus.OPEN)


def _row(room: Room, action: ActionView) -> None:
    say = room.say
    with st.container(
        key=f"row_live_action_{action.number}", horizontal=True, wrap=False, vertical_alignment="top", gap="small"
    ):
        show(action_words(room, action))
        if (
            room.directs
            and not room.shared
            and st.button(say("Change"), key=f"live_change_{action.number}", help=plain(f"A{action.number}"))
        ):
            action_dialog(room.screen, room.state, action)


def _uncovered(room: Room) -> None:
    """Conditions that must hold and that no action is for yet: the next thing to ask."""
    covered = {name for action in room.state.actions for name in action.condition_ids}
    asking = (view for view in room.state.conditions if view.hard and not view.lapsed and not view.holds_approach)
    left = [view for view in asking if view.id not in covered]
    if left:
        lines = joined([Markup("<li>{}</li>").format(numbered(room, view.text, f"V{view.number}")) for view in left])
        title = room.say.plural(
            "{n} hard condition has no action yet", "{n} hard conditions have no action yet", len(left)
        )
        folded = Markup('<details class="small"><summary>{}</summary><ul class="findings single">{}</ul></details>')
        show(folded.format(title, lines))


def _form(room: Room) -> bool:
    """The next action. On a screen for everybody it has a draft of its own: what was typed for fewer stays away."""
    say, screen, state = room.say, room.screen, room.state
    name = f"live.action.{room.meeting.id}"
    form = DraftForm(screen, name, new_fields(screen), room.case_id)
    if room.shared and not {form["tier"], form["if_not_tier"]} <= {Tier.PARTNERS, Tier.VICTIM}:
        form = DraftForm(screen, f"{name}.all", new_fields(screen), room.case_id)
    with st.container(key="live_new_action", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("The next action")))
        if isinstance(problem := st.session_state.pop(_problem_key(room), None), ServiceError):
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, say)))
        all_fields(screen, state, form, height=70)
        typed = bool(str(form["what"]).strip())
        st.button(
            say("Agreed, record this action"),
            type="primary" if typed else "secondary",
            key="live_record_action",
            shortcut=AGREE_KEY if typed else None,
            on_click=_recorder(room, form),
        )
        form.status(quiet=True)
    return typed


def _recorder(room: Room, form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        order = order_of(form, room.state)
        try:
            check_day(order, room.meeting.starts_at)
            record_action(room.screen.work, order)
        except ServiceError as refusal:
            st.session_state[_problem_key(room)] = refusal
        else:
            form.discard()

    return go


def check_day(order: RecordAction, meeting_starts_at: datetime) -> None:
    """Raises `ActionFieldWrong` for a last day that lies before the day of the meeting that agrees on it."""
    if order.due_at is not None and local_day(order.due_at) < local_day(meeting_starts_at):
        raise ActionFieldWrong(field="due", reason="before_meeting")


def _problem_key(room: Room) -> str:
    return f"live.{room.meeting.id}.action"
