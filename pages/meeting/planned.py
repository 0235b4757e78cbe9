"""The planned meeting: when, whether the minimum attendance is met, who was invited and how far each is."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus
from pages.frame.markup import facts_list, joined, plain, show
from pages.frame.screen import Screen
from pages.meeting.agenda_words import agenda_card
from pages.meeting.attendee_rows import attendees_card
from pages.meeting.calling_off import call_off
from pages.meeting.deputy_form import deputy_dialog
from pages.meeting.information_form import waive_dialog
from pages.meeting.meeting_words import about, counted, group_name, minimum_lines, status_tag, title
from pages.meeting.moving import move_dialog
from pages.meeting.poll_result import poll_card
from pages.meeting.question_form import question_dialog
from pages.meeting.reminder_form import remind_button, silent_in
from services.meetings.facts import PlannedMeeting, Waiver
from services.meetings.standing import GroupNow, GroupState, broken
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import organisation_label

_BOXES = {GroupState.BROKEN: "stop", GroupState.OPEN: "mind", GroupState.FILLED: "good", GroupState.WAIVED: "mind"}


def chosen_card(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """Draws one meeting: the times that are put to the vote, or a time that stands."""
    if meeting.status is MeetingStatus.POLLED:
        poll_card(screen, state, meeting)
    else:
        planned_card(screen, state, meeting)


def planned_card(screen: Screen, state: CaseState, meeting: PlannedMeeting | None = None) -> None:
    """Draws a meeting that stands (the one that conditions are collected for, unless told), its attendees and what can
    be done about it."""
    meeting = meeting or state.meeting
    if meeting is None:
        return
    say, now = screen.say, screen.work.clock()
    show(
        Markup('<h1>{}</h1><p class="soft lead">{} &nbsp;{}</p>').format(
            title(say, meeting), about(say, meeting, now), status_tag(say, meeting.status)
        )
    )
    _standing(screen, state, meeting)
    attendees_card(screen, state, meeting)
    agenda_card(screen, state, meeting)


def directs_open(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> bool:
    """Whether the reader can still change this meeting."""
    return state.directs and meeting.starts_at > screen.work.clock()


def _standing(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """How the minimum stands, at once with what helps where it broke; then what the meeting is about."""
    say, groups = screen.say, state.minimums.get(meeting.id, ())
    with st.container(key="card_standing", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(counted(say, meeting), _minimum_box(minimum_lines(say, meeting, groups))))
        if directs_open(screen, state, meeting) and (lost := broken(groups)):
            _what_helps(screen, state, meeting, lost)
        _facts(say, meeting)
        if state.directs:
            _buttons(screen, state, meeting)


def _minimum_box(lines: list[tuple[GroupState, str]]) -> Markup:
    """One box in the colour of the gravest line; a broken minimum is told at once, also to who cannot see it."""
    if not lines:
        return Markup("")
    (kind, first), *others = lines
    below = joined([Markup('<p class="small">{}</p>').format(text) for _, text in others])
    role = Markup(' role="alert"') if kind is GroupState.BROKEN else Markup("")
    return Markup('<div class="{}"{}><p><strong>{}</strong></p>{}</div>').format(_BOXES[kind], role, first, below)


def _what_helps(screen: Screen, state: CaseState, meeting: PlannedMeeting, lost: tuple[GroupNow, ...]) -> None:
    """Where the minimum broke: a deputy, meeting without with a reason, another time."""
    say = screen.say
    named = {one.invitation_id: one for one in meeting.attendees}
    with st.container(key="minimum_helps", horizontal=True, gap="small"):
        for number, group in enumerate(lost):
            for one in (named[which] for which in group.invited):
                text = say("Name a deputy for {name}", name=one.name)
                if st.button(plain(text), key=f"help_deputy_{one.invitation_id}", icon=":material/person_add:"):
                    deputy_dialog(screen, state, one)
            text = say("Meet without {who}", who=group_name(say, group))
            if st.button(plain(text), key=f"help_waive_{number}", icon=":material/edit_note:"):
                waive_dialog(screen, state, meeting, group)


def _facts(say: Say, meeting: PlannedMeeting) -> None:
    """The question, what is new, and the decisions to meet without somebody of the minimum."""
    rows: list[tuple[str, Markup | str]] = []
    if meeting.question:
        rows.append((say("The question"), Markup('<span class="lines">{}</span>').format(meeting.question)))
    if meeting.news:
        rows.append((say("What is new"), Markup('<span class="lines">{}</span>').format(meeting.news)))
    rows += [(say("Without the minimum"), _waiver(say, waiver)) for waiver in meeting.waivers]
    if rows:
        show(facts_list(rows))


def _waiver(say: Say, waiver: Waiver) -> Markup:
    who = say.listed([organisation_label(say, key) for key in waiver.organisations])
    by = say("{name}, {moment}", name=waiver.by, moment=say.short_moment(waiver.at))
    return Markup('{}: {} <span class="small">{}</span>').format(who, waiver.reason, by)


def _buttons(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    say = screen.say
    with st.container(key="meeting_buttons", horizontal=True, gap="small"):
        if directs_open(screen, state, meeting):
            remind_button(screen, state, meeting, silent_in(meeting))
            if st.button(say("Question and news"), key="question_open", icon=":material/edit:"):
                question_dialog(screen, state, meeting)
            if st.button(say("Move"), key="move_open", icon=":material/event_repeat:"):
                move_dialog(screen, state, meeting)
            call_off(screen, state, meeting)
        if st.button(say("Plan another meeting"), icon=":material/add:", key="plan_more_button", type="tertiary"):
            st.session_state[f"plan_more.{state.facts.id}"] = True
            st.rerun()
