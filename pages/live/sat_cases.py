"""The record of a sitting: per case when it was, who was there and whether its minutes are locked; no case content."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show, tag
from pages.frame.screen import Screen
from pages.meeting.case_meetings import minutes_shown_key
from services.agenda.queries import sitting_at
from services.minutes.facts import SatCase
from services.minutes.queries import sitting_record
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import organisation_label


def draw_sitting_record(screen: Screen, state: CaseState, meeting_id: str) -> None:
    """Draws the record of the row of cases that a meeting is part of; nothing where it is held by itself."""
    if sitting_id := sitting_at(screen.work, state.facts.id, meeting_id):
        sitting_card(screen, sitting_id, meeting_id)


def sitting_card(screen: Screen, sitting_id: str, meeting_id: str) -> None:
    """The same of a sitting. It leaves no file: of several cases in one, neither readers nor protected words would be
    those of one case. What is taken along are the minutes of each, one press away."""
    say = screen.say
    with st.container(key="card_sitting_record", gap="small"):
        told = say(
            "Of cases in which you have no part, only the time. Each case has minutes of its own; you take them along "
            "from there, in Word."
        )
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Record of the sitting"), told))
        for number, case in enumerate(sitting_record(screen.work, sitting_id), 1):
            with st.container(key=f"row_sat_{number}", horizontal=True, vertical_alignment="center", gap="small"):
                show(_case(say, case), width="stretch")
                if case.opened_at and case.meeting_id != meeting_id:
                    words, key = say("Minutes of the meeting"), f"sat_minutes_{number}"
                    if st.button(words, key=key, help=plain(case.code_name)):
                        st.session_state[minutes_shown_key(case.case_id)] = case.meeting_id
                        screen.go("notulen", case.case_id)


def _case(say: Say, case: SatCase) -> Markup:
    planned = say("{start} to {end} h", start=say.time(case.starts_at), end=say.time(case.ends_at))
    if not case.case_id:
        return Markup('<p><span class="code nowrap">{}</span> &nbsp;<span class="soft">{}</span></p>').format(
            planned, say("another case")
        )
    people = " · ".join(f"{name}, {organisation_label(say, home)}" for name, home in case.people)
    return Markup(
        '<p><span class="code nowrap">{}</span> &nbsp;<strong>{}</strong> &nbsp;{}</p>'
        '<p class="small">{}</p><p class="small">{}</p>'
    ).format(planned, case.code_name, _state(say, case), _held(say, case), people or say("Nobody noted at the table."))


def _state(say: Say, case: SatCase) -> Markup:
    if case.locked_at:
        return tag(say("Minutes locked"), "green")
    if case.closed_at:
        return tag(say("Minutes not locked yet"), "orange")
    return tag(say("Going on"), "blue") if case.opened_at else tag(say("Not opened"), "grey")


def _held(say: Say, case: SatCase) -> str:
    if case.opened_at is None:
        return say("Not opened")
    if case.closed_at is None:
        return say("opened at {time} h, not closed yet", time=say.time(case.opened_at))
    start, end = say.time(case.opened_at), say.time(case.closed_at)
    return say("Held {start} to {end} h", start=start, end=end)
