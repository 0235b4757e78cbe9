"""Screens without a browser: one screen drawn by Streamlit's own test runner, on a real database."""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from pages.frame.addresses import CASE_PLACES
from pages.frame.screen import Screen
from services.unit_of_work import Work

PLACES = ("mijn-dag", "zaken", *CASE_PLACES, "agendapunten", "zitting", "u")
_SECONDS = 20


def screen_test(
    render: Callable[[Screen], None], work: Work, query_params: dict[str, str] | None = None, language: str = "nl"
) -> AppTest:
    """The screen that `render` draws for this actor, run once. Links lead to empty pages of the same names."""
    screen = AppTest.from_function(_script, default_timeout=_SECONDS, args=(render, work, language, PLACES))
    for name, value in (query_params or {}).items():
        screen.query_params[name] = value
    return screen.run()


@dataclass(frozen=True)
class Area:
    """A text area of ours as it is drawn: `key` is where its text stands, `data` is what the browser gets to know."""

    id: str
    key: str
    data: dict[str, Any]

    @property
    def label(self) -> str:
        """What stands above it."""
        return str(self.data["said"]["label"])

    @property
    def value(self) -> str:
        """What stands in it."""
        return str(self.data["text"])


def areas(screen: AppTest) -> list[Area]:
    """All text areas of the screen, in the order in which they stand there."""
    found = []
    for element in screen.get("bidi_component"):
        if element.proto.component_name == "mdo_writing":
            data = json.loads(element.proto.json)
            key = re.sub(r"^draft\.(.*)\.area\.", r"form.\1.", data["key"])
            found.append(Area(element.proto.id, key, data))
    return found


def area(screen: AppTest, which: str) -> Area:
    """One text area, by its key, the end of it, or its label."""
    fitting = [a for a in areas(screen) if a.key == which or a.key.endswith(f".{which}") or a.label == which]
    assert fitting, f"no text area {which}; there are {[(a.key, a.label) for a in areas(screen)]}"
    return fitting[0]


def write(screen: AppTest, which: str, text: str) -> AppTest:
    """Types `text` into a text area, as the browser sends it: its callback keeps it, then the screen is drawn."""
    there = area(screen, which)
    assert not there.data["disabled"], f"{which} cannot be written in"
    sent = {"by": secrets.token_hex(4), "n": 1, "text": text, "generation": there.data["generation"]}
    states = screen._tree.get_widget_states()
    states.widgets.append(WidgetState(id=there.id, json_value=json.dumps({"typed": sent})))
    return screen._run(states)


def words(screen: AppTest) -> str:
    """Everything that can be read on the screen: pages, labels of buttons and fields, what the fields hold."""
    read = [element.proto.body for element in screen.get("html")]
    for written in areas(screen):
        read += [*written.data["said"].values(), written.value]
    for kind in ("button", "text_input", "radio", "checkbox", "selectbox", "multiselect", "code", "error"):
        for element in screen.get(kind):
            read += [str(getattr(element, "label", "")), str(getattr(element, "value", ""))]
    return "\n".join(read)


def _script(render, work, language, names):  # type: ignore[no-untyped-def]  # Streamlit runs its source by itself
    import streamlit as st

    from pages.frame.refusal import refusals_shown
    from pages.frame.screen import Screen
    from services.wording import speak

    places = {}
    screen = Screen(work, speak(language), places)

    def draw() -> None:
        with refusals_shown(screen.say):
            render(screen)

    places["here"] = st.Page(draw, title="here", url_path="here", default=True)
    places.update({name: st.Page(lambda: None, title=name, url_path=name) for name in names})
    st.navigation(list(places.values()), position="hidden").run()
