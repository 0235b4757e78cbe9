"""A real server for tests: `streamlit run app.py` on a free port, with folders of its own.

`live_server` is the fixture; `StreamSocket` speaks to the script as the browser does, without a browser.
"""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from services.premises import Premises, open_premises
from services.settings import Settings, now
from tests.cast import House
from tests.drawn import PATIENCE, listening
from tests.shared import ROOT

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 180
"""By itself it takes three to five; with everything else that tests do on two cores a minute and more."""
_CODE = re.compile(r"One-time code for the first administrator: ([0-9A-Z-]+)")


@dataclass
class LiveServer:
    """A running planner: where it is, and the same databases opened here."""

    address: str
    port: int
    settings: Settings
    process: subprocess.Popen[bytes]
    output_file: Path

    @property
    def output(self) -> str:
        """Everything the server wrote to its terminal so far."""
        return self.output_file.read_text()

    @property
    def setup_code(self) -> str:
        """The one-time code it showed at start."""
        found = _CODE.search(self.output)
        assert found is not None, "no set-up code in the terminal"
        return found[1]

    def premises(self) -> Premises:
        """The server's databases, opened by this process too."""
        return open_premises(self.settings)

    def house(self, premises: Premises) -> House:
        """The cast's verbs on the server's real database, at the real time."""
        return House(premises.real, self.settings, now)

    def cookie(self, secret: str) -> dict[str, str]:
        """The header a signed-in browser sends."""
        return {"Cookie": f"mdo=r.{secret}"}

    def get(self, path: str, **headers: str) -> httpx.Response:
        """One request, no redirects followed."""
        return httpx.get(self.address + path, headers=headers, timeout=PATIENCE)

    def crash(self) -> None:
        """Ends the server as a power cut does: nothing is finished, nothing is written any more."""
        self.process.kill()
        self.process.wait(15)

    def stop(self) -> None:
        """Ends the server."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


def free_port() -> int:
    """A port nobody listens on now; below those that the system gives to whoever calls another port, any moment."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", 10_000 + secrets.randbelow(20_000)))
            return int(probe.getsockname()[1])


def start_server(
    folder: Path,
    *,
    script: str = "app.py",
    flags: tuple[str, ...] = (),
    check: bool = True,
    port: int = 0,
    first: bool = False,
    **settings: str,
) -> LiveServer:
    """Starts a server and waits until it answers. Settings are those of `Settings`, by name.

    Without `check` a wrong setting reaches the server instead of failing here. `port`: the one a former server had,
    whose pages are still open somewhere; a free one unless told. The server finds the key and the databases of an
    earlier start, at which nobody came in, unless this is its `first`: then it makes them itself, which takes seconds.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    chosen = {"public_address": address, "data_folder": str(folder / "data"), "key_file": str(folder / "key")}
    chosen |= {"worker": "off"} | settings
    known = Settings(**chosen) if check else Settings()
    if check and not first:
        _started_before(known)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MDO_", "STREAMLIT_"))}
    environment |= {f"MDO_{name.upper()}": value for name, value in chosen.items()}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), *flags]
    output = folder / f"output-{port}.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)
    server = LiveServer(address, port, known, process, output)
    _wait(server, "/health" if script == "app.py" else "/_stcore/health")
    return server


def _started_before(settings: Settings) -> None:
    opened = open_premises(settings)
    opened.real.close()
    if opened.practice is not None:
        opened.practice.close()


def _wait(server: LiveServer, path: str) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and server.process.poll() is None:
        try:
            if httpx.get(server.address + path, timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    server.stop()
    pytest.fail(f"the server did not start:\n{server.output}")


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One running planner for the tests of a module."""
    server = start_server(tmp_path_factory.mktemp("live"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Missing, the test is skipped; under CI that is a failure."""
    if not CHROMIUM.exists():
        complain = pytest.fail if os.environ.get("CI") else pytest.skip
        complain("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGS)
        yield listening(browser)
        browser.close()


class StreamSocket:
    """A browser's connection to the script."""

    def __init__(
        self, server: LiveServer, *, headers: dict[str, str] | None = None, origin: str | None = "", resume: str = ""
    ) -> None:
        subprotocols = ["streamlit", secrets.token_hex(4), *([resume] if resume else [])]
        self._line = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            origin=server.address if origin == "" else origin,  # ty: ignore[invalid-argument-type]
            additional_headers=headers or {},
            subprotocols=subprotocols,  # ty: ignore[invalid-argument-type]
            open_timeout=PATIENCE,
            max_size=None,
        )
        self._socket: ClientConnection = self._line.__enter__()
        self.session_id = ""
        self.gathers_usage: bool | None = None

    def run(self, *, page: str = "", query: str = "") -> str:
        """Asks for a run of the script and gives all text it drew."""
        ask = BackMsg()
        ask.rerun_script.page_name, ask.rerun_script.query_string = page, query
        self._socket.send(ask.SerializeToString())
        drawn: list[str] = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=PATIENCE))  # ty: ignore[invalid-argument-type]
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session_id = message.new_session.initialize.session_id
                self.gathers_usage = message.new_session.config.gather_usage_stats
            elif kind == "delta":
                drawn.append(str(message.delta))
            elif kind == "script_finished":
                return "\n".join(drawn)

    def close(self) -> None:
        """Hangs up."""
        self._line.__exit__(None, None, None)
