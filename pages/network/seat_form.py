"""The dialogs that put somebody in a seat and name who deputises on it; `seat_change` changes and ends a seat."""

from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import SeatRole
from pages.frame.choices import one_choice, past_day
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.ends import seats_named
from pages.network.seat_fields import deputies, deputy_fields, keep_seat, term_fields
from services.cases.actions import name_deputy
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.queries import case_facts
from services.directory.partners import professionals_for
from services.network.facts import NetworkFacts
from services.unit_of_work import ChangedMeanwhile
from services.wording.labels import seat_label

OWN_WORDS = "own"


def assign_dialog(screen: Screen, facts: NetworkFacts, wanted: str = "") -> None:
    """Opens the dialog to fill a seat; `wanted` is the empty seat's key (`DR`, `politie/wijkagent`)."""

    @st.dialog(screen.say("Put someone in a seat"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            assign_form(screen, facts.case, wanted)

    opened()


def assign_form(screen: Screen, case: CaseFacts, wanted: str) -> None:
    """Draws the form itself, also inside another dialog."""
    say = screen.say
    organisation, _, role = wanted.partition("/")
    people = professionals_for(screen.work, case.id)
    offered = [person for person in people if person.organisation == organisation] or list(people)
    named = {person.id: f"{person.name}, {person.organisation_name}" for person in offered}
    form = DraftForm(screen, f"seat.{case.id}.{wanted}", _blank(role, screen.today), case.id)
    if form["who"] not in named:  # chosen before, and gone or kept out since
        form["who"] = None
    if not named:
        text = say("There is nobody of this organisation in the directory yet. Add them under Partners.")
        show(Markup('<p class="mind">{}</p>').format(text))
    left, right = st.columns(2, gap="medium")
    with left:
        one_choice(say, form, "who", say("Who"), named)
    with right:
        _role(screen, form)
    deputy_fields(screen, form, people, str(form["who"] or ""))
    fault = term_fields(screen, form, case)
    form.status()
    if st.button(say("Assign"), type="primary", key="assign_keep", disabled=not (form["who"] and form["role"])):
        chosen = form["own_role"] if form["role"] == OWN_WORDS else form["role"]
        if not fault:
            keep_seat(screen, case, form, str(form["who"]), str(chosen))


def _role(screen: Screen, form: DraftForm) -> None:
    say = screen.say
    roles = {seat.value: seat_label(say, seat.value) for seat in SeatRole}
    one_choice(say, form, "role", say("Seat"), roles | {OWN_WORDS: say("Another seat, in own words")})
    if form["role"] == OWN_WORDS:
        st.text_input(say("Seat in own words"), key=form.key("own_role"), max_chars=60, on_change=form.save)


def _blank(role: str, today: date) -> dict[str, Any]:
    whom: list[str] = []
    about = {"who": None, "role": role or None, "own_role": "", "deputy": None, "briefed_on": None}
    return about | {"since_on": today, "until_on": None, "speaks_with": whom, "attends": True}


def deputy_dialog(screen: Screen, facts: NetworkFacts, seat_id: str = "") -> None:
    """Opens the dialog for one seat; without `seat_id`, or when that seat is gone, it asks which."""
    deputy_for_seat(screen, facts.case, seat_id)


def deputy_for_seat(screen: Screen, case: CaseFacts, seat_id: str) -> None:
    """The same dialog, opened from another screen of the case."""

    @st.dialog(screen.say("Name who deputises"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _for_which(screen, case, seat_id)

    opened()


def _for_which(screen: Screen, case: CaseFacts, seat_id: str) -> None:
    say, named = screen.say, seats_named(screen.say, case)
    about = say("Without somebody who knows the case it stands still when the holder of this seat is ill.")
    show(Markup('<p class="small">{}</p>').format(about))
    if seat_id not in named:
        waiting = sorted(case.seats, key=lambda seat: bool(seat.deputy_id and seat.deputy_briefed_on))
        seat_id = (
            st.selectbox(
                say("For which seat"),
                [seat.id for seat in waiting if seat.id in named],
                format_func=lambda one: named.get(one, ""),
                index=None,
                placeholder=say("Choose"),
                key="deputy_which",
            )
            or ""
        )
    seat = next((seat for seat in case.seats if seat.id == seat_id), None)
    if seat is not None:
        _deputise(screen, case, seat)


def _deputise(screen: Screen, case: CaseFacts, seat: PartnerSeat) -> None:
    say, today = screen.say, screen.today
    named = deputies(professionals_for(screen.work, case.id), seat.professional_id)
    defaults = {"version": seat.version, "deputy": seat.deputy_id or None, "knows": True, "briefed_on": today}
    if seat.deputy_id:
        defaults |= {"knows": seat.deputy_briefed_on is not None, "briefed_on": seat.deputy_briefed_on or today}
    form = DraftForm(screen, f"seat-deputy.{seat.id}", defaults, case.id)
    if form["deputy"] not in named:
        form["deputy"] = None
    show(Markup("<h2>{}</h2>").format(seats_named(say, case)[seat.id]))
    if not named:
        text = say("There is nobody else in the directory yet. Add them under Partners.")
        show(Markup('<p class="mind">{}</p>').format(text))
    one_choice(say, form, "deputy", say("Who deputises"), named)
    st.checkbox(say("Knows the case and can take over at once"), key=form.key("knows"), on_change=form.save)
    if form["knows"]:
        past_day(form, "briefed_on", say("Since"), today)
    form.status()
    with st.container(horizontal=True, gap="small"):
        ready = form["deputy"] and (form["briefed_on"] or not form["knows"])
        if st.button(say("Name as deputy"), type="primary", key="seat_deputy_keep", disabled=not ready):
            with refusals_shown(say):
                _keep_deputy(screen, case, seat, form)
        if st.button(say("Give up changes"), key="seat_deputy_cancel"):
            form.discard()
            st.rerun()


def _keep_deputy(screen: Screen, case: CaseFacts, seat: PartnerSeat, form: DraftForm) -> None:
    """Names the deputy. If somebody named another meanwhile, that is told; keeping again puts this one in place."""
    briefed = form["briefed_on"] if form["knows"] else None
    try:
        name_deputy(screen.work, case.id, seat.id, str(form["deputy"]), briefed, int(form["version"]))
    except ChangedMeanwhile as changed:
        say = screen.say
        now = next((one for one in case_facts(screen.work, case.id).seats if one.id == seat.id), None)
        form["version"] = changed.fields["version"]
        form.save()
        text = say("Somebody else changed this. Keep once more to put yours in its place, or give up changes.")
        theirs = say("Deputy now: {name}.", name=now.deputy if now and now.deputy else say("nobody"))
        show(Markup('<p class="mind" role="alert">{} {}</p>').format(text, theirs))
        return
    form.discard()
    st.rerun()
