"""Forms that save themselves: what the browser's haste must not break."""

from collections.abc import Callable
from typing import Any

import pytest

from pages.frame import drafting
from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from pages.frame.two_devices import ASIDE
from services.access.rules import Standing
from services.cases.drafts import DraftTooLong, draft
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


class Device:
    """Another session of the same writer, on another phone or laptop, with a form of a text and two choices."""

    def __init__(self, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state, self._patch = State(), monkeypatch
        self.screen = screen

    @property
    def form(self) -> DraftForm:
        """The form as a run of this device's script makes it."""
        self._patch.setattr(drafting.st, "session_state", self.state)
        return DraftForm(self.screen, "form", {"text": "", "kind": "", "step": 1})

    def put(self, **fields: Any) -> DraftForm:
        """Fills in fields and saves, as the callbacks of widgets do."""
        form = self.form
        for name, value in fields.items():
            form[name] = value
        form.save()
        return form

    @property
    def sees(self) -> set[str]:
        """All texts this device can show: its own, the one that clashes, those set aside."""
        form = self.form
        kept = form._kept()
        assert kept is not None
        others = [kept.clash or {}, *kept.aside.values()]
        return {form["text"], *(str(other.get("text", "")) for other in others)} - {""}


@pytest.fixture
def devices(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> tuple[Device, Device]:
    phone, laptop = Device(screen, monkeypatch), Device(screen, monkeypatch)
    assert phone.form["text"] == laptop.form["text"] == ""
    return phone, laptop


def stored(screen: Screen) -> dict[str, Any]:
    found = draft(screen.work, "form")
    assert found is not None
    return found.content


def texts_in(content: dict[str, Any]) -> set[str]:
    """Every text a draft holds, chosen or not."""
    return {str(part["text"]) for part in (content, *content.get(ASIDE, {}).values())}


def test_another_tabs_save_is_not_overwritten_and_both_texts_are_kept(screen: Screen, state: State) -> None:
    mine = DraftForm(screen, "form", {"text": ""})
    mine["text"] = "van mij"
    drafting.save_draft(screen.work, "form", {"text": "van elders"})
    mine.save()
    assert stored(screen)["text"] == "van elders"
    assert texts_in(stored(screen)) == {"van elders", "van mij"}
    assert mine["text"] == "van mij"
    assert mine.problem == ""


def test_both_devices_see_both_texts_while_both_go_on(screen: Screen, devices: tuple[Device, Device]) -> None:
    phone, laptop = devices
    for end in ("", " meer", " nog meer"):
        phone.put(text="telefoon" + end)
        laptop.put(text="laptop" + end)
        assert texts_in(stored(screen)) == {"telefoon" + end, "laptop" + end}
    phone.put(step=2)
    assert phone.sees == laptop.sees == {"telefoon nog meer", "laptop nog meer"}


def test_answers_to_different_questions_go_together_without_a_question(
    screen: Screen, devices: tuple[Device, Device]
) -> None:
    phone, laptop = devices
    phone.put(text="telefoon", step=4)
    assert laptop.put(kind="plek", step=2).problem == ""
    assert (stored(screen)["text"], stored(screen)["kind"], laptop.form["text"]) == ("telefoon", "plek", "telefoon")
    assert laptop.form["step"] == 2
    assert phone.put(text="telefoon en meer")["kind"] in ("", "plek")
    assert phone.form["kind"] == "plek"
    assert ASIDE not in stored(screen)


@pytest.mark.parametrize(("mine", "stands"), [(True, "laptop"), (False, "telefoon")])
def test_whoever_chooses_goes_on_with_one_and_the_other_stays_aside(
    screen: Screen, devices: tuple[Device, Device], mine: bool, stands: str
) -> None:
    phone, laptop = devices
    phone.put(text="telefoon")
    laptop.put(text="laptop")
    laptop.form.choose(mine=mine)
    assert laptop.form["text"] == stored(screen)["text"] == stands
    assert texts_in(stored(screen)) == {"laptop", "telefoon"}
    assert laptop.put(text=stands + " verder").problem == ""
    assert stored(screen)["text"] == stands + " verder"
    assert {"laptop", "telefoon"} - {stands} < texts_in(stored(screen))


def test_the_text_left_aside_can_be_taken_up_again(screen: Screen, devices: tuple[Device, Device]) -> None:
    phone, laptop = devices
    phone.put(text="telefoon")
    laptop.put(text="laptop")
    laptop.form.choose(mine=True)
    (mark,) = stored(screen)[ASIDE]
    laptop.form.choose(mine=False, mark=mark)
    assert stored(screen)["text"] == "telefoon"
    assert texts_in(stored(screen)) == {"laptop", "telefoon"}


def test_one_text_made_of_both_is_what_is_gone_on_with(screen: Screen, devices: tuple[Device, Device]) -> None:
    phone, laptop = devices
    phone.put(text="telefoon")
    laptop.put(text="laptop")
    laptop.put(text="telefoon en laptop")
    laptop.form.choose(mine=True)
    assert stored(screen)["text"] == "telefoon en laptop"
    assert phone.put(step=3)["text"] in ("telefoon", "telefoon en laptop")
    assert phone.form["text"] == "telefoon en laptop"
    assert "telefoon" in texts_in(stored(screen))


def test_a_form_handed_in_elsewhere_keeps_what_is_typed_here(screen: Screen, devices: tuple[Device, Device]) -> None:
    phone, laptop = devices
    phone.put(text="telefoon")
    assert laptop.form["text"] == ""
    laptop.put(text="laptop")
    phone.form.discard()
    laptop.put(text="laptop en meer")
    assert laptop.form["text"] == "laptop en meer"
    assert "laptop en meer" in texts_in(stored(screen))


def test_what_the_browser_sent_counts_before_the_callback_of_a_button(screen: Screen, state: State) -> None:
    form = DraftForm(screen, "form", {"text": ""})
    area = form.area("text")
    sent = {"by": "a", "n": 1, "text": "net\r\ngetypt", "generation": area.generation}
    state[form.area_key("text")] = {"typed": sent}
    assert form["text"] == "net\ngetypt"
    form.keep_heard("text")
    assert (area.kept, stored(screen)["text"]) == (("a", 1), "net\ngetypt")


def test_letters_of_before_a_restart_do_not_overwrite_what_another_device_wrote_meanwhile(
    screen: Screen, state: State
) -> None:
    drafting.save_draft(screen.work, "form", {"text": "van elders"})
    form = DraftForm(screen, "form", {"text": ""})
    area = form.area("text")
    sent = {"by": "a", "n": 9, "text": "van voor de klap", "generation": area.generation, "torn": True}
    state[form.area_key("text")] = {"typed": sent}
    form.keep_heard("text")
    assert (form["text"], stored(screen)["text"]) == ("van voor de klap", "van elders")
    assert texts_in(stored(screen)) == {"van elders", "van voor de klap"}


def test_what_was_typed_on_a_text_that_is_gone_is_not_taken_over(screen: Screen, state: State) -> None:
    form = DraftForm(screen, "form", {"text": ""})
    old = form.area("text").generation
    form["text"] = "van de server"
    state[form.area_key("text")] = {"typed": {"by": "a", "n": 1, "text": "oud", "generation": old}}
    assert form["text"] == "van de server"
    assert form.area("text").generation != old
    for wrong in ({"typed": "x"}, {"typed": sent_without(old)}, "x", None):
        state[form.area_key("text")] = wrong
        form.keep_heard("text")
    assert draft(screen.work, "form") is None


def sent_without(generation: str) -> dict[str, Any]:
    """What no browser of ours sends."""
    return {"by": 3, "n": "1", "text": None, "generation": generation}


def test_a_save_that_failed_is_not_told_as_kept_and_is_tried_again(
    screen: Screen, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = DraftForm(screen, "form", {"text": ""})
    area = form.area("text")
    state[form.area_key("text")] = {"typed": {"by": "a", "n": 7, "text": "tekst", "generation": area.generation}}
    real = drafting.save_draft

    def refused(*arguments: Any) -> Any:
        raise DraftTooLong(longest=1)

    monkeypatch.setattr(drafting, "save_draft", refused)
    form.keep_heard("text")
    assert (area.waits, form.problem, form["text"]) == (True, "too_long", "tekst")
    monkeypatch.setattr(drafting, "save_draft", real)
    form.keep_heard("text")
    assert (area.waits, form.problem, area.kept) == (False, "", ("a", 7))


def test_a_form_that_was_handed_in_leaves_no_draft_behind(screen: Screen, state: State) -> None:
    form = DraftForm(screen, "form", {"text": ""})
    form["text"] = "klaar"
    form.save()
    form.discard()
    form.save()
    assert draft(screen.work, "form") is None
