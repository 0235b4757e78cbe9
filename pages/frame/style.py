"""The house's look on top of the theme, from style sheets addressed to our own keys and Streamlit's test ids only."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent


def dress(*, guest: bool = False) -> None:
    """Puts the style sheet on the page; guests get a narrow page without menu."""
    st.html(_HERE / "app.css")
    if guest:
        st.html(_HERE / "guest.css")


def dress_live() -> None:
    """The live meeting: no menu beside it, and the dark surround of the screen that everybody looks at."""
    st.html(_HERE / "live.css")
