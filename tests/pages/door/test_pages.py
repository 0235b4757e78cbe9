"""The door's pages as people walk through them: set-up, sign-in, invitation, guest link, language, sign-out."""

import re
from types import SimpleNamespace

import pyotp
import pytest

from models.terms import AccountRole
from pages.door import download, guest
from services.directory import accounts, enrolment, sessions
from services.directory.facts import InviteAccount
from services.errors import ServiceError
from services.meetings.links import CodeWrong, LinkLocked, LinkRefused
from services.relations.facts import SYSTEM
from services.settings import now
from tests.cast import PASSWORD, Person
from tests.pages.door.conftest import Door


def hidden(page: str, name: str) -> str:
    found = re.findall(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden {name}"
    return found[-1].replace("&amp;", "&")


def carried(page: str) -> dict[str, str]:
    return {name: hidden(page, name) for name in ("ticket", "name", "totp", "typed")}


def set_up(door: Door, **changes: str) -> str:
    code = enrolment.prepare_setup(door.house.work(SYSTEM)) or ""
    form = {"setup_code": code, "name": "Astrid Admiraal", "email": "a@beheer.example", "password": PASSWORD}
    return door.post("/welkom", **(form | changes)).text


def cookie_of(answer) -> str:
    return next(value for value in answer.headers.get_list("set-cookie") if value.startswith("mdo="))


def test_the_first_run_makes_an_administrator_who_is_in_at_once(door: Door) -> None:
    second = set_up(door)
    secret = hidden(second, "typed")
    assert "data:image/svg+xml" in second
    third = door.post("/welkom/app", **carried(second), code=pyotp.TOTP(secret).at(now()))
    assert third.text.count("<li>") == 10
    assert "HttpOnly" in cookie_of(third)
    assert "SameSite=lax" in cookie_of(third)
    assert door.browser.get("/", headers={"Accept": "text/html"}).status_code == 200
    assert door.browser.get("/welkom").headers["location"] == "/aanmelden"


def test_a_wrong_first_code_asks_again_with_the_same_square(door: Door) -> None:
    second = set_up(door)
    again = door.post("/welkom/app", **carried(second), code="000000")
    assert hidden(again.text, "typed") == hidden(second, "typed")
    assert 'aria-invalid="true"' in again.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"setup_code": "AAAA-BBBB-CCCC"}, "setup_code"),
        ({"name": " "}, "name"),
        ({"email": "geen adres"}, "email"),
        ({"password": "te kort"}, "password"),
        ({"password": "Admiraal op de zolder"}, "password"),
    ],
)
def test_a_refusal_stands_under_its_field_and_on_top_and_keeps_what_was_typed(
    door: Door, changes: dict[str, str], field: str
) -> None:
    page = set_up(door, **changes)
    assert f'id="{field}-fout"' in page
    assert f'<a href="#{field}">' in page
    assert "autofocus" in page
    assert PASSWORD not in page
    if field != "email":
        assert 'value="a@beheer.example"' in page


