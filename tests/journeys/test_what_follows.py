"""What follows after a meeting, in real browsers: owners answer on a phone, news makes a plan stale, a review decides.

Pictures in `test-output/`.
"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from models.terms import ActionStatus, Known, Phase, PlanStatus, ReviewDecision, Risk
from services.new_information.queries import news_of
from services.reviews.queries import reviews_of
from services.scheduling.facts import local_day
from services.settings import now
from tests.drawn import settle
from tests.journeys.plans_in_force import InForce, two_plans_in_force
from tests.journeys.test_every_screen import TAGS
from tests.journeys.test_handing_over import sees_nothing
from tests.journeys.test_partner_on_a_phone import Phone
from tests.journeys.test_seven_steps import PICTURES, SLOW, Window, words_of
from tests.live import LiveServer, chromium, live_server

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

TALL = {"width": 1440, "height": 2400}
OWNER = "L. de Wolff"
DONE = "Auto en tablet nagekeken; tablet ingenomen als bewijs indien nodig."
NO_LONGER = "AOL op drie adressen en AOP in het systeem; bevestiging aan CR."
NEEDED = "Zij is verhuisd; de nieuwe adressen zijn nodig."
INCIDENT = "nieuw bericht via een nepaccount en hij staat bij de sportclub"
BREACH = "hij belde haar op het oude nummer"
SEEN = "Hij belde haar; het oude nummer ligt nu bij de politie."


@pytest.fixture(scope="module")
def plans(live_server: LiveServer) -> Iterator[InForce]:
    premises = live_server.premises()
    yield two_plans_in_force(premises)
    premises.real.close()
    if premises.practice:
        premises.practice.close()


def _window(browser: Browser, server: LiveServer, plans: InForce, name: str) -> Window:
    window = Window(browser, server, f"follows-{name}", 1440, 1200)
    window.context.add_cookies([{"name": "mdo", "value": f"p.{plans.secrets[name]}", "url": server.address}])
    return window


def test_an_owner_answers_news_makes_the_plan_stale_and_a_review_decides(
    chromium: Browser, live_server: LiveServer, plans: InForce
) -> None:
    director = _window(chromium, live_server, plans, "director")
    link, code = _gives_a_link(director, plans)
    _answers_on_a_phone(chromium, link, code)
    _sees_the_answers(director, plans)
    _an_incident_makes_the_plan_stale(director, plans)
    _closing_is_refused(director, plans)
    _a_new_sash_takes_the_plan_out_of_force(director, plans)
    _a_breach_runs_until_the_prosecution_knows(director, plans)
    _one_condition_is_not_met(director, plans)
    _my_day(director)
    director.close()
    stranger = _window(chromium, live_server, plans, "stranger")
    sees_nothing(stranger, plans.high, ("live", "notulen", "opvolging", "evaluatie"))
    stranger.close()


def _open(window: Window, place: str, case_id: str, title: str) -> None:
    window.open(f"/{place}?zaak={case_id}")
    window.heading(title)


def _gives_a_link(window: Window, plans: InForce) -> tuple[str, str]:
    """The director gives one owner of several actions a link; what it leads to, and the code for the telephone."""
    _open(window, "opvolging", plans.high, "Opvolging")
    row = window.page.locator(".st-key-row_owner_politie")
    window.choose("Wie antwoordt", OWNER, row)
    window.press("Geef een link", row)
    window.press("Link en code", row)
    dialog = window.page.get_by_role("dialog")
    link = dialog.locator("code").filter(has_text="/a/").first.inner_text().strip()
    code = dialog.locator("dd strong").first.inner_text().strip()
    window.picture("1-link")
    return link, code


def _answers_on_a_phone(browser: Browser, link: str, code: str) -> None:
    """One action was done, another is no longer possible, with a word on what is needed now."""
    phone = Phone(browser)
    phone.page.goto(link)
    box = phone.page.locator("#code")
    box.press_sequentially(code)
    phone.tap(box.locator("xpath=ancestor::form").get_by_role("button"))
    phone.heading("Uw acties")
    _phone_is_accessible(phone.page, "2-actions")
    _answer(phone, DONE, "Gedaan")
    expect(phone.page.get_by_text("4 acties wachten op uw antwoord")).to_be_visible(timeout=SLOW)
    _answer(phone, NO_LONGER, "Niet meer mogelijk: de omstandigheden zijn veranderd", NEEDED)
    expect(phone.page.get_by_text("3 acties wachten op uw antwoord")).to_be_visible(timeout=SLOW)
    _phone_is_accessible(phone.page, "3-answered")
    phone.context.close()


def _answer(phone: Phone, what: str, said: str, note: str = "") -> None:
    card = phone.page.locator("[class*='st-key-card_own_']").filter(has_text=what)
    phone.tap(card.get_by_text(said, exact=True))
    if note:
        phone.write("Wat is er veranderd, en wat is nu nodig?", note)
    phone.tap(card.get_by_role("button", name="Verstuur antwoord"))


def _sees_the_answers(window: Window, plans: InForce) -> None:
    _open(window, "opvolging", plans.high, "Opvolging")
    expect(window.page.get_by_text("Open (7)")).to_be_visible(timeout=SLOW)
    window.page.get_by_text(re.compile(r"^Beantwoord \(2\)")).click()
    window.settle()
    expect(window.page.get_by_text(NEEDED)).to_be_visible(timeout=SLOW)
    said = {action.what: action.status for action in plans.state(plans.high).actions}
    assert said[DONE] is ActionStatus.DONE
    assert said[NO_LONGER] is ActionStatus.NO_LONGER_POSSIBLE


def _happens(window: Window, case_id: str, line: str) -> None:
    """One line in the log, read by the planner and kept."""
    _open(window, "gebeurtenissen", case_id, "Gebeurtenissen")
    card = window.page.locator(".st-key-card_events_entry")
    card.get_by_label("Wat is er gebeurd, en wanneer").fill(line)
    expect(card.get_by_role("button", name="Leg 1 gebeurtenis vast")).to_be_enabled(timeout=SLOW)
    window.settle()
    window.press("Leg 1 gebeurtenis vast", card)
    expect(card.get_by_text("1 gebeurtenis is vastgelegd.")).to_be_visible(timeout=SLOW)


def _an_incident_makes_the_plan_stale(window: Window, plans: InForce) -> None:
    """The low case: the plan may no longer fit, and who must hear of it is ticked off."""
    _happens(window, plans.low, f"gisteren 9.00 incident: {INCIDENT}")
    _open(window, "opvolging", plans.low, "Opvolging")
    expect(window.page.locator(".st-key-card_stale")).to_contain_text("Plan 1 past mogelijk niet meer", timeout=SLOW)
    window.page.set_viewport_size(TALL)
    window.picture("4-stale")
    news = window.page.locator(".st-key-card_news")
    window.press("Vink iedereen aan", news)
    window.press("Leg vast dat 2 het weten", news)
    expect(news.get_by_text("1 gebeurtenis waar iedereen van weet")).to_be_visible(timeout=SLOW)
    (told,) = news_of(plans.director, plans.low)
    assert {one.organisation for one in told.hearers} == {"VT", "lokale_veld"}
    assert told.unheard == ()


def _closing_is_refused(window: Window, plans: InForce) -> None:
    """The review says what stands in the way of closing: a condition, and a new SASH."""
    _open(window, "evaluatie", plans.low, "Evaluatie")
    window.press("Begin de evaluatie")
    decision = window.page.locator(".st-key-card_review_decision")
    decision.get_by_text("Zaak afsluiten", exact=True).click()
    window.settle()
    expect(decision.get_by_role("status").first).to_contain_text("Dit kan nog niet worden besloten")
    for reason in ("harde voorwaarde is nog niet bekeken", "nieuwe SASH nodig"):
        expect(decision.get_by_text(re.compile(reason))).to_be_visible(timeout=SLOW)
    expect(decision.get_by_role("button", name="Leg het besluit vast")).to_be_disabled()
    _is_accessible(window, "5-closing-refused")


def _a_new_sash_takes_the_plan_out_of_force(window: Window, plans: InForce) -> None:
    """A higher SASH takes the case to another part of the route map; the plan of before stays readable."""
    window.press("Leg de nieuwe SASH vast")
    dialog = window.page.get_by_role("dialog")
    window.choose("Uitkomst", "Gemiddeld", dialog)
    window.press("Leg de uitkomst vast", dialog)
    expect(window.page.get_by_text("Het plan is niet meer van kracht").first).to_be_visible(timeout=SLOW)
    window.picture("6-not-in-force")
    state = plans.state(plans.low)
    assert (state.facts.phase, state.facts.risk, state.in_force) == (Phase.HIGH, Risk.MEDIUM, None)
    assert [line.status for line in state.versions] == [PlanStatus.SUPERSEDED]
    _open(window, "versies", plans.low, "Versies en exemplaren")
    expect(window.page.get_by_text("Vervangen").first).to_be_visible(timeout=SLOW)
    window.picture("7-superseded")
    words = words_of(window.context.request.get(f"{window.server.address}/dl/{plans.low}/partners?versie=1").body())
    assert "Overdracht aan lokaal veld" in words


def _a_breach_runs_until_the_prosecution_knows(window: Window, plans: InForce) -> None:
    """The high case: the clock stands in the head, an action meeting is proposed with whoever met the last time."""
    _happens(window, plans.high, f"gisteren 21.00 overtreding: {BREACH}")
    _open(window, "opvolging", plans.high, "Opvolging")
    running = window.page.get_by_text(re.compile("1 overtreding wacht op het OM"))
    expect(running).to_be_visible(timeout=SLOW)
    stale = window.page.locator(".st-key-card_stale")
    expect(stale).to_contain_text("Actieoverleg met wie er de vorige keer bij was, 45 minuten")
    _is_accessible(window, "8-breach")
    window.press("Beleg dit actieoverleg", stale)
    window.heading("Plan een overleg")
    window.settle()
    expect(window.page.get_by_text("Voorgesteld na wat er is gebeurd")).to_be_visible(timeout=SLOW)
    expect(window.page.get_by_role("radio", name="Actieoverleg")).to_be_checked()
    expect(window.page.get_by_role("radio", name="45", exact=True)).to_be_checked()
    window.picture("9-prefilled")
    _open(window, "opvolging", plans.high, "Opvolging")
    news = window.page.locator(".st-key-card_news")
    news.get_by_text("Openbaar Ministerie (OM)", exact=True).click()
    window.settle()
    window.press("Leg vast dat 1 het weet", news)
    expect(news.get_by_text("Nog 3 moeten dit horen")).to_be_visible(timeout=SLOW)
    expect(running).to_have_count(0)


def _one_condition_is_not_met(window: Window, plans: InForce) -> None:
    """Every hard condition looked at, one not met: the plan is changed, and looked at again on a day that is set."""
    _open(window, "evaluatie", plans.high, "Evaluatie")
    window.press("Begin de evaluatie")
    rows = window.page.locator("[class*='st-key-row_check_']")
    rows.first.get_by_text("Niet voldaan", exact=True).click()
    window.settle()
    rows.first.get_by_label("Wat is gezien, en wat geldt er zolang in de plaats").fill(SEEN)
    window.settle()
    for place in range(1, 5):
        rows.nth(place).get_by_text("Nog niet bekend", exact=True).click()
        window.settle()
    decision = window.page.locator(".st-key-card_review_decision")
    decision.get_by_text("Het plan wijzigen", exact=True).click()
    window.settle()
    decision.get_by_label("Waarom u dit besluit").fill("Hij belt haar op het oude nummer.")
    window.settle()
    decision.get_by_text(re.compile("^Ik besluit dit")).click()
    window.settle()
    _is_accessible(window, "10-deciding")
    window.press("Leg het besluit vast", decision)
    expect(window.page.get_by_text("Wat volgt uit de laatste evaluatie")).to_be_visible(timeout=SLOW)
    window.picture("11-decided")
    (review,) = reviews_of(plans.director, plans.high)
    assert review.decision is ReviewDecision.CHANGE
    assert [one.met for one in review.checks].count(Known.NO) == 1
    assert review.next_on is not None
    assert review.next_on > local_day(now())
    assert plans.state(plans.high).facts.review_on == review.next_on


def _my_day(window: Window) -> None:
    window.open("/")
    window.heading("Mijn dag")
    for case in ("Zaak Heggemus", "Zaak Kwikstaart"):
        expect(window.page.get_by_test_id("stMain").get_by_text(re.compile(case)).first).to_be_visible(timeout=SLOW)
    _is_accessible(window, "12-my-day")


def _is_accessible(window: Window, step: str) -> None:
    """A picture of the whole page; nothing found by axe, nothing that sticks out sideways."""
    window.page.set_viewport_size(TALL)
    window.picture(step)
    found = Axe().run(window.page, options=TAGS).response["violations"]
    assert [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]] == []
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "sideways"


def _phone_is_accessible(page: Page, step: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    settle(page)
    page.screenshot(path=PICTURES / f"follows-phone-{step}.png", full_page=True)
    found = Axe().run(page, options=TAGS).response["violations"]
    assert [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "sideways"
