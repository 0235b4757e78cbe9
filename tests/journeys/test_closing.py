"""A low-risk case to its end, in real browsers: the stop, the one stop conversation, and closing; nobody else sees it.

Hanna directs, Vera of Veilig Thuis holds a seat, Frank holds none, and Karel is kept out. Pictures are kept in
`test-output/`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, expect

from models.terms import (
    AccountRole,
    BarKind,
    ConditionKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    OrganisationKind,
    Relation,
    Risk,
    RuleAnswer,
)
from services.barring.facts import NewBar
from services.cases.actions import edit_core, open_case, record_assessment
from services.cases.facts import Assessment
from services.cases.orders import EditCore, NewCase, NewSeat
from services.cases.queries import case_facts
from services.conditions.actions import record_condition
from services.conditions.facts import HandIn
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.duties.actions import answer_rule
from services.duties.orders import AnswerRule
from services.duties.queries import case_duties
from services.duties.rules import accepts, wants_day
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.settings import now
from services.unit_of_work import Work
from tests.cast import House, Person
from tests.journeys.test_handing_over import CASE_ADDRESSES, sees_nothing, signed_in
from tests.journeys.test_seven_steps import SLOW, Window
from tests.live import LiveServer, chromium, live_server
from tests.planned import PERSONS

pytestmark = [pytest.mark.long, pytest.mark.browser]
__all__ = ["chromium", "live_server"]

SECRET = "Aanhouding donderdag bij het ontbijt"
SEATS = {"politie": "P. Wijk", "VT": "Vera Veldkamp", "OM": "O. Officier"}


@dataclass
class Cast:
    """Everybody with an account, and the case."""

    house: House
    hanna: Person
    vera: Person
    frank: Person
    karel: Person
    case_id: str


@pytest.fixture(scope="module")
def cast(live_server: LiveServer) -> Iterator[Cast]:
    premises = live_server.premises()
    house = live_server.house(premises)
    astrid = house.first_administrator(code=live_server.setup_code)
    named = ("Hanna Huisman", "Dirk Dekker", "Karel Roodhart")
    hanna, dirk, karel = (house.account(astrid, name, AccountRole.CASE_DIRECTOR) for name in named)
    work = house.as_(hanna)
    homes = {key: _organisation(work, key) for key in ("VT", "OM", "GGZ")}
    people = [
        add_professional(work, AddProfessional(home, SEATS[key])).id for key, home in homes.items() if key in SEATS
    ]
    holder = AccountRole.CASE_HOLDER
    vera = house.account(astrid, SEATS["VT"], holder, organisation_id=homes["VT"])
    frank = house.account(astrid, "Frank Vreemd", holder, organisation_id=homes["GGZ"])
    case_id = _a_low_case(work, people, dirk.account_id, homes["OM"])
    yield Cast(house, hanna, vera, frank, karel, case_id)
    premises.real.close()


def _organisation(work: Work, key: str) -> str:
    kind = OrganisationKind(key) if key in list(OrganisationKind) else OrganisationKind.OTHER
    return add_organisation(work, AddOrganisation(key, key, kind)).id


def _a_low_case(work: Work, people: list[str], deputy_id: str, prosecution_id: str) -> str:
    """Low risk, no complaint, no violence; the prosecution wants nobody near the suspect, and the police know why."""
    order = NewCase(
        "L-77",
        "Zaak Heggemus",
        Risk.LOW,
        Relation.EX_PARTNER,
        PERSONS[:2],
        tuple(NewSeat(person, "adviseur") for person in people),
        bars=(NewBar(BarKind.NAME, "Karel Roodhart"),),
        complaint=Known.NO,
        threats_or_violence=Known.NO,
        serious_grounds=Known.NO,
        suspect_arrested=Known.NO,
        serious_intrusion=Known.NO,
        investigation_done=Known.NO,
        deputy_account_id=deputy_id,
    )
    case_id = open_case(work, order)
    hold = HandIn(
        "c" * 32, ConditionKind.CONTACT, SECRET, hard=True, tier="opsporing", subject_ref="P2", holds_approach=True
    )
    record_condition(work, case_id, prosecution_id, hold)
    return case_id


def test_a_low_risk_case_is_held_spoken_to_once_and_closed(
    chromium: Browser, live_server: LiveServer, cast: Cast
) -> None:
    hanna = signed_in(chromium, live_server, cast.hanna, "closing-hanna")
    _vera_sees_that_there_is_a_stop_and_never_why(chromium, live_server, cast)
    _the_stop_keeps_a_conversation_from_beginning(hanna, cast.case_id)
    others = [
        signed_in(chromium, live_server, person, f"closing-{name}")
        for name, person in (("frank", cast.frank), ("karel", cast.karel))
    ]
    for window in others:
        sees_nothing(window, cast.case_id, ("maatregelen",))
    _the_director_releases_it(hanna, cast.case_id)
    _the_conversation_is_held_once_and_reported(hanna, cast.case_id)
    _closing_is_refused_while_rules_say_otherwise(hanna, cast.case_id)
    _settle(cast.house.as_(cast.hanna), cast.case_id)
    _the_case_is_closed(hanna, cast.case_id)
    _a_closed_case_is_only_read(hanna, cast.case_id)
    for window, places in zip(others, (("zaak", "routekaart"), CASE_ADDRESSES), strict=True):
        sees_nothing(window, cast.case_id, places)
        window.close()
    hanna.close()


def _go(window: Window, place: str, case_id: str, heading: str) -> None:
    window.open(f"/{place}?zaak={case_id}")
    window.heading(heading)


def _vera_sees_that_there_is_a_stop_and_never_why(browser: Browser, server: LiveServer, cast: Cast) -> None:
    vera = signed_in(browser, server, cast.vera, "closing-vera", 390)
    for place in ("zaak", "maatregelen", "netwerk"):
        vera.open(f"/{place}?zaak={cast.case_id}")
        expect(vera.page.get_by_text("Stop: niemand benadert de vermoedelijke dader").first).to_be_visible(timeout=SLOW)
        vera.settle()
        assert SECRET not in vera.page.content(), place
        for button in ("Reden", "Geef vrij"):
            expect(vera.page.get_by_role("button", name=button, exact=True)).to_have_count(0)
    vera.picture("1-stop")
    vera.close()


def _the_stop_keeps_a_conversation_from_beginning(window: Window, case_id: str) -> None:
    _go(window, "netwerk", case_id, "Partnernetwerk")
    window.press("Spreek af wie met wie spreekt")
    dialog = window.page.get_by_role("dialog")
    window.choose("Professional", "Vera Veldkamp, Adviseur", dialog)
    window.choose("Spreekt met", "De heer D.", dialog)
    window.press("Begin dit gesprek", dialog)
    expect(dialog.get_by_text(re.compile("Er geldt een stop.*geen gesprek"))).to_be_visible(timeout=SLOW)
    window.picture("2-stop-refuses")
    _go(window, "maatregelen", case_id, "Maatregelen")
    expect(window.page.get_by_text(re.compile("Niemand benadert de vermoedelijke dader"))).to_be_visible()
    window.press("Leg de afstemming vast")
    window.press("Leg de afstemming vast", dialog)
    expect(dialog).to_have_count(0)
    expect(window.page.get_by_role("button", name="Leg vast dat het gehouden is")).to_have_count(0)


def _the_director_releases_it(window: Window, case_id: str) -> None:
    _go(window, "maatregelen", case_id, "Maatregelen")
    window.press("Reden")
    expect(window.page.get_by_text(SECRET)).to_be_visible(timeout=SLOW)
    window.page.get_by_text("De geplande stap is gezet of gaat niet door").click()
    window.settle()
    window.press("Geef vrij")
    expect(window.page.get_by_text("Stop: niemand benadert")).to_have_count(0)


def _the_conversation_is_held_once_and_reported(window: Window, case_id: str) -> None:
    _go(window, "maatregelen", case_id, "Maatregelen")
    window.press("Leg vast dat het gehouden is")
    dialog = window.page.get_by_role("dialog")
    _type(window, dialog, "Waar", "Bureau Noord")
    window.press("Leg vast dat het gehouden is", dialog)
    expect(dialog).to_have_count(0)
    expect(window.page.get_by_text("Gehouden, pv ontbreekt")).to_be_visible(timeout=SLOW)
    window.picture("3-held")
    _go(window, "routekaart", case_id, "Routekaart")
    expect(window.page.get_by_text("Het stopgesprek heeft nog geen nummer")).to_be_visible(timeout=SLOW)
    _go(window, "maatregelen", case_id, "Maatregelen")
    window.press("Sluit af met het pv-nummer")
    _type(window, dialog, "Nummer van het proces-verbaal", "PL1300-2026-77")
    window.press("Sluit het stopgesprek af", dialog)
    expect(dialog).to_have_count(0)
    expect(window.page.get_by_text("Afgesloten met pv")).to_be_visible(timeout=SLOW)
    expect(window.page.get_by_role("button", name=re.compile("Leg vast dat het|Leg de afstemming"))).to_have_count(0)


def _type(window: Window, within: Locator, label: str, text: str) -> None:
    within.get_by_label(label, exact=True).fill(text)
    window.page.keyboard.press("Tab")
    window.settle()


def _closing_is_refused_while_rules_say_otherwise(window: Window, case_id: str) -> None:
    _go(window, "routekaart", case_id, "Routekaart")
    card = window.page.locator(".st-key-card_closing")
    expect(card.get_by_text("Nog niet, want:")).to_be_visible(timeout=SLOW)
    expect(card.get_by_text("Er is niet vastgelegd dat de stalking is gestopt.")).to_be_visible()
    expect(card.get_by_text(re.compile(r"\d+ regels? (is|zijn) nog open"))).to_be_visible()
    expect(card.get_by_text("Het stopgesprek heeft nog geen nummer")).to_have_count(0)
    expect(card.get_by_role("button", name="Sluit de zaak…")).to_be_disabled()
    window.picture("4-not-yet")


def _settle(work: Work, case_id: str) -> None:
    """It has stopped, and every rule that asks is answered."""
    facts, today = case_facts(work, case_id), work.clock().date()
    kept = {field.name: getattr(facts, field.name) for field in fields(EditCore) if field.name != "case_id"}
    edit_core(work, EditCore(case_id=case_id, **(kept | {"stalking_active": Known.NO})))
    record_assessment(work, case_id, Assessment(Instrument.SASH, "laag", today, "politie", True))
    _weigh(work, case_id, Measure.ELECTRONIC_MONITORING, "RN", today)
    while asking := [duty for duty in case_duties(work, case_id).duties if duty.asking and accepts(duty.rule)]:
        for duty in asking:
            said: RuleAnswer = next(answer for answer in accepts(duty.rule) if not wants_day(answer))
            answer_rule(work, AnswerRule(case_id, duty.id, said, "Zo gedaan."))


def _weigh(work: Work, case_id: str, measure: Measure, home: str, today: date) -> None:
    weigh(work, WeighMeasure(case_id, measure, home, MeasureOutcome.NOT_APPLICABLE, "Niet nodig.", today))


def _the_case_is_closed(window: Window, case_id: str) -> None:
    _go(window, "routekaart", case_id, "Routekaart")
    expect(window.page.get_by_text("Er staat niets in de weg.")).to_be_visible(timeout=SLOW)
    window.press("Sluit de zaak…")
    dialog = window.page.get_by_role("dialog")
    _type(
        window,
        dialog,
        "Wat moet iemand weten die deze zaak later weer opent?",
        "Mevrouw belt zelf als het weer begint.",
    )
    dialog.get_by_role("spinbutton", name="day, Bewaar het dossier tot en met").click()
    window.page.keyboard.type((now() + timedelta(days=730)).strftime("%d%m%Y"))
    dialog.get_by_role("heading", name="Zaak afsluiten").click()
    window.settle()
    dialog.get_by_text("Ik sluit deze zaak.").click()
    window.settle()
    window.press("Zaak afsluiten", dialog)
    expect(dialog).to_have_count(0)
    expect(window.page.get_by_role("heading", name="Deze zaak is gesloten")).to_be_visible(timeout=SLOW)
    expect(window.page.get_by_text("De stalking is gestopt").first).to_be_visible()
    expect(window.page.get_by_text(re.compile("Wordt bewaard tot en met"))).to_be_visible()
    window.picture("5-closed")


def _a_closed_case_is_only_read(window: Window, case_id: str) -> None:
    """Every screen says so and still shows the case; none of the buttons that change it is there."""
    changes = re.compile("^(Verder|Wijzig|Schrijf op|Beloof|Leg (toestemming|een|vast)|Wijs iemand aan|Spreek af wie)")
    for place in ("zaak", "dossier", "maatregelen", "netwerk", "gebeurtenissen", "stem"):
        window.open(f"/{place}?zaak={case_id}")
        expect(window.page.get_by_text("Deze zaak is gesloten. U kunt alles lezen").first).to_be_visible(timeout=SLOW)
        window.settle()
        assert "Heggemus" in window.page.content()
        expect(window.page.get_by_role("button", name=changes)).to_have_count(0)
    window.picture("6-only-read")
