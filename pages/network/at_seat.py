"""What is known of the seat or person that was picked in the picture: its own contacts, agreements and findings."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import Text, facts_list, joined, show, tag
from pages.network.acts import deputy_dialog, record_contact_dialog, seat_dialog
from pages.network.ends import end_words, short_words
from pages.network.finding_list import finding_rows
from pages.network.finding_words import place_name, short_place
from pages.network.view import View
from services.cases.facts import CasePerson, PartnerSeat
from services.contacts.facts import Agreement, Contact, End
from services.network.drawn.picture import findings_at
from services.network.facts import Finding
from services.wording import Say, label
from services.wording.labels import organisation_label, seat_label

SHOWN_CONTACTS = 5


def at_seat_card(view: View) -> None:
    """Draws the card of what was picked, and the way back to all findings."""
    say, picked = view.say, view.picked
    found = findings_at(view.facts, view.network.findings, picked)
    seat = next((seat for seat in view.case.seats if seat.id == picked and not seat.barred), None)
    person = next((person for person in view.case.persons if person.ref == picked), None)
    with st.container(key="card_findings", gap="small"):
        show(Markup('<h2>{}</h2><p role="status"><strong>{}</strong></p>').format(*_titles(view, seat, person)))
        if seat:
            show(facts_list(_seat_facts(view, seat)))
            _seat_buttons(view, seat, found)
        elif person:
            show(facts_list(_person_facts(view, person)))
        counted = say.plural("{n} finding", "{n} findings", len(found)) if found else say("No finding here.")
        show(Markup("<h2>{}</h2>").format(counted))
        finding_rows(view, found)
        _agreements(view)
        _contacts(view)
        st.button(
            say("Show all findings"),
            key="network_unpick",
            icon=":material/arrow_back:",
            width="stretch",
            on_click=view.pick,
            args=(picked,),
        )


def _titles(view: View, seat: PartnerSeat | None, person: CasePerson | None) -> tuple[str, str]:
    say = view.say
    if person:
        return say("With this person"), f"{person.alias}, {label(say, person.role).lower()}"
    if seat:
        home = seat.organisation_name or organisation_label(say, seat.organisation)
        return say("At this seat"), f"{seat_label(say, seat.role)}, {home}"
    return say("At this seat"), place_name(say, view.facts, view.picked)


def _seat_facts(view: View, seat: PartnerSeat) -> list[tuple[str, Text]]:
    say = view.say
    speaks = [end_words(say, view.case, End(person_ref=ref)) for ref in seat.speaks_with]
    rows: list[tuple[str, Text]] = [
        (say("Who"), Markup("{}{}").format(seat.name, _term(say, seat))),
        (say("Deputy"), _deputy(say, seat)),
    ]
    if speaks:
        rows.append((say("Speaks with"), say.listed(speaks)))
    return rows


def _term(say: Say, seat: PartnerSeat) -> str:
    since = say("since {day}", day=say.numeric_day(seat.since_on)) if seat.since_on else ""
    until = say("until {day}", day=say.numeric_day(seat.until_on)) if seat.until_on else ""
    told = ", ".join(part for part in (since, until) if part)
    return f" ({told})" if told else ""


def _deputy(say: Say, seat: PartnerSeat) -> Text:
    if not seat.deputy:
        return tag(say("no deputy"), "orange")
    if seat.deputy_briefed_on:
        return f"{seat.deputy} ({say('briefed on {day}', day=say.numeric_day(seat.deputy_briefed_on))})"
    return Markup("{} {}").format(seat.deputy, tag(say("briefing not recorded"), "orange"))


def _agreements(view: View) -> None:
    """Whom this seat informs and from whom it hears, as agreed."""
    say, own = view.say, [one for one in view.facts.agreements if one.stands_on(view.facts.today)]
    tells = [_agreed(view, one, one.told.key) for one in own if one.teller.key == view.picked]
    hears = [_agreed(view, one, one.teller.key) for one in own if one.told.key == view.picked]
    rows: list[tuple[str, Text]] = [(say("Informs"), joined(tells)), (say("Hears from"), joined(hears))]
    if tells or hears:
        told = facts_list([row for row in rows if row[1]])
        show(Markup("<h2>{}</h2>{}").format(say("Agreements to inform"), told))


def _agreed(view: View, agreement: Agreement, other: str) -> Markup:
    say = view.say
    within = say.plural("within {n} hour", "within {n} hours", agreement.within_hours)
    when = say("day and night") if agreement.around_the_clock else say("during working hours")
    return Markup('<div>{} <span class="small">· {}, {}</span></div>').format(short_place(view, other), within, when)


def _person_facts(view: View, person: CasePerson) -> list[tuple[str, Text]]:
    say = view.say
    seats = [seat for seat in view.case.seats_with(person.ref) if not seat.barred]
    names = [short_words(say, view.case, seat.id) for seat in seats]
    rows: list[tuple[str, Text]] = [(say("Speaks with"), say.listed(names) if names else say("Nobody"))]
    ties = [
        f"{end_words(say, view.case, other)} ({label(say, tie.kind).lower()})"
        for tie in view.facts.ties
        for end, other in ((tie.first, tie.second), (tie.second, tie.first))
        if end.key == person.ref and tie.stands_on(view.facts.today)
    ]
    if ties:
        rows.append((say("Private ties"), say.listed(ties)))
    return rows


def _contacts(view: View) -> None:
    """The latest recorded contacts of the seat or person: who, when, how."""
    say = view.say
    own = [one for one in view.facts.contacts if view.picked in {end.key for end in one.parties}]
    own.sort(key=lambda one: one.happened_on, reverse=True)
    lines = joined([_contact(view, one) for one in own[:SHOWN_CONTACTS]])
    title = Markup("<h2>{}</h2>").format(say("Recorded contacts"))
    if own:
        show(Markup("{}<ul>{}</ul>").format(title, lines))
    else:
        show(Markup('{}<p class="small">{}</p>').format(title, say("No contact recorded yet.")))
    if len(own) > SHOWN_CONTACTS:
        text = say(
            "The latest {n} of {all}; all of them stand in the contact log below.", n=SHOWN_CONTACTS, all=len(own)
        )
        show(Markup('<p class="small">{}</p>').format(text))


def _contact(view: View, contact: Contact) -> Markup:
    say = view.say
    others = [end_words(say, view.case, end) for end in contact.parties if end.key != view.picked]
    return Markup('<li><span class="nowrap">{}</span> · {} <span class="small">{}</span></li>').format(
        say.short_day(contact.happened_on), say.listed(others), label(say, contact.kind).lower()
    )


def _seat_buttons(view: View, seat: PartnerSeat, found: tuple[Finding, ...]) -> None:
    say, screen = view.say, view.screen
    if not view.records:
        return
    with st.container(key="seat_buttons", horizontal=True, gap="small"):
        if st.button(say("Record contact"), key="seat_contact", icon=":material/handshake:"):
            pairs = tuple(pair for finding in found for pair in finding.pairs)
            record_contact_dialog(screen, view.facts, pairs)
        if view.directs and st.button(say("Name deputy"), key="seat_deputy", icon=":material/person_add:"):
            deputy_dialog(screen, view.facts, seat.id)
        if view.directs and st.button(say("Change or end seat"), key="seat_change", icon=":material/edit:"):
            seat_dialog(screen, view.facts, seat.id)
