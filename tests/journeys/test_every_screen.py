"""Every screen in a real browser: accessible at three widths, nothing sideways, nothing from outside, in English too.

Rules: WCAG 2.2 A and AA by axe; the content security policy must not be hit once.
"""

import re
from collections import deque
from collections.abc import Iterator
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pages.frame.addresses import CASE_PLACES, places_of
from services.access.rules import Standing
from tests.drawn import settle
from tests.live import LiveServer, chromium, live_server

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

TAGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES_A_MINUTE = 25
UNFOLD = """[...document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary')]
    .filter(summary => summary.offsetParent).slice(0, 6).forEach(summary => summary.click())"""
STILL = """(across) => innerWidth === across && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => done(!document.getAnimations().some(
        one => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime))))))"""
"""The page has the width, was drawn in it, and nothing is on its way to its place any more."""
WIDTHS = {"desktop": (1440, 1000), "phone": (390, 844), "narrow": (320, 700)}


class Crawl:
    """A signed-in window that remembers every complaint of the browser.

    A session may open thirty sockets a minute: each test has a session of its own, and no more than 25 pages a minute.
    """

    def __init__(self, browser: Browser, server: LiveServer) -> None:
        self.context = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam")
        self.page: Page = self.context.new_page()
        self.server = server
        self.complaints: list[str] = []
        self._visits: deque[float] = deque(maxlen=PAGES_A_MINUTE)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.goto(server.address + "/welkom")
        self.page.get_by_role("button", name="Open de oefenregio").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Mijn dag")
        self.drawn()
        expect(self.page.locator('a[href*="zaak="]').first).to_be_attached()
        links = self.page.locator('a[href*="zaak="]').all()
        self.cases = list(dict.fromkeys(str(link.get_attribute("href")).split("zaak=")[1] for link in links))

    def _console(self, message) -> None:
        if message.type == "error" and "404" not in message.text:  # a deep link asks twice for what is not there
            self.complaints.append(f"console: {message.text}")

    def _request(self, request) -> None:
        if not request.url.startswith((self.server.address, "data:", "blob:", "about:")):
            self.complaints.append(f"left the house: {request.url}")

    def visit(self, path: str, width: str) -> None:
        """Opens a screen at a width and waits until it has been drawn."""
        self._keep_pace()
        self.resize(width)
        self.page.goto(f"{self.server.address}/{path}")
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible()
        self.drawn()

    def resize(self, width: str) -> None:
        """The same page in another width; a picture that is drawn twice shows the one for it."""
        across, down = WIDTHS[width]
        self.page.set_viewport_size({"width": across, "height": down})
        self.page.wait_for_function(STILL, arg=across)

    def _keep_pace(self) -> None:
        if len(self._visits) == PAGES_A_MINUTE:
            self.page.wait_for_timeout(max(0.0, 61 - (monotonic() - self._visits[0])) * 1000)
        self._visits.append(monotonic())

    def drawn(self) -> None:
        """Waits until the script has finished drawing."""
        settle(self.page)

    def sideways(self) -> bool:
        """Whether the page can be scrolled sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > innerWidth + 1 || "
                "(document.querySelector('[data-testid=stMain]')?.scrollWidth ?? 0) > innerWidth + 1"
            )
        )

    def violations(self) -> list[str]:
        """What axe finds, as rule and place."""
        found = Axe().run(self.page, options=TAGS).response["violations"]
        return [f"{v['id']}: {node['target']} {node['html'][:120]}" for v in found for node in v["nodes"]]


@pytest.fixture
def crawl(chromium: Browser, live_server: LiveServer) -> Iterator[Crawl]:
    opened = Crawl(chromium, live_server)
    yield opened
    opened.context.close()


def _paths(crawl: Crawl) -> list[str]:
    cases = [f"{place}?zaak={case}" for case in crawl.cases for place in CASE_PLACES]
    return ["", "zaken", "nieuwe-zaak", "partners", *cases]


@pytest.mark.parametrize("case", range(3))
def test_every_screen_is_accessible_and_stays_within_its_width(crawl: Crawl, case: int) -> None:
    """Each is opened once and looked at in three widths; those without a case go with the first case.

    The other cases show the same screens with other rows: axe looks at them in one width.
    """
    assert len(crawl.cases) == 3
    mine = [path for path in _paths(crawl) if crawl.cases[case] in path or (case == 0 and "zaak=" not in path)]
    axed = ("desktop", "phone") if case == 0 else ("desktop",)
    wrong: dict[tuple[str, str], list[str]] = {}
    for path in mine:
        crawl.visit(path, "desktop")
        for width in WIDTHS:
            crawl.resize(width)
            found = crawl.violations() if width in axed else []
            if crawl.sideways():
                found.append("scrolls sideways")
            if found:
                wrong[path.split("=")[0], width] = found
    assert wrong == {}
    assert crawl.complaints == [], "something from outside, or against the policy"


def test_every_screen_of_the_coordinator_is_too_with_weeks_begun(crawl: Crawl) -> None:
    """Whom a visitor becomes by changing roles; weeks that are worked out are looked at in their own journey."""
    page, wrong = crawl.page, dict[tuple[str, str], list[str]]()

    def look(screen: str) -> None:
        for width in WIDTHS:
            crawl.resize(width)
            if found := crawl.violations() + ["scrolls sideways"] * crawl.sideways():
                wrong[screen, width] = found

    crawl.resize("desktop")
    page.get_by_role("link", name="Wissel van rol").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Als wie kijkt u rond?")
    look("as whom")
    page.get_by_role("button", name="Kijk als coördinator").click(timeout=60_000)
    expect(page.get_by_role("heading", level=1).first).to_have_text("Regio", timeout=60_000)
    for path in places_of(Standing.COORDINATOR):
        crawl.visit(path, "desktop")
        look(path)
    crawl.resize("desktop")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("button", name="Bereken tijden")).to_be_visible()
    crawl.drawn()
    look("weeks begun")
    assert wrong == {}
    assert crawl.complaints == [], "something from outside, or against the policy"


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_every_view_of_the_route_map_is_too_with_its_first_folds_open(crawl: Crawl, width: str) -> None:
    crawl.visit(f"routekaart?zaak={crawl.cases[0]}", width)
    main = crawl.page.get_by_test_id("stMain")
    wrong: dict[str, list[str]] = {}
    for view in ("Mijn deel", "Alle regels", "Vragen van de officier"):
        main.get_by_role("button", name=view).or_(main.get_by_role("radio", name=view)).first.click()
        crawl.drawn()
        crawl.page.evaluate(UNFOLD)
        crawl.drawn()
        if found := crawl.violations() + ["scrolls sideways"] * crawl.sideways():
            wrong[view] = found
    assert wrong == {}


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_every_view_of_the_network_is_too_with_a_seat_picked_and_a_dialog_open(crawl: Crawl, width: str) -> None:
    crawl.visit(f"netwerk?zaak={crawl.cases[0]}", width)
    main, wrong = crawl.page.get_by_test_id("stMain"), dict[str, list[str]]()

    def look(view: str) -> None:
        crawl.drawn()
        if found := crawl.violations() + ["scrolls sideways"] * crawl.sideways():
            wrong[view] = found

    crawl.page.evaluate(UNFOLD)
    look("findings unfolded")
    seat = main.locator("[data-pick]:visible").nth(1)
    seat.focus()
    crawl.page.keyboard.press("Enter")
    expect(main.get_by_role("heading", name="Bij deze plek")).to_be_visible()
    look("seat picked")
    crawl.page.keyboard.press("Enter")
    expect(main.get_by_role("heading", name="Bij deze plek")).to_have_count(0)
    main.get_by_role("button", name="Afhandelen").first.click()
    crawl.page.get_by_role("menuitem", name="Is gepland").or_(crawl.page.get_by_text("Is gepland")).first.click()
    expect(crawl.page.get_by_role("dialog")).to_contain_text("Op welke dag")
    look("dialog open")
    crawl.page.keyboard.press("Escape")
    main.get_by_role("button", name="Lijst").or_(main.get_by_role("radio", name="Lijst")).first.click()
    expect(main.get_by_role("heading", name="Alle plekken")).to_be_visible()
    look("list")
    assert wrong == {}


def test_english_leaves_no_dutch_in_menu_and_headings(crawl: Crawl) -> None:
    crawl.visit("", "desktop")
    crawl.page.get_by_test_id("stSidebar").get_by_text("EN", exact=True).click()
    expect(crawl.page.get_by_role("heading", level=1).first).to_contain_text("My day")
    crawl.drawn()
    for path in _paths(crawl)[: 4 + len(CASE_PLACES)]:
        if path == "partners":  # organisations keep their Dutch names
            continue
        crawl.visit(path, "desktop")
        words = crawl.page.locator("h1, h2").all_inner_texts()
        dutch = re.compile(r"\b(de|het|een|van|voor|wordt|niet|nog|uw|zaken|gereed|ontbreekt)\b", re.I)
        assert [text for text in words if dutch.search(text)] == [], path
