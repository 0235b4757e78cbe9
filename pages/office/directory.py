"""The directory of partners: organisations, the professionals who work there, and when they said to be free."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import OrganisationKind
from pages.frame.case_header import hide_button
from pages.frame.markup import heading, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.office.availability import availability_card
from pages.office.closed_days import closed_days_card
from pages.office.partner_forms import forget, organisation_dialog, professional_dialog
from pages.office.week_form import spoken_week
from services.access.rules import Permission, may
from services.directory.keeping import set_active
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
        edits = may(work.actor.standing, Permission.DIRECTORY_EDIT)
        _list(screen, homes, people, edits=edits)
        if edits:
            _former(screen)
    if edits:
        with right:
            _add_professional(screen, homes)
            _add_organisation(screen, homes)
            closed_days_card(screen, homes)


def _list(
    screen: Screen, homes: Sequence[PartnerOrganisation], people: Sequence[PartnerProfessional], *, edits: bool
) -> None:
    say = screen.say
    if not homes:
        with st.container(key="card_directory", gap="small"):
            text = say("The organisations of your region will stand here. Add the first one.")
            show(Markup("<h2>{}</h2><p>{}</p>").format(say("No partners yet"), text))
    for home in homes:
        with st.container(key=f"card_home_{home.id}", gap="small"):
            _head(screen, home, edits=edits)
            here = [person for person in people if person.organisation == home.key]
            if not here:
                show(Markup('<p class="small">{}</p>').format(say("Nobody here yet.")))
            for person in here:
                _person(screen, person, edits=edits)


def _head(screen: Screen, home: PartnerOrganisation, *, edits: bool) -> None:
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        title = Markup('<div class="line"><h2>{}</h2>{}</div>').format(home.name, tag(_kind(say, home), "grey"))
        show(Markup('{}<p class="small">{}</p>').format(title, _about(say, home)))
        if edits and _change(screen, f"home_edit_{home.id}", f"organisation.{home.id}"):
            organisation_dialog(screen, home)


def _kind(say: Say, home: PartnerOrganisation) -> str:
    kind = label(say, home.kind)
    return f"{kind}, {say('own agreements only')}" if home.external else kind


def _about(say: Say, home: PartnerOrganisation) -> str:
    """What the chain must know of it, in a line; empty parts are left out."""
    told = (
        home.legal_basis,
        say("covenant signed on {day}", day=say.numeric_day(home.covenant_on)) if home.covenant_on else "",
        ", ".join(label(say, domain) for domain in home.domains),
        say("day and night {number}", number=home.day_and_night_number) if home.day_and_night_number else "",
        say("steering group: {who}", who=home.steering_contact) if home.steering_contact else "",
    )
    return " · ".join(part for part in told if part)


def _person(screen: Screen, person: PartnerProfessional, *, edits: bool) -> None:
    say = screen.say
    told = (
        seat_label(say, person.function) if person.function else "",
        person.team,
        person.secure_channel,
        say("confidentiality signed") if person.confidentiality_on else "",
        spoken_week(say, person.weekly_hours),
        "" if person.has_email else say("no mail address known, invite by phone"),
    )
    about = " · ".join(part for part in told if part)
    with st.container(
        key=f"row_pro_{person.id}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
    ):
        show(Markup('<h3>{}</h3><p class="small">{}</p>').format(person.name, about))
        if edits and _change(screen, f"pro_edit_{person.id}", f"professional.{person.id}"):
            professional_dialog(screen, person)


def _change(screen: Screen, key: str, form: str) -> bool:
    return st.button(screen.say("Change"), type="tertiary", key=key, on_click=forget, args=(form,))


def _former(screen: Screen) -> None:
    """Who works at a partner no more, to bring back."""
    say, gone = screen.say, professionals(screen.work, active=False)
    if not gone:
        return
    with st.expander(say.plural("{n} person who works here no more", "{n} people who work here no more", len(gone))):
        for person in gone:
            with st.container(key=f"row_gone_{person.id}", horizontal=True, vertical_alignment="center", gap="small"):
                text = f"{person.organisation_name}, {person.function}".rstrip(", ")
                show(Markup('<h3>{}</h3><p class="small">{}</p>').format(person.name, text))
                if st.button(say("Bring back"), type="tertiary", key=f"pro_back_{person.id}"):
                    with refusals_shown(say):
                        set_active(screen.work, person.id, person.version, active=True)
                        st.rerun()


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
