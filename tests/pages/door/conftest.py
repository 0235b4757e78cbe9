"""A door without the platform behind it: the gate and its pages before an application that says what reached it."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from pages.door.gate import Gate
from pages.door.routes import routes
from services.premises import Premises
from services.settings import now
from tests.cast import House, open_house

with warnings.catch_warnings():  # it would rather have a successor of httpx
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

INDEX = (
    b'<html lang="en"><title>Streamlit</title><link rel="service-desc" href="./x" /><noscript>agents</noscript></html>'
)


@dataclass
class Door:
    """A browser at the door, and the house behind it."""

    browser: TestClient
    house: House
    practice: House
    premises: Premises

    @property
    def origin(self) -> dict[str, str]:
        """What a browser says of its own pages when it posts a form."""
        return {"Origin": self.premises.settings.public_address}

    def post(self, path: str, **form: str) -> Response:
        """Posts a form as a browser does."""
        return self.browser.post(path, data=form, headers=self.origin)

    def enter(self, secret: str, place: str = "r") -> None:
        """Puts a session's cookie into the browser."""
        self.browser.cookies.set("mdo", f"{place}.{secret}")


async def _echo(request: Request) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(INDEX)
    body = await request.body()
    return JSONResponse({"headers": dict(request.headers), "bytes": len(body)})


async def _echo_socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json(dict(socket.headers))
    await socket.close()


def open_door(folder: Path, **settings: str) -> Iterator[Door]:
    """A door on fresh databases."""
    (folder / "real").mkdir()
    (folder / "practice").mkdir()
    real, practice = open_house(folder / "real", **settings), open_house(folder / "practice", **settings)
    real.clock = practice.clock = now
    premises = Premises(real.settings, real.database, practice.database)
    everything = [
        *routes(),
        WebSocketRoute("/{path:path}", _echo_socket),
        Route("/{path:path}", _echo, methods=["GET", "POST", "PUT"]),
    ]
    app = Starlette(routes=everything, middleware=[Middleware(Gate, premises=lambda: premises)])
    with TestClient(app, base_url=real.settings.public_address, follow_redirects=False) as browser:
        yield Door(browser, real, practice, premises)
    real.database.close()
    practice.database.close()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """A door on one's own machine, over plain HTTP."""
    yield from open_door(tmp_path)


@pytest.fixture
def secure_door(tmp_path: Path) -> Iterator[Door]:
    """A door behind TLS."""
    yield from open_door(tmp_path, public_address="https://planner.example.nl")
