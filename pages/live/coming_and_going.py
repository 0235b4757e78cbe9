"""Attendance as it is kept: several people come at once, somebody leaves and comes back, a deputy, an observer.

Observers are chosen from the directory; nobody is typed in, so that whoever is kept out of the case stays out.
"""

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from models.terms import Capacity
from pages.frame.markup import plain, show
from pages.frame.refusal import sentence
from pages.live.room import Room
from pages.meeting.deputy_form import deputy_dialog
from services.directory.partners import professionals_for
from services.errors import ServiceError
from services.live.actions import accept_statement, arrive, leave
from services.live.facts import Arrive, AtTable
from services.meetings.facts import Attendee
from services.wording import label
from services.wording.labels import organisation_label

_PROBLEM = "live.attendance.problem"
_WANTS_DEPUTY = "live.wants_deputy"


def draw_attendance(room: Room) -> None:
    """Draws who can still come, in whose place or as observer, who is there, accepts and leaves."""
    draw_coming(room, place="table")
    _deputies(room)
    _observer(room)
    _there(room)


def draw_coming(room: Room, place: str = "live") -> None:
    """Draws ticks for whoever is not there; one press keeps them all. At the first point it stands on the page
    (`place`) while the dialog of the attendance may open over it."""
    if isinstance(problem := st.session_state.pop(_PROBLEM, None), ServiceError):
        show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, room.say)))
    say, here = room.say, {there.invitation_id for there in room.live.present}
    absent = {one.invitation_id: one for one in room.meeting.attendees if one.invitation_id not in here}
    if not absent:
        show(Markup('<p class="good">{}</p>').format(say("Everybody who was invited is there.")))
        return
    key = f"{place}.coming.{room.meeting.id}.{len(room.live.table)}"
    chosen = st.pills(
        say("Who comes in"),
        list(absent),
        selection_mode="multi",
        format_func=lambda which: plain(_named(room, absent[which])),
        key=key,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            say.plural("{n} person comes in", "{n} people come in", len(chosen)) if chosen else say("They come in"),
            type="primary",
            key=f"{place}_come_in",
            disabled=not chosen,
            on_click=_doing(lambda: _arrive(room, (absent[which] for which in chosen))),
        )
        st.button(
            say("Everybody is there"),
            key=f"{place}_all_in",
            on_click=_doing(lambda: _arrive(room, absent.values())),
        )


def _named(room: Room, one: Attendee) -> str:
    return f"{organisation_label(room.say, one.organisation)} · {one.name}"


def _arrive(room: Room, coming: Iterable[Attendee]) -> None:
    """Notes each of them. Read aloud already, the statement is accepted by staying; before that it still has to be."""
    read = room.live.statement_read_at is not None
    for one in coming:
        order = Arrive(
            room.case_id,
            room.meeting.id,
            _presence_id(room, one.professional_id),
            one.professional_id,
            Capacity.DEPUTY if one.stands_in_for else Capacity.ATTENDEE,
            one.invitation_id,
            accepted=read,
        )
        arrive(room.screen.work, order)


def _deputies(room: Room) -> None:
    """Whoever came instead of somebody takes that invitation over first, as before the meeting."""
    say, here = room.say, {there.invitation_id for there in room.live.present}
    absent = [one for one in room.meeting.attendees if one.invitation_id not in here]
    if not absent:
        return
    with st.expander(say("Somebody else came instead")):
        text = say("Choose for whom. Then you choose the deputy, who takes the invitation over.")
        show(Markup('<p class="small">{}</p>').format(text))
        for one in absent:
            if st.button(plain(_named(room, one)), key=f"live_deputy_{one.invitation_id}", type="tertiary"):
                st.session_state[_WANTS_DEPUTY] = one.invitation_id
                st.rerun()


def deputy_wanted(room: Room) -> None:
    """Opens the choice of a deputy that was asked for in the attendance: one dialog cannot open another."""
    which = st.session_state.pop(_WANTS_DEPUTY, None)
    found = next((one for one in room.meeting.attendees if one.invitation_id == which), None)
    if found is not None:
        deputy_dialog(room.screen, room.state, found)


