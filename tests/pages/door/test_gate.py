"""The gate: what passes, what does not, and what every answer carries."""

import pytest
from starlette.websockets import WebSocketDisconnect

from models.terms import AccountRole
from pages.door import limits
from pages.door.places import Place, place_of
from services.directory import accounts, sessions
from tests.pages.door.conftest import Door

SOCKET = "ws://127.0.0.1:8501/_stcore/stream"


def signed_in(door: Door) -> str:
    person = door.house.first_administrator()
    door.enter(person.secret)
    return door.house.as_(person).actor.session_id


def socket_headers(door: Door, origin: str = "", **more: str) -> dict[str, str]:
    socket = dict(more) | {"origin": origin or door.premises.settings.public_address}
    with door.browser.websocket_connect(SOCKET, headers=socket) as open_socket:
        return open_socket.receive_json()


def test_the_script_learns_the_session_and_never_its_secret(door: Door) -> None:
    session_id = signed_in(door)
    seen = socket_headers(door)
    assert seen["x-mdo-session"] == f"r.{session_id}"
    assert "mdo=" not in seen.get("cookie", "")


def test_other_cookies_reach_the_script(door: Door) -> None:
    signed_in(door)
    door.browser.cookies.set("_streamlit_xsrf", "kept")
    assert socket_headers(door)["cookie"].strip() == "_streamlit_xsrf=kept"


def test_a_claimed_session_is_replaced_by_the_real_one(door: Door) -> None:
    session_id = signed_in(door)
    assert socket_headers(door, **{"X-MDO-Session": "r." + "f" * 32})["x-mdo-session"] == f"r.{session_id}"


def test_a_practice_session_is_named_as_such_and_is_no_real_one(door: Door) -> None:
    person = door.practice.first_administrator()
    door.enter(person.secret, "p")
    assert socket_headers(door)["x-mdo-session"].startswith("p.")
    door.enter(person.secret, "r")
    with pytest.raises(WebSocketDisconnect):
        socket_headers(door)


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:9999", "null"])
def test_a_socket_from_another_origin_is_refused(door: Door, origin: str) -> None:
    signed_in(door)
    with pytest.raises(WebSocketDisconnect):
        socket_headers(door, origin)


def test_a_socket_without_an_origin_is_refused(door: Door) -> None:
    signed_in(door)
    with pytest.raises(WebSocketDisconnect), door.browser.websocket_connect(SOCKET):
        pass


def test_a_socket_elsewhere_than_the_stream_is_refused(door: Door) -> None:
    signed_in(door)
    with (
        pytest.raises(WebSocketDisconnect),
        door.browser.websocket_connect("ws://127.0.0.1:8501/other", headers=door.origin),
    ):
        pass


def test_a_disabled_account_is_refused_at_once(door: Door) -> None:
    astrid = door.house.first_administrator()
    bob = door.house.account(astrid, "Bob Bakker", AccountRole.AUDITOR)
    door.enter(bob.secret)
    assert door.browser.get("/media/x").status_code == 200
    accounts.disable_account(door.house.as_(astrid), bob.account_id)
    assert door.browser.get("/media/x").status_code == 401


def test_an_ended_session_is_refused_at_once(door: Door) -> None:
    astrid = door.house.first_administrator()
    door.enter(astrid.secret)
    assert door.browser.get("/media/x").status_code == 200
    sessions.end_session(door.house.as_(astrid))
    assert door.browser.get("/media/x").status_code == 401


