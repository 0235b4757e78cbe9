"""The fields that putting somebody in a seat and changing a seat have in common, and how they are kept."""

import streamlit as st

from pages.frame.choices import any_day, one_choice, people_choice
from pages.frame.drafting import DraftForm
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.contact_day import under
from services.cases.actions import fill_seat
from services.cases.facts import CaseFacts
from services.cases.orders import NewSeat
from services.directory.partners import PartnerProfessional


def deputy_fields(screen: Screen, form: DraftForm, people: tuple[PartnerProfessional, ...], holder: str) -> None:
    """Draws the deputy, from the holder's organisation first; with a deputy, since when they know the case."""
    say = screen.say
    named = deputies(people, holder)
    if form["deputy"] not in named:
        form["deputy"] = None
    left, right = st.columns(2, gap="medium")
    with left:
        one_choice(say, form, "deputy", say("Deputy (optional)"), named)
    if form["deputy"]:
        with right:
            any_day(form, "briefed_on", say("Deputy knows the case since (optional)"))


def deputies(people: tuple[PartnerProfessional, ...], holder: str) -> dict[str, str]:
    """Who can deputise for a professional, by id: colleagues first."""
    home = next((person.organisation for person in people if person.id == holder), "")
    others = sorted((p for p in people if p.id != holder), key=lambda person: person.organisation != home)
    return {person.id: f"{person.name}, {person.organisation_name}" for person in others}


def term_fields(screen: Screen, form: DraftForm, case: CaseFacts) -> str:
    """Draws from when until when, invited or not, speaking with whom; gives what is wrong with the days, or nothing."""
    say, fault = screen.say, ""
    first, last = st.columns(2, gap="medium")
    with first:
        any_day(form, "since_on", say("From (optional)"))
    with last:
        any_day(form, "until_on", say("Last day (optional)"))
    aliases = {person.ref: person.alias for person in case.persons}
    form["speaks_with"] = [ref for ref in form["speaks_with"] if ref in aliases]
    people_choice(form, "speaks_with", say("Speaks with"), aliases, say("Nobody"))
    st.toggle(say("Is invited to meetings"), key=form.key("attends"), on_change=form.save)
    if form["since_on"] and form["until_on"] and form["until_on"] < form["since_on"]:
        fault = say("The last day lies before the first. Check both days.")
        under(fault)
    return fault


def keep_seat(screen: Screen, case: CaseFacts, form: DraftForm, who: str, role: str) -> None:
    """Fills the seat, or changes it when this professional has it already; what the form does not ask stays."""
    now = next((seat for seat in case.seats if seat.professional_id == who and seat.role == role.strip()), None)
    order = NewSeat(
        who,
        role,
        deputy_id=form["deputy"] or "",
        attends=form["attends"],
        chairs=now.chairs if now else False,
        speaks_with=tuple(form["speaks_with"]),
        note=now.note if now else "",
        since_on=form["since_on"],
        until_on=form["until_on"],
        deputy_briefed_on=form["briefed_on"] if form["deputy"] else None,
    )
    with refusals_shown(screen.say):
        fill_seat(screen.work, case.id, order)
        form.discard()
        st.rerun()
