"""The platform's index page in our words: language, name, and no pointers to what the gate hides."""

import re
from typing import Any

from starlette.types import Send

_POINTERS = re.compile(
    rb'<link\s+rel="service-desc"[^>]*>|<link\s+rel="preload"[^>]*as="font"[^>]*>|<link rel="shortcut icon"[^>]*>'
)
_NO_SCRIPT = re.compile(rb"<noscript>.*</noscript>", re.DOTALL)
_NEEDS_SCRIPT = b"<noscript>De MDO-planner heeft JavaScript nodig. The MDO planner needs JavaScript.</noscript>"
_ICON = b'<link rel="icon" type="image/png" href="/assets/icon.png" />'


def index_in(language: str, page: bytes) -> bytes:
    """The page with `lang`, title and icon of the planner."""
    page = page.replace(b'<html lang="en"', f'<html lang="{language}"'.encode(), 1)
    page = _NO_SCRIPT.sub(_NEEDS_SCRIPT, _POINTERS.sub(b"", page))
    return page.replace(b"<title>Streamlit</title>", b"<title>MDO-planner</title>" + _ICON, 1)


def rewritten_index(send: Send, language: str) -> Send:
    """Holds an HTML answer until it is whole, and sends it in our words."""
    start: dict[str, Any] = {}
    whole = bytearray()

    async def rewrite(message: Any) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            if not _is_page(message):
                await send(message)
            return
        if not _is_page(start):
            await send(message)
            return
        whole.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        body = index_in(language, bytes(whole))
        kept = [
            pair for pair in start["headers"] if pair[0].lower() not in (b"content-length", b"etag", b"last-modified")
        ]
        await send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

    return rewrite


def _is_page(start: dict[str, Any]) -> bool:
    headers = {key.lower(): value for key, value in start.get("headers", [])}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers
