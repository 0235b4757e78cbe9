"""The gate: everything that reaches the server passes here first. What is not known to be allowed is refused.

| what                                   | without a session       | a guest              | an account       |
|----------------------------------------|-------------------------|----------------------|------------------|
| door pages, `/assets`, `/health`       | yes                     | yes                  | yes              |
| a screen a browser navigates to        | to `/aanmelden`         | to `/u`              | their own        |
| `/dl/mijn/`                            | to `/aanmelden`         | the service asks     | the service asks |
| any other `/dl`                        | to `/aanmelden`         | 403                  | the service asks |
| websocket, `/media`, upload, `/static` | 401                     | yes                  | yes              |
| metrics, agent, script health, `/auth` | 404                     | 404                  | 404              |

Source: `security.md` section 0.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.door import limits
from pages.door.headers import dressed
from pages.door.lost import no_such_screen
from pages.door.page_words import rewritten_index
from pages.door.passage import HEADER, sid
from pages.door.places import OWN_DOWNLOADS, Place, place_of
from pages.door.visit import Visit, read_cookies, visit_of, without_session_cookie
from services.premises import Premises

Headers = list[tuple[bytes, bytes]]
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_HOST_CONFIG = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": False,
    "resourceCrossOriginMode": None,
}
_recognisers = ThreadPoolExecutor(8, "gate")


class Gate:
    """ASGI middleware around the whole application. `premises` is asked per request."""

    def __init__(self, app: ASGIApp, premises: Callable[[], Premises]) -> None:
        self.app = app
        self.premises = premises
        self.opens = limits.Rate(limits.SOCKETS_PER_MINUTE)
        self.uploads = limits.Quota(limits.UPLOAD_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        premises = self.premises()
        place = place_of(scope["path"])
        send = _dressing(send, place, premises.settings.secure)
        refusal = _malformed(scope, premises)
        if refusal is None:
            visit = await _who(premises, scope)
            refusal = _refusal(scope, place, visit) or self._upload_refusal(scope, place, visit)
            refusal = refusal or _no_screen(scope, place, visit, premises)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        if place is Place.HOST_CONFIG:
            await JSONResponse(_HOST_CONFIG)(scope, receive, send)
            return
        if place is Place.UPLOAD:
            receive = self.uploads.counted(receive, visit.actor.session_id)
        inner = _inner_scope(scope, premises, visit, place)
        rewriting = place is Place.SCREEN and _wants_html(scope)
        await self.app(inner, receive, rewritten_index(send, visit.language) if rewriting else send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        premises = self.premises()
        headers: Headers = scope["headers"]
        foreign = _one(headers, b"origin") != premises.settings.public_address or not _right_host(headers, premises)
        if foreign or place_of(scope["path"]) is not Place.SOCKET:
            await _refuse_socket(receive, send)
            return
        visit = await _who(premises, scope)
        if not visit.known or not self.opens.allows(visit.actor.session_id):
            await _refuse_socket(receive, send)
            return
        await self.app(_inner_scope(scope, premises, visit, Place.SOCKET), receive, send)

    def _upload_refusal(self, scope: Scope, place: Place, visit: Visit) -> Response | None:
        """Every upload needs its size, and a session may send only so many bytes in all."""
        if place is not Place.UPLOAD or scope["method"] in _SAFE_METHODS or scope["method"] == "DELETE":
            return None
        size = _one(scope["headers"], b"content-length")
        if not size.isdigit():
            return _plain(411)
        too_much = int(size) > limits.ONE_UPLOAD or not self.uploads.has_room(visit.actor.session_id, int(size))
        return _plain(413) if too_much else None


async def _who(premises: Premises, scope: Scope) -> Visit:
    cookies = read_cookies(scope["headers"])
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_recognisers, visit_of, premises, cookies)


def _malformed(scope: Scope, premises: Premises) -> Response | None:
    """Refusals that need no knowledge of who asks."""
    path, headers = scope["path"], scope["headers"]
    if any(sign in path for sign in ("//", "\\", "\0", "/../", "/./")):
        return _plain(400)
    if not _right_host(headers, premises):
        return _to_own_address(scope, premises)
    if scope["method"] in _SAFE_METHODS:
        return None
    return None if _same_origin(headers, premises) else _plain(403)


def _refusal(scope: Scope, place: Place, visit: Visit) -> Response | None:
    if place is Place.HIDDEN:
        return _plain(404)
    if place in (Place.DOOR, Place.ASSET) or (visit.known and not visit.guest):
        return None
    navigating = scope["method"] in ("GET", "HEAD") and _wants_html(scope)
    if visit.guest:
        return _guest_refusal(scope, place, navigating)
    if not navigating or place not in (Place.SCREEN, Place.DOWNLOAD):
        return _plain(401)
    if scope["path"] == "/u":
        return RedirectResponse("/uw-link", 303)
    return RedirectResponse("/aanmelden" + _onward(scope), 303)


def _no_screen(scope: Scope, place: Place, visit: Visit, premises: Premises) -> Response | None:
    """The platform answers every address with its index page, and then says in its own words that there is nothing."""
    if place is not Place.SCREEN or visit.guest or not visit.known or not _wants_html(scope):
        return None
    return no_such_screen(premises, visit, scope["path"])


def _guest_refusal(scope: Scope, place: Place, navigating: bool) -> Response | None:
    """A guest sees one page and what that page needs; of downloads those that are about their own link only."""
    if place is Place.DOWNLOAD and scope["path"].startswith(OWN_DOWNLOADS):
        return None
    if place is Place.DOWNLOAD:
        return _plain(403)
    if place is Place.SCREEN and navigating and scope["path"] != "/u":
        return RedirectResponse("/u", 303)
    return None


def _onward(scope: Scope) -> str:
    """Where to go after signing in: ids only ever stand in our addresses, so this may be carried along."""
    query = scope["query_string"].decode("latin-1")
    target = scope["path"] + (f"?{query}" if query else "")
    return "" if target == "/" or len(target) > 300 else "?naar=" + quote(target, safe="")


def _right_host(headers: Headers, premises: Premises) -> bool:
    return _one(headers, b"host").lower() == premises.settings.public_address.partition("://")[2].lower()


def _to_own_address(scope: Scope, premises: Premises) -> Response:
    """On one's own machine `localhost` and `127.0.0.1` are mixed up easily: lead on. Anything else is refused."""
    own = premises.settings.public_address
    typed = _one(scope["headers"], b"host").rpartition(":")[0] or _one(scope["headers"], b"host")
    local = not premises.settings.secure and typed in ("localhost", "127.0.0.1", "[::1]")
    if local and scope["method"] == "GET" and _wants_html(scope):
        return RedirectResponse(own + scope["path"], 307)
    return _plain(421)


