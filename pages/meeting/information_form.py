"""What a partner gives in writing instead of coming, and the decision to meet without a partner of the minimum."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.meeting.meeting_words import group_name
from services.meetings.answers import LONGEST_INFORMATION, record_information
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.orders import RecordInformation
from services.meetings.standing import GroupNow
from services.meetings.waiving import waive
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile


def information_dialog(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    """Opens the box for what one attendee gave in writing."""
    say = screen.say

    @st.dialog(plain(say("Information of {name} in writing", name=attendee.name)), width="large")
    def opened() -> None:
        with refusals_shown(say):
            _information(screen, state, attendee)

    opened()


def waive_dialog(screen: Screen, state: CaseState, meeting: PlannedMeeting, group: GroupNow) -> None:
    """Opens the decision to meet without one group of the minimum."""
    say = screen.say

    @st.dialog(plain(say("Meet without {who}", who=group_name(say, group))), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _waive(screen, state, meeting, group)

    opened()


def _information(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    say = screen.say
    form = DraftForm(
        screen,
        f"information.{attendee.invitation_id}",
        {"version": attendee.version, "text": attendee.information},
        state.facts.id,
    )
    text = say(
        "As you received it, for the meeting. It counts as an answer: {name} is not expected in the meeting.",
        name=attendee.name,
    )
    show(Markup('<p class="small">{}</p>').format(text))
    writing_area(
        form,
        "text",
        say("What {home} brings in", home=attendee.organisation_name),
        height=220,
        longest=LONGEST_INFORMATION,
    )
    form.status()
    if st.button(
        say("Record this information"), type="primary", key="information_keep", disabled=not form["text"].strip()
    ):
        with refusals_shown(say):
            _keep_information(screen, state, attendee, form)


def _keep_information(screen: Screen, state: CaseState, attendee: Attendee, form: DraftForm) -> None:
    """Keeps it; if the attendee answered meanwhile that is told, and keeping again puts this in its place."""
    try:
        order = RecordInformation(state.facts.id, attendee.invitation_id, int(form["version"]), str(form["text"]))
        record_information(screen.work, order)
    except ChangedMeanwhile as changed:
        form["version"] = changed.fields["version"]
        form.save()
        text = screen.say(
            "{name} answered meanwhile. Close this window to see it, or record once more to keep this.",
            name=attendee.name,
        )
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        return
    form.discard()
    st.rerun()


def _waive(screen: Screen, state: CaseState, meeting: PlannedMeeting, group: GroupNow) -> None:
    say = screen.say
    form = DraftForm(screen, f"waiver.{meeting.id}.{'-'.join(group.organisations)}", {"reason": ""}, state.facts.id)
    text = say(
        "A meeting without its minimum is an exception (H-VT-3). Ask for their information in writing, and record why "
        "the meeting cannot wait. Your name and the reason stand with the meeting."
    )
    show(Markup("<p>{}</p>").format(text))
    writing_area(form, "reason", say("Why the meeting goes on"), longest=600)
    form.status()
    if st.button(
        say("Record and meet without them"), type="primary", key="waive_keep", disabled=not form["reason"].strip()
    ):
        with refusals_shown(say):
            waive(screen.work, state.facts.id, meeting.id, group.organisations, str(form["reason"]))
            form.discard()
            st.rerun()
