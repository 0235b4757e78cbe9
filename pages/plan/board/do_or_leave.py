"""The two buttons under a form of the board: doing it, and leaving it as it was."""

from collections.abc import Callable

import streamlit as st

from pages.frame.markup import plain


def do_or_leave(
    key: str, do: str, go: Callable[[], None], leave: str, back: Callable[[], None], shortcut: str = ""
) -> None:
    """Draws them; `go` and `back` are the callbacks of what `do` and `leave` say, `shortcut` is the key of `do`."""
    with st.container(key=key, horizontal=True, gap="small"):
        st.button(plain(do), type="primary", key=f"{key}_go", shortcut=shortcut or None, on_click=go)
        st.button(plain(leave), type="tertiary", key=f"{key}_no", on_click=back)
