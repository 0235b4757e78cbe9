"""The dialogs that change an organisation or a professional of the directory."""

from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import Domain
from pages.frame.choices import past_day
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.office.week_form import spoken_week, week_defaults, week_entered, week_fields
from services.directory.keeping import (
    EditOrganisation,
    EditProfessional,
    edit_organisation,
    edit_professional,
    professional_as_kept,
    set_active,
)
from services.directory.partners import (
    AddOrganisation,
    AddProfessional,
    PartnerOrganisation,
    PartnerProfessional,
    organisations,
)
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label


class FormWithoutDraft(DraftForm):
    """A form of the directory: no case content, kept by the button only. Administrators keep no drafts."""

    def __init__(self, screen: Screen, name: str, defaults: dict[str, Any]) -> None:
        self._screen, self.name, self._defaults = screen, name, defaults
        for field, default in defaults.items():
            st.session_state.setdefault(self.key(field), default)
            st.session_state[self.key(field)] = st.session_state[self.key(field)]

    def save(self) -> None:
        """Nothing is kept before the button is pressed."""

    def discard(self) -> None:
        """Forgets what was typed."""
        forget(self.name)


def forget(name: str) -> None:
    """Lets a form begin anew; the callback of the button that opens it."""
    for key in [key for key in st.session_state if str(key).startswith(f"form.{name}.")]:
        del st.session_state[key]


def organisation_dialog(screen: Screen, home: PartnerOrganisation) -> None:
    """Opens the dialog for an organisation."""
    say = screen.say

    @st.dialog(plain(say("Change {name}", name=home.name)), width="large")
    def opened() -> None:
        with refusals_shown(say):
            _organisation_form(screen, home)

    opened()


def _organisation_form(screen: Screen, home: PartnerOrganisation) -> None:
    say, today = screen.say, screen.today
    form = FormWithoutDraft(screen, f"organisation.{home.id}", _defaults_of(home))
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input(say("Name"), key=form.key("name"), max_chars=120, on_change=form.save)
        st.text_input(say("Legal basis for sharing"), key=form.key("legal_basis"), max_chars=120, on_change=form.save)
        past_day(form, "covenant_on", say("Covenant signed on"), today)
    with right:
        st.text_input(
            say("Day-and-night number"), key=form.key("day_and_night_number"), max_chars=40, on_change=form.save
        )
        st.text_input(
            say("Contact in the steering group"), key=form.key("steering_contact"), max_chars=120, on_change=form.save
        )
        named = {domain.value: label(say, domain) for domain in Domain}
        st.multiselect(
            say("May work on the side of"),
            list(named),
            format_func=lambda value: named.get(value, value),
            key=form.key("domains"),
            on_change=form.save,
            placeholder=say("Choose"),
        )
    st.checkbox(
        say("Not a partner in the meeting: gets its own agreements only, such as an employer"),
        key=form.key("external"),
        on_change=form.save,
    )
    if _kept_or_given_up(screen, form, "home"):
        _keep_organisation(screen, form, home)


def _defaults_of(home: PartnerOrganisation) -> dict[str, Any]:
    return {name: getattr(home, name) for name in _OF_HOME} | {"domains": [domain.value for domain in home.domains]}


_OF_HOME = ("version", "name", "external", "legal_basis", "covenant_on", "day_and_night_number", "steering_contact")


def _keep_organisation(screen: Screen, form: DraftForm, home: PartnerOrganisation) -> None:
    entered = {name: form[name] for name in _OF_HOME if name != "version"}
    order = AddOrganisation(
        key=home.key, kind=home.kind, domains=tuple(Domain(value) for value in form["domains"]), **entered
    )
    try:
        edit_organisation(screen.work, EditOrganisation(home.id, int(form["version"]), order))
    except ChangedMeanwhile as changed:
        now = next(one for one in organisations(screen.work) if one.id == home.id)
        _meanwhile(screen, form, changed, _summed(screen.say, order), _summed(screen.say, now))
        return
    form.discard()
    st.rerun()


