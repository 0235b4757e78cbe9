"""Every route that gives a file: never kept by a browser, always as an attachment, and nothing for whoever may not."""

import pytest
from starlette.routing import Route

from models.terms import BarKind
from pages.door.routes import routes
from services.documents.actions import issue
from services.documents.copies.recall import recall
from services.documents.copies.register import copies_of
from services.network.exporting import ExportForm
from services.relations.facts import SYSTEM
from tests.pages.door.conftest import Door
from tests.pages.door.test_files import Directed, ask, household, two  # noqa: F401  (fixtures)
from tests.rows import a_bar

GIVES_A_FILE = {
    "/dl/{case_id}/netwerk/{form}": f"netwerk/{next(iter(ExportForm))}",
    "/dl/{case_id}/formulier/{invitation_id}": "formulier/" + "0" * 32,
    "/dl/{case_id}/kopie/{copy_id}": "kopie/COPY",
    "/dl/{case_id}/terughaallijst": "terughaallijst",
    "/dl/{case_id}/overleg/{meeting_id}/{paper}": "overleg/" + "0" * 32 + "/agenda",
    "/dl/{case_id}/brief/{letter_id}": "brief/" + "0" * 32,
    "/dl/{case_id}/{audience}": "partners",
}
"""Every live route below `/dl` for a case, and how it is asked here; a new one fails the first test."""
OF_NO_CASE = {"/dl/voorbeeld/contacten", "/dl/huisstijl/{id}", "/dl/mijn/plan", "/dl/mijn/formulier", "/dl/{rest:path}"}
MADE_HERE = ("kopie/COPY", "terughaallijst", "partners")


@pytest.fixture
def mine(two: tuple[Directed, Directed]) -> Directed:  # noqa: F811
    """A case with a copy that left, and one that was called back."""
    directed = two[0]
    for _ in range(2):
        issue(directed.work, directed.case_id, "partners")
    newest = copies_of(directed.work, directed.case_id)[0]
    recall(directed.work, directed.case_id, reason="Een fout nummer.", copy_ids=[newest.id])
    return directed


def address(mine: Directed, ways: str) -> str:
    kept = next(copy for copy in copies_of(mine.work, mine.case_id) if copy.recalled_at is None)
    return f"/dl/{mine.case_id}/{ways.replace('COPY', kept.id)}"


def test_every_live_route_is_tried_here() -> None:
    live = {route.path for route in routes() if isinstance(route, Route) and route.path.startswith("/dl/")}
    assert live - OF_NO_CASE == set(GIVES_A_FILE)


@pytest.mark.parametrize("way", MADE_HERE)
def test_a_file_is_an_attachment_that_nobody_keeps(door: Door, mine: Directed, way: str) -> None:
    door.enter(mine.person.secret)
    answer = ask(door, address(mine, way))
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


@pytest.mark.parametrize("way", sorted(GIVES_A_FILE.values()))
def test_without_a_session_with_an_old_one_or_as_a_stranger_there_is_nothing(
    door: Door,
    mine: Directed,
    two: tuple[Directed, Directed],  # noqa: F811
    way: str,
) -> None:
    there = address(mine, way)
    answers = [ask(door, there)]
    door.enter("no such session")
    answers.append(ask(door, there))
    door.enter(two[1].person.secret)
    answers.append(ask(door, there))
    assert answers[-1].status_code == 403
    door.enter(mine.person.secret)
    door.post("/afmelden")
    door.enter(mine.person.secret)
    answers.append(ask(door, there))
    for answer in answers:
        assert answer.status_code in (303, 401, 403)
        assert not answer.content.startswith(b"PK")
        assert "content-disposition" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("way", MADE_HERE)
def test_whoever_is_barred_from_the_own_case_gets_nothing(door: Door, mine: Directed, way: str) -> None:
    there = address(mine, way)
    a_bar(door.house.work(SYSTEM), mine.case_id, BarKind.NAME, "Hanna Huisman")
    door.enter(mine.person.secret)
    answer = ask(door, there)
    assert answer.status_code == 403
    assert "content-disposition" not in answer.headers


def test_a_copy_that_was_called_back_is_not_given_again(door: Door, mine: Directed) -> None:
    door.enter(mine.person.secret)
    recalled = next(copy for copy in copies_of(mine.work, mine.case_id) if copy.recalled_at)
    answer = ask(door, f"/dl/{mine.case_id}/kopie/{recalled.id}")
    assert answer.status_code == 403
    assert "content-disposition" not in answer.headers
