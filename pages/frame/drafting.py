"""Forms that save themselves: every change is kept as a draft within a second or two, and comes back after a break.

One draft per writer and form. Two tabs on the same form: the second to save is told so and can take the other's text
over; nothing is overwritten.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from services.cases.drafts import DraftTooLong, discard_draft, draft, save_draft
from services.errors import ServiceError
from services.unit_of_work import ChangedMeanwhile


class DraftForm:
    """The fields of one form, filled from the draft if there is one, else from `defaults`.

    Widgets use `key=form.key("name")` and `on_change=form.save`; `form["name"]` is a field's value.
    """

    def __init__(self, screen: Screen, name: str, defaults: dict[str, Any], case_id: str = "") -> None:
        self._screen, self.name, self._case_id = screen, name, case_id
        self._defaults = defaults
        seen_before = self._state("kept") in st.session_state
        if not seen_before or any(self.key(field) not in st.session_state for field in defaults):
            self._load()  # Streamlit forgets the widgets of a screen that was left; the draft does not
        for field, default in defaults.items():
            st.session_state.setdefault(self.key(field), st.session_state.get(self._state(f"kept.{field}"), default))
            st.session_state[self.key(field)] = st.session_state[self.key(field)]

    def key(self, field: str) -> str:
        """The widget key of a field."""
        return f"form.{self.name}.{field}"

    def __getitem__(self, field: str) -> Any:
        return st.session_state.get(self.key(field), self._defaults[field])

    def __setitem__(self, field: str, value: Any) -> None:
        st.session_state[self.key(field)] = value

    def save(self) -> None:
        """Keeps all fields as they are now; the callback of every widget of the form.

        Touching the session state is a point where a newer click may cut this run off. So nothing touches it between
        the save and noting its version: else the next save of this very tab would look like another tab's.
        """
        content = {field: _packed(self[field]) for field in self._defaults}
        kept: dict[str, Any] | None = st.session_state.get(self._state("kept"))
        if kept is None:  # handed in or given up by the same click
            return
        try:
            saved = save_draft(self._screen.work, self.name, content, kept["version"], self._case_id)
        except ChangedMeanwhile:
            kept["problem"] = "elsewhere"
        except DraftTooLong:
            kept["problem"] = "too_long"
        except ServiceError as refusal:  # the session is over, or the case is no longer theirs
            kept.update(problem="refused", refusal=refusal)
        else:
            kept.update(version=saved.version, saved_at=saved.saved_at, problem="")

    def saver(self, then: Callable[[], None]) -> Callable[[], None]:
        """A callback that does `then` first and saves after it."""

        def both() -> None:
            then()
            self.save()

        return both

    def discard(self) -> None:
        """Empties the form: what it held was handed in, or given up."""
        discard_draft(self._screen.work, self.name, self._case_id)
        self.forget()

    def forget(self) -> None:
        """Lets the form load itself anew at the next rerun."""
        prefix, own = f"form.{self.name}.", self._state("")
        for key in [k for k in st.session_state if str(k).startswith((prefix, own))]:
            del st.session_state[key]

    def status(self) -> None:
        """Says beside the form whether what was typed is kept."""
        say, kept = self._screen.say, st.session_state[self._state("kept")]
        problem, saved_at = kept["problem"], kept["saved_at"]
        if problem == "elsewhere":
            text = say("This form was changed in another tab or on another device. Your text is still here.")
            show(Markup('<p class="mind" role="alert">{}</p>').format(text))
            if st.button(say("Show the other text"), key=self._state("take_over")):
                self.forget()
                st.rerun()
        elif problem == "too_long":
            text = say("Not saved: this is more text than one form can hold. Your text is still on this screen.")
            show(Markup('<p class="stop" role="alert">{}</p>').format(text))
        elif problem == "refused":
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(kept["refusal"], say)))
        elif saved_at:
            text = say("Saved {time}", time=say.time(saved_at))
            show(Markup('<p class="small" role="status">✓ {}</p>').format(text))
        else:
            show(Markup('<p class="small" role="status">{}</p>').format(say("What you type saves itself.")))

    def _state(self, what: str) -> str:
        return f"draft.{self.name}.{what}"

    def _load(self) -> None:
        found = draft(self._screen.work, self.name, self._case_id)
        kept = {
            "version": found.version if found else 0,
            "saved_at": found.saved_at if found else None,
            "problem": "",
        }
        st.session_state[self._state("kept")] = kept
        if found is None:
            return
        for field in self._defaults:
            if field in found.content:
                st.session_state[self.key(field)] = _unpacked(found.content[field])


def _packed(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    return list(value) if isinstance(value, tuple | set) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1:
        kind, text = next(iter(value.items()))
        readers: dict[str, Callable[[str], Any]] = {
            "moment": datetime.fromisoformat,
            "day": date.fromisoformat,
            "time": time.fromisoformat,
        }
        if kind in readers:
            return readers[kind](text)
    return value
