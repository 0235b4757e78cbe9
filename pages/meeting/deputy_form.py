"""A deputy for one invited person: a word on who was proposed, or the director's own choice up to the last hour."""

import streamlit as st
from markupsafe import Markup

from pages.frame.choices import one_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.meetings.answers import add_and_approve, decide_deputy, deputy_choices
from services.meetings.facts import Attendee, DeputyChoices, PlannedMeeting
from services.meetings.orders import AddDeputy, DecideDeputy
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import seat_label


def proposal_row(screen: Screen, state: CaseState, meeting: PlannedMeeting, attendee: Attendee) -> None:
    """Draws who was proposed, with agree and decline; who cannot come says why."""
    say, which = screen.say, attendee.invitation_id
    found = deputy_choices(screen.work, state.facts.id, which)
    if found.proposed is None:
        return
    with st.container(key=f"proposal_{which}", horizontal=True, vertical_alignment="center", gap="small"):
        show(_proposal(say, found))
        if not found.objection and st.button(
            say("Agree"), type="primary", key=f"agree_{which}", help=plain(found.proposed.name)
        ):
            if found.known_as:
                _decide(screen, state, attendee, found, found.known_as)
            else:
                deputy_dialog(screen, state, attendee)
        if st.button(say("Do not agree"), key=f"decline_{which}", help=plain(found.proposed.name)):
            _decide(screen, state, attendee, found, "")


def deputy_dialog(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    """Opens the choice of who comes instead."""
    say = screen.say

    @st.dialog(plain(say("Who comes instead of {name}?", name=attendee.name)), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _form(screen, state, attendee)

    opened()


def objection_text(say: Say, objection: str) -> str:
    """Why somebody cannot take a place in this meeting; for the case director only."""
    return {
        "inactive": say("This person does not work at this partner any more."),
        "other_organisation": say("This person works at another organisation."),
        "invited": say("This person is invited already."),
        "barred": say("This person is kept out of this case and cannot come."),
        "private_person": say("This looks like a private person of this case, who is never let in."),
    }.get(objection, say("This person cannot come."))


def _proposal(say: Say, found: DeputyChoices) -> Markup:
    proposed = found.proposed
    if proposed is None:
        return Markup("")
    function = seat_label(say, proposed.function) if proposed.function else ""
    who = ", ".join(part for part in (proposed.name, function) if part)
    if found.objection:
        note = objection_text(say, found.objection)
    elif found.known_as:
        note = say(
            "On agreement {name} gets an own link; that of {other} stops working.", name=proposed.name, other=found.name
        )
    else:
        note = say("Not among the partners yet; on agreement you check the details first.")
    return Markup('<p>{} <strong>{}</strong></p><p class="small">{}</p>').format(say("Proposes:"), who, note)


def _decide(screen: Screen, state: CaseState, attendee: Attendee, found: DeputyChoices, professional_id: str) -> None:
    with refusals_shown(screen.say):
        order = DecideDeputy(state.facts.id, attendee.invitation_id, found.version, professional_id)
        decide_deputy(screen.work, order)
        st.rerun()


_ADD = "add"


def _form(screen: Screen, state: CaseState, attendee: Attendee) -> None:
    say = screen.say
    found = deputy_choices(screen.work, state.facts.id, attendee.invitation_id)
    proposed = found.proposed if found.proposed and not found.known_as and not found.objection else None
    named = {
        who: ", ".join(part for part in (name, seat_label(say, function) if function else "") if part)
        for who, name, function in found.choices
    }
    defaults = {
        "who": _ADD if proposed or not named else None,
        "name": proposed.name if proposed else "",
        "function": proposed.function if proposed else "",
        "email": proposed.email if proposed else "",
        "phone": proposed.phone if proposed else "",
    }
    form = DraftForm(screen, f"deputy.{attendee.invitation_id}.{found.version}", defaults, state.facts.id)
    text = say("Only colleagues at {home} who may know this case are offered.", home=attendee.organisation_name)
    show(Markup('<p class="small">{}</p>').format(text))
    one_choice(say, form, "who", say("Who comes"), named | {_ADD: say("Somebody who is not among the partners yet")})
    adds = form["who"] == _ADD
    if adds:
        _new_person(screen, form)
    text = say(
        "The deputy gets an own invitation and link at once; the link of {name} stops working.", name=attendee.name
    )
    show(Markup('<p class="small">{}</p>').format(text))
    form.status()
    ready = bool(form["name"].strip()) if adds else form["who"] in named
    words = say("Add to the partners and invite") if adds else say("Invite this deputy")
    if st.button(words, type="primary", icon=":material/mail:", key="deputy_send", disabled=not ready):
        with refusals_shown(say):
            _send(screen, state, attendee, found, form)


def _new_person(screen: Screen, form: DraftForm) -> None:
    say = screen.say
    left, right = st.columns(2, gap="medium")
    left.text_input(say("Name"), key=form.key("name"), max_chars=120, on_change=form.save)
    right.text_input(say("Function"), key=form.key("function"), max_chars=120, on_change=form.save)
    left.text_input(say("E-mail address at work"), key=form.key("email"), max_chars=254, on_change=form.save)
    right.text_input(say("Phone at work"), key=form.key("phone"), max_chars=40, on_change=form.save)


def _send(screen: Screen, state: CaseState, attendee: Attendee, found: DeputyChoices, form: DraftForm) -> None:
    case_id, which = state.facts.id, attendee.invitation_id
    if form["who"] == _ADD:
        texts = {name: str(form[name]).strip() for name in ("name", "function", "email", "phone")}
        add_and_approve(screen.work, AddDeputy(case_id, which, found.version, **texts))
    else:
        decide_deputy(screen.work, DecideDeputy(case_id, which, found.version, str(form["who"])))
    form.discard()
    st.rerun()
