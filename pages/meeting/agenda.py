"""The agenda of a meeting: written by who directs the case, the chair's script, and what each attendee sees of it."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus
from pages.frame.case_header import case_header
from pages.frame.markup import heading, show
from pages.frame.screen import Screen
from pages.meeting.agenda_edit import edit_agenda
from pages.meeting.agenda_words import clock_words, points_table, state_tags
from pages.meeting.chair_script import chair_script
from services.agenda.facts import Agenda
from services.agenda.queries import agenda_of, sitting_at
from services.agenda.rules import for_organisation
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState, case_state
from services.wording import Say, label
from services.wording.labels import organisation_label

_GONE = (MeetingStatus.WITHDRAWN, MeetingStatus.HELD)


def render(screen: Screen) -> None:
    """Draws the agenda of the meeting that was chosen, or of the one that comes first."""
    say = screen.say
    state = case_state(screen.work, screen.case_id, screen="agenda")
    case_header(screen, state, "overleg")
    meeting = _meeting(screen, state)
    if meeting is None:
        heading(say("Agenda"), say("The agenda stands here as soon as a meeting is planned."))
        if st.button(say("To the meeting"), key="agenda_to_meeting", type="primary"):
            screen.go("overleg", state.facts.id)
        return
    agenda = agenda_of(screen.work, state.facts.id, meeting.id)
    with st.container(key="agenda_head", horizontal=True, vertical_alignment="bottom", gap="small"):
        title = say("Agenda of the {kind}", kind=label(say, agenda.kind))
        heading(title, say.span(agenda.starts_at, agenda.ends_at))
        if st.button(say("Back to the meeting"), key="agenda_back", icon=":material/arrow_back:"):
            screen.go("overleg", state.facts.id)
    _sitting(screen, state, meeting)
    views = _views(say, state, agenda)
    view = st.segmented_control(
        say("Show"),
        list(views),
        format_func=lambda name: views[name],
        default=next(iter(views)),
        required=True,
        key="agenda_view",
        label_visibility="collapsed",
    )
    if view == "write":
        edit_agenda(screen, state, agenda, meeting)
    elif view == "script":
        chair_script(screen, state, agenda)
    elif view == "theirs":
        _theirs(say, agenda, meeting)
    else:
        _read(say, agenda)


def _views(say: Say, state: CaseState, agenda: Agenda) -> dict[str, str]:
    if not state.leads:
        return {"read": say("Agenda")}
    first = {"write": say("Write")} if state.directs and agenda.open else {"read": say("Agenda")}
    return first | {"script": say("Chair's script"), "theirs": say("What attendees see")}


def _meeting(screen: Screen, state: CaseState) -> PlannedMeeting | None:
    """The meeting whose agenda is shown: the one that was opened, else the next; a list where there are more."""
    say, now = screen.say, screen.work.clock()
    stand = [meeting for meeting in state.meetings if meeting.status not in _GONE]
    coming = sorted((m for m in stand if m.ends_at > now), key=lambda m: m.starts_at)
    offered = coming or stand[:1]
    if not offered:
        return None
    key = f"agenda_of.{state.facts.id}"
    ids = {meeting.id: meeting for meeting in offered}
    if (last := next((m for m in stand if m.id == st.session_state.get(key)), None)) is not None:
        ids |= {last.id: last}
    if len(ids) == 1:
        return offered[0]
    names = {m.id: f"{label(say, m.kind)}, {say.short_moment(m.starts_at)}" for m in ids.values()}
    first = last.id if last is not None else offered[0].id
    st.session_state[key] = first
    chosen = st.selectbox(say("Meeting"), list(names), format_func=lambda i: names[i], key=key)
    return ids.get(str(chosen), offered[0])


def _sitting(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    if not sitting_at(screen.work, state.facts.id, meeting.id):
        return
    say = screen.say
    with st.container(key="agenda_sitting", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup('<p class="soft">{}</p>').format(say("This case is one of several in a row.")))
        if st.button(say("See the row"), key="agenda_row"):
            screen.go("zitting", state.facts.id)


def _read(say: Say, agenda: Agenda) -> None:
    with st.container(key="card_agenda", gap="small"):
        show(state_tags(say, agenda))
        show(points_table(say, agenda.points, whom=True))


def _theirs(say: Say, agenda: Agenda, meeting: PlannedMeeting) -> None:
    homes = {a.organisation: organisation_label(say, a.organisation) for a in meeting.attendees}
    with st.container(key="card_agenda_theirs", gap="small"):
        text = say(
            "Attendees see this after their code: points for everybody and for their own organisation. "
            "Of other points only the time; notes stay with you. The agenda is never in a mail or calendar."
        )
        show(Markup('<p class="soft">{}</p>').format(text))
        if not homes:
            show(Markup("<p>{}</p>").format(say("Nobody is invited yet.")))
            return
        chosen = st.selectbox(
            say("As seen by"), list(homes), format_func=lambda key: homes.get(key, key), key="agenda_as"
        )
        show(points_table(say, for_organisation(agenda.points, str(chosen)), whom=False))
        show(
            Markup('<p class="small">{}</p>').format(
                say("The meeting lasts from {times}.", times=clock_words(say, agenda.starts_at, agenda.ends_at))
            )
        )
