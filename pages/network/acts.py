"""What a case director does from the network: put someone in a seat, record a contact between organisations."""

import streamlit as st
from markupsafe import Markup

from models.terms import SeatRole
from pages.frame.choices import people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import fill_seat, record_line
from services.cases.facts import CaseFacts
from services.cases.orders import NewSeat
from services.directory.partners import professionals_for
from services.wording.labels import organisation_label, seat_label

OWN_WORDS = "own"


def assign_dialog(screen: Screen, facts: CaseFacts, wanted: str = "") -> None:
    """Opens the dialog to fill a seat; `wanted` is the empty seat's key (`DR`, `politie/wijkagent`)."""

    @st.dialog(screen.say("Put someone in a seat"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _assign(screen, facts, wanted)

    opened()


def _assign(screen: Screen, facts: CaseFacts, wanted: str) -> None:
    say = screen.say
    organisation, _, role = wanted.partition("/")
    people = professionals_for(screen.work, facts.id)
    offered = [person for person in people if person.organisation == organisation] or list(people)
    named = {person.id: f"{person.name}, {person.organisation_name}" for person in offered}
    roles = {seat.value: seat_label(say, seat.value) for seat in SeatRole} | {
        OWN_WORDS: say("Another seat, in own words")
    }
    form = DraftForm(
        screen,
        f"seat.{facts.id}.{wanted}",
        {"who": None, "role": role or None, "own_role": "", "deputy": None, "speaks_with": [], "attends": True},
        facts.id,
    )
    if not named:
        text = say("There is nobody of this organisation in the directory yet. Add them under Partners.")
        show(Markup('<p class="mind">{}</p>').format(text))
    left, right = st.columns(2, gap="medium")
    with left:
        _person(form, "who", say("Who"), named, say("Choose"))
        _person(form, "deputy", say("Deputy (optional)"), named, say("Nobody"))
        st.toggle(say("Is invited to meetings"), key=form.key("attends"), on_change=form.save)
    with right:
        st.selectbox(
            say("Seat"),
            list(roles),
            format_func=lambda value: roles.get(value, value),
            key=form.key("role"),
            index=None,
            placeholder=say("Choose"),
            on_change=form.save,
        )
        if form["role"] == OWN_WORDS:
            st.text_input(say("Seat in own words"), key=form.key("own_role"), max_chars=60, on_change=form.save)
        aliases = {person.ref: person.alias for person in facts.persons}
        people_choice(form, "speaks_with", say("Speaks with"), aliases, say("Nobody"))
    form.status()
    if st.button(say("Assign"), type="primary", key="assign_keep", disabled=not (form["who"] and form["role"])):
        chosen = form["own_role"] if form["role"] == OWN_WORDS else form["role"]
        seat = NewSeat(
            form["who"],
            chosen,
            deputy_id=form["deputy"] or "",
            attends=form["attends"],
            speaks_with=tuple(form["speaks_with"]),
        )
        with refusals_shown(say):
            fill_seat(screen.work, facts.id, seat)
            form.discard()
            st.rerun()


def _person(form: DraftForm, field: str, title: str, named: dict[str, str], placeholder: str) -> None:
    st.selectbox(
        title,
        list(named),
        format_func=lambda value: named.get(value, ""),
        key=form.key(field),
        index=None,
        placeholder=placeholder,
        on_change=form.save,
    )


def record_line_dialog(screen: Screen, facts: CaseFacts, pairs: tuple[tuple[str, str], ...] = ()) -> None:
    """Opens the dialog to record that two organisations are in touch; never what they said."""

    @st.dialog(screen.say("Record a contact"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _record(screen, facts, pairs)

    opened()


def _record(screen: Screen, facts: CaseFacts, pairs: tuple[tuple[str, str], ...]) -> None:
    say = screen.say
    homes = sorted({seat.organisation for seat in facts.seats if not seat.external})
    named = {key: organisation_label(say, key) for key in homes}
    lines = [tuple(end.partition("/")[0] for end in pair) for pair in pairs]
    known = [line for line in lines if all(end in named for end in line) and line[0] != line[1]]
    if known:
        chosen = st.radio(
            say("Between whom"),
            range(len(known)),
            format_func=lambda number: plain(f"{named[known[number][0]]} – {named[known[number][1]]}"),
            key="line_pair",
        )
        first, second = known[chosen]
    else:
        left, right = st.columns(2)
        with left:
            first = _organisation(say("Organisation"), "line_first", named, say("Choose"))
        with right:
            second = _organisation(say("And organisation"), "line_second", named, say("Choose"))
    note = say("Only that they are in touch is kept, never what was said.")
    show(Markup('<p class="small">{}</p>').format(note))
    if st.button(say("Record"), type="primary", key="line_keep", disabled=not (first and second)):
        with refusals_shown(say):
            record_line(screen.work, facts.id, str(first), str(second))
            st.rerun()


def _organisation(title: str, key: str, named: dict[str, str], placeholder: str) -> str | None:
    return st.selectbox(
        title,
        list(named),
        format_func=lambda organisation: named.get(organisation, ""),
        index=None,
        key=key,
        placeholder=placeholder,
    )
