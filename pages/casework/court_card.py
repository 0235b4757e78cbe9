"""What courts, prosecutor and mayor have ordered: in force or not, ending soon, with the dialog that changes it."""

from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import CourtOrderKind
from pages.frame.choices import any_day, people_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import Text, joined, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.cases.court import add_court_order, edit_court_order, end_court_order
from services.cases.facts import CaseFacts, CourtOrder
from services.cases.orders import NewCourtOrder
from services.cases.queries import case_facts
from services.cases.rules import ends_soon
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label


def court_card(screen: Screen, facts: CaseFacts, today: date, *, directs: bool) -> None:
    """Draws the orders, those in force first."""
    say = screen.say
    with st.container(key="card_court", gap="small"):
        head = say("A meeting cannot set these aside; whoever wants them changed goes to whoever gave them.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Court orders"), head))
        if not facts.court_orders:
            text = say("Orders of court, prosecutor or mayor will stand here. None is recorded yet.")
            show(Markup("<p>{}</p>").format(text))
        for order in sorted(facts.court_orders, key=lambda one: not one.stands_on(today)):
            _order_row(screen, facts, order, today, directs=directs)
        if directs and st.button(say("Record an order"), icon=":material/gavel:", key="court_new"):
            _dialog(screen, facts)


def standing_orders(say: Say, facts: CaseFacts, today: date) -> Markup:
    """The orders in force in one line each; one that ends soon is marked. Empty when there is none."""
    lines = [
        Markup("{} {}").format(label(say, order.kind), _state(say, order, today))
        for order in facts.court_orders
        if order.stands_on(today)
    ]
    return joined(lines, Markup("<br>"))


def _order_row(screen: Screen, facts: CaseFacts, order: CourtOrder, today: date, *, directs: bool) -> None:
    say = screen.say
    with st.container(key=f"row_court_{order.id}", gap="small"):
        title = Markup('<div class="line"><h3>{}</h3>{}</div>').format(
            label(say, order.kind), _state(say, order, today)
        )
        about = ", ".join(person.alias for person in facts.persons if person.ref in order.about)
        below = " · ".join(part for part in (order.given_by, about, _days(say, order)) if part)
        text = Markup("<p>{}</p>").format(order.text) if order.text else Markup()
        show(Markup('{}<p class="small">{}</p>{}').format(title, below, text))
        if directs:
            with st.container(horizontal=True, gap="small"):
                if st.button(
                    plain(say("Change")), icon=":material/edit:", type="tertiary", key=f"court_edit_{order.id}"
                ):
                    _dialog(screen, facts, order)
                if order.stands_on(today):
                    _ending(screen, facts, order, today)


def _state(say: Say, order: CourtOrder, today: date) -> Text:
    if order.from_on and today < order.from_on:
        return tag(say("from {day}", day=say.numeric_day(order.from_on)))
    if not order.stands_on(today):
        return tag(say("no longer in force"))
    last = min((day for day in (order.until_on, order.ended_on) if day), default=None)
    if last is None:
        return tag(say("in force"), "green")
    until = say("in force until {day}", day=say.numeric_day(last))
    if ends_soon(order, today):
        return Markup("{} {}").format(tag(until, "orange"), tag(say("ends soon"), "orange"))
    return tag(until, "green")


def _days(say: Say, order: CourtOrder) -> str:
    since = say("since {day}", day=say.numeric_day(order.from_on)) if order.from_on else ""
    ended = say("ended on {day}", day=say.numeric_day(order.ended_on)) if order.ended_on else ""
    return ", ".join(part for part in (since, ended) if part)


def _ending(screen: Screen, facts: CaseFacts, order: CourtOrder, today: date) -> None:
    """A second click, with what it means."""
    say = screen.say
    with st.popover(say("End"), type="tertiary"):
        text = say("Lifted or fulfilled: today is its last day. The order stays readable, and is no longer in force.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("End this order today"), type="primary", key=f"court_end_{order.id}"):
            with refusals_shown(say):
                end_court_order(screen.work, facts.id, order.id, order.version, today)
                st.rerun()


def _dialog(screen: Screen, facts: CaseFacts, order: CourtOrder | None = None) -> None:
    say = screen.say

    @st.dialog(say("Change an order") if order else say("Record an order"), width="large")
    def opened() -> None:
        with refusals_shown(say):
            _form(screen, facts, order)

    opened()


def _form(screen: Screen, facts: CaseFacts, order: CourtOrder | None) -> None:
    say = screen.say
    form = DraftForm(screen, f"court.{order.id if order else facts.id}", _defaults(order), facts.id)
    left, right = st.columns(2, gap="medium")
    with left:
        term_choice(say, form, "kind", say("What kind of order"), CourtOrderKind)
        st.text_input(say("Given by"), key=form.key("given_by"), max_chars=60, on_change=form.save)
    with right:
        any_day(form, "from_on", say("In force from"))
        any_day(form, "until_on", say("In force until"))
    aliases = {person.ref: person.alias for person in facts.persons}
    people_choice(form, "about", say("Whom it is about"), aliases, say("Choose"))
    writing_area(form, "text", say("What it says"), height=130, longest=4000)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="court_keep"):
            with refusals_shown(say):
                _keep(screen, facts, form, order)
        if st.button(say("Give up changes"), key="court_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, facts: CaseFacts, form: DraftForm, order: CourtOrder | None) -> None:
    say, entered = screen.say, _entered(form)
    if order is None:
        add_court_order(screen.work, facts.id, entered)
    else:
        try:
            edit_court_order(screen.work, facts.id, order.id, int(form["version"]), entered)
        except ChangedMeanwhile as changed:
            now = next(one for one in case_facts(screen.work, facts.id).court_orders if one.id == order.id)
            form["version"] = changed.fields["version"]
            form.save()
            text = say("Somebody else changed this order.")
            text += " " + say("Keep once more to put yours in its place, or give up changes.")
            both = both_texts(say, _summed(say, entered), _summed(say, now))
            show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both))
            return
    form.discard()
    st.rerun()


def _summed(say: Say, order: NewCourtOrder | CourtOrder) -> str:
    days = [say.numeric_day(day) for day in (order.from_on, order.until_on) if day]
    parts = (label(say, order.kind), order.given_by, ", ".join(order.about), " – ".join(days), order.text)
    return " · ".join(part for part in parts if part)


def _defaults(order: CourtOrder | None) -> dict[str, Any]:
    start = order or CourtOrder("", CourtOrderKind.CONTACT_BAN, "", version=0)
    return {
        "version": start.version,
        "kind": start.kind.value,
        "given_by": start.given_by,
        "text": start.text,
        "about": list(start.about),
        "from_on": start.from_on,
        "until_on": start.until_on,
    }


def _entered(form: DraftForm) -> NewCourtOrder:
    return NewCourtOrder(
        kind=CourtOrderKind(form["kind"]),
        given_by=str(form["given_by"]),
        text=str(form["text"]),
        about=tuple(form["about"]),
        from_on=form["from_on"],
        until_on=form["until_on"],
    )
