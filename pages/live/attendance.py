"""Who sits at the table: the card beside the meeting, and the dialog that keeps it."""

import streamlit as st
from markupsafe import Markup

from models.terms import Capacity, InvitationAnswer
from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.live.coming_and_going import draw_attendance
from pages.live.last_time import last_time_button
from pages.live.room import Room
from services.agenda.spoken import challenge
from services.live.facts import AtTable
from services.meetings.facts import Attendee
from services.reports.at_table import table_of
from services.wording import Say, label
from services.wording.labels import organisation_label


def present_card(room: Room) -> None:
    """Draws who is there, the way to keep it, and the question by which the chair asks for another view."""
    say = room.say
    with st.container(key="card_live_present", gap="small"):
        show(present_words(room))
        if room.directs and st.button(
            say("Attendance"), key="live_attendance", icon=":material/how_to_reg:", width="stretch"
        ):
            attendance_dialog(room)
        if not room.shared:
            last_time_button(room)
    with st.container(key="card_live_ask", gap="small"):
        show(Markup("<h2>{}</h2><p>{}</p>{}").format(say("The chair asks"), challenge(say), _brought(room)))


def attendance_dialog(room: Room) -> None:
    """Opens the attendance in the reader's language."""

    @st.dialog(room.say("Who is at the table"), width="large", on_dismiss="rerun")
    def opened() -> None:
        with refusals_shown(room.say):
            _state, table = table_of(room.screen.work, room.case_id, room.meeting.id, shared=room.shared)
            if table is not None:
                draw_attendance(Room(room.screen, table, room.at))

    opened()


def present_words(room: Room) -> Markup:
    """Everybody who was invited, whether they are there, and who else is."""
    say, here = room.say, {there.invitation_id: there for there in room.live.present if there.invitation_id}
    invited = room.meeting.attendees
    count = say("Present {n} of {all}", n=sum(one.invitation_id in here for one in invited), all=len(invited))
    gone = {there.invitation_id: there for there in room.live.table if there.left_at is not None}
    lines = [_invited(say, one, here.get(one.invitation_id), gone.get(one.invitation_id)) for one in invited]
    lines += [_line(say, one, one.name) for one in room.live.present if one.capacity is Capacity.OBSERVER]
    waiting = sum(one.accepted_at is None for one in room.live.present)
    note = Markup("")
    if waiting:
        text = say.plural("{n} person has not accepted the statement", "{n} have not accepted the statement", waiting)
        note = Markup('<p class="small below">{}</p>').format(text)
    return Markup('<h2>{}</h2><ul class="present">{}</ul>{}').format(count, joined(lines), note)


def _invited(say: Say, one: Attendee, here: AtTable | None, gone: AtTable | None) -> Markup:
    if here is not None:
        return _line(say, here, one.name)
    note = one.name
    if gone is not None and gone.left_at is not None:
        note = say("left at {time}", time=say.time(gone.left_at))
    elif one.information_at is not None:
        note = say("sent information in writing")
    elif one.answer is InvitationAnswer.NO:
        note = say("cannot come")
    return _row("", organisation_label(say, one.organisation), note, say("not there"))


def _line(say: Say, here: AtTable, name: str) -> Markup:
    notes = [name]
    if here.capacity is not Capacity.ATTENDEE:
        notes.append(label(say, here.capacity).lower())
    return _row("✓", organisation_label(say, here.organisation), " · ".join(notes), say("there"))


def _row(glyph: str, home: str, note: str, said: str) -> Markup:
    kind = "s-ready" if glyph else "s-not_yet"
    return Markup(
        '<li><span class="sign {}" aria-hidden="true">{}</span><div class="grow">'
        '<p>{}<span class="unseen"> {}</span></p><p class="small">{}</p></div></li>'
    ).format(kind, glyph, home, said, note)


def _brought(room: Room) -> Markup:
    """Who brings in what each victim said, to ask what she would think of it."""
    say, aliases = room.say, {person.ref: person.alias for person in room.state.facts.persons}
    lines = [
        say("{alias}: {name} brings in the words.", alias=aliases.get(voice.person_ref, ""), name=voice.represented_by)
        for voice in room.table.voices
        if voice.represented_by
    ]
    return joined([Markup('<p class="small below">{}</p>').format(text) for text in lines])
