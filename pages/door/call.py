"""One request to a door page: its form, its language, its way back. Pages are plain functions from `Call` to answer.

They run in threads of their own, so that a slow hash never holds up the screens.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive

from pages.door.limits import FORM_BYTES
from pages.door.mishaps import record
from pages.door.visit import Visit, let_in
from pages.frame.refusal import sentence
from services.directory.sessions import end_session
from services.errors import ServiceError
from services.premises import Premises
from services.relations.facts import VISITOR
from services.unit_of_work import Work
from services.wording import Say, speak

Page = Callable[["Call"], Response]
_threads = ThreadPoolExecutor(8, "door")


@dataclass(frozen=True)
class Call:
    """What a door page needs to know of the request."""

    method: str
    path: str
    premises: Premises
    visit: Visit
    ip: str = ""
    form: dict[str, str] = field(default_factory=dict, repr=False)
    query: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    @property
    def say(self) -> Say:
        """The voice of the visitor's language."""
        return speak(self.visit.language)

    @property
    def practice(self) -> bool:
        """Whether this is about the fictional region: by its address, or by the session."""
        return self.path.startswith("/oefenen") or (self.visit.known and self.visit.practice)

    @property
    def visitor_work(self) -> Work:
        """Work of someone who is not in yet, on the database that the address names."""
        return self.premises.work(practice=self.path.startswith("/oefenen"), actor=VISITOR)

    @property
    def own_work(self) -> Work:
        """Work of the person behind the session."""
        return self.premises.work(practice=self.visit.practice, actor=self.visit.actor)

    @property
    def onward(self) -> str:
        """Where to go afterwards: an address of our own, else the start."""
        target = self.form.get("naar") or self.query.get("naar") or "/"
        plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
        return target if plain and len(target) <= 300 else "/"


def door(page: Page) -> Callable[[Request], Any]:
    """Makes a page an endpoint: reads the form within its limit, runs the page aside, catches what goes wrong."""

    @wraps(page)
    async def endpoint(request: Request) -> Response:
        form = await _form(request)
        if form is None:
            return PlainTextResponse("", 413)
        state = request.scope["state"]
        call = Call(
            method=request.method,
            path=request.url.path,
            premises=state["premises"],
            visit=state["visit"],
            ip=request.client.host if request.client else "",
            form=form,
            query=dict(request.query_params),
            places={key: str(value) for key, value in request.path_params.items()},
        )
        return await asyncio.get_running_loop().run_in_executor(_threads, _answered, page, call)

    return endpoint


def go(address: str) -> Response:
    """Leads the browser on, after a form or instead of a page."""
    return RedirectResponse(address, 303)


def with_session(call: Call, answer: Response, secret: str, *, practice: bool) -> Response:
    """Gives the browser its new session; the one it came with ends (ASVS 7.2.4)."""
    if call.visit.known:
        end_session(call.own_work)
    let_in(answer, call.premises.settings, secret, practice=practice)
    return answer


def _answered(page: Page, call: Call) -> Response:
    from pages.door.layout import notice

    try:
        return page(call)
    except ServiceError as refused:
        return notice(call, call.say("That is not possible"), sentence(refused, call.say), status=403)
    except Exception as broken:
        mark = record(broken)
        words = call.say("Something went wrong. When you ask for help, mention mark {mark}.", mark=mark)
        return notice(call, call.say("Something went wrong"), words, status=500)


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a posted form; None when it is larger than any of ours."""
    if request.method != "POST":
        return {}
    body = await _body(request.receive)
    if body is None:
        return None
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=40)
    return {name: values[-1] for name, values in fields.items()}


async def _body(receive: Receive) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > FORM_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(body)
