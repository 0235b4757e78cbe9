"""The network as a file over HTTP: by role for whoever directs, with names by a pass that works once."""

from urllib.parse import quote

import pytest
from starlette.responses import Response

from models.terms import AccountRole
from pages.network.downloads import address
from services.cases.actions import open_case
from services.directory.facts import SecondStep, SignIn
from services.directory.sign_in import check_password, check_second_step
from services.network.exporting import MEDIA_TYPES, ExportForm
from services.network.passes import pass_for_names
from tests.cast import Person
from tests.pages.casework.orders import a_new_case
from tests.pages.door.conftest import Door
from tests.rows import an_account

Directed = tuple[Person, str]


@pytest.fixture
def astrid(door: Door) -> Person:
    """The administrator."""
    return door.house.first_administrator()


@pytest.fixture
def hanna(door: Door, astrid: Person) -> Directed:
    """Somebody who directs a case."""
    return _directing(door, astrid, "Hanna Huisman", "H-1")


def _directing(door: Door, astrid: Person, name: str, code: str) -> Directed:
    person = door.house.account(astrid, name, AccountRole.CASE_DIRECTOR)
    work = door.house.as_(person)
    deputy = an_account(work, "V. Vervang")
    return person, open_case(work, a_new_case(code=code, code_name="Zaak Heggemus", deputy_account_id=deputy))


def ask(door: Door, where: str) -> Response:
    return door.browser.get(where, headers={"Accept": "text/html"})


def with_pass(door: Door, director: Directed, form: ExportForm = ExportForm.SEATS) -> str:
    person, case_id = director
    return address(case_id, form, pass_for_names(door.house.as_(person), case_id, form))


@pytest.mark.parametrize("form", list(ExportForm))
def test_a_director_gets_the_file_as_an_attachment_that_nothing_keeps(
    door: Door, hanna: Directed, form: ExportForm
) -> None:
    person, case_id = hanna
    door.enter(person.secret)
    for _ in range(2):
        answer = ask(door, address(case_id, form))
        assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPES[form])
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''netwerk")
        assert "Heggemus" not in answer.headers["content-disposition"]


def test_a_file_with_names_is_given_once(door: Door, hanna: Directed) -> None:
    door.enter(hanna[0].secret)
    link = with_pass(door, hanna)
    first, second = ask(door, link), ask(door, link)
    assert "Hanna Huisman" in first.content.decode()
    assert (second.status_code, "content-disposition" in second.headers) == (403, False)
    assert "al gebruikt" in second.text


def test_a_file_with_names_is_for_the_session_that_asked(door: Door, astrid: Person, hanna: Directed) -> None:
    link = with_pass(door, hanna)
    ticket = check_password(door.house.work(), SignIn(hanna[0].email, hanna[0].password))
    door.enter(check_second_step(door.house.work(), SecondStep(ticket, hanna[0].recovery_codes[0])))
    assert ask(door, link).status_code == 403, "the same person, signed in elsewhere"
    bert, _ = _directing(door, astrid, "Bert Bos", "H-2")
    door.enter(bert.secret)
    assert ask(door, link).status_code == 403
    door.enter(hanna[0].secret)
    assert ask(door, link).status_code == 200, "what others tried did not use it up"


def test_without_a_session_or_for_a_stranger_there_is_no_file(door: Door, astrid: Person, hanna: Directed) -> None:
    link = address(hanna[1], ExportForm.GRAPH)
    assert ask(door, link).status_code == 303
    bert, _ = _directing(door, astrid, "Bert Bos", "H-2")
    for person in (bert, astrid):
        door.enter(person.secret)
        told = [ask(door, where) for where in (link, address("0" * 32, ExportForm.GRAPH))]
        assert {answer.status_code for answer in told} == {403}
        assert len({answer.text.replace(hanna[1], "0" * 32) for answer in told}) == 1
        assert not any("content-disposition" in answer.headers for answer in told)


@pytest.mark.parametrize("tail", ["xlsx", "PLEKKEN", "plekken/x", "", quote("../partners", safe=""), "plekken.csv"])
def test_what_is_no_form_is_no_file(door: Door, hanna: Directed, tail: str) -> None:
    door.enter(hanna[0].secret)
    answer = ask(door, f"/dl/{hanna[1]}/netwerk/{tail}")
    assert answer.status_code in (400, 403, 404)
    assert "content-disposition" not in answer.headers


def test_a_made_up_pass_gives_nothing(door: Door, hanna: Directed) -> None:
    door.enter(hanna[0].secret)
    for made_up in ("x", "AAAA" * 30, "%00", "ja"):
        assert ask(door, f"/dl/{hanna[1]}/netwerk/plekken?pas={made_up}").status_code == 403
