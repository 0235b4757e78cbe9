"""The main job in a real browser: from the set-up code to the Word plan. Pictures are kept in `test-output/`.

The first journey makes a real region's first accounts; the second carries H-01 of the fictional region from My day to
the plan and the victim's sheet, with a partner on a phone in a second browser.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, TimeoutError, expect

from models.terms import Resolution
from services.access.rules import Standing
from services.cases.queries import my_cases
from services.conditions.actions import decide
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of
from services.demo.actions import VISITORS_NAME
from services.demo.queries import account_named
from services.plans.orders import Settle
from services.plans.queries import case_state
from services.plans.settling import settle as settle_finding
from services.relations.facts import Actor
from services.settings import now
from tests.cast import PASSWORD
from tests.drawn import PATIENCE, settle
from tests.live import LiveServer, chromium, live_server
from tests.shared import ROOT

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

PICTURES = ROOT / "test-output"
SLOW = PATIENCE * 1000


class Window:
    """One browser window that keeps pictures and notices what leaves the house."""

    def __init__(self, browser: Browser, server: LiveServer, name: str, width: int = 1440, height: int = 1200) -> None:
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            accept_downloads=True,
        )
        self.page: Page = self.context.new_page()
        self.server, self.name, self.strays = server, name, list[str]()
        self.page.on("request", self._stays_home)

    def _stays_home(self, request) -> None:
        home = (self.server.address, self.server.address.replace("http", "ws"), "data:", "blob:", "about:")
        if not request.url.startswith(home):
            self.strays.append(request.url)

    def open(self, path: str) -> None:
        """Goes to an address of the server, until the page stands."""
        self.page.goto(self.server.address + path)
        self.settle()

    def picture(self, step: str) -> None:
        """A picture of the settled page."""
        self.settle()
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{self.name}-{step}.png")

    def settle(self) -> None:
        """Waits until the script has finished drawing."""
        settle(self.page)

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Clicks the button of that name and waits for the page."""
        (within or self.page).get_by_role("button", name=name, exact=isinstance(name, str)).first.click()
        self.settle()

    def heading(self, words: str | re.Pattern[str]) -> None:
        """The page's h1 says this."""
        expect(self.page.get_by_role("heading", level=1).first).to_contain_text(words, timeout=SLOW)

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Picks an option of a list by its label, until the list shows it."""
        opener = (within or self.page).get_by_label(label, exact=True).first
        chosen = self.page.get_by_role("option", name=option, exact=True).first
        shown = ""
        for patience in (2, 4, 8, 16):  # what stood in another field is sent now; drawn anew, the page closes the list
            self.settle()
            if not chosen.is_visible():
                opener.click()
            try:
                chosen.click(timeout=patience * 1000)
            except TimeoutError:
                continue
            self.settle()
            if option in (shown := self.shown(opener)):
                return
        raise AssertionError(f"{label}: {option} was not chosen, there stands {shown!r}")

    def shown(self, field: Locator) -> str:
        """What stands in a list."""
        return field.evaluate(
            """field => {
                const list = field.closest('[data-testid="stSelectbox"], [data-testid="stMultiSelect"]') ?? field
                return [list.innerText, ...[...list.querySelectorAll("input")].map(input => input.value)].join(" ")
            }"""
        )

    def close(self) -> None:
        self.context.close()
        assert self.strays == []


@pytest.fixture
def window(chromium: Browser, live_server: LiveServer) -> Iterator[Window]:
    opened = Window(chromium, live_server, "director")
    yield opened
    opened.close()


def enrol(page: Page, address: str) -> str:
    """Confirms the second factor with the key shown, keeps the recovery codes; gives the key."""
    secret = page.locator(".square code").inner_text().replace(" ", "")
    page.locator("#code").fill(pyotp.TOTP(secret).at(now()))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Ik heb ze bewaard").or_(page.get_by_role("button", name="Ik heb ze bewaard")).click()
    return secret


def fill(page: Page, **boxes: str) -> None:
    """Types into a door form's boxes by their id and sends it."""
    for box, text in boxes.items():
        page.locator(f"#{box}").fill(text)
    with page.expect_navigation():
        page.locator(f"main form:has(#{next(iter(boxes))}) button[type=submit]").first.click()


