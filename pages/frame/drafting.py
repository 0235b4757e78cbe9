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
from pages.frame.typed import Typed
from services.cases.drafts import DraftTooLong, discard_draft, draft, save_draft
from services.errors import ServiceError
from services.unit_of_work import ChangedMeanwhile


class DraftForm:
    """The fields of one form, filled from the draft if there is one, else from `defaults`.

    Widgets use `key=form.key("name")` and `on_change=form.save`; `form["name"]` is a field's value. Texts of more than
    one line are `writing_area(form, "name", ...)`, which saves while it is typed in.
    """

    def __init__(self, screen: Screen, name: str, defaults: dict[str, Any], case_id: str = "") -> None:
        self.screen, self.name, self._case_id = screen, name, case_id
        self._defaults = defaults
        kept = st.session_state.get(self._state("kept"))
        if kept is None or (any(self.key(field) not in st.session_state for field in defaults) and not kept["problem"]):
            self._load()  # Streamlit forgets the widgets of a screen that was left; the draft does not
        elif not kept["problem"]:
            self._look_again(kept)
        for field, default in defaults.items():
            st.session_state.setdefault(self.key(field), st.session_state.get(self._state(f"kept.{field}"), default))
            st.session_state[self.key(field)] = st.session_state[self.key(field)]

    def key(self, field: str) -> str:
        """The widget key of a field."""
        return f"form.{self.name}.{field}"

    def __getitem__(self, field: str) -> Any:
        self.hear(field)  # a button's callback comes before that of the area somebody just left
        return st.session_state.get(self.key(field), self._defaults[field])

    def __setitem__(self, field: str, value: Any) -> None:
        self.hear(field)
        st.session_state[self.key(field)] = value
        if (area := self._areas().get(field)) and area.text != value:
            area.text, area.generation = value, self.screen.work.chance.id()

    def area_key(self, field: str) -> str:
        """The key of the text area of a field: of the area itself, the text stands under `key`."""
        return self._state(f"area.{field}")

    def area(self, field: str) -> Typed:
        """What is known of the text area of a field. A text that came from elsewhere begins a new generation."""
        areas, text = self._areas(), str(st.session_state.get(self.key(field)) or "")
        if field not in areas or areas[field].text != text:
            known = areas.get(field)
            areas[field] = Typed(text, self.screen.work.chance.id(), *((known.heard, known.kept) if known else ()))
            st.session_state[self._state("areas")] = areas
        return areas[field]

    def hear(self, field: str) -> None:
        """Takes in what the text area of a field sent, if that is new. Cut off halfway it is simply taken in again."""
        area = self._areas().get(field)
        news = area.news(st.session_state.get(self.area_key(field))) if area else None
        if area and news:
            st.session_state[self.key(field)] = news[0]
            area.text, area.heard = news

    def keep_heard(self, field: str, keep: Callable[[], None] | None = None) -> None:
        """Keeps what the text area of a field sent and no draft holds yet, also what a cut off run had heard already.

        `keep` does it if given, instead of `save`. The area says by itself that it was kept.
        """
        self.hear(field)
        area = self.area(field)
        if not area.waits:
            return
        heard = area.heard
        (keep or self.save)()
        if not self.problem:
            area.kept = heard
            if kept := st.session_state.get(self._state("kept")):
                kept["beside"] = True

    @property
    def problem(self) -> str:
        """Why the last save was not kept; empty when it was."""
        return str((st.session_state.get(self._state("kept")) or {}).get("problem", ""))

    @property
    def saved_at(self) -> datetime | None:
        """When the form was last kept."""
        return (st.session_state.get(self._state("kept")) or {}).get("saved_at")

    def save(self) -> None:
        """Keeps all fields as they are now; the callback of every widget of the form.

        Touching the session state is a point where a newer click may cut this run off. So nothing touches it between
        the save and noting its version: else the next save of this very tab would look like another tab's.
        """
        content = {field: _packed(self[field]) for field in self._defaults}
        heard = [(area, area.heard) for field, area in self._areas().items() if field in self._defaults]
        kept: dict[str, Any] | None = st.session_state.get(self._state("kept"))
        if kept is None:  # handed in or given up by the same click
            return
        try:
            saved = save_draft(self.screen.work, self.name, content, kept["version"], self._case_id)
        except ChangedMeanwhile:
            kept["problem"] = "elsewhere"
        except DraftTooLong:
            kept["problem"] = "too_long"
        except ServiceError as refusal:  # the session is over, or the case is no longer theirs
            kept.update(problem="refused", refusal=refusal)
        else:
            kept.update(version=saved.version, saved_at=saved.saved_at, problem="", beside=False)
            for area, sent in heard:
                area.kept = sent

    def saver(self, then: Callable[[], None]) -> Callable[[], None]:
        """A callback that does `then` first and saves after it."""

        def both() -> None:
            then()
            self.save()

        return both

    def discard(self) -> None:
        """Empties the form: what it held was handed in, or given up."""
        discard_draft(self.screen.work, self.name, self._case_id)
        self.forget()

    def forget(self) -> None:
        """Lets the form load itself anew at the next rerun."""
        prefix, own = f"form.{self.name}.", self._state("")
        for key in [k for k in st.session_state if str(k).startswith((prefix, own))]:
            del st.session_state[key]

    def status(self) -> None:
        """Says beside the form whether what was typed is kept."""
        say, kept = self.screen.say, st.session_state[self._state("kept")]
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
        elif saved_at and not kept.get("beside"):
            text = say("Saved {time}", time=say.time(saved_at))
            show(Markup('<p class="small" role="status">✓ {}</p>').format(text))
        else:
            show(Markup('<p class="small" role="status">{}</p>').format(say("What you type saves itself.")))

    def _state(self, what: str) -> str:
        return f"draft.{self.name}.{what}"

    def _areas(self) -> dict[str, Typed]:
        return st.session_state.get(self._state("areas"), {})

    def _look_again(self, kept: dict[str, Any]) -> None:
        """A form whose text areas were away may be another's by now: what stands here is as old as that look."""
        areas = self._areas()
        away = [field for field in areas if self.area_key(field) not in st.session_state]
        if not away:
            return
        for field in away:
            del areas[field]
        found = draft(self.screen.work, self.name, self._case_id)
        if found is None and kept["version"] == 0:
            for field in away:
                st.session_state.pop(self.key(field), None)
        elif found is None or found.version != kept["version"]:
            self._load()

    def _load(self) -> None:
        found = draft(self.screen.work, self.name, self._case_id)
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