def professional_dialog(screen: Screen, person: PartnerProfessional) -> None:
    """Opens the dialog for a professional."""
    say = screen.say
    kept = professional_as_kept(screen.work, person.id)
    defaults = {name: getattr(kept.professional, name) for name in _OF_PERSON} | {"version": kept.version}
    defaults |= week_defaults(kept.professional.weekly_hours)

    @st.dialog(plain(say("Change {name}", name=person.name)), width="large")
    def opened() -> None:
        with refusals_shown(say):
            _professional_form(screen, kept, defaults)

    opened()


_OF_PERSON = ("name", "function", "email", "phone", "team", "secure_channel", "confidentiality_on")


def _professional_form(screen: Screen, kept: EditProfessional, defaults: dict[str, Any]) -> None:
    say, today, name = screen.say, screen.today, kept.professional.name
    form = FormWithoutDraft(screen, f"professional.{kept.professional_id}", defaults)
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input(say("Name"), key=form.key("name"), max_chars=120, on_change=form.save)
        st.text_input(say("Function"), key=form.key("function"), max_chars=120, on_change=form.save)
        st.text_input(say("Team"), key=form.key("team"), max_chars=120, on_change=form.save)
        past_day(form, "confidentiality_on", say("Confidentiality signed on"), today)
    with right:
        st.text_input(say("E-mail address at work"), key=form.key("email"), max_chars=254, on_change=form.save)
        st.text_input(say("Phone at work"), key=form.key("phone"), max_chars=40, on_change=form.save)
        st.text_input(say("Secure channel"), key=form.key("secure_channel"), max_chars=120, on_change=form.save)
    week_fields(say, form)
    if _kept_or_given_up(screen, form, "pro"):
        _keep_professional(screen, form, kept)
    with st.popover(say("Works here no more"), type="tertiary"):
        text = say("Nobody can choose {name} any more. Seats in cases stay until you fill them anew.", name=name)
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Take out of the choice"), type="primary", key="pro_gone"):
            with refusals_shown(say):
                set_active(screen.work, kept.professional_id, int(form["version"]), active=False)
                form.discard()
                st.rerun()


def _keep_professional(screen: Screen, form: DraftForm, kept: EditProfessional) -> None:
    entered = {name: form[name] for name in _OF_PERSON}
    order = AddProfessional(kept.professional.organisation_id, weekly_hours=week_entered(form), **entered)
    try:
        edit_professional(screen.work, EditProfessional(kept.professional_id, int(form["version"]), order))
    except ChangedMeanwhile as changed:
        now = professional_as_kept(screen.work, kept.professional_id).professional
        _meanwhile(screen, form, changed, _summed(screen.say, order), _summed(screen.say, now))
        return
    form.discard()
    st.rerun()


def _kept_or_given_up(screen: Screen, form: DraftForm, key: str) -> bool:
    """The two buttons; True when what was typed is to be kept. A refusal leaves everything on the screen."""
    say = screen.say
    with st.container(horizontal=True):
        keep = st.button(say("Keep"), type="primary", key=f"{key}_keep")
        if st.button(say("Give up changes"), key=f"{key}_cancel"):
            form.discard()
            st.rerun()
    return keep


def _meanwhile(screen: Screen, form: DraftForm, changed: ChangedMeanwhile, mine: str, theirs: str) -> None:
    say = screen.say
    form["version"] = changed.fields["version"]
    text = say("Somebody else changed this first.")
    text += " " + say("Keep once more to put yours in its place, or give up changes.")
    show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))


def _summed(say: Say, order: AddOrganisation | AddProfessional | PartnerOrganisation) -> str:
    parts: list[Any] = []
    for name in (*_OF_HOME[1:], *_OF_PERSON[1:]):
        value = getattr(order, name, "")
        parts.append(say.numeric_day(value) if name.endswith("_on") and value else value)
    parts += [label(say, domain) for domain in getattr(order, "domains", ())]
    parts.append(spoken_week(say, getattr(order, "weekly_hours", None)))
    return " · ".join(str(part) for part in parts if part and part is not True)
