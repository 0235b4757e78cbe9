"""One meeting from the first question to its cancellation, in real browsers, with mail read from a real mail server.

Hanna directs and never leaves the screen of the meeting; who is invited has a phone and the link from the own mail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, expect

from models.terms import AccountRole, OrganisationKind, PersonRole, Relation, Risk
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewPerson, NewSeat
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.maintenance import worker
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from tests.cast import Person
from tests.drawn import PATIENCE
from tests.journeys.test_door import Walk
from tests.journeys.test_every_screen import TAGS
from tests.journeys.test_seven_steps import SLOW, Window
from tests.live import LiveServer, chromium, free_port, start_server
from tests.services.messages.mail_server import Postbox

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium"]

MOST_CLICKS = 14
"""All of the director's: two to the meeting, two to the poll, two to choose, one to agree, two to remind, three to move
to another hour, two to call off."""
QUESTION, NEWS, PLACE = "Kan het verbod langer gelden?", "Zij belde gisteravond de wijkagent.", "https://zaal.example/9"
WOMAN = NewPerson(
    "P1", PersonRole.VICTIM, "Wilma Waterlelie", 34, address="Vlinderpad 12", phone="0612345678", note="Slaapt slecht."
)
MAN = NewPerson("P2", PersonRole.SUSPECT, "Dries Distelvink", 37, address="Merellaan 3")
CASE_CONTENT = ("Waterlelie", "Vlinderpad", "0612345678", "Slaapt", "Distelvink", "Merellaan", "verbod", "wijkagent")
CASE_CONTENT += ("zaal.example", "voor@zich.example")
POLICE, VT, FIELD, DR = "anna@politie.example", "vera@vt.example", "lou@veld.example", "dora@dr.example"
DEPUTY = "noor@dr.example"
HOMES = (
    ("politie", "Anna Agent", POLICE),
    ("VT", "Vera Veilig", VT),
    ("lokale_veld", "Lou Lokaal", FIELD),
    ("DR", "Dora Reclassering", DR),
)


@dataclass
class Post:
    """The mail server, and what was read from it."""

    box: Postbox

    def take(self, address: str, number: int) -> EmailMessage:
        """Waits for a letter to somebody, the first being 1."""
        ends = monotonic() + PATIENCE
        while len(self.box.to(address)) < number and monotonic() < ends:
            sleep(0.1)
        found = self.box.to(address)
        assert len(found) >= number, f"{address} got {[one['Subject'] for one in found]}"
        return found[number - 1]

    def tells_nothing(self) -> None:
        """No letter, in any part or header, holds anything of the case or of anybody else who was asked."""
        names = {address: name for _, name, address in HOMES} | {DEPUTY: "Noor Naaste"}
        for letter in self.box.letters:
            whole = "\n".join([str(letter["Subject"]), *map(str, letter.values()), *parts_of(letter)])
            assert [word for word in CASE_CONTENT if word in whole] == [], whole
            others = [name for address, name in names.items() if address != letter["To"]]
            assert [name for name in others if name in whole] == [], whole


def parts_of(letter: EmailMessage) -> list[str]:
    """All text of a letter, calendar items included, unfolded."""
    texts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
    return [re.sub(r"\r?\n[ \t]", "", text if isinstance(text, str) else text.decode()) for text in texts]


def link_in(letter: EmailMessage) -> str:
    """The personal link of a letter."""
    return re.search(r"http://\S+/u/\w+#\S+", parts_of(letter)[0])[0]  # ty: ignore[not-subscriptable]


def item_in(letter: EmailMessage) -> tuple[str, str, int, str]:
    """Method, UID, sequence and begin of the calendar item of a letter; it names nobody who is invited."""
    text = next(part for part in parts_of(letter) if part.startswith("BEGIN:VCALENDAR"))
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert "ATTENDEE" not in event
    return str(calendar["METHOD"]), str(event["UID"]), int(str(event["SEQUENCE"])), event.decoded("DTSTART").isoformat()


def has_item(letter: EmailMessage) -> bool:
    return any(part.startswith("BEGIN:VCALENDAR") for part in parts_of(letter))


class Director(Window):
    """The director's window, which counts her clicks and has every screen she passes looked at."""

    def __init__(self, browser: Browser, server: LiveServer, pictures: Path) -> None:
        super().__init__(browser, server, "director")
        self.pictures, self.clicks = pictures, 0

    def click(self, target: Locator) -> None:
        """One click."""
        self.clicks += 1
        target.click()

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """One click on a button."""
        self.clicks += 1
        super().press(name, within)

    def look(self, name: str, width: int = 1440) -> None:
        """A picture, and what axe has to say."""
        if width != 1440:
            self.page.set_viewport_size({"width": width, "height": 844})
        self.settle()
        self.page.screenshot(path=self.pictures / f"{name}-{width}.png")
        found = Axe().run(self.page, options=TAGS).response["violations"]
        grave = [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]
        assert grave == [], f"{name}: {grave}"
        if width != 1440:
            self.page.set_viewport_size({"width": 1440, "height": 1200})

    def again(self) -> None:
        """The page anew, to see what came in; by the browser's own key, no click."""
        self.page.reload()
        self.settle()


