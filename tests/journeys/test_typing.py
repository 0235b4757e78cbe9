"""Somebody types in a real browser: the server is killed, pages are drawn anew meanwhile, a second device joins in."""

import re
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from models.terms import ConditionKind
from services.access.rules import Standing
from services.cases.drafts import draft, save_draft
from services.premises import Premises
from services.unit_of_work import Work
from tests.asked import Asked, an_invited_case, people_of
from tests.drawn import PATIENCE, comes_to, settle
from tests.live import LiveServer, chromium, start_server
from tests.shared import ROOT

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium"]
_CASES = count(100)
SENTENCE = "Vader blijft weg van de school en belt niet; wie hem daar ziet, meldt dat nog dezelfde dag. "
TEXT = SENTENCE * 8
SECONDS_AT_STAKE = 2.0
KEYS_A_SECOND = 8
PICTURES = ROOT / "test-output"
FRAME = ROOT / "pages" / "frame"
SLOW = PATIENCE * 1000
LOST = "Niet opgeslagen. Uw tekst staat nog op dit scherm; kopieer hem als dit blijft."
OTHER_WIDGET = """() => {
  const words = document.querySelector('.writing textarea'), all = [...document.querySelectorAll('button')];
  const hard = all.filter((b) => ['Moet', 'Wens'].includes(b.textContent.trim()));
  hard.find((b) => b.getAttribute('aria-checked') === 'false').click();
  if (document.activeElement !== words) throw new Error('the focus has gone');
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server has its databases, also after a power cut."""
    return tmp_path_factory.mktemp("typing")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LiveServer]:
    started = start_server(folder)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def premises(server: LiveServer) -> Iterator[Premises]:
    opened = server.premises()
    yield opened
    opened.real.close()
    if opened.practice:
        opened.practice.close()


@pytest.fixture
def asked(premises: Premises) -> Asked:
    return an_invited_case(people_of(premises.real, premises.settings), f"T-{next(_CASES)}")


@pytest.fixture
def guest(premises: Premises, asked: Asked) -> Work:
    """The invited person of VT, as the services know them: to see what the draft really holds."""
    there = asked.attendee("VT")
    return people_of(premises.real, premises.settings)(
        Standing.GUEST, invitation_id=there.invitation_id, organisation="VT", name=there.name
    )


class Device:
    """A phone or laptop on which a guest is at the question for the text of a condition."""

    def __init__(self, chromium: Browser, asked: Asked, width: int = 390, height: int = 844) -> None:
        self.context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        self.page: Page = self.context.new_page()
        there = asked.attendee("VT")
        self.page.goto(there.link)
        self.page.locator("#code").fill(there.code)
        self.page.locator("main form:has(#code) button[type=submit]").first.click()
        self.go_on()

    def go_on(self) -> None:
        """Opens the draft, from the overview."""
        self.page.get_by_role("button", name="Ga verder met uw concept").click()
        expect(self.area).to_be_visible()

    @property
    def area(self) -> Locator:
        """The text area of the condition."""
        return self.page.get_by_label("In uw eigen woorden")

    @property
    def status(self) -> Locator:
        """What the area says about its text."""
        return self.page.locator(".writing").first.get_by_role("status")

    def type(self, text: str, delay: float = 0) -> None:
        """Key by key, at most so fast."""
        for letter in text:
            begun = time.monotonic()
            self.page.keyboard.type(letter)
            if (rest := delay - (time.monotonic() - begun)) > 0:
                time.sleep(rest)


@pytest.fixture
def phone(chromium: Browser, asked: Asked, guest: Work) -> Iterator[Device]:
    begin(guest, asked)
    opened = Device(chromium, asked)
    yield opened
    opened.context.close()


def serious(page: Page) -> list[str]:
    """What axe finds serious or worse."""
    found = Axe().run(page).response["violations"]
    return [str(one["id"]) for one in found if one["impact"] in ("serious", "critical")]


def begin(guest: Work, asked: Asked) -> None:
    """The guest has come as far as the question for the text."""
    save_draft(guest, "condition", {"step": 2, "reached": 2, "kind": ConditionKind.PLACE.value}, 0, asked.case_id)


def kept(guest: Work, asked: Asked) -> str:
    """The text the draft holds."""
    found = draft(guest, "condition", asked.case_id)
    return str(found.content.get("text", "")) if found else ""


