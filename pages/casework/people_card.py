"""The people of a case, one section each, and the places of their lives; where somebody is opens on request only."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import Known, PersonRole
from pages.casework.person_form import person_dialog
from pages.casework.person_words import aged, home_marks, informed, safe_way
from pages.casework.place_form import ending, place_dialog
from pages.frame.markup import Text, facts_list, joined, plain, show, tag
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts, CasePerson, Place
from services.cases.queries import whereabouts_of
from services.wording import Say, label
from services.wording.labels import organisation_label

_MARK = {PersonRole.VICTIM: "blue", PersonRole.SUSPECT: "orange"}


def people_card(screen: Screen, facts: CaseFacts, places: tuple[Place, ...], *, directs: bool) -> None:
    """Draws everybody in the case."""
    say = screen.say
    with st.container(key="card_people", gap="small"):
        text = say("People stand here by alias. Who opens a name or an address is kept in the log.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("People"), text))
        for person in facts.persons:
            _person(screen, facts, person, places, directs=directs)
        if directs and st.button(say("Add a person"), icon=":material/person_add:", key="person_new"):
            person_dialog(screen, facts)


def _person(screen: Screen, facts: CaseFacts, person: CasePerson, places: tuple[Place, ...], *, directs: bool) -> None:
    say = screen.say
    with st.container(key=f"row_person_{person.ref}", gap="small"):
        title = Markup('<div class="line"><h3>{}</h3>{} {}</div>').format(
            aged(person), tag(label(say, person.role), _MARK.get(person.role, "grey")), home_marks(say, person)
        )
        show(Markup("{}{}").format(title, facts_list(_rows(say, facts, person))))
        with st.container(horizontal=True, gap="small"):
            if directs and st.button(
                say("Change"), icon=":material/edit:", type="tertiary", key=f"person_edit_{person.ref}"
            ):
                person_dialog(screen, facts, person)
            text = say("Show name and addresses")
            if st.button(text, icon=":material/lock:", type="tertiary", key=f"person_show_{person.ref}"):
                shown = whereabouts_of(screen.work, facts.id, person.id)
                kinds = {place.id: label(say, place.kind) for place in places}
                rows: list[tuple[str, Text]] = [
                    (say("Name"), shown.name),
                    (say("Birth date"), say.numeric_day(shown.birth_date) if shown.birth_date else ""),
                    (say("Home address"), shown.address),
                    (say("Chosen address (domicile)"), shown.domicile),
                    (say("Phone"), shown.phone),
                    *((kinds.get(place_id, ""), where) for place_id, where in shown.places),
                ]
                _opened(say, rows)


def _opened(say: Say, rows: list[tuple[str, Text]]) -> None:
    """Gone again at the next click."""
    told = [(name, text) for name, text in rows if text]
    body = facts_list(told) if told else Markup("<p>{}</p>").format(say("Nothing is kept here yet."))
    show(Markup('<div class="mind" role="status">{}</div>').format(body))


def _rows(say: Say, facts: CaseFacts, person: CasePerson) -> list[tuple[str, Text]]:
    """For a victim also what is still unknown; for others only what is known."""
    victim = person.role is PersonRole.VICTIM
    unknown: Text = tag(say("not recorded yet"), "orange") if victim else ""
    speaking = [f"{seat.name} ({organisation_label(say, seat.organisation)})" for seat in facts.seats_with(person.ref)]
    language = " · ".join(
        part for part in (person.language, say("interpreter needed") if person.interpreter else "") if part
    )
    rows: list[tuple[str, Text]] = [
        (say("Reach safely"), safe_way(say, person) or unknown),
        (say("Language"), language),
        (say("Vulnerabilities"), person.vulnerabilities),
        (say("Speaks with"), ", ".join(speaking)),
        (say("Faces agreed"), str(person.faces_agreed) if person.faces_agreed is not None else ""),
        (say("Informed"), informed(say, person) if victim or person.informed is not Known.UNKNOWN else ""),
        (say("Note"), person.note),
    ]
    return [(name, text) for name, text in rows if text]


def places_card(screen: Screen, facts: CaseFacts, places: tuple[Place, ...], today: date, *, directs: bool) -> None:
    """Places beside home: whose, what kind, secret or not; not where."""
    say = screen.say
    named = {person.id: person.alias for person in facts.persons}
    with st.container(key="card_places", gap="small"):
        head = say("Work, school and other places that must be thought of. Where they are opens with the person above.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Places"), head))
        if not places:
            text = say("Places of somebody's life will stand here: work, school, the children's club.")
            show(Markup("<p>{}</p>").format(text))
        for place in places:
            with st.container(key=f"row_place_{place.id}", horizontal=True, vertical_alignment="center", gap="small"):
                title = Markup("{} · {}").format(label(say, place.kind), named.get(place.person_id, ""))
                show(Markup('<div class="line"><h3>{}</h3>{}</div>').format(title, _marks(say, place, today)))
                if directs:
                    _changing(screen, facts, place, today)
        if directs and st.button(say("Add a place"), icon=":material/add_location_alt:", key="place_new"):
            place_dialog(screen, facts)


def _changing(screen: Screen, facts: CaseFacts, place: Place, today: date) -> None:
    say = screen.say
    with st.container(horizontal=True, gap="small", width="content"):
        if st.button(plain(say("Change (logged)")), type="tertiary", key=f"place_edit_{place.id}"):
            place_dialog(screen, facts, place)
        if place.stands_on(today):
            ending(screen, facts, place, today)


def _marks(say: Say, place: Place, today: date) -> Markup:
    marks = [tag(say("secret"), "red")] if place.secret else []
    if place.known_to_suspect is Known.YES:
        marks.append(tag(say("known to the alleged perpetrator"), "red"))
    if place.known_to_suspect is Known.UNKNOWN:
        marks.append(tag(say("does the alleged perpetrator know it?"), "orange"))
    if place.from_on and today < place.from_on:
        marks.append(tag(say("from {day}", day=say.numeric_day(place.from_on))))
    if place.until_on:
        marks.append(tag(say("until {day}", day=say.numeric_day(place.until_on))))
    return joined(marks, " ")
