"""What people of the case agreed to have shared, with whom and until when; what ended stays readable."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import PersonRole
from pages.frame.choices import one_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, rows, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts
from services.victim.actions import give_consent, withdraw_consent
from services.victim.facts import Consent
from services.victim.orders import GiveConsent
from services.wording import Say
from services.wording.labels import organisation_label

OTHER = "*"


def consent_card(screen: Screen, facts: CaseFacts, consents: tuple[Consent, ...], today: date) -> None:
    """Draws what stands today, what ended, and the buttons to record consent and to withdraw it."""
    say = screen.say
    standing = [consent for consent in consents if consent.stands_on(today)]
    ended = [consent for consent in consents if consent not in standing]
    with st.container(key="card_consent", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Consent")))
        if not standing:
            text = say("Here stands what may be shared with whom by consent. Nothing stands today.")
            show(Markup("<p>{}</p>").format(text))
        for consent in standing:
            _standing(screen, facts, consent, today)
        if not facts.closed and st.button(
            say("Record consent"), icon=":material/approval:", width="stretch", key="consent"
        ):
            consent_dialog(screen, facts, today)
        if ended:
            with st.expander(say.plural("{n} consent that ended", "{n} consents that ended", len(ended))):
                show(rows([_ended(say, facts, consent) for consent in ended]))


def _standing(screen: Screen, facts: CaseFacts, consent: Consent, today: date) -> None:
    say = screen.say
    home = organisation_label(say, consent.organisation)
    until = (
        say("until {day}", day=say.numeric_day(consent.valid_until)) if consent.valid_until else say("no end agreed")
    )
    with st.container(key=f"row_consent_{consent.id}", horizontal=True, vertical_alignment="center", wrap=False):
        show(
            Markup('<h3>{} &nbsp;{}</h3><p>{}</p><p class="small">{} · {}</p>').format(
                home, tag(until, "green"), consent.subject, _alias(facts, consent), _given(say, consent)
            )
        )
        if not facts.closed and st.button(say("Withdraw"), key=f"withdraw_{consent.id}", help=plain(home)):
            withdraw_dialog(screen, facts, consent, today)


def _ended(say: Say, facts: CaseFacts, consent: Consent) -> Markup:
    if consent.withdrawn_on:
        end = say("withdrawn on {day}", day=say.numeric_day(consent.withdrawn_on))
    elif consent.valid_until:
        end = say("ended on {day}", day=say.numeric_day(consent.valid_until))
    else:
        end = ""
    return Markup('<li class="row"><div><h3>{}</h3><p>{}</p><p class="small">{} · {} · {}</p></div></li>').format(
        organisation_label(say, consent.organisation),
        consent.subject,
        _alias(facts, consent),
        _given(say, consent),
        end,
    )


def _given(say: Say, consent: Consent) -> str:
    return say("given on {day}", day=say.numeric_day(consent.given_on))


def _alias(facts: CaseFacts, consent: Consent) -> str:
    return next((person.alias for person in facts.persons if person.ref == consent.person_ref), consent.person_ref)


def consent_dialog(screen: Screen, facts: CaseFacts, today: date) -> None:
    """Opens the dialog to record consent."""

    @st.dialog(screen.say("Record consent"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _give(screen, facts, today)

    opened()


def _give(screen: Screen, facts: CaseFacts, today: date) -> None:
    say = screen.say
    first = next((person.id for person in facts.persons if person.role is PersonRole.VICTIM), None)
    start = {"who": first, "to": None, "other": "", "subject": "", "given_on": today, "valid_until": None}
    form = DraftForm(screen, f"consent.{facts.id}", start, facts.id)
    persons = {person.id: person.alias for person in facts.persons}
    homes = {seat.organisation: organisation_label(say, seat.organisation) for seat in facts.seats}
    homes[OTHER] = say("Another organisation")
    left, right = st.columns(2, gap="medium")
    with left:
        one_choice(say, form, "who", say("Who consents"), persons)
        st.date_input(say("Given on"), key=form.key("given_on"), format="DD-MM-YYYY", on_change=form.save)
    with right:
        one_choice(say, form, "to", say("To share with"), homes)
        st.date_input(say("Until (optional)"), key=form.key("valid_until"), format="DD-MM-YYYY", on_change=form.save)
    if form["to"] == OTHER:
        st.text_input(say("Which organisation"), key=form.key("other"), max_chars=60, on_change=form.save)
    writing_area(form, "subject", say("What may be shared"), height=90, longest=20_000)
    form.status()
    if st.button(say("Record consent"), type="primary", key="consent_keep", disabled=not form["who"]):
        with refusals_shown(say):
            give_consent(screen.work, _order(facts, form))
            form.discard()
            st.rerun()


def _order(facts: CaseFacts, form: DraftForm) -> GiveConsent:
    home = form["other"] if form["to"] == OTHER else form["to"]
    return GiveConsent(
        facts.id, str(form["who"]), str(home or ""), form["subject"], form["given_on"], form["valid_until"]
    )


def withdraw_dialog(screen: Screen, facts: CaseFacts, consent: Consent, today: date) -> None:
    """Opens the dialog that asks whether consent is really withdrawn."""
    say = screen.say

    @st.dialog(say("Withdraw consent"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            home = organisation_label(say, consent.organisation)
            told = say("From this day on nothing may be shared with {who} by this consent.", who=home)
            more = say("It stays readable as ended. Consent that is given anew is recorded anew.")
            show(Markup('<p class="mind">{} {}</p><p class="quote">{}</p>').format(told, more, consent.subject))
            day = st.date_input(
                say("Withdrawn on"), value=today, max_value=today, format="DD-MM-YYYY", key="withdrawn_on"
            )
            if st.button(say("Withdraw consent"), type="primary", key="withdraw_sure"):
                with refusals_shown(say):
                    withdraw_consent(screen.work, facts.id, consent.id, consent.version, day)
                    st.rerun()

    opened()
