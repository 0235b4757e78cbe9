"""A first-time partner on a phone: three conditions with their readings, every tap counted, every step looked at.

Typing the prose is no tap; touching the box to begin typing is one. Pictures are kept in `test-output/`.
"""

import re
from collections.abc import Iterator
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from services.conditions.queries import conditions_of
from services.premises import Premises
from tests.asked import Asked, an_invited_case, people_of
from tests.drawn import settle
from tests.journeys.test_every_screen import STILL
from tests.live import LiveServer, chromium, live_server
from tests.shared import ROOT

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

MOST_TAPS = 60
MOST_SECONDS = 120
"""What the page itself may take of the five minutes; reading, thinking and typing take the rest."""
PICTURES = ROOT / "test-output"
TAGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


class Phone:
    """A touch screen of 390 by 844 that counts the taps and the time the page took after each."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(
            viewport={"width": 390, "height": 844},
            has_touch=True,
            is_mobile=True,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
        )
        self.page: Page = self.context.new_page()
        self.taps, self.waited = 0, 0.0
        self.found: dict[str, list[str]] = {}

    def tap(self, target: Locator) -> None:
        began = monotonic()
        target.tap()
        self.taps += 1
        settle(self.page)
        self.waited += monotonic() - began

    def button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True).first)

    def chip(self, group: str, option: str) -> None:
        """A chip by the words above it and its own."""
        groups = self.page.get_by_test_id("stButtonGroup").filter(has_text=re.compile(re.escape(group)))
        self.tap(groups.first.get_by_text(option, exact=True).first)

    def write(self, label: str, text: str) -> None:
        """Touches a box and types; the typing is the partner's time, not the page's."""
        box = self.page.get_by_label(label, exact=True)
        self.tap(box)
        box.press("End")
        box.press_sequentially(text, delay=5)
        settle(self.page)

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1).first).to_have_text(words)

    def look(self, name: str) -> None:
        """A picture, what axe finds, and whether anything sticks out, also on a narrower phone."""
        PICTURES.mkdir(exist_ok=True)
        settle(self.page)
        self.page.screenshot(path=PICTURES / f"partner-{name}.png")
        seen = Axe().run(self.page, options=TAGS).response["violations"]
        wrong = [f"{v['id']}: {node['target']}" for v in seen for node in v["nodes"]]
        for width in (320, 390):
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.wait_for_function(STILL, arg=width)
            if not self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wrong.append(f"sideways at {width}")
        if wrong:
            self.found[name] = wrong


@pytest.fixture(scope="module")
def premises(live_server: LiveServer) -> Iterator[Premises]:
    opened = live_server.premises()
    yield opened
    opened.real.close()
    if opened.practice:
        opened.practice.close()


@pytest.fixture
def asked(premises: Premises) -> Asked:
    return an_invited_case(people_of(premises.real, premises.settings))


def come_in(phone: Phone, asked: Asked) -> None:
    """From the link in the mail to the partner's own page."""
    there = asked.attendee("VT")
    phone.page.goto(there.link)
    phone.taps += 1
    code = phone.page.locator("#code")
    phone.tap(code)
    code.press_sequentially(there.code)
    phone.tap(code.locator("xpath=ancestor::form").get_by_role("button"))
    phone.heading("Uw voorwaarden")
    phone.look("home")


def test_three_conditions_take_at_most_sixty_taps(chromium: Browser, asked: Asked) -> None:
    phone = Phone(chromium)
    come_in(phone, asked)
    phone.button("Schrijf een voorwaarde")

    phone.heading("Over wie en wat gaat het?")
    phone.look("1-whom")
    phone.chip("Waar gaat het over?", "Contact met het slachtoffer")
    phone.button("Verder")
    phone.look("2-what")
    phone.chip("De heer D. …", "mag niet")
    phone.write("In uw eigen woorden, één afspraak", "contact zoeken met mevrouw W., ook niet via anderen.")
    phone.look("2-what-written")
    phone.button("Verder")
    phone.look("3-who-when")
    phone.chip("Tot wanneer geldt dit?", "Drie maanden")
    phone.button("Verder")
    phone.look("4-reading")
    phone.chip("Wat komt het dichtst bij uw tekst?", "Contact zoeken of hebben")
    phone.look("4-reading-sentence")
    phone.button("Ja, dat klopt")
    phone.look("5-check")
    phone.write("Hoe ziet u dat het lukt? (mag leeg)", "Wij bellen haar elke vrijdag.")
    phone.write("En als het niet lukt? (mag leeg)", "Zij belt 112, wij bellen de wijkagent dezelfde dag.")
    phone.button("Verder")
    phone.look("6-readers")
    phone.button("Kijk uw antwoorden na")
    phone.look("7-look-over")
    phone.button("Lever deze voorwaarde aan")
    phone.heading("Uw voorwaarde is aangeleverd")
    phone.look("8-done")

    phone.button("Nog een voorwaarde")
    phone.chip("Waar gaat het over?", "Plekken en zones")
    phone.button("Verder")
    phone.write("In uw eigen woorden, één afspraak", "De heer D. komt niet bij de school van Kind F.")
    phone.button("Verder")
    phone.look("3-who-when-proposed")
    phone.chip("Tot wanneer geldt dit?", "Tot het overleg")
    phone.button("Verder")
    phone.chip("Wat komt het dichtst bij uw tekst?", "Komen of zijn")
    phone.look("4-reading-place")
    phone.chip("Waar", "de school van kind F.")
    phone.button("Ja, dat klopt")
    phone.chip("Wie controleert het?", "Politie")
    phone.button("Verder")
    phone.tap(phone.page.get_by_text("Iedereen in het overleg, en ook het slachtoffer", exact=True))
    phone.button("Kijk uw antwoorden na")
    phone.button("Lever deze voorwaarde aan")

    phone.button("Nog een voorwaarde")
    phone.chip("Waar gaat het over?", "Wat gedeeld mag worden")
    phone.button("Verder")
    phone.chip("Veilig Thuis …", "regelt")
    phone.write("In uw eigen woorden, één afspraak", "dat het nieuwe adres in geen enkel stuk komt.")
    phone.button("Verder")
    phone.chip("Wanneer moet het gedaan zijn? (mag leeg)", "Morgen")
    phone.button("Verder")
    phone.chip("Wat komt het dichtst bij uw tekst?", "Delen, zeggen of in een stuk zetten")
    phone.look("4-reading-share")
    phone.chip("Wat of wie betreft het", "het huidige adres van mevrouw W.")
    phone.button("Ja, dat klopt")
    phone.button("Verder")
    phone.button("Kijk uw antwoorden na")
    phone.button("Lever deze voorwaarde aan")
    phone.heading("Uw voorwaarde is aangeleverd")
    phone.tap(phone.page.get_by_role("button", name="Naar al uw voorwaarden"))
    phone.look("9-home")

    print(f"{phone.taps} taps, the page took {phone.waited:.1f} s")  # noqa: T201
    kept = conditions_of(asked.director, asked.case_id)
    assert len(kept) == 3
    assert all(view.reading for view in kept)
    assert [norm.what for view in kept for norm in view.reading][-1] == ("address_home:P1",)
    assert [view.done_by for view in kept] == ["P2", "P2", "VT"]
    assert [view.checked_by for view in kept] == ["VT", "politie", "VT"]
    assert phone.found == {}
    assert phone.taps <= MOST_TAPS
    assert phone.waited < MOST_SECONDS
    phone.context.close()
