"""Everybody of whom conditions are asked, in one list: who still owes them first, and what to do about it."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, rows, show
from pages.frame.screen import Screen
from pages.meeting.meeting_words import progress_tag
from pages.plan.asked_acts import do
from pages.plan.asked_words import AskAct, Group, act_word, group_of, next_acts, notes, other_acts, state_tag
from pages.plan.by_phone import call_about
from services.conditions.asking import asked_of
from services.conditions.facts import Asked
from services.meetings.ahead import next_reminders
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import organisation_label


def draw_not_in_yet(screen: Screen, state: CaseState, organisation: str = "") -> None:
    """Draws the attendees by how far they are, and the way to record a condition of somebody who was not invited.
    `organisation`: of that one only."""
    say, meeting = screen.say, state.meeting
    if meeting is None:
        with st.container(key="card_owing", gap="xsmall"):
            show(Markup("<p>{}</p>").format(say("No meeting has been planned yet.")))
    elif state.directs:
        _everybody(screen, state, meeting, organisation)
    else:
        _read_only(say, meeting, organisation)
    if state.directs:
        record_other_button(screen, state)


def record_other_button(screen: Screen, state: CaseState) -> None:
    """The way to a condition of an external party, or of a partner who does not attend."""
    st.button(
        screen.say("Record a condition of somebody who was not invited"),
        icon=":material/add:",
        key="record_other",
        on_click=lambda: call_about(state.facts.id),
    )


def _everybody(screen: Screen, state: CaseState, meeting: PlannedMeeting, only: str) -> None:
    everybody = [asked for asked in asked_of(screen.work, state.facts.id) if only in ("", asked.organisation)]
    ahead = next_reminders(screen.work, state.facts.id, meeting.id)
    for group in Group:
        listed = [asked for asked in everybody if group_of(asked) is group]
        if not listed and group is not Group.OWING:
            continue
        with st.container(key=f"card_{group.value}", gap="xsmall"):
            _head(screen.say, meeting, group, len(listed))
            for asked in listed:
                _row(screen, state, meeting, asked, ahead.get(asked.invitation_id))


def _head(say: Say, meeting: PlannedMeeting, group: Group, count: int) -> None:
    if group is Group.OWING and not count:
        text = say("Everybody has handed in or said that there is nothing.")
        show(Markup('<p class="good">{}</p>').format(text))
        return
    title = {
        Group.OWING: say("Not in yet {n}", n=count),
        Group.IN: say("In {n}", n=count),
        Group.NOT_ASKED: say("Not asked {n}", n=count),
    }[group]
    due = say("Conditions until {moment}.", moment=say.moment(meeting.conditions_due_at))
    below = Markup('<p class="small">{}</p>').format(due) if group is Group.OWING else ""
    show(Markup("<h2>{}</h2>{}").format(title, below))


def _row(screen: Screen, state: CaseState, meeting: PlannedMeeting, asked: Asked, reminder: datetime | None) -> None:
    say, which, now = screen.say, asked.invitation_id, screen.work.clock()
    with st.container(key=f"asked_row_{which}", horizontal=True, vertical_alignment="center", gap="small"):
        show(
            Markup(
                '<div class="attendee"><div><h3>{}</h3><p class="small">{}</p></div><p class="tags">{}</p></div>'
            ).format(asked.organisation_name, notes(say, asked, reminder), state_tag(say, asked, now))
        )
        for act in next_acts(asked, now):
            if st.button(plain(act_word(say, act)), key=f"{act.value}_{which}", help=plain(asked.name)):
                do(act, screen, state, meeting, asked)
        others = other_acts(asked, now, meeting.starts_at)
        chosen = st.menu_button(
            say("More"),
            others,
            format_func=lambda act: act_word(say, act),
            key=f"more_{which}",
            type="tertiary",
            help=plain(asked.name),
        )
    if chosen:
        do(AskAct(chosen), screen, state, meeting, asked)


def _read_only(say: Say, meeting: PlannedMeeting, only: str) -> None:
    """For a case holder: who owes, without links, codes or buttons."""
    with st.container(key="card_owing", gap="xsmall"):
        _head(say, meeting, Group.OWING, len(meeting.owing))
        lines = [
            Markup('<li class="row"><div class="grow"><h3>{}</h3><p class="small">{}</p></div>{}</li>').format(
                organisation_label(say, one.organisation), one.name, progress_tag(say, one)
            )
            for one in meeting.owing
            if only in ("", one.organisation)
        ]
        show(rows(lines))
