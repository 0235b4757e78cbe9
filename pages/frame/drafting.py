"""Forms that save themselves: every change is kept as a draft within a second or two, and comes back after a break.

One draft per writer and form. On two devices at once, what both can have is put together; where both changed the same
text, both are kept and shown, and whoever writes chooses.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from pages.frame.two_devices import PLACES, Content, Kept, met
from pages.frame.two_drafts import draw_aside, draw_clash
from pages.frame.typed import Typed
from services.cases.drafts import DraftTooLong, discard_draft, draft, save_draft
from services.errors import ServiceError
from services.unit_of_work import ChangedMeanwhile

_TRIES = 4


class DraftForm:
    """The fields of one form, filled from the draft if there is one, else from `defaults`.

    Widgets use `key=form.key("name")` and `on_change=form.save`; `form["name"]` is a field's value. Texts of more than
    one line are `writing_area(form, "name", ...)`, which saves while it is typed in.
    """

    def __init__(self, screen: Screen, name: str, defaults: dict[str, Any], case_id: str = "") -> None:
        self.screen, self.name, self._case_id = screen, name, case_id
        self._defaults = defaults
        kept = self._kept()
        safe = kept is not None and not (kept.problem or kept.clash)
        if kept is None or (safe and any(self.key(field) not in st.session_state for field in defaults)):
            self._load()  # Streamlit forgets the widgets of a screen that was left; the draft does not
        elif safe:
            self._look_again(kept)
        self._show_arrived()
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
            if news[2] and (kept := self._kept()) and kept.clash is None:
                kept.clash, kept.clash_at = kept.base, kept.saved_at  # the draft is another device's: both are kept
            area.text, area.heard, _ = news

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
            if kept := self._kept():
                kept.beside = True

    @property
    def problem(self) -> str:
        """Why the last save was not kept; empty when it was."""
        return kept.problem if (kept := self._kept()) else ""

    def refuse(self, refusal: ServiceError) -> None:
        """Says that what was typed is not kept where it is to stand, and why; the draft still holds it."""
        if kept := self._kept():
            kept.problem, kept.refusal = "refused", refusal

    @property
    def saved_at(self) -> datetime | None:
        """When the form was last kept."""
        return kept.saved_at if (kept := self._kept()) else None

    def save(self) -> None:
        """Keeps all fields as they are now; the callback of every widget of the form.

        Touching the session state is a point where a newer click may cut this run off. So nothing touches it between
        the save and noting its version: else the next save of this very tab would look like another tab's.
        """
        mine = self._fields()
        heard = [(area, area.heard) for field, area in self._areas().items() if field in self._defaults]
        if (kept := self._kept()) is None:  # handed in or given up by the same click
            return
        try:
            self._store(kept, kept.with_arrived(mine))
        except ChangedMeanwhile:
            kept.problem = "elsewhere"
        except DraftTooLong:
            kept.problem = "too_long"
        except ServiceError as refusal:  # the session is over, or the case is no longer theirs
            kept.problem, kept.refusal = "refused", refusal
        else:
            for area, sent in heard:
                area.kept = sent

    def _store(self, kept: Kept, mine: Content) -> None:
        """Saves over the version last seen. When another device saved meanwhile, that is met first."""
        for left in reversed(range(_TRIES)):
            try:
                stored = kept.to_store(mine)
                saved = save_draft(self.screen.work, self.name, stored, kept.version, self._case_id)
            except ChangedMeanwhile:
                if not left:
                    raise
                found = draft(self.screen.work, self.name, self._case_id)
                if found is None:  # handed in or given up elsewhere: what is typed here is a draft of its own
                    kept.version, kept.clash, kept.aside, kept.gone = 0, None, {}, True
                else:
                    mine = kept.meet(mine, kept.read(found.content, found.version, found.saved_at))
            else:
                kept.version, kept.saved_at, kept.problem, kept.beside = saved.version, saved.saved_at, "", False
                if kept.clash is None:
                    kept.base = mine
                return

    def choose(self, mine: bool, mark: str = "") -> None:
        """Goes on with the text of this tab or with the other one; what was left stays aside. A button's callback.

        `mark` names a text that stands aside already, instead of the one that stands in the draft.
        """
        if (kept := self._kept()) is None:
            return
        here = self._fields()
        other = kept.aside.get(mark, {}) if mark else kept.clash or {}
        together, _ = met(kept.base, here, other)
        chosen = together if mine else here | {name: text for name, text in other.items() if name not in PLACES}
        kept.aside.pop(mark, None)
        kept.settle(chosen, other if mine else here, self.screen.work.chance.id())
        self._fill(chosen)
        self.save()

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

    def status(self, *, quiet: bool = False) -> None:
        """Says beside the form whether what was typed is kept, and shows what another device wrote in it.

        Draw it wherever the form is drawn; `quiet` leaves out that all is well, where the text area says so already.
        """
        say, kept = self.screen.say, self._kept() or Kept("")
        labels = {name: area.label for name, area in self._areas().items()}
        if kept.clash is not None:
            draw_clash(say, labels, self._fields(), kept, self.choose)
        elif kept.aside:
            draw_aside(say, labels, self._fields(), kept, self.choose)
        elif kept.gone:
            text = say("This form was changed in another tab or on another device. Your text is still here.")
            show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        if kept.problem == "elsewhere":
            text = say("Not saved: on another device the same is being written at this moment. It is tried again.")
            show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        elif kept.problem == "too_long":
            text = say("Not saved: this is more text than one form can hold. Your text is still on this screen.")
            show(Markup('<p class="stop" role="alert">{}</p>').format(text))
        elif kept.problem == "refused" and kept.refusal:
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(kept.refusal, say)))
        elif quiet:
            return
        elif kept.saved_at and not kept.beside:
            text = say("Saved {time}", time=say.time(kept.saved_at))
            show(Markup('<p class="small" role="status">✓ {}</p>').format(text))
        else:
            show(Markup('<p class="small" role="status">{}</p>').format(say("What you type saves itself.")))

    def _state(self, what: str) -> str:
        return f"draft.{self.name}.{what}"

    def _areas(self) -> dict[str, Typed]:
        return st.session_state.get(self._state("areas"), {})

    def _kept(self) -> Kept | None:
        return st.session_state.get(self._state("kept"))

    def _fields(self) -> Content:
        return {field: _packed(self[field]) for field in self._defaults}

    def _fill(self, content: Content) -> None:
        """Puts stored values into the fields; rows of fields are drawn anew from theirs."""
        for field in self._defaults:
            if field in content and content[field] != _packed(self[field]):
                prefix = f"{self.key(field)}."
                for key in [k for k in st.session_state if str(k).startswith(prefix)]:
                    del st.session_state[key]
                self[field] = _unpacked(content[field])

    def _show_arrived(self) -> None:
        """Shows what another device changed and this one did not, before the widgets are drawn."""
        if (kept := self._kept()) and kept.arrived:
            here = {field: _packed(self[field]) for field in self._defaults}
            self._fill(kept.with_arrived(here))
            kept.arrived = {}

    def _look_again(self, kept: Kept) -> None:
        """A form whose text areas were away may be another's by now: what stands here is as old as that look."""
        areas = self._areas()
        away = [field for field in areas if self.area_key(field) not in st.session_state]
        if not away:
            return
        for field in away:
            del areas[field]
        found = draft(self.screen.work, self.name, self._case_id)
        if found is None and kept.version == 0:
            for field in away:
                st.session_state.pop(self.key(field), None)
        elif found is None or found.version != kept.version:
            self._load()

    def _load(self) -> None:
        found = draft(self.screen.work, self.name, self._case_id)
        kept = Kept(self.screen.work.chance.id(), base={name: _packed(value) for name, value in self._defaults.items()})
        st.session_state[self._state("kept")] = kept
        if found is None:
            return
        kept.base = kept.read(found.content, found.version, found.saved_at)
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
