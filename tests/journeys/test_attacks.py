"""Attacks on a running server, row by row of `security.md` section 0. Every row must be refused."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import MagicMock

import httpx
import pytest
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes
from websockets.exceptions import InvalidStatus

from models.terms import AccountRole
from services.directory import sessions
from services.premises import Premises
from tests.cast import House, Person
from tests.drawn import PATIENCE, comes_to
from tests.live import LiveServer, StreamSocket, start_server

pytestmark = pytest.mark.long
REFUSED = "voordeur"


@pytest.fixture(scope="module")
def premises(live_server: LiveServer) -> Iterator[Premises]:
    opened = live_server.premises()
    yield opened
    opened.real.close()
    if opened.practice:
        opened.practice.close()


@pytest.fixture(scope="module")
def people(live_server: LiveServer, premises: Premises) -> dict[str, Person]:
    house = live_server.house(premises)
    astrid = house.first_administrator(code=live_server.setup_code)
    return {"astrid": astrid, "mallory": house.account(astrid, "Mallory Mol", AccountRole.AUDITOR)}


@pytest.fixture
def house(live_server: LiveServer, premises: Premises) -> House:
    return live_server.house(premises)


@pytest.fixture
def astrid(live_server: LiveServer, people: dict[str, Person]) -> dict[str, str]:
    return live_server.cookie(people["astrid"].secret)


@pytest.fixture
def mallory(live_server: LiveServer, people: dict[str, Person]) -> dict[str, str]:
    return live_server.cookie(people["mallory"].secret)


def test_with_a_session_the_script_runs_and_knows_who_it_is(live_server: LiveServer, astrid: dict[str, str]) -> None:
    browser = StreamSocket(live_server, headers=astrid)
    assert REFUSED not in browser.run()
    assert browser.gathers_usage is False
    browser.close()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Cookie": "mdo=r.made-up"}, {"Cookie": "mdo="}, {"x-mdo-session": "r." + "a" * 32}],
    ids=["no cookie", "made-up secret", "empty cookie", "forged header"],
)
def test_a_socket_without_a_session_is_refused(live_server: LiveServer, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus) as refused:
        StreamSocket(live_server, headers=headers)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "https://share.streamlit.io", "null", None])
def test_a_socket_from_elsewhere_is_refused_even_with_the_cookie(
    live_server: LiveServer, astrid: dict[str, str], origin: str | None
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        StreamSocket(live_server, headers=astrid, origin=origin)
    assert refused.value.response.status_code == 403


def test_a_forged_session_header_beside_a_real_cookie_changes_nothing(
    live_server: LiveServer, house: House, people: dict[str, Person], mallory: dict[str, str]
) -> None:
    victim = house.as_(people["astrid"]).actor
    browser = StreamSocket(live_server, headers=mallory | {"x-mdo-session": f"r.{victim.session_id}"})
    drawn = browser.run()
    browser.close()
    assert "Astrid" not in drawn


def test_naming_anothers_running_session_gives_a_fresh_one(
    live_server: LiveServer, astrid: dict[str, str], mallory: dict[str, str]
) -> None:
    owner = StreamSocket(live_server, headers=astrid)
    owner.run()
    owner.close()
    time.sleep(0.5)
    thief = StreamSocket(live_server, headers=mallory, resume=owner.session_id)
    drawn = thief.run()
    thief.close()
    assert thief.session_id != owner.session_id
    assert "Astrid" not in drawn


def test_ones_own_session_can_be_taken_up_again(live_server: LiveServer, astrid: dict[str, str]) -> None:
    first = StreamSocket(live_server, headers=astrid)
    first.run()
    first.close()

    def taken_up() -> str:
        again = StreamSocket(live_server, headers=astrid, resume=first.session_id)
        again.run()
        again.close()
        return again.session_id

    comes_to(taken_up, first.session_id)  # once the server has noticed that nobody is there any more


def test_after_signing_out_the_next_rerun_of_an_open_socket_is_refused(
    live_server: LiveServer, house: House, people: dict[str, Person]
) -> None:
    someone = house.account(people["astrid"], "Ollie Open", AccountRole.AUDITOR)
    browser = StreamSocket(live_server, headers=live_server.cookie(someone.secret))
    assert REFUSED not in browser.run()
    sessions.end_session(house.as_(someone))
    assert REFUSED in browser.run()
    browser.close()
    with pytest.raises(InvalidStatus):
        StreamSocket(live_server, headers=live_server.cookie(someone.secret))


def test_no_route_of_the_platform_gives_content_without_a_session(live_server: LiveServer) -> None:
    paths = {route.path for route in create_streamlit_routes(MagicMock()) if hasattr(route, "path")}
    assert "/_stcore/health" in paths
    for path in sorted(paths | {"/_stcore/metrics", "/media/x.txt", "/static/js/index.js", "/app/static/x"}):
        address = path.replace(":path", "").replace("{", "").replace("}", "") or "/"
        answer = live_server.get(address)
        assert answer.status_code in (401, 404), address
        assert answer.content == b"", address


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/run",
        "/_stcore/script-health-check",
        "/_stcore/anything-new",
        "/auth/login",
        "/oauth2callback",
        "/component/x/index.html",
    ],
)
def test_machinery_stays_hidden_with_a_session_too(live_server: LiveServer, astrid: dict[str, str], path: str) -> None:
    assert live_server.get(path, **astrid).status_code == 404


def test_the_host_configuration_names_no_foreign_origin(live_server: LiveServer, astrid: dict[str, str]) -> None:
    answer = live_server.get("/_stcore/host-config", **astrid)
    assert answer.status_code == 200
    assert answer.json()["allowedOrigins"] == []
    assert "streamlit.app" not in answer.text


@pytest.mark.parametrize("path", ["/", "/zaken", "/zaak?zaak=123", "/markup", "/anything/at/all"])
def test_every_navigation_without_a_session_leads_to_the_sign_in(live_server: LiveServer, path: str) -> None:
    answer = live_server.get(path, Accept="text/html")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/aanmelden")


def put(live_server: LiveServer, size: int, headers: dict[str, str]) -> bytes:
    """The status line for an upload of `size` bytes, of which only the first are sent."""
    lines = ["PUT /_stcore/upload_file/some-session/some-file HTTP/1.1", f"Host: 127.0.0.1:{live_server.port}"]
    lines += [f"{name}: {value}" for name, value in headers.items()] + [f"Content-Length: {size}", "", ""]
    with socket.create_connection(("127.0.0.1", live_server.port), timeout=PATIENCE) as raw:
        raw.sendall("\r\n".join(lines).encode() + b"x" * 4096)
        return raw.recv(4096).split(b"\r\n", 1)[0]


def test_a_large_upload_is_refused_before_it_is_read(live_server: LiveServer, astrid: dict[str, str]) -> None:
    origin = {"Origin": live_server.address}
    assert b" 401 " in put(live_server, 200_000_000, origin)
    assert b" 413 " in put(live_server, 200_000_000, origin | astrid)
    assert b" 403 " in put(live_server, 2_000, {"Origin": "http://evil.example"} | astrid)


def test_answers_carry_the_policy_and_are_not_kept(live_server: LiveServer, astrid: dict[str, str]) -> None:
    page = live_server.get("/", Accept="text/html", **astrid)
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "'sha256-" in policy
    assert "connect-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert '<html lang="nl"' in page.text
    assert "<title>MDO-planner</title>" in page.text
    assert "openapi.json" not in page.text


def test_a_foreign_host_name_is_refused(live_server: LiveServer, astrid: dict[str, str]) -> None:
    answer = live_server.get("/", Host="evil.example", Accept="text/html", **astrid)
    assert answer.status_code == 421


def test_the_secret_never_reaches_the_terminal(live_server: LiveServer, people: dict[str, Person]) -> None:
    assert people["astrid"].secret not in live_server.output
    assert people["astrid"].email not in live_server.output


def test_a_flood_of_anonymous_sockets_gets_nowhere_and_a_colleague_still_gets_in(
    live_server: LiveServer, astrid: dict[str, str]
) -> None:
    def knock(_number: int) -> int:
        try:
            StreamSocket(live_server)
        except InvalidStatus as refused:
            return refused.response.status_code
        return 101

    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(knock, range(300)))
        late = crowd.map(knock, range(300, 400))
        begins = time.monotonic()
        browser = StreamSocket(live_server, headers=astrid)
        drawn = browser.run()
        browser.close()
        took = time.monotonic() - begins
        answers += list(late)
    assert set(answers) == {403}
    assert REFUSED not in drawn
    assert took < 10


def test_a_session_may_open_only_so_many_sockets_a_minute(
    live_server: LiveServer, house: House, people: dict[str, Person]
) -> None:
    busy = live_server.cookie(house.account(people["astrid"], "Bets Bezig", AccountRole.AUDITOR).secret)
    with pytest.raises(InvalidStatus):
        for _ in range(60):
            StreamSocket(live_server, headers=busy).close()


def test_a_deep_link_as_first_request_of_a_fresh_process_runs_no_page_file(tmp_path: Path) -> None:
    server = start_server(tmp_path)
    try:
        with pytest.raises(InvalidStatus):
            StreamSocket(server).run(page="markup")
        opened = server.premises()
        person = server.house(opened).first_administrator(code=server.setup_code)
        browser = StreamSocket(server, headers=server.cookie(person.secret))
        drawn = browser.run(page="main")
        browser.close()
        opened.real.close()
        assert "Astrid" in drawn or REFUSED not in drawn
    finally:
        server.stop()


def test_the_script_by_itself_refuses_even_a_real_session_id(tmp_path: Path) -> None:
    gated = start_server(tmp_path)
    opened = gated.premises()
    house = gated.house(opened)
    person = house.first_administrator(code=gated.setup_code)
    named = f"r.{house.as_(person).actor.session_id}"
    opened.real.close()
    gated.stop()
    bare = start_server(tmp_path, script="pages/main.py")
    try:
        browser = StreamSocket(bare, headers={"x-mdo-session": named})
        drawn = browser.run()
        browser.close()
        assert REFUSED in drawn
        assert "Astrid" not in drawn
    finally:
        bare.stop()


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        (("--server.enableStaticServing", "true"), "server.enableStaticServing"),
        (("--client.showErrorDetails", "full"), "client.showErrorDetails"),
        (("--browser.gatherUsageStats", "true"), "browser.gatherUsageStats"),
        (("--server.enableXsrfProtection", "false"), "server.enableXsrfProtection"),
    ],
)
def test_a_deviating_setting_of_the_platform_stops_the_start(
    tmp_path: Path, flags: tuple[str, ...], named: str
) -> None:
    with pytest.raises(pytest.fail.Exception, match=named.replace(".", r"\.")) as failed:
        start_server(tmp_path, flags=flags)
    assert "start niet" in str(failed.value)
    assert "does not start" in str(failed.value)
    assert "Traceback" not in str(failed.value)


def test_a_wrong_setting_of_ours_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="MDO_PUBLIC_ADDRESS") as failed:
        start_server_with_address(tmp_path, "http://planner.example.nl")
    assert "https" in str(failed.value)
    assert "Traceback" not in str(failed.value)


def start_server_with_address(folder: Path, address: str) -> LiveServer:
    """A start with an address that `Settings` itself would refuse here in the test."""
    return start_server(folder, check=False, public_address=address)


def test_answers_over_http_say_nothing_of_who_has_an_account(
    live_server: LiveServer, people: dict[str, Person]
) -> None:
    def answer(email: str) -> str:
        posted = httpx.post(
            live_server.address + "/aanmelden",
            data={"email": email, "password": "helemaal niet het goede"},
            headers={"Origin": live_server.address},
            timeout=PATIENCE,
        )
        assert posted.status_code == 422
        return posted.text.replace(email, "")

    assert answer(people["mallory"].email) == answer("nobody@beheer.example")
