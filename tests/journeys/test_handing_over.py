"""Keeping somebody out, handing over and standing in, in real browsers; who must see nothing sees nothing.

Hanna directs, Dirk deputises, Olga takes over. Karel is a case director too, and the brother of the alleged
perpetrator; as K. Roodhart he also has a seat and a link. Pictures are kept in `test-output/`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from models.terms import AccountRole, MeetingKind, OrganisationKind, Relation, Risk
from pages.frame.addresses import CASE_PLACES
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.cases.queries import case_facts
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.meetings.actions import plan
from services.meetings.orders import PlanMeeting
from services.meetings.queries import meetings_of
from services.unit_of_work import Work
from tests.cast import House, Person
from tests.journeys.test_every_screen import TAGS
from tests.journeys.test_seven_steps import SLOW, Window
from tests.live import LiveServer, chromium, live_server
from tests.planned import PERSONS

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

CASE_ADDRESSES = (*CASE_PLACES, "overname")
TELLING = ("Heggemus", "H-77", "L-77", "Mevrouw W.", "De heer D.")


@dataclass
class Cast:
    """Everybody with an account, and the case."""

    house: House
    hanna: Person
    dirk: Person
    olga: Person
    karel: Person
    case_id: str
    link: str


@pytest.fixture(scope="module")
def cast(live_server: LiveServer) -> Iterator[Cast]:
    premises = live_server.premises()
    house = live_server.house(premises)
    astrid = house.first_administrator(code=live_server.setup_code)
    named = ("Hanna Huisman", "Dirk Dekker", "Olga Opvolger", "Karel Roodhart")
    hanna, dirk, olga, karel = (house.account(astrid, name, AccountRole.CASE_DIRECTOR) for name in named)
    case_id, link = _a_case(house.as_(hanna), dirk.account_id)
    yield Cast(house, hanna, dirk, olga, karel, case_id, link)
    premises.real.close()


def _a_case(work: Work, deputy_id: str) -> tuple[str, str]:
    """A case with four seats and a planned meeting; gives its id, and the link of K. Roodhart."""
    seats = []
    for key, name in (("VT", "S. Oudejans"), ("lokale_veld", "B. Blom"), ("DR", "R. Ruiter"), ("GGZ", "K. Roodhart")):
        kind = OrganisationKind(key) if key in list(OrganisationKind) else OrganisationKind.OTHER
        home = add_organisation(work, AddOrganisation(key, key, kind))
        seats.append(NewSeat(add_professional(work, AddProfessional(home.id, name)).id, "adviseur"))
    about = {"seats": tuple(seats), "deputy_account_id": deputy_id}
    case_id = open_case(work, NewCase("H-77", "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, PERSONS, **about))
    starts = work.clock() + timedelta(days=3)
    ids = tuple(seat.id for seat in case_facts(work, case_id).seats)
    due = starts - timedelta(days=1)
    kind = MeetingKind.CASE_CONFERENCE
    plan(
        work,
        PlanMeeting(
            "m" * 32,
            case_id,
            kind,
            starts,
            60,
            ids,
            due,
            question="Wat nu?",
            news="Een bericht.",
            override_reason="Politie belt in.",
        ),
    )
    attendee = next(a for a in meetings_of(work, case_id)[0].attendees if a.name == "K. Roodhart")
    return case_id, attendee.link


def signed_in(browser: Browser, server: LiveServer, person: Person, name: str, width: int = 1440) -> Window:
    """A window of somebody who is signed in."""
    window = Window(browser, server, f"handing-over-{name}", width, 1200)
    window.context.add_cookies([{"name": "mdo", "value": f"r.{person.secret}", "url": server.address}])
    window.open("/")
    window.heading("Mijn dag")
    return window


def sees_nothing(window: Window, case_id: str, places: tuple[str, ...] = CASE_ADDRESSES) -> None:
    """No list, no count, no address, no menu shows the case or that it exists."""
    for path in ("/", "/zaken"):
        window.open(path)
        expect(window.page.get_by_text("Nog geen zaken").first).to_be_visible(timeout=SLOW)
        assert [word for word in TELLING if word in window.page.content()] == [], path
    for place in places:
        window.open(f"/{place}?zaak={case_id}")
        expect(window.page.get_by_text("geen toegang").first).to_be_visible(timeout=SLOW)
        assert [word for word in TELLING if word in window.page.content()] == [], place
    answer = window.context.request.get(f"{window.server.address}/dl/{case_id}/partners")
    assert answer.status >= 400


def options(window: Window, label: str, within: Locator) -> list[str]:
    """What a list offers."""
    window.settle()
    within.get_by_label(label, exact=True).first.click()
    expect(window.page.get_by_role("option").first).to_be_visible()
    window.settle()
    found = window.page.get_by_role("option").all_text_contents()
    window.page.keyboard.press("Escape")
    return found


def test_a_case_is_kept_from_one_and_handed_to_another(chromium: Browser, live_server: LiveServer, cast: Cast) -> None:
    hanna = signed_in(chromium, live_server, cast.hanna, "hanna")
    hanna.open(f"/regie?zaak={cast.case_id}")
    hanna.heading("Regie en bescherming")
    _ask(hanna, "Karel Roodhart", "Kun jij dit overnemen?")
    expect(hanna.page.get_by_text(re.compile("Karel Roodhart is op .* gevraagd"))).to_be_visible(timeout=SLOW)

    karel = signed_in(chromium, live_server, cast.karel, "karel")
    expect(karel.page.get_by_text("Gevraagd: neem Zaak Heggemus over")).to_be_visible(timeout=SLOW)
    karel.press("Bekijk en antwoord")
    karel.heading("Neemt u Zaak Heggemus over?")
    karel.picture("1-asked")
    _is_accessible(karel)
    assert [word for word in TELLING[3:] if word in karel.page.content()] == [], "no case content before accepting"

    _keep_out(hanna, "Karel Roodhart")
    hanna.picture("2-kept-out")
    expect(hanna.page.get_by_text("Is dit dezelfde persoon?").first).to_be_visible(timeout=SLOW)
    expect(hanna.page.get_by_text("lijkt op Karel Roodhart")).to_be_visible()
    expect(hanna.page.get_by_text(re.compile("Karel Roodhart is op .* gevraagd"))).to_have_count(0)

    karel.page.get_by_text("Ik leid deze zaak vanaf nu.").click()
    karel.settle()
    assert [word for word in TELLING if word in karel.page.content()] == [], "forgotten at the next click"
    sees_nothing(karel, cast.case_id)
    karel.picture("3-sees-nothing")
    _link_is_dead(chromium, live_server, cast)
    _is_offered_nowhere(hanna, cast)

    hanna.open(f"/regie?zaak={cast.case_id}")
    hanna.press("Ja, dezelfde: blijft afgeschermd")
    expect(hanna.page.get_by_text("dezelfde: afgeschermd").first).to_be_visible(timeout=SLOW)
    _ask(hanna, "Olga Opvolger", "Zitting op 9 december; slachtoffer heeft een vaste contactpersoon.")
    hanna.picture("4-asked-olga")

    olga = signed_in(chromium, live_server, cast.olga, "olga")
    olga.press("Bekijk en antwoord")
    expect(olga.page.get_by_text("Zitting op 9 december")).to_be_visible(timeout=SLOW)
    olga.picture("5-open-ends")
    olga.page.get_by_text("Ik leid deze zaak vanaf nu.").click()
    olga.settle()
    olga.press("Neem deze zaak over")
    olga.heading("Wat nog nodig is")
    expect(olga.page.get_by_text("Regie: Olga Opvolger, vervanger Dirk Dekker")).to_be_visible(timeout=SLOW)
    olga.open(f"/regie?zaak={cast.case_id}")
    expect(olga.page.get_by_role("row", name=re.compile("Hanna Huisman.*Casusregisseur"))).to_be_visible(timeout=SLOW)
    olga.picture("6-history")

    sees_nothing(hanna, cast.case_id)
    _stands_in(chromium, live_server, cast, olga)
    sees_nothing(karel, cast.case_id)
    for window in (hanna, karel, olga):
        window.close()


def _is_accessible(window: Window) -> None:
    """The question to take over stands nowhere in the practice region, so axe looks at it here, wide and on a phone."""
    for width, height in ((390, 844), (1440, 1200)):
        window.page.set_viewport_size({"width": width, "height": height})
        window.settle()
        found = Axe().run(window.page, options=TAGS).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
        assert window.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")


def _ask(window: Window, name: str, note: str) -> None:
    window.press("Draag deze zaak over")
    dialog = window.page.get_by_role("dialog")
    window.choose("Wie neemt over", name, dialog)
    dialog.get_by_label("Wat de ander moet weten (mag leeg blijven)").fill(note)
    window.page.keyboard.press("Tab")
    window.settle()
    window.press("Vraag om over te nemen", dialog)
    expect(dialog).to_have_count(0)


def _keep_out(window: Window, name: str) -> None:
    window.press("Scherm iemand af")
    dialog = window.page.get_by_role("dialog")
    dialog.get_by_label("Naam", exact=True).fill(name)
    window.page.keyboard.press("Tab")
    window.settle()
    dialog.get_by_text("Ik weet dat dit niet terug te draaien is.").click()
    window.settle()
    window.press("Scherm af", dialog)
    expect(dialog).to_have_count(0)


def _link_is_dead(browser: Browser, server: LiveServer, cast: Cast) -> None:
    """The link that K. Roodhart got before, on a phone, as any dead link answers: it asks no code any more."""
    phone = Window(browser, server, "handing-over-phone", 390, 844)
    phone.page.goto(cast.link)  # the page of the link sends itself what stands behind the #
    expect(phone.page.locator(".errors")).to_contain_text("werkt niet", timeout=SLOW)
    assert [word for word in TELLING if word in phone.page.content()] == []
    phone.picture("dead-link")
    phone.close()


def _is_offered_nowhere(window: Window, cast: Cast) -> None:
    """Neither as deputy or successor, nor for a seat; the seat he had is gone."""
    window.open(f"/regie?zaak={cast.case_id}")
    window.press("Wijs een andere vervanger aan")
    dialog = window.page.get_by_role("dialog")
    assert options(window, "Vervangend casusregisseur", dialog) == ["Olga Opvolger"]
    window.open(f"/netwerk?zaak={cast.case_id}")
    window.heading("Partnernetwerk")
    assert "K. Roodhart" not in window.page.content()
    window.press(re.compile("Wijs iemand aan"))
    offered = options(window, "Wie", window.page.get_by_role("dialog"))
    assert offered and not [name for name in offered if "Roodhart" in name]


def _stands_in(browser: Browser, server: LiveServer, cast: Cast, olga: Window) -> None:
    """Olga is away; Dirk sees on his day and in the case that he stands in."""
    olga.open("/")
    olga.press("Ik ben afwezig")
    dialog = olga.page.get_by_role("dialog")
    dialog.get_by_role("spinbutton", name="day, Laatste dag").click()
    olga.page.keyboard.type((cast.house.clock() + timedelta(days=3)).strftime("%d%m%Y"))
    dialog.get_by_role("heading", name="Ik ben afwezig").click()  # elsewhere: the calendar closes and keeps the day
    olga.settle()
    olga.press("Meld mij afwezig", dialog)
    expect(dialog).to_have_count(0)
    dirk = signed_in(browser, server, cast.dirk, "dirk", 390)
    expect(dirk.page.get_by_text("U neemt vandaag waar:")).to_be_visible(timeout=SLOW)
    dirk.picture("7-stands-in")
    dirk.open(f"/zaak?zaak={cast.case_id}")
    expect(dirk.page.get_by_text(re.compile("Olga Opvolger is afwezig.*Dirk Dekker neemt waar"))).to_be_visible(
        timeout=SLOW
    )
    dirk.picture("8-case")
    assert dirk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    dirk.close()
