"""What is shown when one form was written in on two devices: both texts, what differs marked, and a choice."""

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show
from pages.frame.two_devices import Content, Kept, texts_of
from pages.frame.two_texts import beside
from services.wording import Say

Choose = Callable[..., None]
"""`choose(mine, mark)`, see `DraftForm.choose`."""


def draw_clash(say: Say, labels: Mapping[str, str], mine: Content, kept: Kept, choose: Choose) -> None:
    """The texts of this device and those of the other beside each other, before one is chosen."""
    theirs = kept.clash or {}
    with st.container(key="card_two_devices", gap="small"):
        title = say("Written on two devices at once")
        told = say(
            "In another tab or on another device something else was written here. Both texts are kept. To make one of "
            "both, change yours above and go on with it."
        )
        show(Markup('<div role="alert"><h2>{}</h2><p>{}</p></div>').format(title, told))
        at = say.time(kept.clash_at) if kept.clash_at else ""
        show(_pairs(say, labels, mine, theirs, say("There, saved {time}", time=at) if at else say("There")))
        with st.container(horizontal=True):
            st.button(
                say("Go on with my text"), type="primary", key="clash_mine", on_click=choose, kwargs={"mine": True}
            )
            st.button(say("Go on with the other text"), key="clash_theirs", on_click=choose, kwargs={"mine": False})


def draw_aside(say: Say, labels: Mapping[str, str], mine: Content, kept: Kept, choose: Choose) -> None:
    """The texts that were not chosen, or are being written elsewhere: one click away until the form is handed in."""
    others = {mark: text for mark, text in kept.aside.items() if _differing(mine, text)}
    if not others:
        return
    with st.expander(say("Show the other text")):
        for mark, text in others.items():
            show(_pairs(say, labels, mine, text, say("The other text")))
            st.button(
                say("Go on with the other text"),
                key=f"aside_{mark}",
                on_click=choose,
                kwargs={"mine": False, "mark": mark},
            )


def _pairs(say: Say, labels: Mapping[str, str], mine: Content, theirs: Content, title: str) -> Markup:
    """Every text that differs, under the name of its field; that answers differ too is said without them."""
    pieces = []
    for name in _differing(mine, theirs):
        above = Markup('<p class="small">{}</p>').format(labels[name]) if labels.get(name) else Markup("")
        pair = beside(say("Your text"), str(mine.get(name) or ""), title, str(theirs.get(name) or ""))
        pieces.append(above + pair)
    if not pieces:
        pieces.append(Markup("<p>{}</p>").format(say("The texts are the same; answers to other questions differ.")))
    return joined(pieces)


def _differing(mine: Content, theirs: Content) -> list[str]:
    texts = texts_of(mine) | texts_of(theirs)
    return [name for name in texts if name in mine and (mine.get(name) or "") != (theirs.get(name, mine[name]) or "")]
