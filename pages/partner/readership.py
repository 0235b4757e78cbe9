"""Who may read a condition, as its writer chooses it."""

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.plan.condition_words import tier_words
from services.protection.rules import ONE_ORGANISATION
from services.wording import Say
from services.wording.labels import organisation_label


def readers(screen: Screen, form: DraftForm, organisation: str) -> None:
    """Who may read it. Never wider by itself than the meeting."""
    say = screen.say
    offered = _readers(say, organisation)
    if form["tier"] not in offered:
        offered[str(form["tier"])] = tier_words(say, str(form["tier"]))
    st.radio(
        say("Who may read this?"),
        list(offered),
        format_func=offered.get,
        key=form.key("tier"),
        on_change=form.save,
        label_visibility="collapsed",
    )
    if form["tier"] == Tier.VICTIM.value:
        note = say("Write it so that she can read it, and remember that somebody else may find her sheet.")
        show(Markup('<p class="mind">{}</p>').format(note))


def readers_words(say: Say, tier: str, organisation: str) -> str:
    """Who reads it, in the words of the question."""
    return _readers(say, organisation).get(tier) or tier_words(say, tier)


def _readers(say: Say, organisation: str) -> dict[str, str]:
    return {
        Tier.PARTNERS.value: say("Everybody at the meeting"),
        Tier.INVESTIGATION.value: say("Only police, detectives, CCB and prosecution"),
        Tier.VICTIM.value: say("Everybody at the meeting, and also the victim"),
        f"{ONE_ORGANISATION}{organisation}": say(
            "Only {organisation} and the case director", organisation=organisation_label(say, organisation)
        ),
    }