def test_a_new_region_gets_its_administrator_and_its_first_case_director(
    chromium: Browser, live_server: LiveServer
) -> None:
    admin = Window(chromium, live_server, "administrator")
    admin.open("/")
    fill(
        admin.page,
        setup_code=live_server.setup_code,
        name="Astrid Admiraal",
        email="astrid@beheer.example",
        password=PASSWORD,
    )
    enrol(admin.page, live_server.address)
    admin.heading("Mensen")
    admin.choose("Rol", "Casusregisseur")
    admin.page.get_by_label("Naam", exact=True).fill("Hanna Huisman")
    admin.page.get_by_label("E-mailadres van het werk").fill("hanna@politie.example")
    admin.page.keyboard.press("Tab")
    admin.settle()
    admin.press(re.compile("Maak een uitnodiging"))
    link = admin.page.locator("code").filter(has_text="/uitnodiging/").first.inner_text().strip()
    admin.picture("invited")

    hanna = Window(chromium, live_server, "new-director")
    hanna.page.goto(link)
    fill(hanna.page, password="vier losse woorden samen een zin")
    enrol(hanna.page, live_server.address)
    hanna.heading("Mijn dag")
    hanna.picture("my-day")
    hanna.open("/nieuwe-zaak")
    hanna.heading("Nieuwe zaak")
    hanna.page.get_by_label("Zaaknaam", exact=True).fill("Zaak Rietzanger")
    hanna.page.get_by_label("Wat er is gebeurd").fill("Een tekst die niet verloren mag gaan.")
    hanna.settle()  # one second after the last key it saves itself; no key or click follows
    expect(hanna.page.get_by_text(re.compile(r"Opgeslagen \d+\.\d\d")).first).to_be_visible(timeout=SLOW)
    hanna.open("/nieuwe-zaak")
    expect(hanna.page.get_by_label("Wat er is gebeurd")).to_have_value("Een tekst die niet verloren mag gaan.")
    hanna.picture("intake-draft-is-back")
    hanna.close()
    admin.close()


