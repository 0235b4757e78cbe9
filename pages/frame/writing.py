"""The one place to write more than one line: a text area of our own that keeps what is typed while it is typed.

Streamlit's own text area hands its text over when it is left, and takes the server's older text over letters that were
typed meanwhile. This one sends by itself, knows what the draft really kept, and says so beside the text.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.frame.drafting import DraftForm
from services.wording import Say

_HERE = Path(__file__).parent


def writing_area(
    form: DraftForm,
    field: str,
    label: str,
    *,
    height: int = 150,
    longest: int = 2000,
    help: str = "",
    hint: str = "",
    wrong: str = "",
    placeholder: str = "",
    disabled: bool = False,
    keep: Callable[[], None] | None = None,
) -> None:
    """Draws the text area of a field of a form; its text is `form[field]`, a string, also while it is typed.

    `label`, `help` (above the text), `hint` (below it) and `wrong` (what is wrong with it) are plain text, no Markdown.
    `height` is in pixels: longer text makes the area grow. `longest` in characters. `keep` keeps what was typed
    instead of `form.save`: for fields that are part of a row, and for what has to be done before saving.
    """
    form.keep_heard(field, keep)
    area, say = form.area(field), form.screen.say
    area.label = label
    at = say.time(form.saved_at) if form.saved_at else ""
    data = {
        "key": form.area_key(field),
        "text": area.text,
        "generation": area.generation,
        "session": st.session_state.setdefault("writing.session", form.screen.work.chance.id()),
        "kept": list(area.kept),
        "refused": bool(form.problem),
        "lang": say.language,
        "height": height,
        "longest": longest,
        "disabled": disabled,
        "placeholder": placeholder,
        "said": {"label": label, "help": help, "hint": hint, "wrong": wrong} | _words(say, at),
    }

    _component()(key=form.area_key(field), data=data, on_typed_change=lambda: form.keep_heard(field, keep))


def _words(say: Say, at: str) -> dict[str, str]:
    return {
        "busy": say("Saving…"),
        "saved": "✓ " + say("Saved {time}", time=at) if at else "",
        "lost": say("Not saved. Your text is still on this screen; copy it if this stays."),
        "left": say("Characters left: {n}", n="{n}"),
    }


def _component() -> Callable[..., object]:
    html, css, js = _file("writing.html"), _file("writing.css"), _file("writing.js")
    return st.components.v2.component("mdo_writing", html=html, css=css, js=js, isolate_styles=False)


@lru_cache
def _file(name: str) -> str:
    """A file of this folder; the first line break tells Streamlit that it is no path."""
    return "\n" + (_HERE / name).read_text()
