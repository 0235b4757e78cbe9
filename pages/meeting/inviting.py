"""The dialog before anything is sent: who is invited, the exact words, until when conditions are asked."""

from datetime import datetime, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.slot_words import slot_title
from services.meetings.actions import plan
from services.meetings.facts import Availability
from services.meetings.orders import PlanMeeting
from services.meetings.rules import default_deadline
from services.messages.facts import InvitationText
from services.messages.letters import invitation
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL, Slot
from services.wording import speak
from services.wording.labels import organisation_label


def check_and_send_dialog(screen: Screen, state: CaseState, found: Availability, slot: Slot) -> None:
    """Opens the dialog for one slot."""

    @st.dialog(screen.say("Check the invitation"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _check(screen, state, found, slot)

    opened()


def _check(screen: Screen, state: CaseState, found: Availability, slot: Slot) -> None:
    say = screen.say
    form = _form(screen, state, found, slot)
    named = {seat: f"{organisation_label(say, org)}, {name}" for seat, (org, name) in found.seats.items()}
    show(Markup("<h2>{}</h2>").format(slot_title(say, slot)))
    st.multiselect(
        say("Invited"),
        list(named),
        format_func=lambda seat: named.get(seat, ""),
        key=form.key("seats"),
        on_change=form.save,
        placeholder=say("Nobody"),
    )
    left, right = st.columns(2)
    left.date_input(say("Conditions until (day)"), key=form.key("due_day"), format="DD-MM-YYYY", on_change=form.save)
    right.time_input(say("Conditions until (time)"), key=form.key("due_time"), step=900, on_change=form.save)
    due = datetime.combine(form["due_day"], form["due_time"], tzinfo=LOCAL)
    st.text_area(say("The question to the meeting"), key=form.key("question"), on_change=form.save, max_chars=600)
    st.text_area(say("What is new"), key=form.key("news"), on_change=form.save, max_chars=2000)
    _words(screen, state, found, slot, due)
    with st.expander(say("A required partner cannot be missed, unless you record why")):
        st.text_area(say("Reason to go on without the minimum"), key=form.key("reason"), on_change=form.save)
    form.status()
    with st.container(horizontal=True):
        count = len(form["seats"])
        text = say.plural("Send {n} invitation", "Send {n} invitations", count)
        if st.button(text, type="primary", icon=":material/mail:", key="send_invitations", disabled=not count):
            _send(screen, state, found, slot, form, due)
        if st.button(say("Not yet"), key="not_yet"):
            st.rerun()


def _form(screen: Screen, state: CaseState, found: Availability, slot: Slot) -> DraftForm:
    now = screen.work.clock()
    due = default_deadline(slot.start, now).astimezone(LOCAL)
    rounded = due - timedelta(minutes=due.minute % 15, seconds=due.second, microseconds=due.microsecond)
    defaults = {
        "meeting_id": screen.work.chance.id(),
        "seats": list(found.seats),
        "due_day": rounded.date(),
        "due_time": rounded.time(),
        "reason": "",
        "question": "",
        "news": "",
    }
    name = f"invite.{state.facts.id}.{found.kind.value}.{slot.start:%Y%m%d%H%M}.{found.minutes}"
    return DraftForm(screen, name, defaults, state.facts.id)


def _words(screen: Screen, state: CaseState, found: Availability, slot: Slot, due: datetime) -> None:
    """The mail as it will be sent, with the place of the personal link shown."""
    say = screen.say
    text = InvitationText(
        kind=found.kind,
        code_name=state.facts.code_name,
        starts_at=slot.start,
        ends_at=slot.end,
        conditions_due_at=due,
        link=f"{screen.work.settings.public_address}/u/…",
        director_name=state.facts.director,
        language="nl",
        uid="preview",
        fictional=screen.work.practice,
    )
    subject, body = invitation(text, speak("nl"))
    show(facts_list([(say("Subject"), subject), (say("Text"), Markup("<pre>{}</pre>").format(body))]))


def _send(screen: Screen, state: CaseState, found: Availability, slot: Slot, form: DraftForm, due: datetime) -> None:
    order = PlanMeeting(
        meeting_id=str(form["meeting_id"]),
        case_id=state.facts.id,
        kind=found.kind,
        starts_at=slot.start,
        minutes=found.minutes,
        seat_ids=tuple(form["seats"]),
        conditions_due_at=due,
        question=str(form["question"]),
        news=str(form["news"]),
        override_reason=str(form["reason"]),
    )
    with refusals_shown(screen.say):
        plan(screen.work, order)
        form.discard()
        st.session_state.pop(f"plan_more.{state.facts.id}", None)
        st.rerun()
