"""Whether the leading organisation finds the conditions enough together: not asked, asked, answered, or stale."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import SetAnswer
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.conditions.confirming import answer_set_for, ask_for_set, set_of
from services.conditions.facts import AnswerSet, ConditionSet
from services.conditions.rules import LONGEST_TEXT
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import organisation_label

_Drawn = Callable[[Screen, CaseState, PlannedMeeting, ConditionSet], None]


def draw_set_card(screen: Screen, state: CaseState) -> None:
    """Draws the state of the set and, for who directs the case, what can be done; nothing before there is a meeting
    with conditions."""
    if state.meeting is None or not state.conditions:
        return
    found = set_of(screen.work, state.facts.id, state.meeting.id)
    if found is None:
        return
    with st.container(key="card_set", gap="small"):
        with st.container(key="set_row", horizontal=True, vertical_alignment="center", gap="small"):
            show(_told(screen.say, found))
            if state.directs:
                _buttons(screen, state, state.meeting, found)
        if found.answer is SetAnswer.LACKING:
            show(Markup('<p class="quote lines">{}</p>').format(found.remark))


def asked_ask_again(screen: Screen, state: CaseState, meeting: PlannedMeeting, found: ConditionSet) -> None:
    """Draws what asking does, and the button that asks."""
    say, lead = screen.say, organisation_label(screen.say, found.lead)
    if not found.lead_invitation_id:
        text = say("{lead} is not invited. Ask by phone and record the answer here.", lead=lead)
        show(Markup('<p class="mind">{}</p>').format(text))
    else:
        text = say("{lead} then sees all conditions it may read on its own page, and answers there.", lead=lead)
        note = say("No mail goes out: tell them by phone. They need their own link and code.")
        show(Markup('<p>{}</p><p class="small">{}</p>').format(text, note))
    owing = len(meeting.owing)
    if owing:
        text = say.plural("{n} attendee still owes conditions.", "{n} attendees still owe conditions.", owing)
        more = say("What comes in later makes the answer one about an earlier set.")
        show(Markup('<p class="mind">{} {}</p>').format(text, more))
    if st.button(plain(say("Ask {lead}", lead=lead)), type="primary", key="set_ask_now"):
        with refusals_shown(say):
            ask_for_set(screen.work, state.facts.id, meeting.id)
            st.rerun()


def record_answer(screen: Screen, state: CaseState, meeting: PlannedMeeting, found: ConditionSet) -> None:
    """Draws the fields for what the leading organisation said by phone, about the conditions on the screen."""
    say = screen.say
    fields = {"answer": None, "remark": ""}
    form = DraftForm(screen, f"set.{meeting.id}", fields, state.facts.id)
    named = {
        SetAnswer.CONFIRMED.value: say("This is enough for direct safety"),
        SetAnswer.LACKING.value: say("Something is missing"),
    }
    st.radio(
        plain(say("What did {lead} say?", lead=organisation_label(say, found.lead))),
        list(named),
        format_func=lambda value: named.get(value, ""),
        key=form.key("answer"),
        index=None,
        on_change=form.save,
    )
    if form["answer"] == SetAnswer.LACKING.value:
        writing_area(form, "remark", say("What is missing, in their words"), height=110, longest=LONGEST_TEXT)
        form.status()
    lacking = form["answer"] == SetAnswer.LACKING.value
    if st.button(say("Record this answer"), type="primary", key="set_record_now", disabled=not form["answer"]):
        with refusals_shown(say):
            versions = tuple((view.id, view.version) for view in state.conditions)
            order = AnswerSet(SetAnswer(form["answer"]), versions, str(form["remark"]) if lacking else "")
            answer_set_for(screen.work, state.facts.id, meeting.id, order)
            form.discard()
            st.rerun()


def _told(say: Say, found: ConditionSet) -> Markup:
    lead = organisation_label(say, found.lead)
    note = ""
    if found.answered_at:
        note = say("{lead} answered {moment}", lead=lead, moment=say.short_moment(found.answered_at))
    elif found.asked_at:
        note = say("asked of {lead} {moment}", lead=lead, moment=say.short_moment(found.asked_at))
    else:
        note = say("{lead} confirms once they are in", lead=lead)
    if found.asked_again and found.asked_at:
        note += " · " + say("asked again {moment}", moment=say.short_moment(found.asked_at))
    return Markup(
        '<div class="attendee"><div><h2>{}</h2><p class="small">{}</p></div><p class="tags">{}</p></div>'
    ).format(say("Enough together?"), note, state_tag(say, found))


def state_tag(say: Say, found: ConditionSet) -> Markup:
    """Where it stands, as sign and word."""
    if found.answer is not None and found.stale:
        return tag("! " + say("changed since the answer"), "orange")
    if found.answer is SetAnswer.CONFIRMED:
        return tag("✓ " + say("confirmed"), "green")
    if found.answer is SetAnswer.LACKING:
        return tag("! " + say("something is missing"), "red")
    return tag("? " + say("asked"), "blue") if found.asked_at else tag("○ " + say("not asked yet"), "grey")


def _buttons(screen: Screen, state: CaseState, meeting: PlannedMeeting, found: ConditionSet) -> None:
    say, lead = screen.say, organisation_label(screen.say, found.lead)
    if not found.holds or found.answer is SetAnswer.LACKING:
        words = say("Ask again") if found.asked_at else say("Ask to confirm")
        if st.button(words, key="set_ask", help=plain(lead)):
            _dialog(screen, say("Ask {lead} to confirm the set", lead=lead), asked_ask_again, state, found)
    if not found.holds and st.button(say("Record after a call"), key="set_record", type="tertiary"):
        _dialog(screen, say("Record after a call"), record_answer, state, found)


def _dialog(screen: Screen, title: str, draw: _Drawn, state: CaseState, found: ConditionSet) -> None:
    @st.dialog(plain(title))
    def opened() -> None:
        with refusals_shown(screen.say):
            if state.meeting is not None:
                draw(screen, state, state.meeting, found)

    opened()
