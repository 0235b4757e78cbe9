"""Choosing a file and reading it after a click: calendars and forms, for the office and for guests."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen

R = TypeVar("R")


def file_choice(
    screen: Screen, name: str, read: Callable[[bytes], R], *, label: str, button: str, hint: str, key: str
) -> R | None:
    """Draws the choice of a file; gives what was read in the run in which the button was pressed, else None.

    `name` tells the widgets of several people apart, `key` is the button's; `hint` stands there until a file is chosen.
    A refused file stays chosen, under the sentence that says why.
    """
    turn = f"file_choice.{name}.turn"
    number = st.session_state.setdefault(turn, 0)
    with st.container(key=f"file_choice_{key}", gap="small"):
        file = st.file_uploader(plain(label), key=f"file_choice.{name}.{number}")
        if file is None:
            show(Markup('<p class="small">{}</p>').format(hint))
            return None
        if st.button(plain(button), type="primary", key=key):
            with refusals_shown(screen.say):
                found = read(file.getvalue())
                st.session_state[turn] = number + 1
                return found
    return None
