"""Question and news of an announced meeting, written anew: what the coordinator left open, or what changed since."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.question_fields import Before, before, events_since, question_fields
from services.meetings.actions import set_question
from services.meetings.facts import PlannedMeeting
from services.meetings.orders import SetQuestion
from services.meetings.queries import meetings_of
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile


def question_dialog(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """Opens the dialog, with the words that stand now."""
    earlier = before(screen, state)

    @st.dialog(screen.say("Question and news"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _drawn(screen, state, meeting, earlier)

    opened()


def _drawn(screen: Screen, state: CaseState, meeting: PlannedMeeting, earlier: Before) -> None:
    say = screen.say
    defaults = {"version": meeting.version, "question": meeting.question, "news": meeting.news}
    form = DraftForm(screen, f"question.{meeting.id}", defaults, state.facts.id)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        question_fields(screen, form, earlier)
    with right:
        show(events_since(screen, earlier))
    form.status()
    show(Markup('<p class="small">{}</p>').format(say("Nobody gets a mail; attendees read it behind their link.")))
    if st.button(say("Put this with the meeting"), key="question_keep", type="primary"):
        order = SetQuestion(state.facts.id, meeting.id, int(form["version"]), form["question"], form["news"])
        with refusals_shown(say):
            _keep(screen, form, order)


def _keep(screen: Screen, form: DraftForm, order: SetQuestion) -> None:
    """Keeps it; where somebody else changed the meeting since, what stands now is shown first."""
    say = screen.say
    try:
        set_question(screen.work, order)
    except ChangedMeanwhile as changed:
        form["version"] = changed.fields["version"]
        form.save()
        now = next((one for one in meetings_of(screen.work, order.case_id) if one.id == order.meeting_id), None)
        if now is not None:
            text = say("Somebody else changed this meeting. Here is what stands now; press once more to replace it.")
            show(
                Markup(
                    '<div class="mind" role="alert"><p>{}</p><p class="lines">{}</p><p class="lines">{}</p></div>'
                ).format(text, now.question, now.news)
            )
        return
    form.discard()
    st.rerun()
