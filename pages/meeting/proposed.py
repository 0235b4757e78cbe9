"""An action meeting that is proposed after an event: handed over to the planning, with whom, how and the first words.

What is handed over says neutrally that something happened; what it was, attendees see on their own page after a code.
"""

from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingMode
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.meeting.wish import KIND_KEY, MODE_KEY, minutes_key, until_key
from services.new_information.facts import ProposedMeeting
from services.new_information.queries import stale_plan
from services.plans.queries import CaseState
from services.route_map.due import target_at
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.wording import Say


@dataclass(frozen=True)
class HandedOver:
    """With whom to meet (seat ids), and the words to begin with. `as_before`: it is who met the last time."""

    seat_ids: frozenset[str]
    as_before: bool
    question: str
    news: str


def go_and_plan(screen: Screen, state: CaseState) -> None:
    """Works the proposal out and opens the planning with it."""
    found = stale_plan(screen.work, state.facts.id)
    if found is not None and found.meeting is not None:
        hand_over(screen, state, found.meeting)
    screen.go("overleg", state.facts.id)


def hand_over(screen: Screen, state: CaseState, meeting: ProposedMeeting) -> None:
    """Puts the proposal where the planning looks for it. The last day of the region is let go where the first time
    that there is lies behind it."""
    say, case_id = screen.say, state.facts.id
    st.session_state[_key(case_id)] = HandedOver(
        frozenset(meeting.seat_ids),
        meeting.as_before,
        say("Does the plan still fit after what happened, and what does each of us do now?"),
        say("Something happened since the plan was adopted. The case director tells it at the table."),
    )
    st.session_state[KIND_KEY], st.session_state[MODE_KEY] = meeting.kind.value, MeetingMode.ONLINE.value
    st.session_state[minutes_key(meeting.kind)] = meeting.minutes
    planning = regional(screen.work.settings.route_map).region.planning
    target = target_at(planning, meeting.kind, state.facts.risk, screen.work.clock())
    first = local_day(meeting.earliest.start) if meeting.earliest else None
    until = local_day(target) if target else None
    st.session_state[until_key(case_id, meeting.kind)] = until if until and first and first <= until else None
    st.session_state[more_key(case_id)] = True


def handed_over(case_id: str) -> HandedOver | None:
    """The proposal that was handed over and not used or let go yet."""
    return st.session_state.get(_key(case_id))


def first_words(case_id: str) -> HandedOver | None:
    """The same for the form that invites, the first time that it asks: what is changed in it since then stays."""
    found = handed_over(case_id)
    if found is None or st.session_state.get(_taken(case_id)) is found:
        return None
    st.session_state[_taken(case_id)] = found
    return found


def let_go(case_id: str) -> None:
    """Forgets it: the meeting was announced, or everybody is looked at again."""
    st.session_state.pop(_key(case_id), None)
    st.session_state.pop(_taken(case_id), None)


def proposal_line(say: Say, case_id: str) -> None:
    """Says above the planning where the choices come from, with the way back to everybody."""
    found = handed_over(case_id)
    if found is None:
        return
    with st.container(key="proposed_after", horizontal=True, vertical_alignment="center", gap="small"):
        text = (
            say("Proposed after what happened, with whoever met the last time.")
            if found.as_before
            else say("Proposed after what happened, with whom the minimum attendance asks for.")
        )
        show(Markup('<p class="small" role="status">{}</p>').format(text))
        words = say("Look at everybody instead")
        st.button(words, key="proposed_let_go", type="tertiary", on_click=let_go, args=(case_id,))


def more_key(case_id: str) -> str:
    """Where is kept that another meeting is planned beside the one that stands."""
    return f"plan_more.{case_id}"


def _key(case_id: str) -> str:
    return f"plan_proposed.{case_id}"


def _taken(case_id: str) -> str:
    return f"plan_proposal_taken.{case_id}"