def test_kill_9_while_typing_loses_no_more_than_two_seconds_and_the_open_page_brings_them_back(
    server: LiveServer, phone: Device, guest: Work, asked: Asked, folder: Path
) -> None:
    phone.area.click()
    pressed: list[float] = []
    begun = time.monotonic()
    killer = threading.Timer(20, server.crash)
    killer.start()
    for letter in TEXT:
        if not killer.is_alive():
            break
        phone.page.keyboard.type(letter)
        pressed.append(time.monotonic())
        time.sleep(max(0, begun + len(pressed) / KEYS_A_SECOND - time.monotonic()))
    killer.join()
    killed = time.monotonic()
    held = kept(guest, asked)
    assert len(pressed) > 100
    assert TEXT.startswith(held)
    lost = pressed[len(held) :]
    at_stake = killed - lost[0] if lost else 0.0
    assert at_stake <= SECONDS_AT_STAKE, f"typed {len(pressed)}, kept {len(held)}"
    phone.type(" En dit na de klap.", delay=0.2)  # through the moment in which Streamlit would ask for attention
    expect(phone.status).to_have_text(LOST)
    unheard = phone.page.get_by_role("alert").filter(has_text="Geen verbinding met de planner")
    expect(unheard).to_be_visible()
    phone.page.screenshot(path=PICTURES / "no-connection.png")
    phone.type(" En dit ook.")
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    server.process = start_server(folder, port=server.port).process
    phone.go_on()
    expect(unheard).to_have_count(0)
    whole = TEXT[: len(pressed)] + " En dit na de klap. En dit ook."
    expect(phone.area).to_have_value(whole, timeout=SLOW)
    comes_to(lambda: kept(guest, asked), whole)
    expect(phone.status).to_contain_text("✓ Opgeslagen", timeout=SLOW)


def test_fast_typing_while_the_page_is_drawn_anew_loses_and_doubles_no_letter(
    phone: Device, guest: Work, asked: Asked
) -> None:
    phone.area.click()
    phone.page.keyboard.type("Aan het eind. ")
    phone.page.keyboard.press("Control+Home")
    for number in range(6):
        phone.type(f"{number}: {SENTENCE}")
        phone.page.evaluate(OTHER_WIDGET)  # the page is drawn anew for another reason, the caret stays in the text
        assert phone.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    whole = "".join(f"{number}: {SENTENCE}" for number in range(6)) + "Aan het eind. "
    assert phone.area.input_value() == whole
    expect(phone.status).to_contain_text("✓ Opgeslagen")
    comes_to(lambda: kept(guest, asked), whole)
    phone.page.keyboard.press("Control+z")
    assert phone.area.input_value() != whole
    assert whole.startswith(phone.area.input_value()[:50])


def test_letters_typed_in_the_moment_a_button_is_pressed_are_in_what_it_does(
    phone: Device, guest: Work, asked: Asked
) -> None:
    phone.area.click()
    phone.page.keyboard.type("Op het laatste moment.")
    phone.page.evaluate("[...document.querySelectorAll('button')].find((b) => b.textContent === 'Verder').click()")
    expect(phone.page.get_by_role("heading", level=1)).not_to_have_text(re.compile("Wat moet er gebeuren"))
    assert kept(guest, asked) == "Op het laatste moment."


def test_the_area_is_reached_and_read_with_the_keyboard_alone(phone: Device) -> None:
    page = phone.page
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type("a" * 1_900)
    expect(phone.area).to_be_focused()
    expect(page.get_by_text("Tekens over: 100")).to_be_visible()
    page.keyboard.type("b" * 150)
    assert len(phone.area.input_value()) == 2_000
    expect(phone.status).to_contain_text("✓ Opgeslagen")
    assert phone.area.evaluate("e => getComputedStyle(e).outlineWidth + getComputedStyle(e).fontSize") == "3px16px"
    assert serious(page) == []
    page.keyboard.press("Tab")
    expect(phone.area).not_to_be_focused()


