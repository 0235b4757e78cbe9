"""The dialog that adds or changes a private person. Name, birth date and addresses open on request, and logged."""

from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import Known, PersonRole, SafeChannel
from pages.frame.choices import known_choice, optional_term, past_day, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts, CasePerson
from services.cases.orders import EditPerson, NewPerson
from services.cases.people import add_person_to, edit_person
from services.cases.queries import case_facts, whereabouts_of
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label

_SECRET = {"name": "", "birth_date": None, "address": "", "domicile": "", "phone": ""}
_SAME = (
    *("alias", "age", "address_secret", "safe_contact", "safe_times", "safe_caller", "note", "language"),
    *("interpreter", "vulnerabilities", "faces_agreed", "informed_on", "informed_by", "not_informed_because"),
)
_KNOWN = ("address_known_to_suspect", "texting_allowed", "voicemail_allowed", "informed")


def person_dialog(screen: Screen, facts: CaseFacts, person: CasePerson | None = None) -> None:
    """Opens the dialog for a person of the case, or for a new one."""
    say = screen.say

    @st.dialog(plain(say("Change {alias}", alias=person.alias)) if person else say("Add a person"), width="large")
    def opened() -> None:
        with refusals_shown(say):
            _form(screen, facts, person)

    opened()


def _form(screen: Screen, facts: CaseFacts, person: CasePerson | None) -> None:
    say, today = screen.say, screen.today
    form = DraftForm(screen, f"person.{person.id if person else facts.id}", _defaults(person), facts.id)
    who, reach, knows, where = st.tabs([say("Who"), say("Reach safely"), say("Informed"), say("Name and address")])
    with who:
        _who(say, form)
    with reach:
        _reach(say, form)
    with knows:
        _informed(say, form, today)
    with where:
        _whereabouts(screen, form, facts, person, today)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="person_keep"):
            with refusals_shown(say):
                _keep(screen, facts, form, person)
        if st.button(say("Give up changes"), key="person_cancel"):
            form.discard()
            st.rerun()


def _who(say: Say, form: DraftForm) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        term_choice(say, form, "role", say("Part in the case"), PersonRole)
        st.text_input(say("Alias"), key=form.key("alias"), max_chars=80, on_change=form.save)
        st.number_input(
            say("Age, if no birth date is known"),
            key=form.key("age"),
            min_value=0,
            max_value=130,
            step=1,
            on_change=form.save,
        )
    with right:
        st.text_input(say("Language"), key=form.key("language"), max_chars=40, on_change=form.save)
        st.checkbox(say("Interpreter needed"), key=form.key("interpreter"), on_change=form.save)
        st.number_input(
            say("Number of professionals agreed to"),
            key=form.key("faces_agreed"),
            min_value=0,
            max_value=30,
            step=1,
            on_change=form.save,
        )
    writing_area(form, "vulnerabilities", say("Vulnerabilities"), height=90)
    writing_area(form, "note", say("Note"), height=90)


def _reach(say: Say, form: DraftForm) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        optional_term(say, form, "safe_channel", say("Safe way"), SafeChannel)
        st.text_input(say("When"), key=form.key("safe_times"), on_change=form.save)
        st.text_input(say("Who may call"), key=form.key("safe_caller"), on_change=form.save)
    with right:
        known_choice(say, form, "texting_allowed", say("Texting is safe"))
        known_choice(say, form, "voicemail_allowed", say("Voicemail is safe"))
        known_choice(say, form, "address_known_to_suspect", say("Alleged perpetrator knows the home address"))
        st.checkbox(say("This address is secret"), key=form.key("address_secret"), on_change=form.save)
    st.text_input(
        say("In one line, as every partner on the case reads it"), key=form.key("safe_contact"), on_change=form.save
    )


def _informed(say: Say, form: DraftForm, today: date) -> None:
    known_choice(say, form, "informed", say("Knows that this case is with the chain"))
    if form["informed"] == Known.YES.value:
        left, right = st.columns(2, gap="medium")
        with left:
            past_day(form, "informed_on", say("Informed on"), today)
        with right:
            st.text_input(say("Informed by"), key=form.key("informed_by"), max_chars=60, on_change=form.save)
    if form["informed"] == Known.NO.value:
        writing_area(form, "not_informed_because", say("Why not informed"), height=90)
        text = say("Somebody is told before registration at the Safety House, unless safety weighs heavier.")
        show(Markup('<p class="small">{}</p>').format(text))


