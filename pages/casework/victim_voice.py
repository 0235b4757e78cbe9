"""The victim's voice: what she says in her own words, what was promised to her, and what she consented to."""

import streamlit as st
from markupsafe import Markup

from models.terms import PersonRole
from pages.casework.consent_card import consent_card
from pages.casework.promises_card import promises_card
from pages.casework.voice_form import voice_dialog
from pages.frame.case_header import case_header
from pages.frame.markup import Text, facts_list, heading, joined, show, tag
from pages.frame.screen import Screen
from pages.network.speaking_words import warning_line
from services.cases.facts import CaseFacts, CasePerson
from services.plans.queries import case_state
from services.victim.facts import PromisedContact, Voice
from services.victim.queries import victim_side
from services.victim.rules import silent, warnings
from services.wording import Say
from services.wording.labels import organisation_label


def render(screen: Screen) -> None:
    """Draws the voice of the victims of the case that the address names."""
    say, case_id = screen.say, screen.case_id
    state = case_state(screen.work, case_id, screen="victim_voice")
    case_header(screen, state, "stem")
    facts, side = state.facts, victim_side(screen.work, case_id)
    today = screen.today
    lead = say("What the victim wants and fears, in their own words; what was promised, and what may be shared.")
    heading(say("Victim's voice"), lead)
    for promise in silent(side.promises, today):
        show(Markup('<p class="stop" role="alert">{}</p>').format(silence(say, facts, promise)))
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        for person in (person for person in facts.persons if person.role is PersonRole.VICTIM):
            spoken = next((voice for voice in side.voices if voice.person_ref == person.ref), None)
            _voice(screen, facts, person, spoken)
    with right:
        promises_card(screen, facts, side.promises, today)
        consent_card(screen, facts, side.consents, today)


def silence(say: Say, facts: CaseFacts, promise: PromisedContact) -> str:
    """That a promised day passed without a word. Who promised is left out where nobody may be named."""
    alias = {person.ref: person.alias for person in facts.persons}
    named = {"name": alias.get(promise.person_ref, promise.person_ref), "day": say.short_day(promise.promised_for)}
    if not promise.by:
        return say("Silence: contact with {name} was promised for {day}, and nothing was recorded since.", **named)
    return say(
        "Silence: {who} ({organisation}) promised contact with {name} for {day}, and nothing was recorded since.",
        who=promise.by,
        organisation=organisation_label(say, promise.organisation),
        **named,
    )


def _voice(screen: Screen, facts: CaseFacts, person: CasePerson, voice: Voice | None) -> None:
    say = screen.say
    with st.container(key=f"card_voice_{person.ref}", gap="small"):
        title = Markup("<h2>{}</h2>").format(say("{name}, in their own words", name=person.alias))
        show(Markup("{}{}").format(title, _said(say, voice) if voice else _nothing_yet(say)))
        for warning in warnings(facts, screen.work.clock()):
            if person.ref in warning.refs:
                show(warning_line(say, facts, warning))
        text = say("Change") if voice else say("Write down what is said")
        kind = "secondary" if voice else "primary"
        if not facts.closed and st.button(text, icon=":material/edit:", type=kind, key=f"voice_{person.ref}"):
            voice_dialog(screen, facts, person, voice)


def _nothing_yet(say: Say) -> Markup:
    first = say(
        "Here stands what the victim wants, fears and wants to hear back, in their own words. "
        "It is the reason for the plan: a measure that passes the victim by is seldom kept to."
    )
    second = say(
        "The victim is never at the meeting, so somebody must speak in their place. Ask, write it down as it was said, "
        "and read it back."
    )
    return Markup('<p>{}</p><p class="below">{}</p>').format(first, second)


def _said(say: Say, voice: Voice) -> Markup:
    parts = (
        (say("What the victim wants"), voice.wishes),
        (say("What the victim fears"), voice.fears),
        (say("What may be told back"), voice.tell_back),
    )
    spoken = joined([_quoted(say, title, text) for title, text in parts])
    about: list[tuple[str, Text]] = [
        (say("Represented by"), voice.represented_by or tag(say("Nobody chosen yet"), "orange")),
        (say("Heard on"), say.day(voice.heard_on) if voice.heard_on else say("Not recorded yet")),
    ]
    return Markup('{}<div class="below">{}</div>').format(spoken, facts_list(about))


def _quoted(say: Say, title: str, text: str) -> Markup:
    lines = [line for line in text.splitlines() if line.strip()]
    words = Markup("<br>").join(lines) if lines else Markup('<span class="soft">{}</span>').format(say("Not asked yet"))
    return Markup('<div class="said"><h3>{}</h3><p class="quote">{}</p></div>').format(title, words)
