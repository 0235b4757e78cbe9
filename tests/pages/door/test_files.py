"""Files over HTTP with the real service: a director gets the files of the own case and nothing of another's."""

from dataclasses import dataclass, fields
from datetime import timedelta
from urllib.parse import quote

import pytest
from starlette.responses import Response

from models.terms import AccountRole, Instrument, Measure, MeasureOutcome, OrganisationKind, Risk
from services.cases.actions import edit_core, open_case, record_assessment
from services.cases.facts import Assessment
from services.cases.orders import EditCore, NewSeat
from services.cases.queries import case_facts
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.documents.copies.register import copies_of
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan, RecordAction
from services.plans.queries import case_state
from services.plans.rules import blocking
from services.relations.facts import SYSTEM
from services.unit_of_work import Work
from tests.cast import House, Person
from tests.pages.casework.orders import a_new_case
from tests.pages.door.conftest import Door
from tests.rows import an_account
from tests.snapshots import once

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Directed:
    """A case director with a case of which the plan is adopted."""

    person: Person
    work: Work
    case_id: str


Household = tuple[Person, tuple[tuple[Person, str], ...]]


@pytest.fixture
def household(door: Door) -> Household:
    """The administrator, and Hanna and Bert, each with a case of their own."""
    return once(door.house.work(SYSTEM), "household", lambda: _household(door.house), any_moment=True)


def _household(house: House) -> Household:
    astrid, made = house.first_administrator(), []
    for number, name in enumerate(("Hanna Huisman", "Bert Bos")):
        person = house.account(astrid, name, AccountRole.CASE_DIRECTOR)
        made.append((person, _adopted(house.as_(person), f"L-{number}")))
    return astrid, tuple(made)


@pytest.fixture
def astrid(household: Household) -> Person:
    """The administrator."""
    return household[0]


@pytest.fixture
def two(door: Door, household: Household) -> tuple[Directed, Directed]:
    """The directors and their cases."""
    hanna, bert = (Directed(person, door.house.as_(person), case_id) for person, case_id in household[1])
    return hanna, bert


def _adopted(work: Work, code: str) -> str:
    key = f"VT{code[-1]}"
    home = add_organisation(work, AddOrganisation(key, f"Veilig Thuis {code}", OrganisationKind.OTHER))
    who = add_professional(work, AddProfessional(home.id, f"S. {code}", email=f"{key.lower()}@vt.example"))
    seats = (NewSeat(who.id, "adviseur"),)
    about = {"code": code, "code_name": f"Zaak {code}", "risk": Risk.LOW, "seats": seats}
    case_id = open_case(work, a_new_case(**about, deputy_account_id=an_account(work, "V. Vervang")))
    today = work.clock().date() - timedelta(days=1)
    record_assessment(work, case_id, Assessment(Instrument.SASH, "laag", today, "politie"))
    facts = case_facts(work, case_id)
    kept = {field.name: getattr(facts, field.name) for field in fields(EditCore) if field.name != "case_id"}
    edit_core(work, EditCore(case_id=case_id, **(kept | {"review_on": today + timedelta(days=30)})))
    for measure, organisation in ((Measure.STOP_TALK, "politie"), (Measure.ELECTRONIC_MONITORING, "RN")):
        weigh(work, WeighMeasure(case_id, measure, organisation, MeasureOutcome.ADVISED, "Nodig.", today))
    record_action(work, RecordAction(case_id, work.chance.id(), f"Bellen over {code}.", key, None, "partners"))
    open_points = blocking(case_state(work, case_id).checks)
    adopt(work, AdoptPlan(case_id, {check.key: "Volgt." for check in open_points if check.explainable}))
    return case_id


def ask(door: Door, address: str) -> Response:
    return door.browser.get(address, headers={"Accept": "text/html"})


