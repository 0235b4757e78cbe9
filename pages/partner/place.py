"""Where a guest is on the one page: overview, a condition's form, or the confirmation. Never content."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.frame.drafting import DraftForm

NEW = "new"
_FORMER = "from."


class Place:
    """The position on the page, kept for this tab only."""

    @property
    def view(self) -> str:
        """`home`, `form` or `done`."""
        return str(self._get("view", "home"))

    @property
    def open(self) -> str:
        """Which condition's form is open: its id, or `NEW`."""
        return str(self._get("open", NEW))

    @property
    def form(self) -> str:
        """The name of that form."""
        return form_of(self.open)

    @property
    def mark(self) -> str:
        """Changes whenever the page shows something else, so that it begins at its top."""
        return str(self._get("turn", 0))

    def turn(self) -> None:
        """The page shows something else from now on."""
        self._set("turn", int(self._get("turn", 0)) + 1)
        self.tried = 0

    @property
    def tried(self) -> int:
        """The question whose answer was not enough to go on."""
        return int(self._get("tried", 0))

    @tried.setter
    def tried(self, step: int) -> None:
        self._set("tried", step)

    @property
    def clashes(self) -> bool:
        """Whether the condition was changed elsewhere, and the guest has to choose."""
        return bool(self._get("clashes", False))

    @clashes.setter
    def clashes(self, clashing: bool) -> None:
        self._set("clashes", clashing)
        self.turn()

    def opener(self, which: str) -> Callable[[], None]:
        """A callback that opens a form."""

        def go() -> None:
            self._set("view", "form")
            self._set("open", which)
            self.clashes = False

        return go

    def leaver(self, form: DraftForm) -> Callable[[], None]:
        """A callback that goes back to the overview; what the form holds was saved as it was typed."""

        def go() -> None:
            form.forget()
            self.go_home()

        return go

    def go_home(self) -> None:
        """Back to the overview."""
        self._set("view", "home")
        self.clashes = False

    def show_done(self) -> None:
        """On to the confirmation."""
        self._set("view", "done")
        self.clashes = False

    def _get(self, what: str, otherwise: Any) -> Any:
        return st.session_state.get(f"guest.{what}", otherwise)

    def _set(self, what: str, value: Any) -> None:
        st.session_state[f"guest.{what}"] = value


def form_of(which: str) -> str:
    """The name of the form of one condition, or of the new one."""
    return "condition" if which == NEW else f"condition.{which}"


def going_on(former_id: str) -> str:
    """Which form is open where a condition of last time is changed before it is taken over."""
    return f"{_FORMER}{former_id}"


def former_of(which: str) -> str:
    """The condition of last time that an open form goes on from; empty for any other form."""
    return which.removeprefix(_FORMER) if which.startswith(_FORMER) else ""
