"""`/u/<id>#<secret>`: a guest without an account comes in with the link and a code told by phone.

The secret stands behind the `#`, which browsers never send; a script of ours moves it into the form and out of the
address. Without that script the field is there to paste it. Looking at the page uses nothing up (mail scanners look).
"""

from collections.abc import Mapping

from starlette.responses import Response

from pages.door.call import Call, go, with_session
from pages.door.layout import Field, form, notice, page
from pages.door.markup import el
from pages.frame.refusal import sentence
from services.directory.sessions import choose_language, recognise
from services.meetings.links import CodeWrong, LinkLocked, LinkRefused, open_link
from services.meetings.orders import OpenLink


def guest(call: Call) -> Response:
    """GET shows the form; POST lets the guest in."""
    if call.method != "POST":
        return _ask(call)
    secret, code = call.form.get("secret", "").strip(), call.form.get("code", "")
    try:
        session = open_link(call.visitor_work, OpenLink(call.places["id"], secret, code))
    except CodeWrong as refused:
        return _ask(call, {"code": sentence(refused, call.say)})
    except (LinkRefused, LinkLocked) as refused:
        return _ask(call, {"": sentence(refused, call.say)})
    _keep_language(call, session)
    return with_session(call, go("/u"), session, practice=call.path.startswith("/oefenen"))


def link_needed(call: Call) -> Response:
    """`/uw-link`: for a guest whose session is over."""
    say = call.say
    return notice(
        call,
        say("Open your link again"),
        say("For your safety the page closed after a while without use. What you typed is kept."),
        say("Open the personal link in your invitation once more and enter the same code."),
        onward=(say("I have an account"), "/aanmelden"),
    )


def secret_field(call: Call) -> Field:
    """The box for the link's secret; our script fills and hides it."""
    return Field(
        "secret",
        call.say("The part of your link after the # sign"),
        value=call.form.get("secret", ""),
        longest=100,
    )


def _ask(call: Call, errors: Mapping[str, str] | None = None) -> Response:
    say = call.say
    code = Field(
        "code",
        say("Code of eight signs"),
        hint=say("The case director told you this code by phone."),
        longest=12,
        code=True,
    )
    intro = el("p", say("You are invited to a meeting. Here you read what is asked of you and answer it."))
    body = el(
        "div", intro, form(call, call.path, [secret_field(call), code], say("Open"), errors=errors), class_="card"
    )
    help_text = el(
        "p", say("No code, or does it not work? Call the case director who invited you."), class_="soft below"
    )
    return page(call, say("Your invitation"), body, help_text, status=422 if errors else 200, script="link.js")


def _keep_language(call: Call, session: str) -> None:
    """The guest's page speaks the language in which the link was opened."""
    actor = recognise(call.visitor_work, session)
    if actor is not None and actor.language != call.visit.language:
        choose_language(call.visitor_work.as_actor(actor), call.visit.language)
