"""The dialog of private ties: between private persons, or of a professional on the case (a conflict of interest)."""

import streamlit as st
from markupsafe import Markup

from models.terms import TieKind
from pages.frame.choices import one_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.contact_day import under
from pages.network.ends import persons_named, seats_named
from services.cases.facts import CaseFacts
from services.contacts.actions import record_tie
from services.contacts.orders import RecordTie
from services.network.facts import NetworkFacts

PRIVATE, PROFESSIONAL = "private", "professional"


def tie_dialog(screen: Screen, facts: NetworkFacts) -> None:
    """Opens the dialog; only for who directs the case."""
    st.session_state.pop(_saved(facts.case), None)

    @st.dialog(screen.say("Record a private tie"), width="medium", on_dismiss="rerun")
    def opened() -> None:
        with refusals_shown(screen.say):
            place = st.empty()
            if not st.session_state.get(_saved(facts.case)):
                with place.container():
                    _form(screen, facts.case)
            if st.session_state.get(_saved(facts.case)):
                place.empty()
                _what_now(screen, facts.case)

    opened()


def close_to(screen: Screen, case: CaseFacts, name: str) -> None:
    """Leads to the direction page, where keeping this person out is filled in already."""
    st.session_state[f"bar_for.{case.id}"] = name
    screen.go("regie", case.id)


def _form(screen: Screen, case: CaseFacts) -> None:
    say, persons, seats = screen.say, persons_named(screen.say, case), seats_named(screen.say, case)
    start = {"of": PRIVATE, "person": None, "seat": None, "second": None, "kind": TieKind.FAMILY.value}
    form = DraftForm(screen, f"tie.{case.id}", start, case.id)
    between = {PRIVATE: say("Two private persons"), PROFESSIONAL: say("A professional on the case")}
    st.segmented_control(
        say("Whose tie is it"),
        list(between),
        format_func=lambda one: between.get(one, one),
        key=form.key("of"),
        on_change=form.save,
        required=True,
    )
    private = form["of"] == PRIVATE
    _who_sees(screen, private=private)
    first = "person" if private else "seat"
    named = persons if private else seats
    for field, known in ((first, named), ("second", persons)):
        if form[field] not in known:
            form[field] = None
    left, right = st.columns(2, gap="medium")
    with left:
        one_choice(say, form, first, say("Who"), named)
    with right:
        one_choice(say, form, "second", say("Has a tie with"), {k: v for k, v in persons.items() if k != form[first]})
    term_choice(say, form, "kind", say("What tie"), TieKind)
    same = form[first] and form[first] == form["second"]
    if same:
        under(say("Choose two different people."))
    form.status()
    ready = form[first] and form["second"] and not same
    if st.button(say("Record this tie"), type="primary", key="tie_keep", disabled=not ready):
        order = RecordTie(case.id, str(form[first]), str(form["second"]), TieKind(form["kind"]))
        with refusals_shown(say):
            record_tie(screen.work, order)
            form.discard()
            if not private:
                st.session_state[_saved(case)] = order.first
                return
            st.rerun()


def _who_sees(screen: Screen, *, private: bool) -> None:
    say = screen.say
    if private:
        text = say("Everybody who works on this case can see it: it shows along which way messages may be passed on.")
        show(Markup('<p class="small">{}</p>').format(text))
        return
    first = say("Only you and who deputises as case director see this; not this professional, and no other partner.")
    second = say("It is about a possible conflict of interest, not about what somebody did.")
    show(Markup('<p class="mind">{} {}</p>').format(first, second))


def _what_now(screen: Screen, case: CaseFacts) -> None:
    """A professional with a tie still sees the case: the way to close it to them stands here at once."""
    say = screen.say
    seat = next((seat for seat in case.seats if seat.id == st.session_state[_saved(case)]), None)
    if seat is None:
        return
    told = say("Recorded. {name} can still see this case until you close it to them.", name=seat.name)
    show(Markup('<p class="mind" role="alert">{}</p>').format(told))
    about = say("Closing takes them off the case and out of invitations and files. It cannot be undone.")
    show(Markup('<p class="small">{}</p>').format(about))
    with st.container(horizontal=True, gap="small"):
        words = plain(say("Close the case to {name}", name=seat.name))
        if st.button(words, type="primary", icon=":material/block:", key="tie_close"):
            close_to(screen, case, seat.name)
        if st.button(say("Not now"), key="tie_later"):
            st.rerun()


def _saved(case: CaseFacts) -> str:
    return f"tie.saved.{case.id}"
