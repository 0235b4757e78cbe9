"""Three conditions by the Word form: from the link on a phone to the director's click, and the same as by the link.

The partner's taps and what the page takes are counted; filling the form in is Word's. Pictures in `test-output/`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Page, expect

from models.terms import AccountRole, Arrival, ConditionKind, FormStatus, Modality, Relation, Risk
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.conditions.actions import hand_in
from services.conditions.facts import ConditionView, HandIn
from services.conditions.queries import conditions_of
from services.demo.region import guest_actor
from services.documents.forms.queries import forms_of
from services.meetings.actions import plan
from services.premises import Premises
from services.relations.facts import SYSTEM
from services.scheduling.facts import LOCAL, local_day
from services.settings import now
from services.vocabulary.proposing import begun
from services.vocabulary.queries import vocabulary
from tests.asked import Asked, soon
from tests.cast import House, Person
from tests.drawn import PATIENCE
from tests.journeys.test_partner_on_a_phone import MOST_SECONDS, MOST_TAPS, PICTURES, TAGS, Phone
from tests.journeys.test_seven_steps import SLOW, Window
from tests.live import LiveServer, chromium, live_server
from tests.planned import HOMES, PERSONS, plan_order, seats_of
from tests.played_forms import questions_of, typed
from tests.rows import a_professional, an_account
from tests.word_filling import filled

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

FROM = "VT"


@pytest.fixture(scope="module")
def premises(live_server: LiveServer) -> Iterator[Premises]:
    opened = live_server.premises()
    yield opened
    opened.real.close()
    if opened.practice:
        opened.practice.close()


@pytest.fixture(scope="module")
def house(live_server: LiveServer, premises: Premises) -> House:
    return live_server.house(premises)


@pytest.fixture(scope="module")
def hanna(live_server: LiveServer, house: House) -> Person:
    astrid = house.first_administrator(live_server.setup_code)
    return house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)


def an_invited_case(house: House, hanna: Person, code: str) -> Asked:
    """A case of hers, whose partners are invited to a meeting in a week."""
    system, work = house.work(SYSTEM), house.as_(hanna)
    seats = tuple(
        NewSeat(a_professional(system, f"Deelnemer {n}", f"{code}-{n}@partner.example", home), "adviseur")
        for n, home in enumerate(HOMES)
    )
    order = NewCase(code, f"Zaak {code}", Risk.HIGH, Relation.EX_PARTNER, PERSONS, seats)
    case_id = open_case(work, replace(order, deputy_account_id=an_account(system, f"Vervanger {code}")))
    chosen = tuple(seats_of(work, case_id).values())
    times = {"starts_at": soon(7), "conditions_due_at": soon(6, 15)}
    return Asked(work, case_id, plan(work, plan_order(case_id, chosen, work.chance.id(), **times)))


def wished() -> tuple[HandIn, ...]:
    """The three conditions, in the days to come."""
    today = local_day(now())
    until = datetime.combine(today + timedelta(days=20), datetime.min.time(), LOCAL).replace(hour=12)
    known = {"subject": "P2", "protects": ("P1", "P3"), "organisation": FROM, "until": until}
    contact = begun(vocabulary(), "contact", Modality.MUST_NOT, **known)
    return (
        HandIn(
            "link1",
            ConditionKind.CONTACT,
            "De heer D. zoekt geen contact met mevrouw W., ook niet via anderen.",
            hard=True,
            subject_ref="P2",
            protects=("P1", "P3"),
            until=until,
            if_not="Zij belt 112; wij bellen de wijkagent dezelfde dag.",
            reading=(contact,),
        ),
        HandIn(
            "link2",
            ConditionKind.DIGITAL,
            "De telefoon van mevrouw W. wordt nagekeken op volgapparatuur.",
            tier="slachtoffer",
            protects=("P1",),
            done_by="DR",
            due_on=today + timedelta(days=9),
        ),
        HandIn(
            "link3",
            ConditionKind.WELLBEING,
            "Mevrouw W. wordt elke vrijdag gebeld.",
            protects=("P1",),
            done_by=FROM,
            check="Het belverslag staat in het dossier.",
            checked_by=FROM,
        ),
    )


def bare(views: tuple[ConditionView, ...]) -> list[ConditionView]:
    """Conditions but for ids, moments and the way they came in."""
    gone = {"id": "", "invitation_id": "", "meeting_id": "", "arrived": None, "handed_in_at": None}
    return [replace(view, **gone) for view in views]


def test_three_conditions_by_word_form(
    chromium: Browser, live_server: LiveServer, house: House, hanna: Person, tmp_path: Path
) -> None:
    asked = an_invited_case(house, hanna, "T-100")
    began = monotonic()
    phone = Phone(chromium)
    come_in(phone, asked)
    content = fetch_the_form(phone, tmp_path)
    answers = typed(wished(), questions_of(asked.director, asked.case_id, FROM))
    form = tmp_path / "ingevuld.docx"
    form.write_bytes(filled(content, answers | {"name": "D. Eelnemer", "phone": "000 555 01 02"}))
    hand_it_in(phone, form)
    print(f"partner: {phone.taps} taps, the page {phone.waited:.1f} s, all {monotonic() - began:.1f} s")  # noqa: T201
    assert phone.found == {}
    assert phone.taps <= MOST_TAPS
    assert phone.waited < MOST_SECONDS
    phone.context.close()

    window = Window(chromium, live_server, "word-form")
    window.context.add_cookies([{"name": "mdo", "value": f"r.{hanna.secret}", "url": live_server.address}])
    clicks = take_it_over(window, asked)
    assert clicks == 3
    window.close()

    stands = conditions_of(asked.director, asked.case_id)
    assert {view.arrived for view in stands} == {Arrival.FORM}
    by_link = an_invited_case(house, hanna, "T-200")
    guest = by_link.director.as_actor(guest_actor(by_link.attendee(FROM)))
    for order in wished():
        hand_in(guest, order)
    assert bare(stands) == bare(conditions_of(by_link.director, by_link.case_id))
    assert len(stands) == 3


def come_in(phone: Phone, asked: Asked) -> None:
    """From the link in the mail to the partner's own page."""
    there = asked.attendee(FROM)
    phone.page.goto(there.link)
    phone.taps += 1
    code = phone.page.locator("#code")
    phone.tap(code)
    code.press_sequentially(there.code)
    phone.tap(code.locator("xpath=ancestor::form").get_by_role("button"))
    expect(phone.page.get_by_role("heading", level=1).first).to_have_text("Uw voorwaarden", timeout=SLOW)