def _whereabouts(screen: Screen, form: DraftForm, facts: CaseFacts, person: CasePerson | None, today: date) -> None:
    """What leads to her is not in the form until it is asked for; then every look at it stands in the log."""
    say = screen.say
    if person and not form["with_secrets"]:
        text = say("Name, birth date, addresses and phone number open on request; the log keeps who looked.")
        show(Markup("<p>{}</p>").format(text))
        if not st.button(say("Show and change (logged)"), icon=":material/lock_open:", key="person_unlock"):
            return
    if person:
        found = whereabouts_of(screen.work, facts.id, person.id)  # logged again when a draft of days ago opens
        if not form["with_secrets"]:
            for field in _SECRET:
                form[field] = getattr(found, field)
            form["with_secrets"] = True
            form.save()
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input(say("Name"), key=form.key("name"), max_chars=120, on_change=form.save)
        past_day(form, "birth_date", say("Birth date"), today)
        st.text_input(say("Phone"), key=form.key("phone"), max_chars=40, on_change=form.save)
    with right:
        writing_area(form, "address", say("Home address"), height=68)
        writing_area(form, "domicile", say("Address chosen instead (domicile)"), height=68)
    text = say("Kept encrypted. Documents never hold these, and no citizen service number (BSN) is kept anywhere.")
    show(Markup('<p class="small">{}</p>').format(text))


def _keep(screen: Screen, facts: CaseFacts, form: DraftForm, person: CasePerson | None) -> None:
    """Keeps the person. One who was changed meanwhile is shown beside; keeping again replaces what stands there."""
    order = _order(form)
    if person is None:
        add_person_to(screen.work, facts.id, order)
    else:
        try:
            with_secrets = bool(form["with_secrets"])
            edit_person(screen.work, EditPerson(facts.id, person.id, int(form["version"]), order, with_secrets))
        except ChangedMeanwhile as changed:
            _both(screen, form, order, person, facts, int(changed.fields["version"]))
            return
    form.discard()
    st.rerun()


def _both(
    screen: Screen, form: DraftForm, order: NewPerson, person: CasePerson, facts: CaseFacts, version: int
) -> None:
    say = screen.say
    now = next(one for one in case_facts(screen.work, facts.id).persons if one.id == person.id)
    form["version"] = version
    form.save()
    text = say("Somebody else changed this person.")
    text += " " + say("Keep once more to put yours in its place, or give up changes.")
    both = both_texts(say, _summed(say, order), _summed(say, now))
    show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both))


def _summed(say: Say, person: NewPerson | CasePerson) -> str:
    parts: list[Any] = [
        label(say, person.role),
        label(say, person.safe_channel) if person.safe_channel else "",
        say("Interpreter needed") if person.interpreter else "",
        say("This address is secret") if person.address_secret else "",
    ]
    parts += [f"{title}: {label(say, getattr(person, name))}" for name, title in _titles(say).items()]
    parts += [getattr(person, name) for name in _SAME if isinstance(getattr(person, name), str | int)]
    return " · ".join(str(part) for part in parts if part and part is not True)


def _titles(say: Say) -> dict[str, str]:
    return {
        "address_known_to_suspect": say("Alleged perpetrator knows the home address"),
        "texting_allowed": say("Texting is safe"),
        "voicemail_allowed": say("Voicemail is safe"),
        "informed": say("Informed"),
    }


def _defaults(person: CasePerson | None) -> dict[str, Any]:
    start: NewPerson | CasePerson = person or NewPerson("", PersonRole.NETWORK, "")
    same = {name: getattr(start, name) for name in _SAME}
    terms = {name: getattr(start, name).value for name in _KNOWN}
    return (
        same
        | terms
        | _SECRET
        | {
            "version": person.version if person else 0,
            "role": start.role.value,
            "safe_channel": start.safe_channel.value if start.safe_channel else None,
            "with_secrets": person is None,
        }
    )


def _order(form: DraftForm) -> NewPerson:
    informed = Known(form["informed"])
    told, untold = informed is Known.YES, informed is Known.NO
    entered: dict[str, Any] = {name: form[name] for name in (*_SAME, *_SECRET)}
    entered |= {name: Known(form[name]) for name in _KNOWN}
    entered |= {
        "role": PersonRole(form["role"]),
        "safe_channel": SafeChannel(form["safe_channel"]) if form["safe_channel"] else None,
        "informed_on": form["informed_on"] if told else None,
        "informed_by": form["informed_by"] if told else "",
        "not_informed_because": form["not_informed_because"] if untold else "",
    }
    return NewPerson(ref="", **entered)