def _same_origin(headers: Headers, premises: Premises) -> bool:
    """Browsers say where a form comes from; a request that says nothing is not from our pages."""
    origin = _one(headers, b"origin")
    if origin:
        return origin == premises.settings.public_address
    return _one(headers, b"sec-fetch-site") == "same-origin"


def _inner_scope(scope: Scope, premises: Premises, visit: Visit, place: Place) -> Scope:
    """The request as the application sees it: our word for who asks, no secret, no claims from outside."""
    headers = without_session_cookie(scope["headers"], premises.settings)
    drop = {HEADER.encode()} | ({b"accept-encoding"} if place is Place.SCREEN else set())
    headers = [(name, value) for name, value in headers if name.lower() not in drop]
    if visit.known:
        named = sid(practice=visit.practice, session_id=visit.actor.session_id)
        headers.append((HEADER.encode(), named.encode()))
    state = dict(scope.get("state") or {}) | {"visit": visit, "premises": premises}
    return {**scope, "headers": headers, "state": state}


def _dressing(send: Send, place: Place, secure: bool) -> Send:
    async def dress(message: Any) -> None:
        if message["type"] == "http.response.start":
            may_keep = place in (Place.PROGRAM, Place.ASSET) and message["status"] < 400
            headers = dressed(list(message.get("headers", [])), door=place.is_door, may_keep=may_keep, secure=secure)
            message = {**message, "headers": headers}
        await send(message)

    return dress


async def _refuse_socket(receive: Receive, send: Send) -> None:
    """Closing before accepting: the server answers 403 and no script runs."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _wants_html(scope: Scope) -> bool:
    return "text/html" in _one(scope["headers"], b"accept")


def _one(headers: Headers, name: bytes) -> str:
    """A header's value; nothing when it is absent or stands there twice."""
    found = [value for key, value in headers if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def _plain(status: int) -> Response:
    return PlainTextResponse("", status)
