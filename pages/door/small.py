"""The small pages: sign out, language, health."""

from starlette.responses import JSONResponse, Response

from pages.door.call import Call, go
from pages.door.layout import form, page
from pages.door.markup import el
from pages.door.visit import let_out, remember_language
from services.directory.sessions import choose_language, end_session
from services.premises import database_answers
from services.settings import VERSION
from services.wording import LANGUAGES


def sign_out(call: Call) -> Response:
    """GET asks; POST ends the session here and in every window of this browser."""
    if call.method != "POST":
        words = el("p", call.say("Your work is kept. On a shared computer, close the browser afterwards as well."))
        inside = form(call, "/afmelden", [], call.say("Sign out"))
        return page(call, call.say("Sign out"), el("div", words, inside, class_="card"))
    if call.visit.known:
        end_session(call.own_work)
    answer = go("/uw-link" if call.visit.guest else "/aanmelden")
    let_out(answer, call.premises.settings)
    return answer


def language(call: Call) -> Response:
    """POST keeps the language for this browser, and for the account when there is a session."""
    chosen = call.places["language"]
    if call.method == "POST" and chosen in LANGUAGES:
        if call.visit.known:
            choose_language(call.own_work, chosen)
        answer = go(call.onward)
        remember_language(answer, call.premises.settings, chosen)
        return answer
    return go("/")


def health(call: Call) -> Response:
    """Whether the database answers; nothing else."""
    well = database_answers(call.premises)
    return JSONResponse({"database": "ok" if well else "down", "version": VERSION}, 200 if well else 503)
