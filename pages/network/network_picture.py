"""The picture of the network on the screen: a click on a seat shows what is about that seat, another click all."""

import streamlit as st
from markupsafe import Markup

from pages.frame.components import picture
from pages.frame.markup import show
from pages.network.view import View
from services.network.drawn.picture import described, network_picture


def picture_card(view: View) -> None:
    """Draws the picture with its hint and the same in words."""
    say = view.say
    with st.container(key="card_picture"):
        found, picked = view.network.findings, view.picked or None
        drawn = network_picture(view.facts, found, say, picked, unfolded=view.unfolded, most=view.most)
        # Finished SVG: services.network escapes each label in it.
        body = Markup(drawn)  # noqa: S704  # nosec B704
        picture(body, key=f"network_picture.{view.case.id}", reveal="card_findings", on_pick=view.pick)
        hint = say(
            "Click a seat for its own contacts. Only deviations are drawn; the number is the finding. "
            "“No contact recorded” does not say that there was none."
        )
        show(Markup('<p class="small">{}</p>').format(hint))
        with st.expander(say("The picture in words")):
            show(spoken(view))


def spoken(view: View) -> Markup:
    """The picture in words, one thing per line."""
    lines = described(view.facts, view.network.findings, view.say, len(view.network.needed)).split("\n")
    return Markup('<div class="spoken">{}</div>').format(
        Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    )
