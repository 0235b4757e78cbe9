"""Screens without a browser: one screen drawn by Streamlit's own test runner, on a real database."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from pages.frame.case_header import PARTS, STEPS
from pages.frame.screen import Screen
from services.unit_of_work import Work

PLACES = ("mijn-dag", "zaken", *PARTS, *STEPS[1:], "agendapunten", "zitting", "u")
_SECONDS = 20


def screen_test(
    render: Callable[[Screen], None], work: Work, query_params: dict[str, str] | None = None, language: str = "nl"
) -> AppTest:
    """The screen that `render` draws for this actor, run once. Links lead to empty pages of the same names."""
    screen = AppTest.from_function(_script, default_timeout=_SECONDS, args=(render, work, language, PLACES))
    for name, value in (query_params or {}).items():
        screen.query_params[name] = value
    return screen.run()


def words(screen: AppTest) -> str:
    """Everything that can be read on the screen: pages, labels of buttons and fields, what the fields hold."""
    read = [element.proto.body for element in screen.get("html")]
    for kind in ("button", "text_area", "text_input", "radio", "checkbox", "selectbox", "multiselect", "code", "error"):
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
