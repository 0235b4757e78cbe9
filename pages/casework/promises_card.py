"""The days on which somebody promised to be in touch: promised, kept, called off, or passed in silence."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import PersonRole
from pages.casework.promise_form import settle_dialog
from pages.frame.choices import one_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, rows, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts
from services.victim.actions import promise_contacts
from services.victim.facts import PromisedContact
from services.victim.orders import PromiseContacts
from services.victim.rules import fixed_contact, regular_days
from services.wording import Say
from services.wording.labels import organisation_label, seat_label

SHOWN = 6


def promises_card(screen: Screen, facts: CaseFacts, promises: tuple[PromisedContact, ...], today: date) -> None:
    """Draws what was promised, with the buttons to settle a promise and to make new ones."""
    say = screen.say
    ahead = [promise for promise in promises if promise.kept_on is None and not promise.cancelled]
    settled = [promise for promise in promises if promise not in ahead]
    with st.container(key="card_promises", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Promised contact")))
        if not ahead:
            text = say(
                "Here stand the days on which somebody promised to be in touch. A day that passes in silence is "
                "reported here and on my day."
            )
            show(Markup("<p>{}</p>").format(text))
        for promise in ahead[:SHOWN]:
            _ahead(screen, facts, promise, today)
        if len(ahead) > SHOWN:
            rest = say.plural("and {n} later day", "and {n} later days", len(ahead) - SHOWN)
            show(Markup('<p class="small">{}</p>').format(rest))
        if not ahead and not facts.closed:
            _regular(screen, facts, today)
        if not facts.closed and st.button(
            say("Promise a contact"), icon=":material/event:", width="stretch", key="promise"
        ):
            promise_dialog(screen, facts, today)
        if settled:
            with st.expander(say.plural("{n} kept or called off", "{n} kept or called off", len(settled))):
                show(rows([_settled(say, facts, promise) for promise in reversed(settled)]))


def _ahead(screen: Screen, facts: CaseFacts, promise: PromisedContact, today: date) -> None:
    say = screen.say
    late = promise.silent_on(today)
    colour, word = ("red", say("passed in silence")) if late else ("blue", say("promised"))
    if promise.promised_for == today:
        colour, word = "orange", say("today")
    with st.container(key=f"row_promise_{promise.id}", horizontal=True, vertical_alignment="center", wrap=False):
        show(
            Markup('<h3>{} &nbsp;{}</h3><p class="small">{}</p>').format(
                say.short_day(promise.promised_for), tag(word, colour), _about(say, facts, promise)
            )
        )
        if not facts.closed and st.button(
            say("Settle"), key=f"settle_{promise.id}", help=plain(_about(say, facts, promise))
        ):
            settle_dialog(screen, facts, promise, today)


def _about(say: Say, facts: CaseFacts, promise: PromisedContact) -> str:
    """Who with whom about what; the victim's name is left out where there is only one."""
    alone = [person.ref for person in facts.persons if person.role is PersonRole.VICTIM] == [promise.person_ref]
    alias = {person.ref: person.alias for person in facts.persons}
    who = f"{promise.by}, {organisation_label(say, promise.organisation)}" if promise.by else ""
    return " · ".join(part for part in (who, "" if alone else alias[promise.person_ref], promise.subject) if part)


def _settled(say: Say, facts: CaseFacts, promise: PromisedContact) -> Markup:
    if promise.kept_on:
        told = say("promised for {day}, kept on {kept}", day=_day(say, promise), kept=say.short_day(promise.kept_on))
    else:
        told = say("promised for {day}, called off: {reason}", day=_day(say, promise), reason=promise.cancel_reason)
    about = joined([Markup("{}").format(part) for part in (_about(say, facts, promise), told) if part], " · ")
    return Markup('<li class="row"><p class="small">{}</p></li>').format(about)


def _day(say: Say, promise: PromisedContact) -> str:
    return say.short_day(promise.promised_for)


def _regular(screen: Screen, facts: CaseFacts, today: date) -> None:
    """One click: regular contact by whoever is the fixed contact of the first victim that has one."""
    say = screen.say
    for person in (person for person in facts.persons if person.role is PersonRole.VICTIM):
        seat = fixed_contact(facts, person.ref)
        if seat is None:
            continue
        days = regular_days(today)
        told = say("{who} with {name}: {days}.", who=seat.name, name=person.alias, days=_listed(say, days))
        show(Markup('<p class="small">{}</p>').format(told))
        text = say("Promise after 1, 2, 4 and 8 weeks")
        if st.button(
            text, type="primary", icon=":material/event_repeat:", width="stretch", key=f"regular_{person.ref}"
        ):
            with refusals_shown(say):
                promise_contacts(screen.work, PromiseContacts(facts.id, person.id, seat.id, days))
                st.rerun()


def _listed(say: Say, days: tuple[date, ...]) -> str:
    return say.listed([say.short_day(day) for day in days])


def promise_dialog(screen: Screen, facts: CaseFacts, today: date) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(screen.say("Promise a contact"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _promise(screen, facts, today)

    opened()


def _promise(screen: Screen, facts: CaseFacts, today: date) -> None:
    say = screen.say
    victims = [person.id for person in facts.persons if person.role is PersonRole.VICTIM]
    first = next((person.ref for person in facts.persons if person.id in victims), "")
    usual = fixed_contact(facts, first)
    start = {"person": next(iter(victims), None), "seat": usual.id if usual else None, "day": today, "subject": ""}
    form = DraftForm(screen, f"promise.{facts.id}", start, facts.id)
    persons = {person.id: person.alias for person in facts.persons}
    seats = {seat.id: f"{seat.name}, {seat_label(say, seat.role)}" for seat in facts.seats}
    one_choice(say, form, "person", say("With whom"), persons)
    one_choice(say, form, "seat", say("Who is in touch"), seats)
    st.date_input(say("On which day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
    st.text_input(say("About what (optional)"), key=form.key("subject"), max_chars=300, on_change=form.save)
    form.status()
    ready = bool(form["person"] and form["seat"])
    show(Markup('<p class="small">{}</p>').format(_days_told(say, today)))
    with st.container(horizontal=True):
        if st.button(say("Promise this day"), type="primary", key="promise_keep", disabled=not (ready and form["day"])):
            _make(screen, facts, form, (form["day"],))
        if st.button(say("Promise after 1, 2, 4 and 8 weeks"), key="promise_regular", disabled=not ready):
            _make(screen, facts, form, regular_days(today))


def _days_told(say: Say, today: date) -> str:
    return say("After 1, 2, 4 and 8 weeks is {days}.", days=_listed(say, regular_days(today)))


def _make(screen: Screen, facts: CaseFacts, form: DraftForm, days: tuple[date, ...]) -> None:
    with refusals_shown(screen.say):
        order = PromiseContacts(facts.id, str(form["person"]), str(form["seat"]), days, str(form["subject"]))
        promise_contacts(screen.work, order)
        form.discard()
        st.rerun()
