"""A row of cases that was planned: the clock per case; of a case that is not the reader's, only the time."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus
from pages.frame.case_header import case_header
from pages.frame.markup import heading, plain, show
from pages.frame.screen import Screen
from pages.meeting.agenda_words import clock_words, state_tags
from services.agenda.facts import SittingCase
from services.agenda.queries import sitting_at, sitting_of
from services.plans.queries import CaseState, case_state

_GONE = (MeetingStatus.WITHDRAWN, MeetingStatus.HELD)


def sitting_clock(screen: Screen) -> None:
    """Draws the row that the case in the address is part of."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="sitting")
    case_header(screen, state, "overleg")
    sitting_id = _sitting_id(screen, state)
    if not sitting_id:
        heading(say("Several cases in a row"), say("This case is not part of a row."))
        if st.button(say("To the meeting"), key="sitting_to_meeting", type="primary"):
            screen.go("overleg", state.facts.id)
        return
    plan = sitting_of(screen.work, sitting_id)
    heading(say("Several cases in a row"), say.span(plan.starts_at, plan.ends_at))
    with st.container(key="card_sitting_clock", gap="xsmall"):
        for number, case in enumerate(plan.cases, 1):
            _case(screen, case, number)


def _sitting_id(screen: Screen, state: CaseState) -> str:
    stand = (meeting for meeting in state.meetings if meeting.status not in _GONE)
    found = (sitting_at(screen.work, state.facts.id, meeting.id) for meeting in stand)
    return next((sitting_id for sitting_id in found if sitting_id), "")


def _case(screen: Screen, case: SittingCase, number: int) -> None:
    say, times = screen.say, clock_words(screen.say, case.starts_at, case.ends_at)
    with st.container(key=f"row_sitting_{number}", horizontal=True, vertical_alignment="center", gap="small"):
        if case.agenda is None:
            show(
                Markup('<p><span class="code nowrap">{}</span> &nbsp;<span class="soft">{}</span></p>').format(
                    times, say("another case")
                )
            )
            return
        show(
            Markup('<p><span class="code nowrap">{}</span> &nbsp;<strong>{}</strong> &nbsp;{}</p>').format(
                times, case.code_name, state_tags(say, case.agenda)
            )
        )
        if st.button(say("Agenda"), key=f"sitting_agenda_{number}", help=plain(case.code_name)):
            st.session_state[f"agenda_of.{case.case_id}"] = case.meeting_id
            screen.go("agendapunten", case.case_id)
