"""Who comes to the door, by their cookie. The cookie names the database and carries the session's secret."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response

from pages.door.passage import PRACTICE, REAL
from services.access.rules import Standing
from services.directory.sessions import known_language, recognise
from services.premises import Premises
from services.relations.facts import VISITOR, Actor
from services.settings import Settings

LANGUAGE_COOKIE = "mdo-language"
_LANGUAGE_LASTS = 365 * 24 * 3600


@dataclass(frozen=True)
class Visit:
    """Who comes, to which database, and in which language they want to read."""

    actor: Actor = VISITOR
    practice: bool = False
    language: str = "nl"

    @property
    def known(self) -> bool:
        """Whether there is a live session."""
        return self.actor.standing is not Standing.VISITOR

    @property
    def guest(self) -> bool:
        """Whether the session is a guest's, for one invitation."""
        return self.actor.standing is Standing.GUEST


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host over TLS; plain on loopback only."""
    return "__Host-mdo" if settings.secure else "mdo"


def visit_of(premises: Premises, cookies: dict[str, str]) -> Visit:
    """Whose cookies these are; a visitor when the session is unknown or over."""
    language = known_language(cookies.get(LANGUAGE_COOKIE, "nl"))
    place, _, secret = cookies.get(cookie_name(premises.settings), "").partition(".")
    practice = place == PRACTICE
    if place not in (REAL, PRACTICE) or not secret or len(secret) > 100 or (practice and premises.practice is None):
        return Visit(language=language)
    actor = recognise(premises.work(practice=practice), secret)
    return Visit(actor, practice, actor.language) if actor else Visit(language=language)


def read_cookies(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The request's cookies by name; a broken header is no cookies."""
    jar: SimpleCookie = SimpleCookie()
    try:
        for name, value in headers:
            if name.lower() == b"cookie":
                jar.load(value.decode("latin-1"))
    except CookieError:
        return {}
    return {key: morsel.value for key, morsel in jar.items()}


def without_session_cookie(headers: list[tuple[bytes, bytes]], settings: Settings) -> list[tuple[bytes, bytes]]:
    """The headers as the script may see them: the session's secret stays at the door."""
    name = cookie_name(settings).encode() + b"="
    kept = []
    for key, value in headers:
        if key.lower() != b"cookie":
            kept.append((key, value))
            continue
        rest = [part for part in value.split(b";") if not part.strip().startswith(name)]
        if rest:
            kept.append((key, b";".join(rest)))
    return kept


def let_in(response: Response, settings: Settings, secret: str, *, practice: bool) -> None:
    """Gives the browser its session; gone when the browser closes."""
    response.set_cookie(
        cookie_name(settings),
        f"{PRACTICE if practice else REAL}.{secret}",
        path="/",
        httponly=True,
        secure=settings.secure,
        samesite="lax",
    )


def let_out(response: Response, settings: Settings) -> None:
    """Takes the session's cookie back and asks the browser to forget what it kept."""
    response.delete_cookie(cookie_name(settings), path="/", httponly=True, secure=settings.secure, samesite="lax")
    response.headers["clear-site-data"] = '"cache", "storage"'


def remember_language(response: Response, settings: Settings, language: str) -> None:
    """The language for pages before a session exists."""
    response.set_cookie(
        LANGUAGE_COOKIE,
        known_language(language),
        max_age=_LANGUAGE_LASTS,
        path="/",
        secure=settings.secure,
        samesite="lax",
        httponly=True,
    )
