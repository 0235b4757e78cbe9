"""Planning a meeting: two proposals with who misses and why, the calendars below, then invitations that are checked."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, Phase
from pages.frame.case_header import case_header
from pages.frame.markup import heading, show, tag
from pages.frame.screen import Screen
from pages.meeting.calendar_picture import calendar_svg
from pages.meeting.inviting import check_and_send_dialog
from pages.meeting.planned import planned_card
from pages.meeting.slot_words import absent_rows, blocked_lines, groups_text, slot_title
from services.meetings.facts import DEFAULT_MINUTES, Availability
from services.meetings.proposing import availability
from services.meetings.rules import kinds_to_offer
from services.plans.queries import CaseState, case_state
from services.scheduling.facts import Slot
from services.wording import Say, label

_MINUTES = (30, 45, 60, 90, 120)


def render(screen: Screen) -> None:
    """Draws the planning of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="meeting")
    case_header(screen, state, "overleg")
    if state.meeting is not None and not st.session_state.get(f"plan_more.{state.facts.id}"):
        planned_card(screen, state)
    elif state.directs:
        _plan(screen, state)
    else:
        heading(screen.say("Meeting"), screen.say("Nothing planned yet"))


def _plan(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        heading(say("Plan a meeting"), _advice(say, state))
        kind = MeetingKind(
            st.segmented_control(
                say("Kind of meeting"),
                [kind.value for kind in kinds_to_offer()],
                format_func=lambda value: label(say, MeetingKind(value)),
                default=MeetingKind.CASE_CONFERENCE.value,
                required=True,
                key="meeting_kind",
            )
        )
        minutes = st.segmented_control(
            say("Minutes"), _MINUTES, default=DEFAULT_MINUTES[kind], required=True, key=f"minutes_{kind.value}"
        )
    found = availability(screen.work, state.facts.id, kind, int(minutes))
    if found.proposals.earliest is None or found.proposals.best is None:
        _no_time(say, found)
    else:
        _two_proposals(screen, state, found)
    with st.container(key="card_calendar"):
        show(Markup("<h2>{}</h2>").format(say("Who can when")))
        calendar_svg(say, found)
        _others(screen, state, found)
    if state.meeting is not None and st.button(say("Back to the planned meeting"), key="plan_back", type="tertiary"):
        st.session_state.pop(f"plan_more.{state.facts.id}", None)
        st.rerun()


def _advice(say: Say, state: CaseState) -> str:
    if state.facts.phase is Phase.LOW:
        return say("Low risk: a meeting is not asked for. Coordination by phone may be enough.")
    return say("Do not wait for an optional partner: they hand in their conditions in writing.")


def _two_proposals(screen: Screen, state: CaseState, found: Availability) -> None:
    say, earliest, best = screen.say, found.proposals.earliest, found.proposals.best
    if earliest is None or best is None:
        return
    if earliest.start == best.start:
        _proposal(screen, state, found, best, "best", [say("Earliest"), say("Best attended")], "")
        return
    left, right = st.columns(2, gap="medium")
    with left:
        note = say("Optional partners who miss it hand in their conditions in writing.")
        _proposal(screen, state, found, earliest, "earliest", [say("Earliest")], note)
    with right:
        hours = (best.start - earliest.start).total_seconds() / 3600
        later = _later(say, hours)
        more = say.plural("{n} partner more", "{n} partners more", best.present - earliest.present)
        note = say("{later} than the earliest time, with {more}.", later=later, more=more)
        _proposal(screen, state, found, best, "best", [say("Best attended")], note)


def _later(say: Say, hours: float) -> str:
    if hours >= 48:
        return say.plural("{n} day later", "{n} days later", round(hours / 24))
    shown = f"{hours:.1f}".removesuffix(".0")
    return say("{hours} hours later", hours=shown.replace(".", ",") if say.language == "nl" else shown)


def _proposal(
    screen: Screen, state: CaseState, found: Availability, slot: Slot, key: str, names: list[str], note: str
) -> None:
    say = screen.say
    tags = Markup(" ").join([tag(name, "blue") for name in names])
    with st.container(key=f"card_slot_{key}", gap="small", height="stretch"):
        present = say("{n} of {all} present.", n=slot.present, all=slot.of)
        show(
            Markup(
                '<p>{}</p><h2 style="font-size:1.25rem;margin:.375rem 0">{}</h2><p><strong>{}</strong> {}</p>{}'
                '<p class="small" style="margin-top:.5rem">{}</p>'
            ).format(
                tags, slot_title(say, slot), present, groups_text(say, found, slot), absent_rows(say, found, slot), note
            )
        )
        if state.directs and st.button(say("Choose this time"), key=f"choose_{key}", type="primary"):
            check_and_send_dialog(screen, state, found, slot)


def _no_time(say: Say, found: Availability) -> None:
    with st.container(key="card_no_time"):
        title = say("No time in the coming days at which the minimum attendance is met")
        lines = Markup("").join([Markup("<li class='row'>{}</li>").format(text) for text in blocked_lines(say, found)])
        show(Markup("<h2>{}</h2><ul>{}</ul>").format(title, lines))


def _others(screen: Screen, state: CaseState, found: Availability) -> None:
    say, others = screen.say, found.proposals.others
    if not others:
        return
    with st.expander(say("Other times")):
        for number, slot in enumerate(others):
            with st.container(key=f"row_other_{number}", horizontal=True, vertical_alignment="center"):
                present = say("{n} of {all} present.", n=slot.present, all=slot.of)
                show(Markup("<p><strong>{}</strong> {}</p>").format(slot_title(say, slot), present))
                if state.directs and st.button(say("Choose"), key=f"choose_other_{number}", help=slot_title(say, slot)):
                    check_and_send_dialog(screen, state, found, slot)
