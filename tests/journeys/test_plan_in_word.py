"""The plan in Word in a real browser: sent round, answered on a phone, adopted, taken, found again and recognised.

A high-risk case stands ready for adoption. Its director sends a draft round, a partner agrees with a remark by the
personal link, the plan is adopted, and the copy made on that partner's name tells on a found document whose it is.
Somebody without business in the case gets no byte of it. Pictures in `test-output/`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from models.terms import AccountRole, PlanAnswer, PlanStatus, Relation, Risk
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.demo.region import guest_actor
from services.meetings.actions import plan
from services.plans.versions.looks import answers_on, history
from services.relations.facts import SYSTEM
from services.unit_of_work import Work
from services.wording import speak
from services.wording.labels import organisation_label
from tests.asked import Asked, soon
from tests.cast import House, Person
from tests.drawn import settle
from tests.journeys.test_partner_on_a_phone import PICTURES, TAGS, Phone
from tests.journeys.test_seven_steps import SLOW, Window
from tests.live import LiveServer, chromium, live_server
from tests.planned import HOMES, PERSONS, PlannedCase, make_ready, plan_order, seats_of
from tests.rows import a_professional, an_account

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

SAY = speak("nl")
PARTNER = "VT"
REMARK = "Wij bellen haar ook in het weekend."
SERIOUS = ("serious", "critical")


@dataclass(frozen=True)
class Cast:
    """A case ready for adoption, its director, and a colleague who has no business in it."""

    asked: Asked
    hanna: Person
    mallory: Person


@pytest.fixture(scope="module")
def cast(live_server: LiveServer) -> Iterator[Cast]:
    premises = live_server.premises()
    house = live_server.house(premises)
    astrid = house.first_administrator(live_server.setup_code)
    hanna = house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)
    mallory = house.account(astrid, "Mallory Vreemd", AccountRole.CASE_DIRECTOR)
    yield Cast(_ready_case(house, house.as_(hanna)), hanna, mallory)
    premises.real.close()
    if premises.practice:
        premises.practice.close()


def _ready_case(house: House, director: Work) -> Asked:
    """A case of hers that can be adopted once a word is given on what may stay open."""
    system = house.work(SYSTEM)
    seats = tuple(
        NewSeat(a_professional(system, f"Deelnemer {n}", f"d{n}@partner.example", home), "adviseur")
        for n, home in enumerate(HOMES)
    )
    order = NewCase("T-100", "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, PERSONS, seats)
    case_id = open_case(director, replace(order, deputy_account_id=an_account(system, "V. Vervang")))
    times = {"starts_at": soon(7), "conditions_due_at": soon(6, 15)}
    invited = tuple(seats_of(director, case_id).values())
    asked = Asked(director, case_id, plan(director, plan_order(case_id, invited, director.chance.id(), **times)))

    def as_guest(organisation: str) -> Work:
        return director.as_actor(guest_actor(asked.attendee(organisation)))

    make_ready(PlannedCase(director, case_id, asked.meeting_id, as_guest), due_at=soon(8))
    return asked


def test_a_plan_goes_round_is_adopted_and_its_copy_is_recognised(
    chromium: Browser, live_server: LiveServer, cast: Cast
) -> None:
    director = _window(chromium, live_server, cast.hanna, "director")
    _sends_a_draft_round(director, cast.asked)
    _a_partner_agrees_with_a_remark(chromium, cast.asked)
    _sees_the_answer(director, cast.asked)
    _adopts(director, cast.asked)
    _the_screens_of_the_plan_are_accessible(director, cast.asked)
    address, content = _takes_a_copy_on_a_name(director, cast.asked)
    _recognises_it(director, cast.asked, content)
    director.close()
    _a_stranger_gets_nothing(chromium, live_server, cast, address)


def _window(browser: Browser, server: LiveServer, person: Person, name: str) -> Window:
    window = Window(browser, server, f"plan-in-word-{name}", 1440, 1200)
    window.context.add_cookies([{"name": "mdo", "value": f"r.{person.secret}", "url": server.address}])
    return window


def _sends_a_draft_round(window: Window, asked: Asked) -> None:
    window.open(f"/versies?zaak={asked.case_id}")
    window.heading("Versies en exemplaren")
    window.press("Maak een concept")
    window.press("Stuur versie 1 rond")
    window.picture("1-sending-round")
    window.press("Stuur versie 1 nu rond", _dialog(window))
    expect(window.page.get_by_text("0 van 4 antwoordden")).to_be_visible(timeout=SLOW)
    assert [line.status for line in history(asked.director, asked.case_id)] == [PlanStatus.CIRCULATED]


def _dialog(window: Window) -> Locator:
    return window.page.get_by_role("dialog")


def _a_partner_agrees_with_a_remark(browser: Browser, asked: Asked) -> None:
    phone = Phone(browser)
    there = asked.attendee(PARTNER)
    phone.page.goto(there.link)
    code = phone.page.locator("#code")
    code.press_sequentially(there.code)
    phone.tap(code.locator("xpath=ancestor::form").get_by_role("button"))
    expect(phone.page.get_by_role("heading", name="Voorstel voor het veiligheidsplan, versie 1")).to_be_visible()
    _is_accessible(phone.page, "2-partner-asked")
    phone.button("Akkoord, met een opmerking")
    phone.write("Uw opmerking", REMARK)
    _is_accessible(phone.page, "2-partner-writes")
    phone.button("Verstuur: akkoord, met deze opmerking")
    expect(phone.page.locator("p.quote").get_by_text(REMARK)).to_be_visible(timeout=SLOW)
    _is_accessible(phone.page, "2-partner-answered")
    phone.context.close()


def _sees_the_answer(window: Window, asked: Asked) -> None:
    window.open(f"/versies?zaak={asked.case_id}")
    answers = window.page.locator(".st-key-card_answers")
    expect(answers.get_by_text("1 van 4 antwoordden")).to_be_visible(timeout=SLOW)
    row = answers.get_by_role("row").filter(has_text=organisation_label(SAY, PARTNER))
    expect(row).to_contain_text(REMARK)
    window.picture("3-answered")
    (version,) = history(asked.director, asked.case_id)
    said = {
        line.organisation: (line.answer, line.remark) for line in answers_on(asked.director, asked.case_id, version.id)
    }
    assert said[PARTNER] == (PlanAnswer.AGREED_WITH_REMARK, REMARK)
    assert {answer for home, (answer, _) in said.items() if home != PARTNER} == {None}


def _adopts(window: Window, asked: Asked) -> None:
    """Every open point gets its word; what was sent round is adopted as it was read."""
    window.press("Naar vaststellen")
    window.heading("Veiligheidsplan")
    window.settle()
    window.press("Stel het plan vast")
    dialog = _dialog(window)
    expect(dialog.get_by_text("Sinds versie 1 is rondgestuurd is niets gewijzigd")).to_be_visible(timeout=SLOW)
    for place in range(dialog.get_by_role("textbox").count()):
        box = dialog.get_by_role("textbox").nth(place)
        box.fill("Volgt deze week.")
        box.press("Tab")
        window.settle()
    window.picture("4-adopting")
    window.press("Versie 1 vaststellen", dialog)
    window.heading("Veiligheidsplan")
    expect(dialog).to_have_count(0, timeout=SLOW)
    assert [line.status for line in history(asked.director, asked.case_id)] == [PlanStatus.ADOPTED]


def _the_screens_of_the_plan_are_accessible(window: Window, asked: Asked) -> None:
    for place, title, widths in (
        ("teksten", "Teksten van het plan", (1440,)),
        ("versies", "Versies en exemplaren", (1440,)),
        ("stukken", "Documenten", (390, 1440)),
    ):
        window.open(f"/{place}?zaak={asked.case_id}")
        window.heading(title)
        for width in widths:
            window.page.set_viewport_size({"width": width, "height": 1200})
            window.settle()
            _is_accessible(window.page, f"5-{place}-{width}")


def _is_accessible(page: Page, step: str) -> None:
    """A picture, nothing serious by axe, nothing that sticks out sideways."""
    PICTURES.mkdir(exist_ok=True)
    settle(page)
    page.screenshot(path=PICTURES / f"plan-in-word-{step}.png", full_page=True)
    found = Axe().run(page, options=TAGS).response["violations"]
    serious = [one for one in found if one["impact"] in SERIOUS]
    assert [f"{one['id']}: {node['html'][:120]}" for one in serious for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "sideways"


def _takes_a_copy_on_a_name(window: Window, asked: Asked) -> tuple[str, bytes]:
    """The plan of all partners, made on the name of one of them; what the link leads to, and the file."""
    row = window.page.locator(".st-key-edition_partners")
    row.get_by_role("button", name="Op naam").click()
    window.settle()
    window.picture("6-on-a-name")
    link = window.page.get_by_role("link", name=re.compile(re.escape(asked.attendee(PARTNER).name)))
    address = f"{window.server.address}{link.first.get_attribute('href')}"
    answer = window.context.request.get(address)
    assert answer.status == 200
    assert answer.body()[:2] == b"PK"
    return address, answer.body()


def _recognises_it(window: Window, asked: Asked, content: bytes) -> None:
    window.open("/gevonden")
    window.heading("Gevonden document")
    found = {"name": "gevonden.docx", "mimeType": "application/octet-stream", "buffer": content}
    window.page.locator("input[type=file]").set_input_files(found)
    window.settle()
    window.press("Kijk welk exemplaar dit is")
    card = window.page.locator(".st-key-card_found")
    expect(card).to_contain_text("het bestand zelf", timeout=SLOW)
    whose = f"{asked.attendee(PARTNER).name}, {organisation_label(SAY, PARTNER)}"
    for words in ("Plan voor alle partners", whose, "Hanna Huisman", "1 (vastgesteld)"):
        expect(card).to_contain_text(words)
    _is_accessible(window.page, "7-recognised")


def _a_stranger_gets_nothing(browser: Browser, server: LiveServer, cast: Cast, address: str) -> None:
    """Not in a session of somebody else's, and not without one; not a byte of a file."""
    stranger = _window(browser, server, cast.mallory, "stranger")
    for request in (stranger.context.request, browser.new_context().request):
        answer = request.get(address, max_redirects=0)
        assert answer.status in (401, 403)
        assert b"PK" not in answer.body()
        assert "content-disposition" not in answer.headers
    stranger.close()
