"""A stage for one screen: AppTest runs its `render` with real services on a real database, in Dutch unless told.

Other places are empty rooms that say their name and case, so that a test sees where a button leads.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.unit_of_work import Work
from services.wording import speak
from tests.screens import areas

PLACES = (
    "zaken",
    "nieuwe-zaak",
    "zaak",
    "netwerk",
    "overleg",
    "voorwaarden",
    "plan",
    "opvolging",
    "gebeurtenissen",
    "partners",
    "mensen",
)


@dataclass
class _Act:
    render: Callable[[Screen], None]
    work: Work
    place: str


_now: list[_Act] = []


def play(render: Callable[[Screen], None], work: Work, *, place: str = "hier", case_id: str = "") -> AppTest:
    """Opens a screen for somebody and gives it after its first run."""
    _now[:] = [_Act(render, work, place)]
    stage = AppTest.from_function(_script, default_timeout=30)
    if case_id:
        stage.query_params["zaak"] = case_id
    return checked(stage.run())


def recast(work: Work, render: Callable[[Screen], None]) -> None:
    """Lets the next run of the same browser be somebody else's, or another screen."""
    _now[0].work, _now[0].render = work, render


def press(stage: AppTest, key: str) -> AppTest:
    """Clicks a button by its key, or by the beginning of it."""
    return checked(button(stage, key).click().run())


def button(stage: AppTest, key: str) -> Button:
    """The first button whose key begins so."""
    found = [b for b in stage.button if str(b.key or "").startswith(key)]
    assert found, f"no button {key}; there are {[b.key for b in stage.button]}"
    return found[0]


def said(stage: AppTest) -> str:
    """Everything the screen shows: its HTML, the labels of its fields and buttons, and what fields hold."""
    parts = [str(element.proto.body) for element in stage.get("html")]
    parts += [str(e.label) for e in (*stage.button, *stage.text_input, *stage.selectbox, *stage.checkbox)]
    parts += [str(e.value) for e in (*stage.text_input, *areas(stage), *stage.code, *stage.error, *stage.markdown)]
    return "\n".join(parts)


def checked(stage: AppTest) -> AppTest:
    """The same, if the script came to its end."""
    assert not stage.exception, [e.message for e in stage.exception]
    return stage


def _script() -> None:
    from tests.pages.stage import draw

    draw()


def draw() -> None:
    """What the script does: the screen at hand, with every place it can lead to."""
    act = _now[0]
    say = speak(act.work.actor.language)
    places: dict = {}
    screen = Screen(act.work, say, places)

    def here() -> None:
        with refusals_shown(say):
            act.render(screen)

    places[act.place] = st.Page(here, title=act.place, url_path=act.place, default=True)
    for name in PLACES:
        if name != act.place:
            places[name] = st.Page(_room(name), title=name, url_path=name)
    st.navigation(list(places.values()), position="hidden").run()


def _room(name: str) -> Callable[[], None]:
    def room() -> None:
        show(f"[{name} {st.query_params.get('zaak', '')}]")

    return room
