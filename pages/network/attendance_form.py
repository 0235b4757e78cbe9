"""Who was at a meeting: one tick each, after which everybody who was there counts as having been in touch."""

import streamlit as st
from markupsafe import Markup

from models.terms import InvitationAnswer, Known, MeetingStatus
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.meetings.actions import record_attendance
from services.meetings.facts import PlannedMeeting
from services.meetings.orders import RecordAttendance
from services.meetings.queries import meetings_of
from services.network.facts import NetworkFacts
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label


def attendance_rows(screen: Screen, facts: NetworkFacts) -> None:
    """Draws a line for each meeting that has been and of which nobody recorded who was there."""
    if facts.case.closed:
        return
    waiting = [meeting for meeting in meetings_of(screen.work, facts.case.id) if _waits(screen, meeting)]
    for meeting in waiting:
        with st.container(
            key=f"card_attendance_{meeting.id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            text = screen.say("Who was there is not recorded yet. It counts as contact between all of them.")
            show(Markup('<h2>{}</h2><p class="small">{}</p>').format(_title(screen.say, meeting), text))
            words = screen.say("Record who was there")
            if st.button(words, type="primary", icon=":material/how_to_reg:", key=f"attendance_{meeting.id}"):
                attendance_dialog(screen, facts, meeting.id)


def attendance_dialog(screen: Screen, facts: NetworkFacts, meeting_id: str) -> None:
    """Opens the dialog to tick who was there; it can be recorded anew."""

    @st.dialog(screen.say("Who was there?"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, facts, meeting_id)

    opened()


def _waits(screen: Screen, meeting: PlannedMeeting) -> bool:
    over = meeting.status is MeetingStatus.PLANNED and meeting.ends_at <= screen.work.clock()
    return over and bool(meeting.attendees) and all(one.attended is Known.UNKNOWN for one in meeting.attendees)


def _title(say: Say, meeting: PlannedMeeting) -> str:
    return say("{kind} of {day}", kind=label(say, meeting.kind), day=say.short_moment(meeting.starts_at))


def _form(screen: Screen, facts: NetworkFacts, meeting_id: str) -> None:
    say = screen.say
    meeting = next((one for one in meetings_of(screen.work, facts.case.id) if one.id == meeting_id), None)
    if meeting is None:
        show(Markup("<p>{}</p>").format(say("This meeting is not there any more. Load the page anew.")))
        return
    known = any(one.attended is not Known.UNKNOWN for one in meeting.attendees)
    ticks = {
        f"there.{one.seat_id}": one.attended is Known.YES if known else one.answer is InvitationAnswer.YES
        for one in meeting.attendees
    }
    form = DraftForm(screen, f"attendance.{meeting.id}", {"version": meeting.version} | ticks, facts.case.id)
    text = say("Whoever said yes is ticked already. Only that they were there is kept, never what was said.")
    show(Markup('<h2>{}</h2><p class="small">{}</p>').format(_title(say, meeting), text))
    for one in meeting.attendees:
        words = plain(f"{one.name} · {one.organisation_name}")
        st.checkbox(words, key=form.key(f"there.{one.seat_id}"), on_change=form.save)
    present = tuple(one.seat_id for one in meeting.attendees if form[f"there.{one.seat_id}"])
    form.status()
    words = (
        say.plural("Record: {n} was there", "Record: {n} were there", len(present)) if present else say("Nobody came")
    )
    if st.button(words, type="primary", icon=":material/check:", key="attendance_keep"):
        with refusals_shown(say):
            _keep(screen, form, RecordAttendance(meeting.id, facts.case.id, present, int(form["version"])))


def _keep(screen: Screen, form: DraftForm, order: RecordAttendance) -> None:
    try:
        record_attendance(screen.work, order)
    except ChangedMeanwhile as changed:
        form["version"] = changed.fields["version"]
        form.save()
        meeting = next(one for one in meetings_of(screen.work, order.case_id) if one.id == order.meeting_id)
        there = [one.name for one in meeting.attendees if one.attended is Known.YES]
        text = screen.say("Somebody else changed this. Keep once more to put yours in its place, or close this window.")
        theirs = screen.say("Recorded now: {names}.", names=screen.say.listed(there) or screen.say("nobody"))
        show(Markup('<p class="mind" role="alert">{} {}</p>').format(text, theirs))
        return
    form.discard()
    st.rerun()
