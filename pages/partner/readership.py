"""Who may read a condition, as its writer chooses it."""

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.screen import Screen
from pages.plan.condition_words import tier_words
from services.conditions.words import readers_offered
from services.wording import Say


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
    return dict(readers_offered(say, organisation))
