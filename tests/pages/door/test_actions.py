"""The door to actions, without a service behind it: what it shows, and to whom it opens."""

from typing import Any

import pytest

from pages.door import actions
from services.directory.personal_links import CodeWrong, LinkLocked, LinkRefused
from services.errors import ServiceError
from services.unit_of_work import Work
from tests.pages.door.conftest import Door
from tests.pages.door.test_pages import cookie_of


def test_an_owner_comes_in_with_link_and_code(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def opens(work: Work, order: Any, *, ip: str) -> str:
        seen.append((work.practice, order.invitation_id, order.secret, order.code))
        return "owner-secret"

    monkeypatch.setattr(actions, "open_action_link", opens)
    for place in ("", "/oefenen"):
        answer = door.post(f"{place}/a/abc", secret=" s3cret ", code="ABCD2345")
        assert (answer.status_code, answer.headers["location"]) == (303, "/u")
        assert cookie_of(answer).startswith("mdo=p.owner-secret" if place else "mdo=r.owner-secret")
    assert seen == [(False, "abc", "s3cret", "ABCD2345"), (True, "abc", "s3cret", "ABCD2345")]


@pytest.mark.parametrize(
    ("error", "words"),
    [(LinkRefused(), "werkt niet (meer)"), (CodeWrong(left=3), "nog 3 keer"), (LinkLocked(), "geblokkeerd")],
)
def test_who_is_refused_is_told_what_to_do_and_the_page_tells_nothing_of_a_case(
    door: Door, monkeypatch: pytest.MonkeyPatch, error: ServiceError, words: str
) -> None:
    def refuses(_work: Work, _order: Any, *, ip: str) -> str:
        raise error

    monkeypatch.setattr(actions, "open_action_link", refuses)
    answer = door.post("/a/abc", secret="s3cret", code="ABCD2345")
    assert answer.status_code == 422
    assert words in answer.text
    assert "Zaak" not in answer.text
    assert "set-cookie" not in answer.headers


def test_looking_opens_nothing_and_looks_the_same_for_every_link(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "open_action_link", lambda *_, **__: pytest.fail("a look must not open the link"))
    one, other = (door.browser.get(f"/a/{which}") for which in ("abc", "0" * 32))
    assert one.status_code == 200
    assert 'name="secret"' in one.text
    assert 'name="code"' in one.text
    assert one.text.replace("/a/abc", "") == other.text.replace("/a/" + "0" * 32, "")
