"""Coordination by phone instead of a meeting: recorded as a full outcome, and shown as one."""

from datetime import datetime, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, MeetingStatus
from pages.frame.choices import past_day, people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.meeting.told import remember
from services.meetings.actions import record_coordination
from services.meetings.facts import PlannedMeeting
from services.meetings.orders import RecordCoordination
from services.meetings.rules import LONGEST_TEXT
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL
from services.wording.labels import organisation_label


def coordination_dialog(screen: Screen, state: CaseState) -> None:
    """Opens the dialog; it saves itself until it is recorded."""

    @st.dialog(screen.say("Record coordination by phone"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _fields(screen, state)

    opened()


def _fields(screen: Screen, state: CaseState) -> None:
    say, form = screen.say, _form(screen, state)
    text = say("Partners settled it by phone. That is a full outcome: no meeting is needed for it.")
    show(Markup('<p class="small">{}</p>').format(text))
    named = {
        seat.id: f"{organisation_label(say, seat.organisation)}, {seat.name}"
        for seat in state.facts.seats
        if not seat.external and not seat.barred
    }
    form["seats"] = [seat for seat in form["seats"] if seat in named]
    left, middle, _ = st.columns([1, 1, 3])
    with left:
        past_day(form, "day", say("Day"), screen.today)
    middle.time_input(say("Time"), key=form.key("time"), step=300, on_change=form.save)
    people_choice(form, "seats", say("With whom"), named, say("Choose"))
    writing_area(form, "outcome", say("What was settled"), height=140, longest=LONGEST_TEXT)
    writing_area(form, "reason", say("Why no meeting is needed"), height=80, longest=LONGEST_TEXT)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Record the coordination"), type="primary", key="coordination_keep"):
            _keep(screen, state, form)
        if st.button(say("Give up"), key="coordination_cancel"):
            form.discard()
            st.rerun()


def _form(screen: Screen, state: CaseState) -> DraftForm:
    now = screen.work.clock().astimezone(LOCAL)
    rounded = now - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)
    seats: list[str] = []
    defaults: dict[str, Any] = {
        "meeting_id": screen.work.chance.id(),
        "day": rounded.date(),
        "time": rounded.time(),
        "seats": seats,
        "outcome": "",
        "reason": "",
    }
    return DraftForm(screen, f"coordination.{state.facts.id}", defaults, state.facts.id)


def _keep(screen: Screen, state: CaseState, form: DraftForm) -> None:
    order = RecordCoordination(
        meeting_id=str(form["meeting_id"]),
        case_id=state.facts.id,
        held_at=datetime.combine(form["day"], form["time"], tzinfo=LOCAL),
        seat_ids=tuple(form["seats"]),
        outcome=str(form["outcome"]),
        reason=str(form["reason"]),
    )
    with refusals_shown(screen.say):
        record_coordination(screen.work, order)
        remember(screen, state, "coordinated")
        form.discard()
        st.rerun()


def coordinations(state: CaseState) -> tuple[PlannedMeeting, ...]:
    """What was settled by phone, latest first."""
    return tuple(
        meeting
        for meeting in state.meetings
        if meeting.kind is MeetingKind.COORDINATION and meeting.status is MeetingStatus.HELD
    )


def coordination_cards(screen: Screen, state: CaseState) -> None:
    """Draws each coordination that was recorded, the latest open."""
    for number, meeting in enumerate(coordinations(state)):
        if number == 0:
            with st.container(key="card_coordination"):
                _told(screen, meeting)
        else:
            with st.expander(screen.say("Coordination of {day}", day=screen.say.short_day(meeting.starts_at))):
                _told(screen, meeting)


def _told(screen: Screen, meeting: PlannedMeeting) -> None:
    say = screen.say
    who = [f"{one.organisation_name}, {one.name}" for one in meeting.attendees]
    reasons = [waiver.reason for waiver in meeting.waivers if waiver.reason]
    rows = [
        (say("With"), say.listed(who)),
        (say("Settled"), Markup('<span class="quote">{}</span>').format(meeting.outcome)),
        (say("Why no meeting"), " ".join(reasons)),
    ]
    title = say("Settled by phone: {moment}", moment=say.moment(meeting.starts_at))
    show(
        Markup('<p class="line">{}</p><h2>{}</h2>{}').format(
            tag(say("settled without a meeting"), "green"), title, facts_list([row for row in rows if row[1]])
        )
    )