@dataclass
class Stage:
    """A running planner that sends mail, a case with four partners, and its director."""

    server: LiveServer
    post: Post
    hanna: Person
    case_id: str


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    box = Postbox()
    mail = Controller(box, hostname="127.0.0.1", port=free_port())
    mail.start()
    server = start_server(
        tmp_path_factory.mktemp("live"),
        smtp_host="127.0.0.1",
        smtp_port=str(mail.port),
        smtp_security="none",
        mail_from="planner@regio.example",
        practice="off",
    )
    premises = server.premises()
    house = server.house(premises)
    astrid = house.first_administrator(server.setup_code)
    hanna = house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)
    stop = worker.start(premises, pause_seconds=0.2)  # the worker of the product, only less patient
    deputy = house.account(astrid, "Dirk Dekker", AccountRole.CASE_DIRECTOR)
    yield Stage(server, Post(box), hanna, a_case(house.as_(hanna), deputy.account_id))
    stop()
    premises.real.close()
    server.stop()
    mail.stop()


def a_case(work: Work, deputy_id: str) -> str:
    """A case with one seat for each partner of the minimum, and a colleague who could deputise."""
    seats = []
    for key, name, address in HOMES:
        kind = OrganisationKind(key) if key in list(OrganisationKind) else OrganisationKind.OTHER
        home = add_organisation(work, AddOrganisation(key, key, kind))
        seats.append(NewSeat(add_professional(work, AddProfessional(home.id, name, email=address)).id, "adviseur"))
    add_professional(work, AddProfessional(home.id, "Noor Naaste", email=DEPUTY))
    case = NewCase("H-77", "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, (WOMAN, MAN), tuple(seats))
    return open_case(work, replace(case, deputy_account_id=deputy_id))


@pytest.fixture
def hanna(chromium: Browser, stage: Stage, tmp_path: Path) -> Iterator[Director]:
    window = Director(chromium, stage.server, tmp_path)
    window.context.add_cookies([{"name": "mdo", "value": f"r.{stage.hanna.secret}", "url": stage.server.address}])
    window.open("/")
    window.heading("Mijn dag")
    yield window
    window.close()


@pytest.fixture
def phone(chromium: Browser, stage: Stage, tmp_path: Path) -> Iterator[Walk]:
    window = Walk(chromium, stage.server, "phone", tmp_path)
    yield window
    window.close()


def test_one_meeting_from_the_poll_to_its_cancellation(hanna: Director, phone: Walk, stage: Stage) -> None:
    post = stage.post
    hanna.click(hanna.page.get_by_role("link", name="Zaak Heggemus").first)
    hanna.click(hanna.page.get_by_role("link", name=re.compile(r"3\. Overleg")))
    put_to_the_vote(hanna)
    all_answer_but_dora(hanna, phone, post)
    choose_and_invite(hanna)
    uid, link, begins = answer_the_invitation(phone, post)
    agree_with_the_deputy(hanna, phone, post, link)
    remind_the_silent(hanna, post)
    move_it(hanna, phone, post, uid, begins)
    call_it_off(hanna, phone, post, uid)
    post.tells_nothing()
    assert hanna.clicks <= MOST_CLICKS


def put_to_the_vote(hanna: Director) -> None:
    """Of nobody is known when they can: times are put to the vote."""
    hanna.heading("Plan een overleg")
    hanna.look("1-planning")
    hanna.press("Peil tijden")
    hanna.look("2-poll-dialog")
    hanna.press("Vraag het 4 deelnemers")
    expect(hanna.page.get_by_text("0 van 4 antwoordden")).to_be_visible(timeout=SLOW)
    hanna.look("3-polled")


def all_answer_but_dora(hanna: Director, phone: Walk, post: Post) -> None:
    """Without a code; the director sees at once when a time meets the minimum."""
    for address in (POLICE, FIELD):
        letter = post.take(address, 1)
        assert not has_item(letter)
        phone.page.goto(link_in(letter))
        phone.page.get_by_role("button", name="Alles ja").click()
        expect(phone.page.locator(".done")).to_be_focused()
    hanna.again()
    expect(hanna.page.get_by_text("Nog geen tijd haalt de minimale opkomst.")).to_be_visible()
    page = phone.page
    page.goto(link_in(post.take(VT, 1)))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wanneer kunt u?")
    for time, choice in enumerate(("Nee", "Ja")):
        page.locator(".time").nth(time).get_by_text(choice, exact=True).click()
    phone.check("4-poll")
    page.get_by_role("button", name="Bewaar mijn antwoorden").click()
    expect(page.locator(".done")).to_be_focused()


def choose_and_invite(hanna: Director) -> None:
    """The one time that meets the minimum is marked, chosen and announced."""
    page = hanna.page
    hanna.again()
    expect(page.get_by_text("haalt het minimum, met 3 van 4.")).to_be_visible()
    hanna.look("5-poll-result")
    hanna.look("5-poll-result", 390)
    hanna.click(page.locator('[class*="st-key-pick_"] button[kind="primary"]'))
    for label, text in (("De vraag aan het overleg", QUESTION), ("Wat is er nieuw", NEWS), ("Link naar", PLACE)):
        page.get_by_role("dialog").get_by_role("textbox", name=label).fill(text)
        page.keyboard.press("Tab")
        hanna.settle()
    hanna.look("6-invitation")
    hanna.press("Verstuur 4 uitnodigingen")
    expect(page.get_by_text("4 nog zonder antwoord")).to_be_visible(timeout=SLOW)
    hanna.look("7-planned")


def answer_the_invitation(phone: Walk, post: Post) -> tuple[str, str, str]:
    """Two come; Dora proposes a colleague. Gives the UID and link of Dora, and when the meeting begins."""
    page = phone.page
    for address in (POLICE, VT):
        letter = post.take(address, 2)
        assert item_in(letter)[0::2] == ("REQUEST", 0)
        page.goto(link_in(letter))
        page.get_by_text("Ik kom", exact=True).click()
        page.get_by_role("button", name="Verstuur mijn antwoord").click()
        expect(page.locator(".done")).to_contain_text("u komt")
    letter = post.take(DR, 2)
    page.goto(link_in(letter))
    page.get_by_text("Ik stuur een vervanger").click()
    page.get_by_label("Naam van uw vervanger").fill("Noor Naaste")
    page.get_by_label("E-mailadres van het werk").fill(DEPUTY)
    phone.check("8-deputy")
    page.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(page.locator(".done")).to_contain_text("beoordeelt dit")
    _, _, _, begins = item_in(post.take(VT, 2))
    return item_in(post.take(VT, 2))[1], link_in(letter), begins


def agree_with_the_deputy(hanna: Director, phone: Walk, post: Post, old_link: str) -> None:
    """One word lets the deputy in by an own link and takes the meeting out of Dora's calendar; her link is dead."""
    hanna.again()
    hanna.look("9-proposed")
    hanna.look("9-proposed", 390)
    hanna.press("Akkoord")
    own = post.take(DEPUTY, 1)
    assert item_in(own)[0] == "REQUEST"
    stood_in = post.take(DR, 3)
    assert item_in(stood_in)[0] == "CANCEL"
    assert item_in(stood_in)[1] == item_in(post.take(DR, 2))[1] != item_in(own)[1]
    is_dead(phone, old_link)
    phone.page.goto(link_in(own))
    expect(phone.page.get_by_text("Deze link is voor Noor Naaste")).to_be_visible()


def is_dead(phone: Walk, link: str) -> None:
    phone.page.goto(link)
    expect(phone.page.locator(".errors")).to_contain_text("werkt niet")


def remind_the_silent(hanna: Director, post: Post) -> None:
    """Who has not answered gets one mail; whoever answered gets none."""
    answered = {address: len(post.box.to(address)) for address in (POLICE, VT, DR)}
    hanna.press("Stuur herinnering aan 2")
    hanna.look("10-reminder")
    hanna.press("Verstuur 2 herinneringen")
    for address, number in ((FIELD, 3), (DEPUTY, 2)):
        letter = post.take(address, number)
        assert link_in(letter) == link_in(post.take(address, number - 1))
        assert not has_item(letter)
    assert {address: len(post.box.to(address)) for address in answered} == answered


def move_it(hanna: Director, phone: Walk, post: Post, uid: str, begins: str) -> None:
    """To another hour: the same item with a higher sequence, the same link, and everybody is asked anew."""
    page = hanna.page
    hanna.press("Verplaats")
    hanna.look("11-move")
    dialog = page.get_by_role("dialog")
    hanna.click(dialog.get_by_role("spinbutton", name="uur, Tijd", exact=True))
    page.keyboard.type("15" if datetime.fromisoformat(begins).astimezone(LOCAL).hour == 16 else "16")
    page.keyboard.press("Tab")
    hanna.settle()
    hanna.press("Verplaats en bericht 4 deelnemers", dialog)
    expect(dialog).to_have_count(0)
    letter = post.take(VT, 3)
    method, same, sequence, moved_to = item_in(letter)
    assert (method, same) == ("REQUEST", uid)
    assert sequence > item_in(post.take(VT, 2))[2]
    assert moved_to != begins
    assert link_in(letter) == link_in(post.take(VT, 2))
    assert has_item(post.take(DEPUTY, 3))
    phone.page.goto(link_in(letter))
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Komt u?")
    expect(phone.page.locator("input:checked")).to_have_count(0)
    hanna.look("12-moved")


def call_it_off(hanna: Director, phone: Walk, post: Post, uid: str) -> None:
    """Everybody is told, every calendar is cleared, every link is dead; Dora, who left before, hears nothing more."""
    hanna.press("Zeg af")
    hanna.look("13-call-off")
    hanna.press("Zeg dit overleg af")
    hanna.heading("Plan een overleg")
    letters = {
        address: post.take(address, number) for address, number in ((POLICE, 4), (VT, 4), (FIELD, 5), (DEPUTY, 4))
    }
    assert {item_in(letter)[0] for letter in letters.values()} == {"CANCEL"}
    _, same, sequence, _ = item_in(letters[VT])
    assert same == uid
    assert sequence > item_in(post.take(VT, 3))[2]
    assert len(post.box.to(DR)) == 3
    is_dead(phone, link_in(post.take(VT, 3)))
    is_dead(phone, link_in(post.take(DEPUTY, 1)))
    hanna.look("14-called-off")