def fetch_the_form(phone: Phone, folder: Path) -> bytes:
    """Opens the fold and has the form sent to the phone."""
    phone.tap(phone.page.get_by_text("Liever in Word?"))
    button = phone.page.get_by_role("link", name="Open het formulier in Word")
    expect(button).to_be_visible(timeout=SLOW)
    button.scroll_into_view_if_needed()
    phone.look("word-1-form")
    came: list[Download] = []
    phone.context.on("page", lambda page: page.on("download", lambda one: came.append(one)))  # a tab of its own
    phone.page.on("download", lambda one: came.append(one))
    phone.tap(button)
    ends = monotonic() + PATIENCE
    while not came and monotonic() < ends:
        phone.page.wait_for_timeout(100)
    came[0].save_as(folder / "formulier.docx")
    assert came[0].suggested_filename.endswith(".docx")
    return (folder / "formulier.docx").read_bytes()


def hand_it_in(phone: Phone, form: Path) -> None:
    """Chooses the filled in form, and sees that it came in; choosing a file on a phone takes two more taps."""
    page = phone.page
    page.locator(".st-key-file_choice_hand_in_form input[type=file]").set_input_files(form)
    phone.taps += 3
    button = page.get_by_role("button", name="Lever dit formulier aan")
    expect(button).to_be_visible(timeout=SLOW)
    button.scroll_into_view_if_needed()
    phone.look("word-2-chosen")
    phone.tap(button)
    receipt = page.locator("p.good[role=status]").filter(has_text="3 ingevulde voorwaarden")
    expect(receipt).to_be_visible(timeout=SLOW)
    receipt.scroll_into_view_if_needed()
    phone.look("word-3-receipt")


def take_it_over(window: Window, asked: Asked) -> int:
    """The waiting room: three blocks, one click each; gives the clicks."""
    page, clicks = window.page, 0
    window.open(f"/voorwaarden?zaak={asked.case_id}")
    window.heading("Voorwaarden")
    expect(page.get_by_text("1 Word-formulier wacht op u")).to_be_visible(timeout=SLOW)
    look(page, window, "waiting")
    rows = page.locator("[class*=st-key-card_form_]")
    for text in (wished()[0].text, wished()[1].text, "Veilig Thuis"):
        expect(rows.get_by_text(text).first).to_be_visible()
    take = rows.get_by_role("button", name="Neem deze regels over")
    for left in (2, 1, 0):
        take.first.click()
        clicks += 1
        expect(take).to_have_count(left, timeout=SLOW)
        window.settle()
        if left == 2:
            expect(rows.get_by_role("heading", name="Blok 1: voorwaarde 1", exact=True)).to_be_visible()
            look(page, window, "one-taken")
    expect(page.get_by_text("1 Word-formulier wacht op u")).to_have_count(0, timeout=SLOW)
    assert [form.status for form in forms_of(asked.director, asked.case_id)] == [FormStatus.SETTLED]
    page.get_by_text("Te besluiten 3", exact=True).click()
    for order in wished():
        expect(page.get_by_text(order.text).first).to_be_visible(timeout=SLOW)
    look(page, window, "taken")
    return clicks


def look(page: Page, window: Window, name: str) -> None:
    """A picture of the whole page, wide and narrow, and what axe finds."""
    PICTURES.mkdir(exist_ok=True)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 1200})
        window.settle()
        page.screenshot(path=PICTURES / f"word-form-{name}-{width}.png")
        seen = Axe().run(page, options=TAGS).response["violations"]
        assert [f"{v['id']}: {node['html'][:160]}" for v in seen for node in v["nodes"]] == [], f"{name} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} sideways at {width}"
