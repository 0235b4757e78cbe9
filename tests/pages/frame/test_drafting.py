"""Forms that save themselves: what the browser's haste must not break."""

from collections.abc import Callable
from typing import Any

import pytest

from pages.frame import drafting
from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from services.access.rules import Standing
from services.cases.drafts import draft
from services.unit_of_work import Work
from services.wording import speak


class CutOff(Exception):
    """What Streamlit does to a run that a newer click overtakes, at the first touch of the session state."""


class State(dict[str, Any]):
    """A session state that cuts the run off once `overtaken` is set."""

    overtaken = False

    def __getitem__(self, key: str) -> Any:
        self._touched()
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._touched()
        return super().get(key, default)

    def __setitem__(self, key: str, value: Any) -> None:
        self._touched()
        super().__setitem__(key, value)

    def _touched(self) -> None:
        if self.overtaken:
            raise CutOff


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> State:
    made = State()
    monkeypatch.setattr(drafting.st, "session_state", made)
    return made


@pytest.fixture
def screen(work_as: Callable[..., Work]) -> Screen:
    return Screen(work_as(Standing.CASE_DIRECTOR, account_id="director", session_id="s"), speak("nl"), {})


def test_a_save_that_a_newer_click_overtakes_is_still_known_as_this_tabs_own(
    screen: Screen, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = DraftForm(screen, "form", {"text": ""})
    form["text"] = "een"
    real = drafting.save_draft

    def overtaken(*arguments: Any) -> Any:
        saved = real(*arguments)
        state.overtaken = True
        return saved

    monkeypatch.setattr(drafting, "save_draft", overtaken)
    form.save()
    state.overtaken = False
    monkeypatch.setattr(drafting, "save_draft", real)
    form["text"] = "een twee"
    form.save()
    kept = draft(screen.work, "form")
    assert kept is not None
    assert (kept.content, kept.version) == ({"text": "een twee"}, 2)


def test_another_tabs_save_is_not_overwritten(screen: Screen, state: State) -> None:
    mine = DraftForm(screen, "form", {"text": ""})
    mine["text"] = "van mij"
    drafting.save_draft(screen.work, "form", {"text": "van elders"})
    mine.save()
    kept = draft(screen.work, "form")
    assert kept is not None
    assert kept.content == {"text": "van elders"}
    assert mine["text"] == "van mij"


def test_a_form_that_was_handed_in_leaves_no_draft_behind(screen: Screen, state: State) -> None:
    form = DraftForm(screen, "form", {"text": ""})
    form["text"] = "klaar"
    form.save()
    form.discard()
    form.save()
    assert draft(screen.work, "form") is None
