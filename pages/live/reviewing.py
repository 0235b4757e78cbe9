"""When the plan is looked at again, and what brings that forward."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from pages.frame.choices import events_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, show
from pages.live.room import Room, doing
from services.cases.actions import edit_core
from services.cases.facts import CaseFacts
from services.cases.orders import EditCore
from services.wording.labels import event_label, within

_WEEKS = (1, 2, 4)


def draw_review(room: Room) -> bool:
    """Draws the day of review and how it is set; gives False: nothing here takes the key that agrees."""
    say, facts = room.say, room.state.facts
    day = say.day(facts.review_on) if facts.review_on else say("not chosen yet")
    events = (
        say.listed([within(event_label(say, event)) for event in facts.review_events])
        if facts.review_events
        else say("nothing written down")
    )
    show(facts_list([(say("We look back on"), day), (say("Sooner when"), events)]))
    if not room.directs:
        return False
    form = DraftForm(room.screen, f"live.look-again.{room.meeting.id}", _fields(facts), room.case_id)
    with st.container(key="live_review_weeks", horizontal=True, gap="small"):
        for weeks in _WEEKS:
            words = say.plural("In {n} week", "In {n} weeks", weeks)
            st.button(words, key=f"live_in_{weeks}", on_click=_chooser(room, form, weeks))
    left, right = st.columns([1, 2], gap="medium")
    left.date_input(
        say("Date of review"), key=form.key("on"), format="DD-MM-YYYY", min_value=room.screen.today, on_change=form.save
    )
    with right:
        events_choice(say, form, "events")
    same = (form["on"], _events(form)) == (facts.review_on, facts.review_events)
    st.button(
        say("Keep the date of review"),
        key="live_keep_review",
        type="secondary" if same else "primary",
        disabled=same or form["on"] is None,
        on_click=doing(room, _keeper(room, form)),
    )
    return False


def _fields(facts: CaseFacts) -> dict[str, object]:
    return {"on": facts.review_on, "events": list(facts.review_events)}


def _events(form: DraftForm) -> tuple[str, ...]:
    return tuple(form["events"])


def _chooser(room: Room, form: DraftForm, weeks: int) -> Callable[[], None]:
    def go() -> None:
        form["on"] = room.screen.today + timedelta(weeks=weeks)
        form.save()

    return go


def _keeper(room: Room, form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        order = EditCore.as_it_stands(room.state.facts)
        edit_core(room.screen.work, replace(order, review_on=form["on"], review_events=_events(form)))
        form.discard()

    return go
