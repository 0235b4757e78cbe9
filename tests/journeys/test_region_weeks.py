"""A coordinator plans two weeks of a region in a real browser, from the first look until everybody is invited.

Eight cases: two with the same three partners, one whose police and Veilig Thuis never work at the same time. Afterwards
a case director sees the meeting that was announced, and cannot open the coordinator's screen. Pictures are kept in
`test-output/`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect
from sqlmodel import select

from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from models.terms import AccountRole, OrganisationKind, Relation, Risk
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.region_plan.facts import CaseMeeting, WeekPlan
from services.region_plan.queries import plans_of, week_plan
from services.scheduling.facts import local_day
from services.scheduling.hours import Stretch
from services.wording import speak
from tests.cast import House, Person
from tests.journeys.test_every_screen import STILL, TAGS, WIDTHS
from tests.journeys.test_seven_steps import PICTURES, SLOW, Window
from tests.live import LiveServer, chromium, live_server
from tests.planned import PERSONS

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

HOMES = {
    "politie": OrganisationKind.OTHER,
    "VT": OrganisationKind("VT"),
    "lokale_veld": OrganisationKind("lokale_veld"),
}
WEEKDAYS = range(5)
DAY = tuple((day, time(9), time(16, 30)) for day in WEEKDAYS)
MORNINGS = tuple((day, time(9), time(12)) for day in WEEKDAYS)
AFTERNOONS = tuple((day, time(13), time(17)) for day in WEEKDAYS)
CODE_NAMES = ("Heggemus", "Boomklever", "Kuifleeuwerik", "Roerdomp", "Tapuit", "Wielewaal", "Zanglijster", "IJsvogel")
TOGETHER, NEVER = ("R-1", "R-2"), "R-8"
LONG = 5 * SLOW
"""Milliseconds: working times out is a program of low priority, beside everything that runs here."""
PLANNED, INVITED, PEOPLE = 7, 21, 18
"""Meetings that get a time, their seats, and the people on those seats: three of them sit in two cases."""
PRIVATE = (*CODE_NAMES, "Mevrouw W.", "De heer D.", "Kind F.")
"""What a coordinator may not see (decision 0071)."""
ANNOUNCES = "7 overleggen worden aangekondigd: 21 uitnodigingen aan 18 personen."
LEAVES = "1 zaak heeft hier geen tijd en blijft bij de casusregisseur; daarvoor gaat niets uit."


@dataclass
class Region:
    """A running planner with a coordinator, a case director, and the director's cases by number."""

    server: LiveServer
    house: House
    cora: Person
    hanna: Person
    cases: dict[str, str]

    @property
    def week(self) -> WeekPlan:
        """The only plan, as it stands."""
        work = self.house.as_(self.cora)
        (plan,) = plans_of(work)
        return week_plan(work, plan.id)

    def line(self, code: str) -> CaseMeeting:
        """What the plan makes of a case."""
        return next(one for one in self.week.meetings if one.code == code)

    def times(self, code: str) -> tuple[datetime, datetime]:
        """From when until when a case meets by the plan."""
        line = self.line(code)
        assert line.starts_at is not None
        assert line.ends_at is not None
        return line.starts_at, line.ends_at

    def rows(self, kind: type) -> list:
        """Every row of a table."""
        with self.house.database.reading() as session:
            return list(session.exec(select(kind)))

    def letters(self) -> list[tuple[str, str]]:
        """Every mail about an invitation: to whom, and about which."""
        vault = self.house.database.vault
        mails = [row for row in self.rows(OutboxMessage) if row.invitation_id]
        return sorted(
            (vault.unseal("outbox_message", row.id, "to_sealed", row.to_sealed), row.invitation_id) for row in mails
        )


@pytest.fixture(scope="module")
def region(live_server: LiveServer) -> Iterator[Region]:
    premises = live_server.premises()
    house = live_server.house(premises)
    astrid = house.first_administrator(code=live_server.setup_code)
    hanna = house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)
    dirk = house.account(astrid, "Dirk Dekker", AccountRole.CASE_DIRECTOR)
    cora = house.account(astrid, "Cora Klaver", AccountRole.COORDINATOR)
    yield Region(live_server, house, cora, hanna, _cases(house, hanna, dirk))
    premises.real.close()


def _cases(house: House, hanna: Person, dirk: Person) -> dict[str, str]:
    """Eight cases of Hanna's that were opened just now, by number."""
    work, found = house.as_(hanna), dict[str, str]()
    homes = {key: add_organisation(work, AddOrganisation(key, key, kind)).id for key, kind in HOMES.items()}

    def trio(number: int, weeks: Sequence[tuple[Stretch, ...]]) -> tuple[NewSeat, ...]:
        """Three partners who work in these weeks, each with an address of their own."""
        orders = (
            AddProfessional(
                home, f"{key[:1].upper()}. Partner-{number}", email=f"{key}{number}@x.example", weekly_hours=w
            )
            for (key, home), w in zip(homes.items(), weeks, strict=True)
        )
        return tuple(NewSeat(add_professional(work, order).id, "adviseur") for order in orders)

    shared = trio(1, (DAY, MORNINGS, DAY))
    for number, name in enumerate(CODE_NAMES, 1):
        code = f"R-{number}"
        weeks = (MORNINGS, AFTERNOONS, DAY) if code == NEVER else (DAY, DAY, DAY)
        seats = shared if code in TOGETHER else trio(number, weeks)
        risk = Risk.HIGH if number % 2 else Risk.MEDIUM
        order = NewCase(code, f"Zaak {name}", risk, Relation.EX_PARTNER, PERSONS, seats)
        found[code] = open_case(work, replace(order, deputy_account_id=dirk.account_id))
    return found


