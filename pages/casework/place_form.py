"""The dialog that adds or changes a place of somebody's life, and the act that ends one."""

from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import Known, PlaceKind
from pages.frame.choices import any_day, known_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts, Place
from services.cases.orders import NewPlace
from services.cases.people import add_place, edit_place, end_place
from services.cases.queries import whereabouts_of
from services.unit_of_work import ChangedMeanwhile


def place_dialog(screen: Screen, facts: CaseFacts, place: Place | None = None) -> None:
    """Opens the dialog for a place of the case, or for a new one. Opening one shows where it is, and is logged."""
    say = screen.say

    @st.dialog(say("Change a place") if place else say("Add a place"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _form(screen, facts, place)

    opened()


def _form(screen: Screen, facts: CaseFacts, place: Place | None) -> None:
    say = screen.say
    form = DraftForm(screen, f"place.{place.id if place else facts.id}", _defaults(screen, facts, place), facts.id)
    aliases = {person.id: person.alias for person in facts.persons}
    if place is None:
        st.selectbox(
            say("Whose place"),
            list(aliases),
            format_func=lambda person: aliases.get(person, ""),
            key=form.key("person"),
            on_change=form.save,
        )
    term_choice(say, form, "kind", say("What it is"), PlaceKind)
    writing_area(form, "address", say("Where it is"), height=68)
    st.checkbox(say("This place is secret"), key=form.key("secret"), on_change=form.save)
    known_choice(say, form, "known", say("Alleged perpetrator knows it"))
    left, right = st.columns(2, gap="medium")
    with left:
        any_day(form, "from_on", say("From"))
    with right:
        any_day(form, "until_on", say("Until"))
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="place_keep"):
            with refusals_shown(say):
                _keep(screen, facts, form, place)
        if st.button(say("Give up changes"), key="place_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, facts: CaseFacts, form: DraftForm, place: Place | None) -> None:
    say, order = screen.say, _order(form)
    if place is None:
        add_place(screen.work, facts.id, str(form["person"]), order)
    else:
        try:
            edit_place(screen.work, facts.id, place.id, int(form["version"]), order)
        except ChangedMeanwhile as changed:
            form["version"] = changed.fields["version"]
            form.save()
            text = say("Somebody else changed this place to: {where}.", where=_where(screen, facts, place))
            again = say("Keep once more to put yours in its place, or give up changes.")
            show(Markup('<p class="mind" role="alert">{} {}</p>').format(text, again))
            return
    form.discard()
    st.rerun()


def ending(screen: Screen, facts: CaseFacts, place: Place, today: date) -> None:
    """A second click, with what it means."""
    say = screen.say
    with st.popover(say("End"), type="tertiary"):
        text = say(
            "Nobody in this case comes there any more. The place stays guarded: who knows it may still look there."
        )
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("End this place today"), type="primary", key=f"place_end_{place.id}"):
            with refusals_shown(say):
                end_place(screen.work, facts.id, place.id, place.version, today)
                st.rerun()


def _where(screen: Screen, facts: CaseFacts, place: Place) -> str:
    return dict(whereabouts_of(screen.work, facts.id, place.person_id).places).get(place.id, "")


def _defaults(screen: Screen, facts: CaseFacts, place: Place | None) -> dict[str, Any]:
    start = place or Place("", facts.persons[0].id, PlaceKind.WORK)
    return {
        "version": start.version,
        "person": start.person_id,
        "kind": start.kind.value,
        "address": _where(screen, facts, place) if place else "",
        "secret": start.secret,
        "known": start.known_to_suspect.value,
        "from_on": start.from_on,
        "until_on": start.until_on,
    }


def _order(form: DraftForm) -> NewPlace:
    return NewPlace(
        kind=PlaceKind(form["kind"]),
        address=str(form["address"]),
        secret=bool(form["secret"]),
        known_to_suspect=Known(form["known"]),
        from_on=form["from_on"],
        until_on=form["until_on"],
    )
