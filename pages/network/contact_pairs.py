"""The contacts of a finding, ready to be ticked: one day and one way for all of them."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import ContactKind
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from pages.network.contact_day import TODAY, When, day_fault, kind_choice, never_what_was_said, when_choice
from pages.network.contact_keeping import keep_contacts
from pages.network.ends import meant_by, short_words
from pages.network.seat_form import assign_form
from services.cases.facts import CaseFacts
from services.contacts.orders import NewContact
from services.network.facts import NetworkFacts
from services.network.names import end_name
from services.wording import Say


@dataclass(frozen=True)
class Pair:
    """A line of a finding: its two ends as named there, and who each can be (seat ids or a reference)."""

    ends: tuple[str, str]
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether somebody is there at both ends, and not only one and the same."""
        return bool(self.first and self.second) and len({*self.first, *self.second}) > 1


def known_pairs(case: CaseFacts, pairs: tuple[tuple[str, str], ...]) -> tuple[Pair, ...]:
    """Who is meant by each line; the same two people once."""
    found = {(meant_by(case, one), meant_by(case, other)): (one, other) for one, other in pairs}
    return tuple(Pair(ends, first, second) for (first, second), ends in found.items())


def pairs_form(screen: Screen, facts: NetworkFacts, pairs: tuple[Pair, ...]) -> None:
    """Draws the lines with a tick each, all ticked, and the button that records them in one act."""
    say, case, today = screen.say, facts.case, screen.today
    ready = [pair for pair in pairs if pair.known]
    digest = hashlib.sha256(repr(ready).encode()).hexdigest()[:12]
    form = DraftForm(screen, f"contacts.{case.id}.{digest}", _defaults(ready, today), case.id)
    for number, pair in enumerate(ready):
        _pair(say, form, number, pair, case)
    if empty := [pair for pair in pairs if not pair.known]:
        names = [f"{end_name(say, case, one)} – {end_name(say, case, other)}" for one, other in (p.ends for p in empty)]
        text = say("Nobody has this seat yet, so no contact can be recorded: {names}.", names=say.listed(names))
        show(Markup('<p class="mind">{}</p>').format(text))
    if not ready:
        _fill_first(screen, case, pairs)
        return
    left, right = st.columns([1, 1.6], gap="small")

    def widget(field: str) -> dict[str, Any]:
        return {"key": form.key(field), "on_change": form.save}

    with left:
        kind_choice(say, widget)
    when = When(form["which"], form["day"], form["typed_on"])
    with right:
        when_choice(say, widget, when, today)
    never_what_was_said(say)
    orders = _orders(form, ready, when)
    words = say.plural("Record {n} contact", "Record {n} contacts", len(orders)) if orders else say("Record")
    wrong = day_fault(say, when.meant(), today)
    if st.button(words, type="primary", icon=":material/check:", key="pairs_keep", disabled=not orders or bool(wrong)):
        keep_contacts(screen, case.id, orders, form)
    form.status()


def _fill_first(screen: Screen, case: CaseFacts, pairs: tuple[Pair, ...]) -> None:
    """Nobody is there yet: the way to put somebody there, in this same dialog, for who directs the case."""
    ends = ((end, meant) for pair in pairs for end, meant in zip(pair.ends, (pair.first, pair.second), strict=True))
    wanted = next((end for end, meant in ends if not meant), "")
    if not wanted or screen.work.actor.account_id not in (case.director_id, case.deputy_account_id):
        return
    opened = f"pairs.fill.{case.id}.{wanted}"
    if st.session_state.get(opened):
        assign_form(screen, case, wanted)
    else:
        words = screen.say("Put someone in a seat")
        st.button(
            words,
            type="primary",
            icon=":material/person_add:",
            key="pairs_fill",
            on_click=lambda: st.session_state.update({opened: True}),
        )


def _pair(say: Say, form: DraftForm, number: int, pair: Pair, case: CaseFacts) -> None:
    """One line; where an end can be several people it asks who."""
    one = short_words(say, case, _chosen(form, "first", number, pair.first))
    other = short_words(say, case, _chosen(form, "second", number, pair.second))
    with st.container(key=f"row_pair_{number}", gap="xsmall"):
        st.checkbox(
            plain(say("{one} with {other}", one=one, other=other)), key=form.key(f"take.{number}"), on_change=form.save
        )
        if form[f"take.{number}"]:
            for field, options in (("first", pair.first), ("second", pair.second)):
                if len(options) > 1:
                    _who(say, form, f"{field}.{number}", options, case)


def _who(say: Say, form: DraftForm, field: str, options: tuple[str, ...], case: CaseFacts) -> None:
    st.selectbox(
        say("Who was it"),
        options,
        format_func=lambda key: short_words(say, case, key),
        key=form.key(field),
        on_change=form.save,
    )


def _chosen(form: DraftForm, field: str, number: int, options: tuple[str, ...]) -> str:
    chosen = form[f"{field}.{number}"]
    return chosen if chosen in options else options[0]


def _orders(form: DraftForm, pairs: list[Pair], when: When) -> tuple[NewContact, ...]:
    day, kind = when.meant() or when.typed_on, ContactKind(form["kind"])
    ends = [
        (_chosen(form, "first", number, pair.first), _chosen(form, "second", number, pair.second))
        for number, pair in enumerate(pairs)
        if form[f"take.{number}"]
    ]
    return tuple(NewContact(day, kind, pair) for pair in dict.fromkeys(ends) if pair[0] != pair[1])


def _defaults(pairs: list[Pair], today: date) -> dict[str, Any]:
    fields: dict[str, Any] = {"kind": ContactKind.PHONE.value, "which": TODAY, "day": None, "typed_on": today}
    for number, pair in enumerate(pairs):
        first = pair.first[0]
        other = next((one for one in pair.second if one != first), pair.second[0])
        fields |= {f"take.{number}": True, f"first.{number}": first, f"second.{number}": other}
    return fields