@pytest.mark.parametrize(
    "path", ["/media/abc.docx", "/static/js/main.js", "/_stcore/health", "/_stcore/host-config", "/zaken"]
)
def test_what_needs_a_session_answers_nothing_without_one(door: Door, path: str) -> None:
    answer = door.browser.get(path, headers={"Accept": "*/*"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_navigation_comes_back_to_where_it_was_going(door: Door) -> None:
    door.house.first_administrator()
    answer = door.browser.get("/zaak?zaak=abc", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/aanmelden?naar=%2Fzaak%3Fzaak%3Dabc"
    assert 'name="naar" value="/zaak?zaak=abc"' in door.browser.get(answer.headers["location"]).text


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"])
def test_the_way_on_stays_in_the_house(door: Door, target: str) -> None:
    door.house.first_administrator()
    assert "evil" not in door.browser.get("/aanmelden", params={"naar": target}).text


@pytest.mark.parametrize(
    "path", ["/aanmelden/x", "/uitnodiging", "/u/a/b", "/a", "/a/b/c", "/taal/nl/x", "/oefenen/x", "/health/x"]
)
def test_below_the_door_nothing_but_its_pages_answers(door: Door, path: str) -> None:
    answer = door.browser.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/new-thing", "/auth/login", "/component/a"])
def test_machinery_is_hidden_from_everyone(door: Door, path: str) -> None:
    assert door.browser.get(path).status_code == 404
    signed_in(door)
    assert door.browser.get(path).status_code == 404


@pytest.mark.parametrize("path", ["//_stcore/metrics", "/x/../_stcore/metrics", "/a\\b"])
def test_tricks_with_the_path_are_refused(door: Door, path: str) -> None:
    signed_in(door)
    assert door.browser.get(door.premises.settings.public_address + path).status_code in (400, 404)


def test_a_form_from_elsewhere_is_refused(door: Door) -> None:
    form = {"email": "a@b.nl", "password": "x"}
    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert door.browser.post("/aanmelden", data=form, headers=headers).status_code == 403


def test_a_form_of_our_own_passes_by_origin_or_by_fetch_site(door: Door) -> None:
    for headers in (door.origin, {"Sec-Fetch-Site": "same-origin"}):
        assert door.browser.post("/taal/en", data={}, headers=headers).status_code == 303


def test_a_form_larger_than_any_of_ours_is_refused(door: Door) -> None:
    assert door.post("/aanmelden", email="a" * (limits.FORM_BYTES + 1)).status_code == 413


def test_a_wrong_host_is_refused_and_localhost_led_on(door: Door) -> None:
    assert door.browser.get("/welkom", headers={"Host": "evil.example"}).status_code == 421
    led = door.browser.get("/welkom", headers={"Host": "localhost:8501", "Accept": "text/html"})
    assert (led.status_code, led.headers["location"]) == (307, "http://127.0.0.1:8501/welkom")


def test_localhost_is_not_led_on_where_tls_stands_before_it(secure_door: Door) -> None:
    led = secure_door.browser.get("/welkom", headers={"Host": "localhost", "Accept": "text/html"})
    assert led.status_code == 421


HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}


@pytest.mark.parametrize(
    "path", ["/welkom", "/aanmelden", "/health", "/assets/door.css", "/media/x", "/_stcore/metrics"]
)
def test_every_answer_carries_the_headers(door: Door, path: str) -> None:
    headers = door.browser.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_only_fonts_styles_and_program_files_may_be_kept(door: Door) -> None:
    assert "cache-control" not in door.browser.get("/assets/door.css").headers
    signed_in(door)
    for path in ("/", "/welkom", "/media/x", "/_stcore/health", "/health"):
        assert door.browser.get(path).headers["cache-control"] == "no-store", path


def test_over_tls_transport_is_strict_and_cookies_are_bound_to_the_host(secure_door: Door) -> None:
    answer = secure_door.post("/taal/en")
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert "Secure" in answer.headers["set-cookie"]
    person = secure_door.house.first_administrator()
    secure_door.browser.cookies.set("mdo", f"r.{person.secret}")
    assert secure_door.browser.get("/media/x").status_code == 401
    secure_door.browser.cookies.set("__Host-mdo", f"r.{person.secret}")
    assert secure_door.browser.get("/media/x").status_code == 200


def test_the_index_page_speaks_our_language_and_points_nowhere(door: Door) -> None:
    signed_in(door)
    page = door.browser.get("/", headers={"Accept": "text/html"}).text
    assert '<html lang="nl"' in page
    assert "<title>MDO-planner</title>" in page
    assert "service-desc" not in page
    assert "agents" not in page


def test_a_session_may_upload_only_so_much(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(door)
    address = "/_stcore/upload_file/some/file"
    one = b"x" * (limits.ONE_UPLOAD - 10)
    answers = [door.browser.put(address, content=one, headers=door.origin).status_code for _ in range(11)]
    assert answers == [200] * 10 + [413]


def test_an_upload_without_a_size_is_refused(door: Door) -> None:
    signed_in(door)
    answer = door.browser.put("/_stcore/upload_file/a/b", content=iter([b"x"]), headers=door.origin)
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", Place.SCREEN),
        ("/u", Place.SCREEN),
        ("/u/abc", Place.DOOR),
        ("/a/abc", Place.DOOR),
        ("/oefenen/a/abc", Place.DOOR),
        ("/uitnodiging/abc", Place.DOOR),
        ("/oefenen/u/abc", Place.DOOR),
        ("/aanmeldenx", Place.SCREEN),
        ("/dl/case/all", Place.DOWNLOAD),
        ("/_stcore", Place.HIDDEN),
        ("/_stcore/stream", Place.SOCKET),
        ("/_stcore/stream/x", Place.HIDDEN),
        ("/_stcore/upload_file/a/b", Place.UPLOAD),
        ("/app/static/x", Place.HIDDEN),
    ],
)
def test_each_address_has_its_place(path: str, place: Place) -> None:
    assert place_of(path) is place


HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("address", ["/bestaatniet", "/zaak/nog/iets", "/huisstijl", "/regioplanning", "/index.html"])
def test_an_address_without_a_screen_of_theirs_is_answered_in_our_own_words(door: Door, address: str) -> None:
    astrid = door.house.first_administrator()
    hanna = door.house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)
    door.enter(hanna.secret)
    answer = door.browser.get(address, headers=HTML)
    assert answer.status_code == 404
    assert "Deze pagina is hier niet" in answer.text
    assert 'href="/"' in answer.text


def test_screens_of_ones_own_pass_and_the_first_one_is_the_start(door: Door) -> None:
    astrid = door.house.first_administrator()
    hanna = door.house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)
    door.enter(hanna.secret)
    for address in ("/", "/zaken", "/zaken/", "/zaak?zaak=abc", "/gevonden"):
        assert door.browser.get(address, headers=HTML).status_code == 200, address
    assert door.browser.get("/mijn-dag", headers=HTML).headers["location"] == "/"


def test_a_visitor_signs_in_before_hearing_whether_an_address_is_there(door: Door) -> None:
    assert door.browser.get("/bestaatniet", headers=HTML).headers["location"].startswith("/aanmelden")
