"""The foot of every guest's page: the other language, and the way out."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.screen import Screen
from services.directory.sessions import choose_language


def language_and_way_out(screen: Screen) -> None:
    """Draws both beside each other."""
    say = screen.say
    other = "en" if say.language == "nl" else "nl"
    with st.container(key="guest_foot", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("English" if other == "en" else "Nederlands", type="tertiary", key="other_language"):
            choose_language(screen.work, other)
            st.rerun()
        show(
            Markup('<p><a href="/afmelden" target="_self">{}</a></p>').format(say("Sign out")),
            width="content",
        )