def test_one_case_goes_from_my_day_to_the_word_plan(window: Window, chromium: Browser, live_server: LiveServer) -> None:
    page = window.page
    window.open("/welkom")
    if "/aanmelden" in page.url:
        page.get_by_role("button", name=re.compile("oefenregio")).click()
    else:
        page.get_by_role("button", name="Open de oefenregio").click()
    window.heading("Mijn dag")
    expect(page.get_by_text("Fictieve oefenregio")).to_be_visible()
    window.picture("2-my-day")

    page.get_by_role("link", name="Zaak Heggemus").first.click()
    window.heading("Wat nog nodig is")
    window.picture("2-case")

    page.get_by_role("link", name=re.compile(r"2\. Netwerk")).click()
    window.heading("Partnernetwerk")
    expect(page.locator("svg.network:visible")).to_be_visible()
    expect(page.get_by_text("H-RN-5").first).to_be_visible()
    window.picture("3-network")

    page.get_by_role("link", name=re.compile(r"3\. Overleg")).click()
    window.heading("Plan een overleg")
    # How many can be there hangs on the weekday on which the region is played; its own test has the numbers.
    there = re.compile(r"(\d+) van 11 aanwezig\.")
    window.settle()
    numbers = [int(there.findall(text)[0]) for text in page.get_by_text(there).all_text_contents()]
    assert 3 <= numbers[0] <= max(numbers) <= 11
    window.picture("4-two-proposals")
    page.get_by_role("button", name="Kies deze tijd").last.click()
    expect(page.get_by_role("dialog")).to_contain_text("Dit bericht bevat bewust geen informatie over de zaak")
    page.get_by_role("textbox", name="De vraag aan het overleg").fill("Wat maakt het deze week veiliger?")
    page.get_by_role("textbox", name="Wat is er nieuw").fill("Staat weer bij de school.")
    expect(page.get_by_role("dialog").get_by_text("Opgeslagen")).to_be_visible()
    window.picture("4-invitation")
    window.press("Verstuur 11 uitnodigingen")
    window.heading("MDO")
    attendee = page.locator('[class*="st-key-row_"]').filter(has_text="Veilig Thuis").first
    attendee.get_by_role("button", name="Link en code").click()
    link = page.locator("code").filter(has_text=re.compile(r"/u/\w+#")).first.inner_text().strip()
    code = page.locator("dd strong").first.inner_text().strip()
    window.picture("4-attendees")

    hand_in_on_a_phone(chromium, live_server, link, code)

    window.open(page.url.split(live_server.address)[1].replace("overleg", "voorwaarden"))
    window.heading("Voorwaarden")
    page.get_by_role("radio", name=re.compile("Te besluiten")).click()
    window.settle()
    window.press("Neem over")
    window.picture("6-decided")
    for _ in range(10):
        nobody_else(window)
    window.picture("6-everybody-in")
    decide_the_rest(live_server)
    window.open(page.url.split(live_server.address)[1])

    page.get_by_role("link", name=re.compile(r"5\. Plan")).click()
    window.heading("Veiligheidsplan")
    for _ in range(4):
        weigh(window)
    record_action(window)
    window.picture("6-ready")
    window.press("Stel het plan vast")
    window.press(re.compile("Versie 1 vaststellen"))
    expect(page.get_by_text("Versie 1, vastgesteld").first).to_be_visible(timeout=SLOW)
    window.picture("7-adopted")

    page.get_by_role("link", name="Documenten", exact=True).click()
    window.heading("Documenten")
    plan, sheet = download(window, "Plan voor alle partners"), download(window, "Blad voor het slachtoffer")
    assert "Vader heeft tot de uitspraak geen contact met haar" in words_of(plan)
    assert "Elke contactpoging zelfde dag naar de casusregisseur" in words_of(sheet)
    assert "FICTIEF" in words_of(plan)
    assert "FICTIEF" in words_of(sheet)


def decide_the_rest(server: LiveServer) -> None:
    """What the region told of the case before is settled behind the screen: what contradicts stays open for the police,
    everything else is accepted."""
    opened = server.premises()
    work = opened.work(practice=True)
    account = account_named(work, VISITORS_NAME)
    work = work.as_actor(Actor(Standing.CASE_DIRECTOR, VISITORS_NAME, account_id=account, organisation="politie"))
    case_id = next(line.id for line in my_cases(work) if line.code == "H-01")
    for one in case_state(work, case_id).board.open:
        versions = {view.id: view.version for view in conditions_of(work, case_id)}
        seen = tuple((name, versions[name]) for name in one.pair)
        settle_finding(work, Settle(case_id, one.key, Resolution.UNRESOLVED, seen, work.chance.id(), owner="politie"))
    for view in conditions_of(work, case_id):
        if not view.decided:
            decide(work, Decide(case_id, view.id, view.version, Decision.ACCEPT))
    opened.real.close()
    if opened.practice is not None:
        opened.practice.close()


def hand_in_on_a_phone(chromium: Browser, server: LiveServer, link: str, code: str) -> None:
    """Step 5: the attendee, without an account, on a phone; comes back and changes what was handed in."""
    phone = Window(chromium, server, "partner", 390, 844)
    page = phone.page
    page.goto(link)
    fill(page, code="WRNG WRNG")
    expect(page.locator(".errors")).to_contain_text("4")
    fill(page, code=code)
    phone.heading("Uw voorwaarden")
    phone.picture("5-home")
    phone.press("Schrijf een voorwaarde")
    chip(phone, "Waar gaat het over?", "Contact met het slachtoffer")
    phone.press("Verder")
    page.get_by_label("In uw eigen woorden, één afspraak").fill("Vader heeft tot de uitspraak geen contact met moeder.")
    expect(page.get_by_text(re.compile(r"Opgeslagen \d+\.\d\d")).first).to_be_visible(timeout=SLOW)
    phone.picture("5-question")
    phone.press("Verder")
    phone.press("Verder")
    chip(phone, "Wat komt het dichtst bij uw tekst?", "Contact zoeken of hebben")
    phone.press("Ja, dat klopt")
    phone.press("Verder")
    phone.press("Kijk uw antwoorden na")
    phone.picture("5-look-over")
    phone.press("Lever deze voorwaarde aan")
    phone.heading("Uw voorwaarde is aangeleverd")
    phone.picture("5-done")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.close()
    change_it_later(chromium, server, link, code)