def addresses(case_id: str) -> list[str]:
    """Ways to write down one file of a case."""
    encoded = "".join(f"%{ord(sign):02x}" for sign in case_id)
    return [
        f"/dl/{case_id}/{audience}"
        for audience in (
            "partners",
            "slachtoffer",
            "ovj",
            "organisatie-VT1",
            "extract-VT1",
            "PARTNERS",
            "x",
            "partners%00",
        )
    ] + [
        f"/dl/{case_id.upper()}/partners",
        f"/dl/{encoded}/partners",
        f"/dl/{case_id}/%70artners",
        f"/dl/{case_id}%20/partners",
        f"/dl/%20{case_id}/partners",
        f"/dl/{case_id}/partners/",
        f"/dl/{case_id}/partners/x.docx",
        f"/dl/{case_id}//partners",
        f"/dl/./{case_id}/partners",
        f"/dl/x/..%2f{case_id}/partners",
        f"/dl/{case_id}%2fpartners/partners",
        f"/dl/{case_id}/partners?zaak={case_id}",
        f"/DL/{case_id}/partners",
        f"/oefenen/dl/{case_id}/partners",
        f"/dl/{quote(case_id + chr(0xFF11))}/partners",
    ]


def test_each_director_gets_the_own_files(door: Door, two: tuple[Directed, Directed]) -> None:
    for mine in two:
        door.enter(mine.person.secret)
        for audience in ("partners", "slachtoffer", "ovj"):
            answer = ask(door, f"/dl/{mine.case_id}/{audience}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, WORD)
            assert answer.content.startswith(b"PK")
            assert answer.headers["cache-control"] == "no-store"
        assert len(copies_of(mine.work, mine.case_id)) == 3


@pytest.mark.parametrize("way", range(len(addresses("a" * 32))))
def test_no_address_gives_a_file_of_anothers_case(door: Door, two: tuple[Directed, Directed], way: int) -> None:
    hanna, bert = two
    door.enter(hanna.person.secret)
    unknown = "0123456789abcdef" * 2
    answer, nothing = (ask(door, addresses(case_id)[way]) for case_id in (bert.case_id, unknown))
    assert answer.headers.get("content-type") != WORD
    assert "content-disposition" not in answer.headers
    assert b"PK" not in answer.content[:4]
    assert (answer.status_code, _told(answer, bert.case_id)) == (nothing.status_code, _told(nothing, unknown))
    assert copies_of(bert.work, bert.case_id) == ()


@pytest.mark.parametrize("audience", ["PARTNERS", "x", "organisatie-NASA"])
def test_an_edition_that_is_not_there_is_told_in_words(
    door: Door, two: tuple[Directed, Directed], audience: str
) -> None:
    hanna, _ = two
    door.enter(hanna.person.secret)
    answer = ask(door, f"/dl/{hanna.case_id}/{audience}")
    assert answer.status_code == 403
    assert "content-disposition" not in answer.headers
    assert copies_of(hanna.work, hanna.case_id) == ()


def test_the_administrator_gets_no_file(door: Door, astrid: Person, two: tuple[Directed, Directed]) -> None:
    hanna, _ = two
    door.enter(astrid.secret)
    answer, nothing = (ask(door, f"/dl/{case_id}/partners") for case_id in (hanna.case_id, "0" * 32))
    assert (answer.status_code, _told(answer, hanna.case_id)) == (nothing.status_code, _told(nothing, "0" * 32))
    assert answer.status_code == 403


def test_a_file_is_asked_anew_of_the_session_each_time(door: Door, two: tuple[Directed, Directed]) -> None:
    hanna, _ = two
    door.enter(hanna.person.secret)
    assert ask(door, f"/dl/{hanna.case_id}/partners").status_code == 200
    door.post("/afmelden")
    door.enter(hanna.person.secret)
    assert ask(door, f"/dl/{hanna.case_id}/partners").status_code == 303


def _told(answer: Response, case_id: str) -> str:
    text = answer.text + str(answer.headers.get("location", ""))
    return text.replace(case_id, "").replace(case_id.upper(), "")
