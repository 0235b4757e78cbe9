"""A guest sees one page and what that page needs."""

import pytest

from services.access.rules import Permission
from services.directory import sessions
from tests.pages.door.conftest import Door
from tests.rows import a_case, a_professional, an_invitation

HTML = {"Accept": "text/html"}


@pytest.fixture
def guest(door: Door) -> Door:
    work = door.house.work()
    invitation_id = an_invitation(work, a_case(work), a_professional(work, email="p@ggz.example"))
    with work.act(Permission.LINK_OPEN) as tx:
        secret = sessions.start_session(tx, invitation_id=invitation_id, language="nl")
    door.enter(secret)
    return door


def test_a_guest_sees_the_own_page(guest: Door) -> None:
    assert guest.browser.get("/u", headers=HTML).status_code == 200


@pytest.mark.parametrize("path", ["/", "/zaken", "/zaak?zaak=abc", "/logboek", "/u/"])
def test_every_other_page_leads_a_guest_back_to_the_own_one(guest: Door, path: str) -> None:
    answer = guest.browser.get(path, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/u")


def test_a_guest_downloads_nothing_but_what_is_their_own(guest: Door) -> None:
    for headers in (HTML, {}):
        for path in ("/dl/case/partners", "/dl/mijn", "/dl/mijnplan/x"):
            assert guest.browser.get(path, headers=headers).status_code == 403, path


def test_the_own_plan_says_calmly_that_it_is_not_open_and_gives_no_file(guest: Door) -> None:
    answer = guest.browser.get("/dl/mijn/plan", headers=HTML)
    assert answer.status_code == 403
    assert "niet voor u opengesteld" in answer.text
    assert "content-disposition" not in answer.headers


def test_whoever_is_no_guest_has_no_own_plan(door: Door) -> None:
    assert door.browser.get("/dl/mijn/plan", headers=HTML).status_code == 303
    door.enter(door.house.first_administrator().secret)
    assert door.browser.get("/dl/mijn/plan", headers=HTML).status_code == 403


def test_what_the_page_needs_is_there_for_a_guest(guest: Door) -> None:
    for path in ("/static/js/x.js", "/_stcore/health", "/_stcore/host-config", "/assets/door.css"):
        assert guest.browser.get(path).status_code == 200, path


def test_a_guest_who_signs_out_is_led_to_the_link_page(guest: Door) -> None:
    assert guest.post("/afmelden").headers["location"] == "/uw-link"
    assert guest.browser.get("/u", headers=HTML).headers["location"] == "/uw-link"
