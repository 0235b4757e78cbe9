"""Referral letters: written within a consent that stands, and handed out only as long as it does."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.documents.notices.referrals import (
    LONGEST,
    LONGEST_CONTACT,
    LetterLine,
    WriteReferral,
    referrals,
    write_referral,
)
from services.plans.queries import CaseState
from services.victim.facts import Consent
from services.wording import Say
from services.wording.labels import organisation_label


def referral_card(screen: Screen, state: CaseState, language: str) -> None:
    """The letters that stand, and a button for each consent within which one can be written."""
    say, found = screen.say, referrals(screen.work, state.facts.id)
    with st.container(key="card_letters", gap="small"):
        note = say("A letter to an organisation that somebody agreed to. It holds an alias, no name and no address.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Letters"), note))
        if not found.letters and not found.open:
            text = say("A letter can be written once a consent to share something is recorded with the victim's voice.")
            show(Markup("<p>{}</p>").format(text))
            if "stem" in screen.places:
                screen.link("stem", plain(say("Record consent")), state.facts.id, icon=":material/approval:")
        for letter in found.letters:
            _letter(screen, state, letter, language)
        written = {letter.consent.id for letter in found.letters}
        for consent, alias in found.open:
            if consent.id not in written:
                _unwritten(screen, state, consent, alias)


def _letter(screen: Screen, state: CaseState, letter: LetterLine, language: str) -> None:
    say, consent = screen.say, letter.consent
    with st.container(key=f"row_letter_{letter.id}", horizontal=True, vertical_alignment="center", gap="small"):
        standing = tag(_until(say, consent), "green") if letter.holds else tag(say("consent is over"), "orange")
        below = say("Written on {day}", day=say.numeric_day(letter.written_at))
        _named(say, consent, letter.alias, below, standing)
        if not letter.holds:
            show(Markup('<p class="mind">{}</p>').format(say("This letter can no longer be handed out.")))
            return
        if st.button(say("Write anew"), key=f"rewrite_{letter.id}"):
            _dialog(screen, state, consent, letter.alias, letter)
        address = f"/dl/{state.facts.id}/brief/{letter.id}?taal={language}"
        home = organisation_label(say, consent.organisation)
        st.link_button(say("Open in Word"), address, icon=":material/mail:", help=plain(home))


def _unwritten(screen: Screen, state: CaseState, consent: Consent, alias: str) -> None:
    say = screen.say
    with st.container(key=f"row_consent_{consent.id}", horizontal=True, vertical_alignment="center", gap="small"):
        _named(say, consent, alias, say("No letter yet"), tag(_until(say, consent), "green"))
        if st.button(say("Write a letter"), icon=":material/edit:", key=f"write_{consent.id}"):
            _dialog(screen, state, consent, alias, None)


def _named(say: Say, consent: Consent, alias: str, below: str, standing: Markup) -> None:
    home = organisation_label(say, consent.organisation)
    text = Markup('<h3>{} &nbsp;{}</h3><p>{}</p><p class="small">{} · {}</p>')
    show(text.format(home, standing, consent.subject, alias, below))


def _until(say: Say, consent: Consent) -> str:
    if consent.valid_until:
        return say("until {day}", day=say.numeric_day(consent.valid_until))
    return say("no end agreed")


def _dialog(screen: Screen, state: CaseState, consent: Consent, alias: str, letter: LetterLine | None) -> None:
    @st.dialog(screen.say("Referral letter"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, consent, alias, letter)

    opened()


def _form(screen: Screen, state: CaseState, consent: Consent, alias: str, letter: LetterLine | None) -> None:
    say = screen.say
    defaults = {
        "letter_id": screen.work.chance.id(),
        "text": letter.text if letter else "",
        "contact": letter.contact if letter else "",
    }
    form = DraftForm(screen, f"referral.{consent.id}", defaults, state.facts.id)
    home = organisation_label(say, consent.organisation)
    about = say("To {organisation}, about {alias}", organisation=home, alias=alias)
    covers = say("The consent covers: {subject}", subject=consent.subject)
    rule = say(
        "Write nothing by which somebody is found: no name, address, number, school or work. The organisation hears "
        "from the contact person whom it is about."
    )
    show(Markup('<p><strong>{}</strong></p><p>{}</p><p class="small">{}</p>').format(about, covers, rule))
    writing_area(form, "text", say("What is asked of the organisation"), height=160, longest=LONGEST)
    st.text_input(
        plain(say("How to reach the contact person, by an office number")),
        key=form.key("contact"),
        max_chars=LONGEST_CONTACT,
        on_change=form.save,
    )
    if st.button(say("Keep the letter"), type="primary", key="keep_referral"):
        order = WriteReferral(
            case_id=state.facts.id,
            letter_id=str(form["letter_id"]),
            consent_id=consent.id,
            text=str(form["text"]),
            contact=str(form["contact"]),
        )
        write_referral(screen.work, order)
        form.discard()
        st.rerun()