def chip(phone: Window, group: str, option: str) -> None:
    """A chip by the words above it and its own."""
    row = phone.page.get_by_test_id("stButtonGroup").filter(has_text=group).first
    row.get_by_text(option, exact=True).first.click()
    phone.settle()


def change_it_later(chromium: Browser, server: LiveServer, link: str, code: str) -> None:
    """The attendee comes back by the same link, in another browser, and changes what was handed in."""
    later = Window(chromium, server, "partner-again", 390, 844)
    page = later.page
    page.goto(link)
    fill(page, code=code)
    later.heading("Uw voorwaarden")
    expect(page.get_by_text("geen contact met moeder")).to_be_visible()
    later.press("Wijzig", page.locator('[class*="st-key-edit_"]'))
    page.get_by_role("button", name="Wijzig").nth(1).click()
    later.settle()
    page.get_by_label("In uw eigen woorden, één afspraak").fill("Vader heeft tot de uitspraak geen contact met haar.")
    later.settle()
    later.press("Kijk uw antwoorden na")
    page.get_by_role("button", name="Wijzig").nth(3).click()
    later.settle()
    later.press("Ja, dit klopt nog")
    later.press("Lever deze wijziging aan")
    later.heading("Uw voorwaarde is aangeleverd")
    later.picture("5-changed")
    later.close()


def nobody_else(window: Window) -> None:
    """Records for the first attendee who still owes conditions that they have none."""
    page = window.page
    filter_button = page.get_by_role("radio", name=re.compile("Nog niet binnen"))
    if filter_button.count():
        filter_button.first.click()
        window.settle()
    window.press("Meer")
    page.get_by_text("Heeft geen voorwaarden", exact=True).first.click()
    window.settle()
    window.press("Leg vast: geen voorwaarden")


def weigh(window: Window) -> None:
    """Records the weighing that the route map asks first."""
    page = window.page
    window.press(re.compile("Leg een afweging vast"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Waarom").fill("Gewogen in het overleg.")
    page.keyboard.press("Tab")
    window.settle()
    window.press("Leg vast", dialog)
    expect(dialog).to_have_count(0)


def record_action(window: Window) -> None:
    """One action for the victim's sheet."""
    page = window.page
    window.press(re.compile("Nieuwe actie"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("Wat gebeurt er")).fill("Elke contactpoging zelfde dag naar de casusregisseur.")
    window.choose("Wie doet het", "Politie", dialog)
    window.choose("Wie mag dit lezen", "Partners en het slachtoffer", dialog)
    dialog.get_by_label("Komt uit voorwaarden").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Tab")
    window.settle()
    window.press("Bewaar", dialog)
    expect(dialog).to_have_count(0)


def download(window: Window, title: str) -> bytes:
    """The Word file behind one row of the documents, fetched with this browser's own cookie."""
    row = window.page.locator('[class*="st-key-row_"]').filter(has_text=title).last
    address = row.get_by_role("link", name="Open in Word").get_attribute("href")
    answer = window.context.request.get(f"{window.server.address}{address}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "no-store" in answer.headers["cache-control"]
    return answer.body()


def words_of(document: bytes) -> str:
    """All text of a Word file, headers included."""
    with zipfile.ZipFile(BytesIO(document)) as parts:
        names = [name for name in parts.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return " ".join(re.sub(r"<[^>]+>", "", parts.read(name).decode()) for name in names)