def test_typed_markup_comes_back_as_text(door: Door) -> None:
    page = set_up(door, setup_code="x", name='"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_before_the_first_account_the_sign_in_leads_to_the_welcome(door: Door) -> None:
    assert door.browser.get("/aanmelden").headers["location"] == "/welkom"


def test_signing_in_takes_two_steps_and_leads_on(door: Door) -> None:
    astrid = door.house.first_administrator()
    second = door.post("/aanmelden", email=astrid.email, password=PASSWORD, naar="/zaken").text
    code = astrid.recovery_codes[0]
    third = door.post("/aanmelden/code", ticket=hidden(second, "ticket"), naar=hidden(second, "naar"), code=code)
    assert (third.status_code, third.headers["location"]) == (303, "/zaken")
    assert cookie_of(third).startswith("mdo=r.")
    assert door.browser.get("/aanmelden").headers["location"] == "/"


def test_a_new_session_ends_the_one_the_browser_came_with(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    astrid = door.house.first_administrator()
    door.enter(astrid.secret)
    monkeypatch.setattr(guest, "open_link", lambda work, order: "guest-secret")
    door.post("/u/abc", secret="s", code="ABCD2345")
    assert sessions.recognise(door.house.work(), astrid.secret) is None


def test_a_wrong_password_says_nothing_about_the_address(door: Door) -> None:
    astrid = door.house.first_administrator()
    known = door.post("/aanmelden", email=astrid.email, password="helemaal fout wachtwoord")
    unknown = door.post("/aanmelden", email="b@beheer.example", password="helemaal fout wachtwoord")
    assert known.status_code == unknown.status_code == 422
    assert known.text.replace(astrid.email, "") == unknown.text.replace("b@beheer.example", "")


def test_a_stale_ticket_leads_back_to_the_first_step(door: Door) -> None:
    door.house.first_administrator()
    answer = door.post("/aanmelden/code", ticket="made-up", code="123456")
    assert 'action="/aanmelden"' in answer.text


def test_signing_out_ends_the_session_and_clears_the_browser(door: Door) -> None:
    astrid = door.house.first_administrator()
    door.enter(astrid.secret)
    assert door.browser.get("/afmelden").status_code == 200
    assert sessions.recognise(door.house.work(), astrid.secret) is not None
    answer = door.post("/afmelden")
    assert answer.headers["location"] == "/aanmelden"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert sessions.recognise(door.house.work(), astrid.secret) is None


def test_the_language_stays_with_browser_and_account(door: Door) -> None:
    astrid = door.house.first_administrator()
    assert 'lang="nl"' in door.browser.get("/aanmelden").text
    door.post("/taal/en", naar="/aanmelden")
    assert 'lang="en"' in door.browser.get("/aanmelden").text
    door.enter(astrid.secret)
    door.post("/taal/en")
    assert door.house.as_(astrid).actor.language == "en"


def test_looking_at_a_language_address_changes_nothing(door: Door) -> None:
    assert "set-cookie" not in door.browser.get("/taal/en").headers


def invited(door: Door, astrid: Person, *, practice: bool = False) -> tuple[str, str]:
    house = door.practice if practice else door.house
    work = house.as_(astrid)
    work = house.work(work.actor, practice=practice)
    link = accounts.invite_account(work, InviteAccount("Hanna Regie", "h@politie.example", AccountRole.CASE_DIRECTOR))
    path, _, secret = link.removeprefix(house.settings.public_address).partition("#")
    return path, secret


@pytest.mark.parametrize("practice", [False, True])
def test_an_invited_director_makes_an_account_and_is_in(door: Door, practice: bool) -> None:
    path, secret = invited(door, (door.practice if practice else door.house).first_administrator(), practice=practice)
    assert path.startswith("/oefenen/") is practice
    assert ("Fictief" in door.browser.get(path).text) is practice
    second = door.post(path, secret=secret, password=PASSWORD).text
    third = door.post(path + "/app", **carried(second), code=pyotp.TOTP(hidden(second, "typed")).at(now()))
    assert third.text.count("<li>") == 10
    assert cookie_of(third).startswith("mdo=p." if practice else "mdo=r.")
    assert door.post(path, secret=secret, password=PASSWORD).status_code == 422


def test_looking_at_an_invitation_uses_nothing_up(door: Door) -> None:
    path, secret = invited(door, door.house.first_administrator())
    for _ in range(3):
        assert door.browser.get(path).status_code == 200
    assert "data:image/svg+xml" in door.post(path, secret=secret, password=PASSWORD).text


def test_an_invitation_with_a_wrong_secret_is_refused_like_an_unknown_one(door: Door) -> None:
    path, _ = invited(door, door.house.first_administrator())
    wrong = door.post(path, secret="x" * 43, password=PASSWORD)
    unknown = door.post("/uitnodiging/" + "0" * 32, secret="x" * 43, password=PASSWORD)
    assert wrong.status_code == unknown.status_code == 422
    strip = re.compile(r"/uitnodiging/\w+")
    assert strip.sub("", wrong.text) == strip.sub("", unknown.text)


def test_a_guest_comes_in_with_link_and_code(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def opens(work, order):
        seen.append((work.practice, order.invitation_id, order.secret, order.code))
        return "guest-secret"

    monkeypatch.setattr(guest, "open_link", opens)
    for place in ("", "/oefenen"):
        answer = door.post(f"{place}/u/abc", secret=" s3cret ", code="ABCD2345")
        assert (answer.status_code, answer.headers["location"]) == (303, "/u")
        assert cookie_of(answer).startswith("mdo=p.guest-secret" if place else "mdo=r.guest-secret")
    assert seen == [(False, "abc", "s3cret", "ABCD2345"), (True, "abc", "s3cret", "ABCD2345")]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (LinkRefused(), "werkt niet (meer)"),
        (CodeWrong(left=3), "nog 3 keer"),
        (LinkLocked(), "geblokkeerd"),
    ],
)
def test_a_refused_guest_is_told_what_to_do(
    door: Door, monkeypatch: pytest.MonkeyPatch, error: ServiceError, words: str
) -> None:
    def refuses(_work, _order):
        raise error

    monkeypatch.setattr(guest, "open_link", refuses)
    answer = door.post("/u/abc", secret="s3cret", code="ABCD2345")
    assert answer.status_code == 422
    assert words in answer.text
    assert "set-cookie" not in answer.headers


def test_looking_at_a_guest_link_asks_the_service_nothing(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest, "open_link", lambda *_: pytest.fail("a look must not open the link"))
    page = door.browser.get("/u/abc")
    assert page.status_code == 200
    assert 'name="secret"' in page.text


def test_a_guest_whose_session_is_over_is_told_to_open_the_link_again(door: Door) -> None:
    answer = door.browser.get("/u", headers={"Accept": "text/html"})
    assert answer.headers["location"] == "/uw-link"
    assert door.browser.get("/uw-link").status_code == 200


def test_a_download_needs_a_session_and_carries_the_file(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    assert door.browser.get("/dl/case/partners", headers={"Accept": "text/html"}).status_code == 303
    assert door.browser.get("/dl/case/partners").status_code == 401
    door.enter(door.house.first_administrator().secret)
    made = SimpleNamespace(file_name='VP "1".docx', content=b"PK word")
    monkeypatch.setattr(download, "made", lambda *_args, **_names: made)
    answer = door.browser.get("/dl/case/partners")
    assert answer.content == b"PK word"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''VP%20%221%22.docx"
    assert answer.headers["cache-control"] == "no-store"


def test_a_refused_download_is_a_page_that_says_why(door: Door) -> None:
    door.enter(door.house.first_administrator().secret)
    answer = door.browser.get("/dl/unknown-case/partners")
    assert answer.status_code == 403
    assert "geen toegang" in answer.text
    assert "content-disposition" not in answer.headers


def test_an_unforeseen_error_shows_an_id_and_nothing_else(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_args, **_names):
        raise RuntimeError("Dorpsstraat 1")

    door.enter(door.house.first_administrator().secret)
    monkeypatch.setattr(download, "made", breaks)
    answer = door.browser.get("/dl/case/partners")
    mark = re.search(r"kenmerk (\w{4})", answer.text)
    assert answer.status_code == 500
    assert mark is not None
    assert mark[1] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Dorpsstraat" not in answer.text + caplog.text


def test_health_says_that_the_database_answers_and_nothing_else(door: Door) -> None:
    assert door.browser.get("/health").json() == {"database": "ok", "version": "0.1.0"}
