"""The dialog in which contacts are recorded: from a finding in two clicks, or line by line, several at once."""

from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import ContactKind
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.contact_day import (
    TODAY,
    When,
    Widget,
    day_fault,
    kind_choice,
    never_what_was_said,
    one_of,
    under,
    when_choice,
)
from pages.network.contact_keeping import keep_contacts
from pages.network.contact_pairs import known_pairs, pairs_form
from pages.network.ends import ends_named
from pages.network.line_form import line_form
from services.contacts.orders import NewContact
from services.network.facts import NetworkFacts
from services.wording import Say

MOST_LINES = 8
APART, TOGETHER = "apart", "together"
FINDING, FREE, FIXED = "finding", "free", "fixed"
Pairs = tuple[tuple[str, str], ...]


def record_contact_dialog(screen: Screen, facts: NetworkFacts, pairs: Pairs = ()) -> None:
    """Opens the dialog; `pairs` are the lines of a finding, which then need no typing."""

    @st.dialog(screen.say("Record contacts"), width="medium" if pairs else "large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _ways(screen, facts, pairs)

    opened()


def _ways(screen: Screen, facts: NetworkFacts, pairs: Pairs) -> None:
    """What is recorded: contacts on a day, those of a finding if it has any; or a fixed line between organisations."""
    say, case = screen.say, facts.case
    ways = {FINDING if pairs else FREE: say("On a day")}
    if screen.work.actor.account_id in (case.director_id, case.deputy_account_id):
        ways[FIXED] = say("Fixed line")
    way = next(iter(ways))
    if len(ways) > 1:
        way = st.segmented_control(
            say("What do you record"),
            list(ways),
            format_func=lambda one: ways.get(one, one),
            default=way,
            required=True,
            key="contact_way",
            label_visibility="collapsed",
        )
    if way == FINDING:
        pairs_form(screen, facts, known_pairs(case, pairs))
    elif way == FIXED:
        line_form(screen, case, pairs)
    else:
        _free(screen, facts)


def _free(screen: Screen, facts: NetworkFacts) -> None:
    say, today = screen.say, screen.today
    form = DraftForm(screen, f"contacts.{facts.case.id}", _defaults(screen, facts, today), facts.case.id)
    named = ends_named(say, facts.case)
    never_what_was_said(say)
    for number in form["lines"]:
        with st.container(key=f"row_contact_{number}", gap="xsmall"):
            _line(screen, form, number, named, today)
    filled = [number for number in form["lines"] if form[f"whom.{number}"]]
    orders = tuple(order for number in filled for order in _orders(form, number))
    with st.container(horizontal=True, gap="small"):
        words = say.plural("Record {n} contact", "Record {n} contacts", len(orders)) if orders else say("Record")
        pressed = st.button(
            words,
            type="primary",
            icon=":material/check:",
            key="contacts_keep",
            disabled=not orders,
            on_click=lambda: _try(form),
        )
        if pressed and not any(_fault(screen, form, number, today) for number in filled):
            with refusals_shown(say):
                keep_contacts(screen, facts.case.id, orders, form)
        if len(form["lines"]) < MOST_LINES:
            st.button(say("One more"), icon=":material/add:", key="contacts_more", on_click=lambda: _add(form))
    form.status()


def _line(screen: Screen, form: DraftForm, number: int, named: dict[str, str], today: date) -> None:
    say = screen.say

    def widget(field: str) -> dict[str, Any]:
        return {"key": form.key(f"{field}.{number}"), "on_change": form.save}

    who = form[f"who.{number}"] = form[f"who.{number}"] if form[f"who.{number}"] in named else None
    form[f"whom.{number}"] = [one for one in form[f"whom.{number}"] if one in named and one != who]
    left, middle, right, last, away = st.columns([1.2, 1.55, 0.8, 1.4, 0.6], gap="small")
    with left:
        one_of(say, say("Who"), named, widget("who"))
    with middle:
        others = {key: words for key, words in named.items() if key != who}
        _whom(say, form, number, others, widget)
    with right:
        kind_choice(say, widget)
    with last:
        when_choice(say, widget, _when(form, number), today)
    if len(form["lines"]) > 1:
        with away, st.container(key=f"less_{number}"):
            st.button(
                say("Remove"),
                type="tertiary",
                icon=":material/close:",
                key=f"contact_less_{number}",
                on_click=lambda: _drop(form, number),
            )
    if form["tried"] and (fault := _fault(screen, form, number, today)):
        under(fault)


def _whom(say: Say, form: DraftForm, number: int, others: dict[str, str], widget: Widget) -> None:
    """With whom; of several it asks whether they were together, because then they were in touch with each other too."""
    st.multiselect(
        say("With whom (several at once is possible)"),
        list(others),
        format_func=lambda key: others.get(key, ""),
        placeholder=say("Choose"),
        select_all=False,
        **widget("whom"),
    )
    if len(form[f"whom.{number}"]) > 1:
        ways = {APART: say("Each apart"), TOGETHER: say("All together")}
        st.segmented_control(
            say("Each apart or all together"),
            list(ways),
            format_func=lambda way: ways.get(way, way),
            required=True,
            label_visibility="collapsed",
            **widget("way"),
        )
        names = [others[key].partition(" · ")[0] for key in form[f"whom.{number}"]]
        show(Markup('<p class="small">{}</p>').format(say.listed(names)))


def _fault(screen: Screen, form: DraftForm, number: int, today: date) -> str:
    """What keeps a line with a partner in it from being recorded; a wrong other day is told below the day itself."""
    if form[f"whom.{number}"] and not form[f"who.{number}"]:
        return screen.say("Choose who was in touch.")
    return day_fault(screen.say, _when(form, number).meant(), today) if form[f"whom.{number}"] else ""


def _orders(form: DraftForm, number: int) -> tuple[NewContact, ...]:
    """One contact per partner, or one in which all of them were together."""
    when = _when(form, number)
    day, kind = when.meant() or when.typed_on, ContactKind(form[f"kind.{number}"])
    who, whom = str(form[f"who.{number}"] or ""), [str(one) for one in form[f"whom.{number}"]]
    if form[f"way.{number}"] == TOGETHER:
        return (NewContact(day, kind, (who, *whom)),)
    return tuple(NewContact(day, kind, (who, one)) for one in whom)


def _when(form: DraftForm, number: int) -> When:
    return When(form[f"which.{number}"], form[f"day.{number}"], form[f"typed_on.{number}"])


def _defaults(screen: Screen, facts: NetworkFacts, today: date) -> dict[str, Any]:
    """Room for `MOST_LINES` lines, of which the first is shown; whoever types begins as the one who was in touch."""
    me = screen.work.actor.professional_id
    own = next((seat.id for seat in facts.case.seats if me and seat.professional_id == me), None)
    blank: dict[str, Any] = {"who": own, "whom": [], "way": APART, "kind": ContactKind.PHONE.value}
    blank |= {"which": TODAY, "day": None, "typed_on": today}
    fields = {f"{name}.{n}": value for n in range(MOST_LINES) for name, value in blank.items()}
    return {"lines": [0], "tried": False} | fields


def _add(form: DraftForm) -> None:
    """One more line, which begins as the last one did: mostly it is the same person on the same day."""
    lines = list(form["lines"])
    fresh, last = next(n for n in range(MOST_LINES) if n not in lines), lines[-1]
    for name in ("who", "kind", "which", "day", "typed_on"):
        form[f"{name}.{fresh}"] = form[f"{name}.{last}"]
    form[f"whom.{fresh}"], form[f"way.{fresh}"] = [], APART
    form["lines"] = [*lines, fresh]
    form.save()


def _try(form: DraftForm) -> None:
    """From now on the form says under each line what is still missing."""
    form["tried"] = True


def _drop(form: DraftForm, number: int) -> None:
    form["lines"] = [n for n in form["lines"] if n != number]
    form.save()
