"""The small pages: sign out, language, into the practice region, health."""

from starlette.responses import JSONResponse, Response

from pages.door.call import Call, go, with_session
from pages.door.layout import form, page
from pages.door.markup import el
from pages.door.visit import let_out, remember_language
from services.directory.rules import PRACTICE
from services.directory.sessions import choose_language, end_session
from services.directory.throttle import spend
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


def practise(call: Call) -> Response:
    """POST opens the fictional region to anybody, so many times an hour from one address."""
    if call.method != "POST" or call.premises.practice is None:
        return go("/aanmelden")
    from services.demo.actions import enter_practice

    spend(call.premises.work(practice=True), PRACTICE, call.ip or "unknown")
    secret = enter_practice(call.premises)
    return with_session(call, go("/"), secret, practice=True)


def health(call: Call) -> Response:
    """Whether the database answers; nothing else."""
    well = database_answers(call.premises)
    return JSONResponse({"database": "ok" if well else "down", "version": VERSION}, 200 if well else 503)