class Desk(Window):
    """A window of somebody who is signed in, that tells what is wrong with what it shows."""

    def __init__(self, browser: Browser, region: Region, person: Person, name: str) -> None:
        super().__init__(browser, region.server, f"region-weeks-{name}", *WIDTHS["desktop"])
        self.context.add_cookies([{"name": "mdo", "value": f"r.{person.secret}", "url": region.server.address}])
        self.wrong: dict[str, list[str]] = {}

    def look(self, step: str) -> None:
        """At both widths: what axe finds, and whether it can be scrolled sideways."""
        for width in ("phone", "desktop"):
            across, down = WIDTHS[width]
            self.page.set_viewport_size({"width": across, "height": down})
            self.page.wait_for_function(STILL, arg=across)
            self.picture(f"{step}-{width}")
            found = Axe().run(self.page, options=TAGS).response["violations"]
            wrong = [f"{one['id']}: {node['target']} {node['html'][:160]}" for one in found for node in one["nodes"]]
            if self.page.evaluate(SIDEWAYS):
                wrong.append("scrolls sideways")
            if wrong:
                self.wrong[f"{step}, {width}"] = wrong

    @property
    def dialog(self) -> Locator:
        """The open dialog."""
        return self.page.get_by_role("dialog")

    def closed(self) -> None:
        """The dialog has gone."""
        expect(self.dialog).to_have_count(0, timeout=SLOW)
        self.settle()


SIDEWAYS = """document.documentElement.scrollWidth > innerWidth + 1
    || (document.querySelector('[data-testid=stMain]')?.scrollWidth ?? 0) > innerWidth + 1"""


def test_two_weeks_are_planned_settled_and_announced_once(chromium: Browser, region: Region) -> None:
    desk = Desk(chromium, region, region.cora, "coordinator")
    begins(desk)
    works_out(desk, region)
    hears_why_one_has_no_time(desk)
    moves_one_by_hand(desk, region)
    announces(desk, region)
    finds_nothing_left(desk, region)
    assert desk.wrong == {}
    desk.close()
    the_director_sees_it(chromium, region)


def begins(desk: Desk) -> None:
    desk.open("/regioplanning")
    desk.heading("Regioplanning")
    expect(desk.page.get_by_label("Aantal weken")).to_have_value("2")
    desk.look("1-begin")
    desk.press("Begin")
    expect(desk.page.get_by_role("button", name="Bereken tijden")).to_be_visible(timeout=SLOW)
    desk.picture("2-begun")


def works_out(desk: Desk, region: Region) -> None:
    """Every meeting that can have a time soon has one; the coordinator waits no longer."""
    assert len(region.week.meetings) == len(region.cases)
    desk.page.get_by_role("button", name="Bereken tijden").click()
    expect(
        desk.page.locator("span.soft", has_text=f"{PLANNED} van {len(region.cases)} overleggen hebben een tijd")
    ).to_be_visible(timeout=LONG)
    expect(desk.page.get_by_role("progressbar", name="Tijden worden berekend")).to_be_visible()
    desk.page.screenshot(path=PICTURES / f"{desk.name}-3-working.png")
    desk.page.get_by_role("button", name="Stop").click()
    expect(desk.page.get_by_text("berekend, niet aangekondigd")).to_be_visible(timeout=LONG)
    expect(desk.page.get_by_role("button", name=f"Kondig {PLANNED} overleggen aan")).to_be_visible(timeout=SLOW)
    desk.look("4-worked-out")
    assert {one.code for one in region.week.meetings if not one.starts_at} == {NEVER}
    (begins, ends), (other_begins, other_ends) = (region.times(code) for code in TOGETHER)
    assert ends <= other_begins or other_ends <= begins


def hears_why_one_has_no_time(desk: Desk) -> None:
    card = desk.page.locator(".st-key-card_region_late")
    expect(card.get_by_role("heading", name=NEVER)).to_contain_text("geen tijd")
    expect(card).to_contain_text(re.compile(r"Wie erbij moeten zijn, hebben voor .+ geen tijd samen vrij\."))
    expect(card).to_contain_text("Dit is bewezen")
    expect(card.get_by_role("button", name="Andere tijden")).to_have_count(1)


