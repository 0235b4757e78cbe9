"""The short form that the case director fills in after a call: all questions of a condition on one page."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import heading, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.partner import condition_form as asked
from pages.plan.condition_words import people_of
from services.conditions.actions import hand_in_for, record_condition
from services.directory.partners import PartnerOrganisation, organisations
from services.meetings.facts import Attendee
from services.plans.queries import CaseState
from services.wording.labels import organisation_label

_NOBODY_INVITED = ""


def phone_call(case_id: str) -> str | None:
    """Whose condition is being filled in: an invitation's id, the empty string for somebody not invited, or None."""
    found = st.session_state.get(_key(case_id))
    return None if found is None else str(found)


def call_about(case_id: str, invitation_id: str = _NOBODY_INVITED) -> None:
    """Opens the form at the next rerun."""
    st.session_state[_key(case_id)] = invitation_id


def draw_by_phone(screen: Screen, state: CaseState) -> None:
    """Draws the form in the place of the list."""
    say, which = screen.say, phone_call(state.facts.id)
    attendees = state.meeting.attendees if state.meeting else ()
    attendee = next((a for a in attendees if a.invitation_id == which), None)
    fields = asked.new_fields(screen, people_of(state), attendee.organisation if attendee else "") | {"home": None}
    form = DraftForm(screen, f"by_phone.{which or state.facts.id}", fields, state.facts.id)
    title = attendee.organisation_name if attendee else say("Somebody who was not invited")
    told = say("What {name} tells you by phone, in their words.", name=attendee.name) if attendee else ""
    heading(say("Fill in after a call: {name}", name=title), told)
    with st.container(key="card_by_phone", gap="small"):
        home = _home(screen, state, form, attendee)
        left, right = st.columns(2, gap="large")
        people, own = people_of(state), home.key if home else ""
        known = list(dict.fromkeys([*([own] if own else []), *(seat.organisation for seat in state.facts.seats)]))
        meeting_on = state.meeting.starts_at if state.meeting else None
        with left:
            show(Markup("<h2>{}</h2>").format(asked.titles(say)[0]))
            asked.whom(screen, form, people)
            show(Markup("<h2>{}</h2>").format(asked.titles(say)[1]))
            asked.what(screen, form, people, height=110, facts=state.facts)
            if form["kind"] and str(form["text"]).strip():
                show(Markup("<h2>{}</h2>").format(asked.titles(say)[asked.READING - 1]))
                asked.reading(screen, form, people, own, known)
        with right:
            show(Markup("<h2>{}</h2>").format(asked.titles(say)[asked.WHEN - 1]))
            asked.doer(screen, form, people, known)
            asked.due(screen, form, meeting_on)
            asked.until(screen, form, meeting_on)
            show(Markup("<h2>{}</h2>").format(asked.titles(say)[4]))
            asked.checking(screen, form, known, facts=state.facts)
            asked.if_not(screen, form, height=80, facts=state.facts)
            show(Markup("<h2>{}</h2>").format(asked.titles(say)[5]))
            asked.readers(screen, form, own)
        form.status()
        _buttons(screen, state, form, attendee, home)


def _home(screen: Screen, state: CaseState, form: DraftForm, attendee: Attendee | None) -> PartnerOrganisation | None:
    known = {home.key: home for home in organisations(screen.work)}
    if attendee is not None:
        return known.get(attendee.organisation)
    seated = [key for key in dict.fromkeys(seat.organisation for seat in state.facts.seats) if key in known]
    st.selectbox(
        screen.say("Whose condition is it?"),
        seated,
        format_func=lambda key: organisation_label(screen.say, key),
        index=None,
        key=form.key("home"),
        placeholder=screen.say("Choose"),
        on_change=form.save,
    )
    return known.get(str(form["home"]))


def _buttons(
    screen: Screen,
    state: CaseState,
    form: DraftForm,
    attendee: Attendee | None,
    home: PartnerOrganisation | None,
) -> None:
    say, told = screen.say, st.container()
    with st.container(horizontal=True, gap="small"):
        asked_for = st.button(say("Hand in this condition"), type="primary", key="phone_hand_in")
        back = st.button(say("Back; your text is kept"), type="tertiary", key="phone_back")
    if back:
        form.forget()
        st.session_state.pop(_key(state.facts.id), None)
        st.rerun()
    if not asked_for:
        return
    wrong = [text for step in range(1, asked.CHECK) if (text := asked.problem(screen, form, step))]
    if home is None:
        wrong.insert(0, say("Choose whose condition it is."))
    with told:
        for text in wrong:
            show(Markup('<p class="stop" role="alert">{}</p>').format(text))
        if not wrong and home is not None:
            _send(screen, state, form, attendee, home)


def _send(
    screen: Screen, state: CaseState, form: DraftForm, attendee: Attendee | None, home: PartnerOrganisation
) -> None:
    with refusals_shown(screen.say):
        if attendee is not None:
            hand_in_for(screen.work, state.facts.id, attendee.invitation_id, asked.order_of(form))
        else:
            record_condition(screen.work, state.facts.id, home.id, asked.order_of(form))
        form.discard()
        st.session_state.pop(_key(state.facts.id), None)
        st.rerun()


def _key(case_id: str) -> str:
    return f"by_phone.{case_id}"
