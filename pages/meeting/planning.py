"""Planning a meeting: what is wanted, two proposals with who misses and why, the calendars, and the other ways."""

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from models.terms import Phase
from pages.frame.case_header import case_header
from pages.frame.markup import heading, show
from pages.frame.screen import Screen
from pages.meeting.calendar_picture import calendars_card
from pages.meeting.case_meetings import chosen_meeting, meetings_card
from pages.meeting.coordination import coordination_cards, coordination_dialog, coordinations
from pages.meeting.own_time import own_time
from pages.meeting.planned import chosen_card
from pages.meeting.polling import poll_dialog
from pages.meeting.proposals import two_proposals
from pages.meeting.proposed import handed_over, let_go, more_key, proposal_line
from pages.meeting.series import reserved_card, series_dialog
from pages.meeting.slot_words import seating
from pages.meeting.told import tell
from pages.meeting.unknown_card import unknown_card
from pages.meeting.why_not import other_times, why_not_card
from pages.meeting.wish import Wish, found_for, wished
from services.meetings.facts import Availability
from services.plans.queries import CaseState, case_state
from services.wording import Say


def render(screen: Screen) -> None:
    """Draws the planning of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="meeting")
    case_header(screen, state, "overleg")
    tell(screen.say, state.facts.id)
    chosen = chosen_meeting(state)
    if chosen is not None and not _more(state):
        chosen_card(screen, state, chosen)
    elif not state.directs:
        _only_read(screen, state)
    elif coordinations(state) and not _more(state):
        _settled(screen, state)
    elif not seating(state.facts).seats:
        _nobody(screen, state)
    else:
        _plan(screen, state)
    coordination_cards(screen, state)
    reserved_card(screen, state)
    meetings_card(screen, state, chosen.id if chosen else "")


def _more(state: CaseState) -> bool:
    return bool(st.session_state.get(_more_key(state)))


def _more_key(state: CaseState) -> str:
    return more_key(state.facts.id)


def _plan(screen: Screen, state: CaseState) -> None:
    say = screen.say
    heading(say("Plan a meeting"), _advice(say, state))
    if state.facts.phase is Phase.LOW:
        _by_phone_first(screen, state)
    asked = handed_over(state.facts.id)
    proposal_line(say, state.facts.id)
    wish = wished(screen, state, asked.seat_ids if asked else frozenset())
    found = found_for(screen, state.facts.id, wish)
    around = replace(seating(state.facts, found.unknown), seats=found.seats)
    everything_unknown = len(around.unknown) == len(around.seats)
    if found.proposals.earliest is not None:
        two_proposals(screen, state, wish, found, around)
    elif not everything_unknown:
        why_not_card(screen, state, wish, found, around)
    unknown_card(screen, state, wish, found, around)
    if not everything_unknown:
        calendars_card(screen, wish, found, around)
    if found.proposals.earliest is not None:
        other_times(screen, state, wish, found, around)
    own_time(screen, state, wish, around)
    _other_ways(screen, state, wish, found)


def _advice(say: Say, state: CaseState) -> str:
    if state.facts.phase is Phase.LOW:
        return say("Low risk: a meeting is not asked for. Coordination by phone may be enough.")
    return say("Do not wait for an optional partner: they hand in their conditions in writing.")


def _by_phone_first(screen: Screen, state: CaseState) -> None:
    say = screen.say
    with st.container(key="card_by_phone", horizontal=True, vertical_alignment="center", gap="small"):
        show(Markup("<p>{}</p>").format(say("Settled by phone already? Record it; that is a full outcome.")))
        if st.button(say("Record coordination by phone"), key="by_phone_first", type="primary", icon=":material/call:"):
            coordination_dialog(screen, state)


def _other_ways(screen: Screen, state: CaseState, wish: Wish, found: Availability) -> None:
    say = screen.say
    with st.container(key="other_ways", horizontal=True, gap="small"):
        if st.button(say("Put times to the vote"), key="start_poll", icon=":material/how_to_vote:"):
            poll_dialog(screen, state, wish, found)
        if st.button(say("Keep follow-up meetings free"), key="start_series", icon=":material/event_repeat:"):
            best = found.proposals.best
            series_dialog(screen, state, best.start if best else None)
        words = say("No meeting needed: record coordination by phone")
        if st.button(words, key="start_coordination", icon=":material/call:"):
            coordination_dialog(screen, state)
        if _more(state):
            back = say("Back to the planned meeting") if chosen_meeting(state) else say("Back")
            if st.button(back, key="plan_back", type="tertiary"):
                st.session_state.pop(_more_key(state), None)
                let_go(state.facts.id)
                st.rerun()


def _only_read(screen: Screen, state: CaseState) -> None:
    """A case holder, a closed case: nothing can be planned here, and the page says why."""
    say = screen.say
    if state.facts.closed:
        text = say("This case is closed. No meeting is planned any more.")
    else:
        text = say("When the case director has planned a meeting, you see here when it is and who comes.")
    heading(say("Meeting"), say("Nothing planned yet"))
    with st.container(key="card_nothing"):
        show(Markup("<p>{}</p>").format(text))


def _settled(screen: Screen, state: CaseState) -> None:
    """Settled by phone: that is the outcome, and a meeting is what somebody may still want."""
    say = screen.say
    heading(say("Settled by phone"), say("No meeting is planned, and none is needed for this."))
    with st.container(horizontal=True, gap="small"):
        if st.button(say("Plan a meeting all the same"), key="plan_all_the_same", icon=":material/event:"):
            st.session_state[_more_key(state)] = True
            st.rerun()
        if st.button(say("Record another coordination"), key="another_coordination", icon=":material/call:"):
            coordination_dialog(screen, state)


def _nobody(screen: Screen, state: CaseState) -> None:
    say = screen.say
    heading(say("Plan a meeting"), _advice(say, state))
    with st.container(key="card_nobody", gap="small"):
        title = say("Nobody is invited to meetings of this case yet")
        text = say("Once partners have their seats, you see here when they can and which time suits best.")
        show(Markup("<h2>{}</h2><p>{}</p>").format(title, text))
        if st.button(say("Put partners in their seats"), key="to_network", type="primary", icon=":material/group_add:"):
            screen.go("netwerk", state.facts.id)