def moves_one_by_hand(desk: Desk, region: Region) -> None:
    """What it means stands there before anything is kept."""
    code, before = TOGETHER[0], region.line(TOGETHER[0])
    desk.page.locator("button.open:visible", has_text=code).first.click()
    expect(desk.dialog).to_contain_text(f"Zaak {code}", timeout=SLOW)
    desk.settle()
    times = desk.dialog.get_by_role("radiogroup", name="Tijden die passen").locator("label")
    chosen = times.filter(has_text="3 van 3").filter(has_not_text="verschuift").nth(1)
    when = chosen.inner_text().split(" · ")[0]
    chosen.click()
    desk.settle()
    told = desk.dialog.get_by_role("status")
    expect(told).to_contain_text(f"{when}, online")
    expect(told).to_contain_text("Elke plek is bezet.")
    expect(told).to_contain_text("Geen ander overleg verschuift.")
    desk.look("5-moved-by-hand")
    assert region.line(code).starts_at == before.starts_at
    desk.press("Zet het daar vast", desk.dialog)
    desk.closed()
    after = region.line(code)
    assert after.pinned
    assert after.starts_at != before.starts_at
    assert speak("nl").span(*region.times(code)) == when
    expect(desk.page.locator("tr:visible", has_text=code).first).to_contain_text("vastgezet")


def announces(desk: Desk, region: Region) -> None:
    assert region.rows(Meeting) == []
    assert region.letters() == []
    desk.press(f"Kondig {PLANNED} overleggen aan")
    expect(desk.dialog).to_contain_text("Wat er gebeurt", timeout=SLOW)
    expect(desk.dialog.locator("ul.bullets li")).to_have_text([ANNOUNCES, LEAVES])
    desk.look("6-announcing")
    desk.press(f"Kondig {PLANNED} overleggen aan", desk.dialog)
    desk.closed()
    expect(desk.page.locator(".st-key-card_region_outcome")).to_contain_text(
        f"{PLANNED} overleggen zijn aangekondigd.", timeout=SLOW
    )
    desk.look("7-announced")
    meetings, invitations, letters = region.rows(Meeting), region.rows(Invitation), region.letters()
    planned = {one.case_id: one.starts_at for one in region.week.meetings if one.starts_at}
    assert {one.case_id: one.starts_at for one in meetings} == planned
    assert len(meetings) == PLANNED
    assert {about for _, about in letters} == {one.id for one in invitations}
    assert (len(letters), len({to for to, _ in letters})) == (INVITED, PEOPLE)
    assert {one.meeting_id for one in invitations} == {one.id for one in meetings}


def finds_nothing_left(desk: Desk, region: Region) -> None:
    """There is nothing to announce any more, also for whoever comes back later; and nothing private was shown."""
    before = region.letters()
    desk.open("/regioplanning")
    desk.heading("Regioplanning")
    expect(desk.page.get_by_role("button", name=re.compile("^Kondig"))).to_have_count(0)
    assert (len(region.rows(Meeting)), region.letters()) == (PLANNED, before)
    desk.page.locator("button.open:visible", has_text=TOGETHER[0]).first.click()
    expect(desk.dialog).to_contain_text("verstuurd", timeout=SLOW)
    desk.look("8-afterwards")
    assert [word for word in PRIVATE if word in desk.page.content()] == []


def the_director_sees_it(chromium: Browser, region: Region) -> None:
    """On my day and on the case's own screen; the coordinator's screen is not hers."""
    desk, line = Desk(chromium, region, region.hanna, "director"), region.line(TOGETHER[0])
    desk.open("/")
    desk.heading("Mijn dag")
    say = speak("nl")
    begins, ends = region.times(TOGETHER[0])
    day, times = say.short_day(local_day(begins)), f"{say.time(begins)}–{say.time(ends)}"
    expect(desk.page.get_by_text(f"Zaak {CODE_NAMES[0]} · {day} {times}").first).to_be_visible(timeout=SLOW)
    desk.look("1-my-day")
    desk.open(f"/overleg?zaak={line.case_id}")
    desk.heading(say.span(begins, ends))
    expect(desk.page.get_by_text("3 genodigden")).to_be_visible(timeout=SLOW)
    expect(
        desk.page.get_by_text("De casusregisseur laat u weten wat er van dit overleg wordt gevraagd.")
    ).to_be_visible()
    desk.look("2-meeting")
    writes_the_question(desk, region)
    desk.open("/regioplanning")
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text("Deze pagina is hier niet")
    assert desk.wrong == {}
    desk.close()


def writes_the_question(desk: Desk, region: Region) -> None:
    """What the coordinator left open; nobody is mailed about it."""
    letters = region.letters()
    desk.press("Vraag en nieuws")
    desk.dialog.get_by_role("textbox", name="De vraag aan het overleg").fill("Wat maakt het deze week veiliger?")
    desk.dialog.get_by_role("textbox", name="Wat is er nieuw sinds").fill("Hij stond voor de deur.")
    desk.look("3-question")
    desk.press("Zet dit bij het overleg", desk.dialog)
    desk.closed()
    expect(desk.page.get_by_text("Wat maakt het deze week veiliger?")).to_be_visible(timeout=SLOW)
    expect(desk.page.get_by_text("Hij stond voor de deur.")).to_be_visible()
    assert region.letters() == letters