def _there(room: Room) -> None:
    say = room.say
    if not room.live.present:
        show(Markup("<p>{}</p>").format(say("Nobody is at the table yet. Who comes in stands here.")))
        return
    show(Markup("<h2>{}</h2>").format(say("At the table")))
    waiting = [there for there in room.live.present if there.accepted_at is None]
    if waiting and room.live.statement_read_at is not None:
        words = say("Everybody accepts the statement")
        st.button(words, key="live_accept_all", on_click=_doing(lambda: _accept(room, waiting)))
    for there in room.live.present:
        _row(room, there)


def _accept(room: Room, people: Iterable[AtTable]) -> None:
    for there in people:
        accept_statement(room.screen.work, room.case_id, there.id)


def accept_all(room: Room) -> Callable[[], None]:
    """A callback by which everybody at the table accepts the statement."""
    waiting = [there for there in room.live.present if there.accepted_at is None]
    return _doing(lambda: _accept(room, waiting))


def _row(room: Room, there: AtTable) -> None:
    say, work = room.say, room.screen.work
    with st.container(key=f"row_there_{there.id}", horizontal=True, vertical_alignment="center", gap="small"):
        home = organisation_label(say, there.organisation)
        notes = [there.name, say("since {time}", time=say.time(there.arrived_at))]
        if there.capacity is not Capacity.ATTENDEE:
            notes.append(label(say, there.capacity).lower())
        if there.accepted_at is None:
            notes.append(say("statement not accepted yet"))
        show(Markup('<p>{}</p><p class="small">{}</p>').format(home, " · ".join(notes)))
        if there.accepted_at is None:
            st.button(
                say("Accepts"),
                key=f"live_accept_{there.id}",
                help=plain(there.name),
                on_click=_doing(lambda: accept_statement(work, room.case_id, there.id)),
            )
        st.button(
            say("Leaves"),
            key=f"live_leave_{there.id}",
            help=plain(there.name),
            on_click=_doing(lambda: leave(work, room.case_id, there.id, there.version)),
        )


def _observer(room: Room) -> None:
    say = room.say
    with st.expander(say("Somebody listens in")):
        known = {there.professional_id for there in room.live.present}
        known |= {one.professional_id for one in room.meeting.attendees}
        people = {
            person.id: f"{person.organisation_name} · {person.name}"
            for person in professionals_for(room.screen.work, room.case_id)
            if person.id not in known
        }
        chosen = st.selectbox(
            say("Observer, from the directory"),
            list(people),
            index=None,
            format_func=lambda who: people.get(who, ""),
            placeholder=say("Choose"),
            key=f"live.observer.{room.meeting.id}.{len(room.live.table)}",
        )
        text = say("An observer reads nothing and decides nothing. The minutes name them.")
        show(Markup('<p class="small">{}</p>').format(text))
        st.button(
            say("Comes in as observer"),
            key="live_observe",
            disabled=chosen is None,
            on_click=_doing(lambda: _observe(room, str(chosen))),
        )


def _observe(room: Room, professional_id: str) -> None:
    read, presence_id = room.live.statement_read_at is not None, _presence_id(room, professional_id)
    order = Arrive(room.case_id, room.meeting.id, presence_id, professional_id, Capacity.OBSERVER, accepted=read)
    arrive(room.screen.work, order)


def _presence_id(room: Room, who: str) -> str:
    """The same until they have come: a second press on the same button changes nothing."""
    stays = sum(there.professional_id == who for there in room.live.table)
    key = f"live.presence.{room.meeting.id}.{who}.{stays}"
    return str(st.session_state.setdefault(key, room.screen.work.chance.id()))


def _doing(go: Callable[[], None]) -> Callable[[], None]:
    """A callback of the attendance; a refusal is told above it."""

    def safely() -> None:
        try:
            go()
        except ServiceError as refusal:
            st.session_state[_PROBLEM] = refusal

    return safely
