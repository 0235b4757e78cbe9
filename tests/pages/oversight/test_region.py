"""The region's page: numbers for the coordinator and for nobody else, and no case anywhere for the coordinator."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.audit import AuditEntry
from models.terms import AccountRole
from pages.oversight import region
from services.access.rules import Permission, Standing
from services.directory.sessions import choose_language
from services.relations.facts import Actor
from services.unit_of_work import Work
from tests.cast import House, Person
from tests.pages.stage import play, said
from tests.rows import a_case, a_professional, a_seat, an_account
from tests.services.cases.build import rows

Member = Callable[[str, AccountRole], Person]


@pytest.fixture
def coordinator(house: House, member: Member) -> Work:
    return house.as_(member("Cora Coördinator", AccountRole.COORDINATOR))


def fill(house: House, cases: int) -> None:
    system = house.work()
    director, worker = an_account(system), a_professional(system, "W. Werker", "", "VT")
    other = a_professional(system, "P. Zandbergen", "", "politie")
    a_professional(system, "N. Niemand", "", "RN")
    for _ in range(cases):
        case_id = a_case(system, director, "Zaak Heggemus")
        a_seat(system, case_id, worker)
        a_seat(system, case_id, other)


def test_an_empty_region_says_what_will_stand_here(coordinator: Work) -> None:
    text = said(play(region.render, coordinator))
    assert "Te weinig zaken voor cijfers" in text
    assert "minder dan 5" in text, "what is left out is said on the empty page too"


def test_it_shows_steps_of_five_and_no_case(house: House, coordinator: Work) -> None:
    fill(house, 7)
    text = said(play(region.render, coordinator))
    assert "5 tot en met 9" in text
    assert "W. Werker" in text
    assert "fficier van justitie" in text, "a seat that nobody holds"
    assert "Heggemus" not in text


def test_fewer_than_five_cases_show_nobody_with_a_load(house: House, coordinator: Work) -> None:
    fill(house, 4)
    assert "Te weinig zaken voor cijfers" in said(play(region.render, coordinator))


def test_the_page_speaks_english_too(house: House, coordinator: Work) -> None:
    fill(house, 7)
    choose_language(coordinator, "en")
    english = coordinator.as_actor(replace(coordinator.actor, language="en"))
    text = said(play(region.render, english))
    assert "Load per professional" in text
    assert "5 to 9" in text


def test_every_look_stands_in_the_log_once_per_ten_minutes(house: House, coordinator: Work) -> None:
    for _ in range(2):
        play(region.render, coordinator)
    seen = [entry for entry in rows(coordinator, AuditEntry) if entry.permission == Permission.REGION_READ.value]
    assert [(entry.outcome, entry.case_id, entry.notes["screen"]) for entry in seen] == [("seen", "", "region")]


@pytest.mark.parametrize("role", sorted(set(AccountRole) - {AccountRole.COORDINATOR}))
def test_nobody_else_sees_the_numbers(house: House, member: Member, role: AccountRole) -> None:
    about = house.as_(member("Iemand Anders", role)) if role in _WITHOUT_HOME else None
    work = about or house.work().as_actor(_somebody(house, role))
    fill(house, 7)
    text = said(play(region.render, work))
    assert "W. Werker" not in text
    assert "tot en met" not in text


_WITHOUT_HOME = (AccountRole.ADMINISTRATOR, AccountRole.AUDITOR, AccountRole.CASE_DIRECTOR)


def _somebody(house: House, role: AccountRole) -> Actor:
    return Actor(Standing(role.value), name="I. Anders", account_id=an_account(house.work(), "I. Anders", role))
