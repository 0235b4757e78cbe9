"""What was just done to somebody's diary, said once after the page is drawn anew with what stands now."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show

_DONE = "availability.done"


def done(sentence: str, professional_id: str) -> None:
    """Draws the page anew: the hours as they stand now, and above them what was done."""
    for key in [key for key in st.session_state if str(key).startswith(f"availability.{professional_id}.")]:
        del st.session_state[key]
    st.session_state[_DONE] = sentence
    st.rerun()


def said_done() -> None:
    """Says it, once."""
    if sentence := st.session_state.pop(_DONE, ""):
        show(Markup('<p class="good" role="status">{}</p>').format(sentence))
