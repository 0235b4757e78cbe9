"""The door in a real browser: first run, invitation, sign-in, language; on a desktop and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from models.terms import AccountRole
from services.directory import accounts, sessions
from services.directory.facts import InviteAccount
from services.settings import now
from tests.cast import PASSWORD
from tests.live import LiveServer, start_server

pytestmark = [pytest.mark.long, pytest.mark.browser]
SIZES = {"desktop": (1440, 900), "phone": (390, 844), "narrow": (320, 700)}


class Walk:
    """A browser window that notices what must never happen."""

    def __init__(self, browser: Browser, server: LiveServer, size: str, pictures: Path) -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        self.page: Page = self.context.new_page()
        self.server, self.size, self.pictures = server, size, pictures
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("request", self._stays_home)

    def _stays_home(self, request) -> None:
        if not request.url.startswith((self.server.address, "data:", "about:")):
            self.complaints.append(f"left the house: {request.url}")

    def open(self, path: str) -> Page:
        """Goes to an address of the server."""
        self.page.goto(self.server.address + path)
        return self.page

    def check(self, name: str) -> None:
        """Accessible, nothing sideways; keeps a picture."""
        self.page.wait_for_load_state()
        self.page.screenshot(path=self.pictures / f"{name}-{self.size}.png", full_page=True)
        tags = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(self.page, options=tags)
        assert found.violations_count == 0, found.generate_report()
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"

    def fill(self, **boxes: str) -> None:
        """Types into boxes by their id and sends the form."""
        for box, text in boxes.items():
            self.page.locator(f"#{box}").fill(text)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").first.click()

    def close(self) -> None:
        """Closes the window; whatever the browser complained of fails here."""
        self.context.close()
        assert [c for c in self.complaints if "422" not in c] == []


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A planner that starts for the first time, and so makes its key and its databases itself."""
    server = start_server(tmp_path_factory.mktemp("live"), first=True)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture(params=SIZES)
def walk(request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer, pictures: Path) -> Iterator[Walk]:
    window = Walk(chromium, live_server, request.param, pictures)
    yield window
    window.close()


def test_a_first_run_shows_both_ways_and_says_what_is_wrong(walk: Walk) -> None:
    page = walk.open("/")
    expect(page).to_have_url(walk.server.address + "/welkom")
    walk.check("welkom")
    walk.fill(setup_code="AAAA-BBBB-CCCC", name="Astrid", email="a@beheer.example", password=PASSWORD)
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#setup_code-fout")).to_contain_text("klopt niet")
    walk.check("welkom-fout")
    walk.fill(setup_code="AAAA-BBBB-CCCC", name="Astrid", email="a@beheer.example", password="kort")
    walk.check("welkom-wachtwoord")


def test_the_guest_page_takes_the_secret_out_of_the_address(walk: Walk) -> None:
    secret = "s" * 43
    page = walk.open(f"/u/{'0' * 32}#{secret}")
    expect(page.locator(".errors")).to_contain_text("werkt niet")
    expect(page.locator("#secret")).to_be_hidden()
    expect(page).to_have_url(f"{walk.server.address}/u/{'0' * 32}")
    expect(page.locator("#secret")).to_have_value(secret)
    walk.check("u-refused")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".errors")).to_contain_text("does not work")
    expect(page.locator("#secret")).to_have_value(secret)
    assert "#" not in page.url
    walk.open(f"/u/{'0' * 32}")
    expect(page.locator("#secret")).to_be_visible()
    walk.check("u")


def test_without_script_the_secret_can_be_pasted(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.address}/u/{'0' * 32}#{'s' * 43}")
    expect(page.locator("#secret")).to_be_visible()
    context.close()


def test_setting_up_inviting_and_signing_in(chromium: Browser, live_server: LiveServer, pictures: Path) -> None:
    walk = Walk(chromium, live_server, "desktop", pictures)
    page = walk.open("/welkom")
    walk.fill(
        setup_code=live_server.setup_code, name="Astrid Admiraal", email="astrid@beheer.example", password=PASSWORD
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Koppel uw telefoon")
    walk.check("koppel")
    secret = page.locator(".square code").inner_text().replace(" ", "")
    walk.fill(code=pyotp.TOTP(secret).at(now()))
    expect(page.locator(".codes li")).to_have_count(10)
    walk.check("herstelcodes")
    recovery = page.locator(".codes li").first.inner_text()
    cookie = next(kept for kept in walk.context.cookies() if kept["name"] == "mdo")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")

    opened = live_server.premises()
    house = live_server.house(opened)
    actor = sessions.recognise(house.work(), cookie["value"].removeprefix("r."))
    assert actor is not None
    link = accounts.invite_account(
        house.work(actor), InviteAccount("Hanna Huisman", "hanna@politie.example", AccountRole.CASE_DIRECTOR)
    )
    opened.real.close()
    walk.open("/afmelden")
    walk.check("afmelden")
    page.get_by_role("button", name="Afmelden").click()
    expect(page).to_have_url(live_server.address + "/aanmelden")
    walk.check("aanmelden")
    walk.fill(email="astrid@beheer.example", password="niet het goede wachtwoord")
    expect(page.locator(".errors")).to_contain_text("horen niet bij elkaar")
    walk.check("aanmelden-fout")
    walk.fill(email="astrid@beheer.example", password=PASSWORD)
    walk.check("code")
    walk.fill(code=recovery)
    page.wait_for_url(live_server.address + "/")
    page.goto("about:blank")
    walk.context.clear_cookies()

    page.goto(link)
    walk.check("uitnodiging")
    walk.fill(password=PASSWORD)
    secret = page.locator(".square code").inner_text().replace(" ", "")
    walk.fill(code=pyotp.TOTP(secret).at(now()))
    expect(page.locator(".codes li")).to_have_count(10)
    walk.context.close()
    assert [c for c in walk.complaints if "422" not in c] == []


def test_the_practice_region_is_a_click_away_and_marked(
    chromium: Browser, live_server: LiveServer, pictures: Path
) -> None:
    walk = Walk(chromium, live_server, "phone", pictures)
    page = walk.open("/aanmelden")
    page.get_by_role("button", name="oefenregio").click()
    page.wait_for_url(live_server.address + "/")
    kept = {cookie["name"]: cookie["value"] for cookie in walk.context.cookies()}
    assert kept["mdo"].startswith("p.")
    walk.open("/afmelden")
    expect(page.locator(".practice")).to_have_text("Fictief – oefenregio")
    walk.check("oefenen-afmelden")
    page.get_by_role("button", name="Afmelden").click()
    expect(page.locator(".practice")).to_have_count(0)
    walk.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_sign_in_is_fit_for_every_screen(
    chromium: Browser, live_server: LiveServer, pictures: Path, size: str
) -> None:
    walk = Walk(chromium, live_server, size, pictures)
    walk.open("/aanmelden")
    walk.check("aanmelden")
    walk.open("/uitnodiging/" + "0" * 32)
    walk.check("uitnodiging-leeg")
    walk.open("/uw-link")
    walk.check("uw-link")
    walk.close()