def test_the_area_has_its_name_from_the_moment_it_is_there(chromium: Browser) -> None:
    """Streamlit draws the parts first and comes to the script in a moment of its own."""
    page = chromium.new_page()
    page.set_content((FRAME / "writing.html").read_text())
    expect(page.locator("textarea")).to_have_count(1)
    assert page.get_by_role("textbox").count() == 0
    assert "label" not in serious(page)
    named, script = "Wat maakt het veiliger?", (FRAME / "writing.js").read_text()
    of_the_server = {"key": "k", "text": "Elke dag", "generation": 1, "session": "s", "kept": ["", 0], "longest": 2000}
    page.evaluate(
        """async ([script, data]) => {
            const {default: draw} = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})));
            draw({parentElement: document.body, data, setStateValue: () => {}});
        }""",
        [script, of_the_server | {"lang": "nl", "height": 150, "said": {"label": named}}],
    )
    expect(page.get_by_role("textbox", name=named, exact=True)).to_have_value("Elke dag")
    page.close()


@pytest.mark.parametrize("kept_before", ["Elke dag", "Elke dag een"])
def test_after_a_long_outage_the_text_is_still_the_writers_own(chromium: Browser, kept_before: str) -> None:
    """The server comes back after minutes with what it heard last; no other device wrote that."""
    page = chromium.new_page()
    page.clock.install()
    page.set_content((FRAME / "writing.html").read_text())
    page.evaluate(
        """async (script) => {
            const {default: draw} = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})));
            window.sent = [];
            const setStateValue = (_, one) => sent.push(one);
            window.drawn = (data) => draw({parentElement: document.body, data, setStateValue});
        }""",
        (FRAME / "writing.js").read_text(),
    )
    said = {"lang": "nl", "height": 150, "said": {"label": "Tekst"}, "key": "k", "kept": ["", 0], "longest": 2000}
    page.evaluate("(data) => drawn(data)", said | {"text": "Elke dag", "generation": 1, "session": "before"})
    page.get_by_role("textbox").focus()
    for word in (" een", " afspraak", *[f" {number}" for number in range(20)]):
        page.keyboard.press("Control+End")
        page.keyboard.type(word)
        page.clock.run_for(6_000)
    page.clock.run_for(120_000)
    whole = page.get_by_role("textbox").input_value()
    page.evaluate("(data) => drawn(data)", said | {"text": kept_before, "generation": 2, "session": "after"})
    page.clock.run_for(1_000)
    last = page.evaluate("sent.at(-1)")
    assert (last["text"], last["torn"], last["generation"]) == (whole, False, 2)
    assert whole.endswith(" 19")
    page.close()


def test_two_devices_at_once_keep_and_show_both_texts(
    chromium: Browser, phone: Device, guest: Work, asked: Asked
) -> None:
    laptop = Device(chromium, asked, 1280, 900)
    phone.area.click()
    phone.type("Vader komt niet bij de school.", 0.05)
    expect(phone.status).to_contain_text("✓ Opgeslagen")
    laptop.area.click()
    laptop.type("Vader komt niet bij het huis.", 0.05)
    expect(laptop.status).to_contain_text("✓ Opgeslagen")
    card = laptop.page.locator(".st-key-card_two_devices")
    expect(card).to_contain_text("Vader komt niet bij de school.")
    expect(card).to_contain_text("Vader komt niet bij het huis.")
    expect(card.locator("mark").first).to_be_visible()
    expect(laptop.area).to_be_focused()
    assert laptop.area.input_value() == "Vader komt niet bij het huis."
    phone.type(" Ook niet op zondag.", 0.05)
    expect(phone.status).to_contain_text("✓ Opgeslagen")
    phone.page.get_by_text("Toon de andere tekst").click()
    expect(phone.page.get_by_text("Vader komt niet bij het huis.").first).to_be_visible()
    PICTURES.mkdir(exist_ok=True)
    laptop.page.screenshot(path=PICTURES / "two-devices-laptop.png", full_page=True)
    phone.page.screenshot(path=PICTURES / "two-devices-phone.png", full_page=True)
    for device in (laptop, phone):
        settle(device.page)
        assert serious(device.page) == []
    mine = laptop.page.get_by_role("button", name="Ga verder met mijn tekst")
    mine.click()  # over a text that has gone on since: what is there now is shown first
    expect(card).to_contain_text("Ook niet op zondag.")
    mine.click()
    expect(card).to_have_count(0)
    assert kept(guest, asked) == "Vader komt niet bij het huis."
    phone.page.reload()
    phone.go_on()
    expect(phone.area).to_have_value("Vader komt niet bij het huis.")
    phone.page.get_by_text("Toon de andere tekst").click()
    expect(phone.page.get_by_text("Vader komt niet bij de school.").first).to_be_visible()
    laptop.context.close()
