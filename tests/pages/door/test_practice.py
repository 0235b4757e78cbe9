"""The ways into the fictional region: as its case director, as its coordinator, and as nobody else."""

from dataclasses import replace

import pytest

from models.terms import AccountRole
from pages.door.call import Call
from pages.door.practice import practise
from pages.door.visit import Visit
from pages.door.welcome import welcome
from services.directory import sessions
from services.premises import Premises
from tests.pages.door.conftest import Door

AS_COORDINATOR = 'name="als" value="coordinator"'


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[AccountRole]:
    """As whom somebody was let in; the region itself is not loaded."""
    roles: list[AccountRole] = []

    def enter(_premises: Premises, role: AccountRole) -> str:
        roles.append(role)
        return "secret"

    monkeypatch.setattr("services.demo.actions.enter_practice", enter)
    return roles


def test_the_first_page_the_sign_in_and_the_choice_offer_both_ways(door: Door) -> None:
    assert AS_COORDINATOR in door.browser.get("/welkom").text
    choice = door.browser.get("/oefenen").text
    assert "Fictief" in choice
    assert (choice.count('action="/oefenen"'), choice.count(AS_COORDINATOR)) == (2, 1)
    door.house.first_administrator()
    assert AS_COORDINATOR in door.browser.get("/aanmelden").text


@pytest.mark.parametrize(
    ("form", "role"),
    [
        ({}, AccountRole.CASE_DIRECTOR),
        ({"als": "coordinator"}, AccountRole.COORDINATOR),
        ({"als": "beheerder"}, AccountRole.CASE_DIRECTOR),
    ],
)
def test_one_comes_in_as_one_of_the_two(
    door: Door, entered: list[AccountRole], form: dict[str, str], role: AccountRole
) -> None:
    answer = door.post("/oefenen", **form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].startswith("mdo=p.secret")
    assert entered == [role]


def test_going_over_to_the_other_ends_the_session_one_came_with(door: Door, entered: list[AccountRole]) -> None:
    came = door.practice.first_administrator()
    door.enter(came.secret, "p")
    assert door.browser.get("/oefenen").status_code == 200
    door.post("/oefenen", als="coordinator")
    assert entered == [AccountRole.COORDINATOR]
    assert sessions.recognise(door.practice.work(), came.secret) is None


def test_whoever_does_real_work_is_not_asked(door: Door) -> None:
    door.enter(door.house.first_administrator().secret)
    assert door.browser.get("/oefenen").headers["location"] == "/"


def test_where_nobody_may_look_around_there_is_no_way_in(door: Door) -> None:
    without = replace(door.premises, practice=None)
    for method in ("GET", "POST"):
        answer = practise(Call(method, "/oefenen", without, Visit()))
        assert answer.headers["location"] == "/aanmelden"
    assert b"oefenen" not in welcome(Call("GET", "/welkom", without, Visit())).body
