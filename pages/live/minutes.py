"""The minutes of a meeting: the draft as it grew, then locked, with corrections beneath."""

import streamlit as st
from markupsafe import Markup

from pages.frame.case_header import case_header
from pages.frame.markup import heading, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.live.minutes_beneath import draw_addenda
from pages.live.minutes_notes import draw_notes
from pages.live.minutes_parts import (
    draw_actions,
    draw_decided,
    draw_key_data,
    draw_next,
    draw_people,
)
from pages.live.sat_cases import draw_sitting_record
from pages.meeting.case_meetings import minutes_shown_key, shown_key
from services.minutes.actions import lock
from services.minutes.facts import Minutes, MinutesLine
from services.minutes.queries import minutes_lines, minutes_of, previous_minutes
from services.plans.queries import CaseState, case_state
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label


def render(screen: Screen) -> None:
    """Draws the screen of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="minutes")
    case_header(screen, state, "notulen")
    lines = minutes_lines(screen.work, state.facts.id)
    if not lines:
        _none_yet(screen, state)
        return
    line = _chosen(screen, state, lines)
    minutes = minutes_of(screen.work, state.facts.id, line.meeting_id)
    _top(screen, state, minutes)
    if minutes.record is None:
        _broken(screen.say)
        draw_addenda(screen, state, minutes)
        return
    draw_whole(screen, state, minutes)
    draw_addenda(screen, state, minutes)
    draw_sitting_record(screen, state, minutes.meeting_id)
    _previous(screen, state, minutes)


def draw_whole(screen: Screen, state: CaseState, minutes: Minutes, *, fixed: bool = False) -> None:
    """Draws everything in the minutes, in the order of a meeting. `fixed`: to be read only."""
    record = minutes.record
    if record is None:
        return
    say = screen.say
    draw_key_data(say, record)
    draw_people(say, record)
    draw_actions(say, record, earlier=True)
    draw_notes(screen, state, minutes, fixed=fixed)
    draw_decided(say, record)
    draw_actions(say, record, earlier=False)
    draw_next(say, record)


def _none_yet(screen: Screen, state: CaseState) -> None:
    say = screen.say
    heading(say("Minutes of the meeting"))
    with st.container(key="card_minutes_none", gap="small"):
        told = say("The minutes write themselves while the meeting is held: who was there, what was noted and agreed.")
        show(Markup("<p>{}</p>").format(told))
        if st.button(say("To the meeting"), key="minutes_to_live", type="primary"):
            screen.go("live", state.facts.id)


def _chosen(screen: Screen, state: CaseState, lines: tuple[MinutesLine, ...]) -> MinutesLine:
    """The meeting that was looked at before, else the latest; with a choice where there are several."""
    say, by_id = screen.say, {line.meeting_id: line for line in lines}
    chosen, before = minutes_shown_key(state.facts.id), st.session_state.get(shown_key(state.facts.id))
    if st.session_state.get(chosen) not in by_id:
        st.session_state[chosen] = before if before in by_id else lines[0].meeting_id
    if len(lines) > 1:
        named = {line.meeting_id: _named(say, line) for line in lines}
        # A list goes on showing the words under which something was chosen: what was locked since needs a new one.
        key = f"{chosen}.{sum(line.locked_at is not None for line in lines)}"
        st.session_state.setdefault(key, st.session_state[chosen])
        st.selectbox(say("Which meeting"), list(named), format_func=lambda one: named.get(one, one), key=key, width=420)
        st.session_state[chosen] = st.session_state[key]
    return by_id[st.session_state[chosen]]


def _named(say: Say, line: MinutesLine) -> str:
    state = say("locked") if line.locked_at else say("draft")
    return f"{label(say, line.kind)}, {say.short_moment(line.starts_at)} · {state}"


def _top(screen: Screen, state: CaseState, minutes: Minutes) -> None:
    say, record = screen.say, minutes.record
    when = f"{label(say, record.kind)}, {say.day(record.starts_at)}" if record else ""
    heading(say("Minutes of the meeting"), when)
    with st.container(key="card_minutes_state", horizontal=True, vertical_alignment="center", wrap=True, gap="small"):
        show(_state(say, minutes), width="stretch")
        if record is not None and state.directs:
            address = f"/dl/{state.facts.id}/overleg/{minutes.meeting_id}/notulen?taal={say.language}"
            st.link_button(say("Open in Word"), address, icon=":material/description:")
        if record is not None and state.leads and not minutes.is_locked and not minutes.refusal:
            _lock(screen, state, minutes)


def _state(say: Say, minutes: Minutes) -> Markup:
    if minutes.locked_at is None:
        word, colour = say("Draft"), "orange"
        told = _why_not(say, minutes.refusal) if minutes.refusal else say("Read it, correct it, then lock it.")
    else:
        at = say.moment(minutes.locked_at)
        word, colour = (say("Broken"), "red") if minutes.broken else (say("Locked"), "green")
        by = minutes.locked_by
        told = say("{moment}, by {name}.", moment=at, name=by) if by else say("{moment}.", moment=at)
        if n := len(minutes.addenda):
            told += " " + say.plural("{n} correction stands at the end.", "{n} corrections stand at the end.", n)
    return Markup("<p>{} &nbsp;{}</p>").format(tag(word, colour), told)


def _why_not(say: Say, refusal: str) -> str:
    """Why a draft cannot be locked yet."""
    return {
        "going_on": say("The meeting is still going on. The minutes can be locked once it is closed."),
        "not_over": say("The minutes can be locked once the meeting is over."),
        "called_off": say("This meeting was not held."),
    }[refusal]


def _lock(screen: Screen, state: CaseState, minutes: Minutes) -> None:
    """The question before what cannot be undone."""
    say = screen.say
    with st.popover(say("Lock the minutes"), icon=":material/lock:"):
        told = say(
            "They are kept exactly as they stand here. Afterwards nobody can change them, you neither; corrections go "
            "beneath them, with name and time. This cannot be undone."
        )
        show(Markup("<p>{}</p>").format(told))
        if st.button(say("Lock these minutes"), key="minutes_lock", type="primary", icon=":material/lock:"):
            with refusals_shown(say):
                try:
                    lock(screen.work, state.facts.id, minutes.meeting_id, minutes.mark)
                except ChangedMeanwhile:
                    st.warning(
                        plain(say("Something was recorded meanwhile. Load this screen anew, read it, then lock."))
                    )
                    return
                st.rerun()


def _broken(say: Say) -> None:
    told = say(
        "These minutes were locked, and are no longer what was locked then: they are not shown and not issued. Ask "
        "your administrator to check the database and restore a backup."
    )
    with st.container(key="card_minutes_broken", gap="small"):
        show(Markup('<p class="stop" role="alert">{}</p>').format(told))


def _previous(screen: Screen, state: CaseState, minutes: Minutes) -> None:
    """The last locked minutes before these, folded; drawn when they are opened."""
    say = screen.say
    before = previous_minutes(screen.work, state.facts.id, minutes.meeting_id)
    if before is None:
        return
    record = before.record
    when = say.day(record.starts_at) if record else say("broken")
    with st.expander(plain(say("Previous minutes: {day}", day=when)), icon=":material/history:"):
        draw_previous(screen, state, before)


def draw_previous(screen: Screen, state: CaseState, before: Minutes) -> None:
    """Draws locked minutes with the corrections beneath them, to be read only."""
    if before.record is None:
        _broken(screen.say)
    draw_whole(screen, state, before, fixed=True)
    draw_addenda(screen, state, before, fixed=True)
