"""Two small components of our own: a picture people can click, and the always-present page keeper.

The keeper hides the screen at once (button, or Shift three times), saves what is typed in one-line fields by committing
the field for its writer while they type, marks the current page for screen readers, and says when the server is gone.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup


def picture(body: Markup, key: str, reveal: str = "", on_pick: Callable[[str], None] | None = None) -> str | None:
    """Shows server-made SVG or HTML (escaped already); gives the `data-pick` of what was clicked, in the run that the
    click made and in no later one: the same part can be clicked twice.

    `on_pick` hears of a click before anything is drawn anew. `reveal` is the key of the container that tells about what
    was clicked: it is scrolled into sight if it is out of it.
    """
    component = st.components.v2.component(
        "mdo_picture", html='<div class="picture">\n</div>', js=_file("picture.js"), isolate_styles=False
    )

    def heard() -> None:
        if on_pick and (picked := st.session_state[key]["picked"]):
            on_pick(picked)

    return component(key=key, data={"html": str(body), "reveal": reveal}, on_picked_change=heard).picked


def keeper(hide: str, show: str, hidden: str, unheard: str, place: str = "") -> None:
    """The hide button with everything that must be on each page; the words come in the reader's language.

    `unheard` is said above the page while the server is not heard, instead of Streamlit's dialog, which is English and
    takes the letters away from whoever types on.

    When `place` changes, the page begins at its top again with the title focused: for pages of several steps.
    """
    component = st.components.v2.component(
        "mdo_keeper",
        html='<button class="hide" type="button" hidden>\n</button>',
        css=_file("keeper.css"),
        js=_file("keeper.js"),
    )
    words = {"hide": hide, "show": show, "hidden": hidden, "unheard": unheard}
    component(key="keeper", data=words | {"place": place}, width="content")


@lru_cache
def _file(name: str) -> str:
    """A script or style sheet of this folder; the first line break tells Streamlit that it is no path."""
    return "\n" + (Path(__file__).parent / name).read_text()
