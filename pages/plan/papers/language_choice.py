"""In which language a document is made; by itself in that of the screen."""

import streamlit as st

from pages.frame.screen import Screen
from services.wording import LANGUAGES


def language_choice(screen: Screen) -> str:
    """Draws the choice that holds for every document on the screen, and gives it."""
    say = screen.say
    named = {"nl": say("Dutch"), "en": say("English")}
    chosen = st.segmented_control(
        say("Language of the documents"),
        list(LANGUAGES),
        format_func=lambda language: named[language],
        default=say.language,
        required=True,
        key="papers_language",
    )
    return str(chosen or say.language)
