"""The directory of partners: organisations, the professionals who work there, and when they said to be free."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import OrganisationKind
from pages.frame.case_header import hide_button
from pages.frame.markup import Text, heading, show, table, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.office.availability import availability_card
from services.access.rules import Permission, may
from services.directory.partners import (
    AddOrganisation,
    AddProfessional,
    PartnerOrganisation,
    PartnerProfessional,
    add_organisation,
    add_professional,
    organisations,
    professionals,
)
from services.wording import Say, label
from services.wording.labels import seat_label

_DONE = "directory.done"


def render(screen: Screen) -> None:
    """Draws the directory; empty, it says what will stand here."""
    say, work = screen.say, screen.work
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(say("Partners"), say("Organisations and people to invite. No case content stands here."))
        hide_button(say)
    homes, people = organisations(work), professionals(work)
    if done := st.session_state.pop(_DONE, ""):
        show(Markup('<p class="good" role="status">{}</p>').format(done))
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        if may(work.actor.standing, Permission.AVAILABILITY_EDIT) and people:
            availability_card(screen, people)
        _list(say, homes, people)
    if may(work.actor.standing, Permission.DIRECTORY_EDIT):
        with right:
            _add_professional(screen, homes)
            _add_organisation(screen, homes)


def _list(say: Say, homes: Sequence[PartnerOrganisation], people: Sequence[PartnerProfessional]) -> None:
    with st.container(key="card_directory", gap="small"):
        if not homes:
            text = say("The organisations of your region will stand here. Add the first one.")
            show(Markup("<h2>{}</h2><p>{}</p>").format(say("No partners yet"), text))
        for home in homes:
            title = Markup("<h2>{} {}</h2>").format(home.name, tag(_kind(say, home), "grey"))
            show(Markup("{}{}").format(title, _people_of(say, [p for p in people if p.organisation == home.key])))


def _kind(say: Say, home: PartnerOrganisation) -> str:
    kind = label(say, home.kind)
    return f"{kind}, {say('own agreements only')}" if home.external else kind


def _people_of(say: Say, people: Sequence[PartnerProfessional]) -> Markup:
    if not people:
        return Markup('<p class="small">{}</p>').format(say("Nobody here yet."))
    rows: list[list[Text]] = [
        [
            person.name,
            seat_label(say, person.function) if person.function else "–",
            say("yes") if person.has_email else say("no, invite by phone"),
        ]
        for person in people
    ]
    return table([say("Name"), say("Function"), say("Mail address known")], rows)


def _add_professional(screen: Screen, homes: Sequence[PartnerOrganisation]) -> None:
    say, named = screen.say, {home.id: home.name for home in homes}
    if not homes:
        return
    with (
        st.container(key="card_new_professional"),
        st.form("new_professional", border=False, enter_to_submit=False),
    ):
        show(Markup("<h2>{}</h2>").format(say("Add a professional")))
        home = st.selectbox(
            say("Organisation"), list(named), format_func=lambda value: named[value], key="professional_home"
        )
        name = st.text_input(say("Name"), max_chars=120, key="professional_name")
        function = st.text_input(say("Function"), max_chars=120, key="professional_function")
        email = st.text_input(say("E-mail address at work"), max_chars=254, key="professional_email")
        phone = st.text_input(say("Phone at work"), max_chars=40, key="professional_phone")
        if st.form_submit_button(say("Add"), type="primary"):
            with refusals_shown(say):
                add_professional(screen.work, AddProfessional(home or "", name, function, email, phone))
                _added(say("{name} was added.", name=name), "professional_")


def _add_organisation(screen: Screen, homes: Sequence[PartnerOrganisation]) -> None:
    say, named = screen.say, {kind.value: label(screen.say, kind) for kind in OrganisationKind}
    with (
        st.container(key="card_new_organisation"),
        st.form("new_organisation", border=False, enter_to_submit=False),
    ):
        show(Markup("<h2>{}</h2>").format(say("Add an organisation")))
        kind = st.selectbox(say("Kind"), list(named), format_func=lambda value: named[value], key="organisation_kind")
        name = st.text_input(say("Name"), max_chars=120, key="organisation_name")
        external = st.checkbox(
            say("Not a partner in the meeting: gets its own agreements only, such as an employer"),
            key="organisation_external",
        )
        if st.form_submit_button(say("Add")):
            with refusals_shown(say):
                chosen = OrganisationKind(kind)
                key = free_key(chosen, name, {home.key for home in homes})
                add_organisation(screen.work, AddOrganisation(key, name, chosen, external))
                _added(say("{name} was added.", name=name), "organisation_")


def free_key(kind: OrganisationKind, name: str, taken: set[str]) -> str:
    """The key of a new organisation: its kind's while that is free, so that rules find it; else one from its name."""
    if kind is not OrganisationKind.OTHER and kind.value not in taken:
        return kind.value
    word = "_".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())[:50]
    numbered = [word, *(f"{word}_{number}" for number in range(2, len(taken) + 3))]
    return next(key for key in numbered if key not in taken)


def _added(sentence: str, fields: str) -> None:
    """Empties the form and says what was done; a refused form keeps what was typed."""
    for key in [key for key in st.session_state if str(key).startswith(fields)]:
        del st.session_state[key]
    st.session_state[_DONE] = sentence
    st.rerun()
