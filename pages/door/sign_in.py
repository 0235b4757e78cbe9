"""`/aanmelden`: e-mail and password, then a code of the authenticator app."""

from collections.abc import Mapping

from starlette.responses import Response

from pages.door.call import Call, go, with_session
from pages.door.layout import Field, form, page
from pages.door.markup import el
from pages.door.practice import as_coordinator
from pages.frame.refusal import sentence
from services.directory.enrolment import setup_is_open
from services.directory.facts import SecondStep, SignIn
from services.directory.sign_in import SecondFactorRefused, SignInRefused, check_password, check_second_step
from services.directory.throttle import TooManyTries
from services.directory.tickets import StepExpired


def sign_in(call: Call) -> Response:
    """GET asks for e-mail and password; POST checks them and asks for the code."""
    if call.visit.known and not call.visit.practice:
        return go(call.onward)
    if call.method != "POST":
        return go("/welkom") if setup_is_open(call.visitor_work) else _first_step(call)
    order = SignIn(call.form.get("email", ""), call.form.get("password", ""), call.ip)
    try:
        ticket = check_password(call.visitor_work, order)
    except (SignInRefused, TooManyTries) as refused:
        return _first_step(call, {"": sentence(refused, call.say)})
    return _second_step(call, ticket)


def sign_in_code(call: Call) -> Response:
    """POST checks the code and gives the session."""
    if call.method != "POST":
        return go("/aanmelden")
    ticket = call.form.get("ticket", "")
    try:
        secret = check_second_step(call.visitor_work, SecondStep(ticket, call.form.get("code", ""), ip=call.ip))
    except (SecondFactorRefused, TooManyTries) as refused:
        return _second_step(call, ticket, {"code": sentence(refused, call.say)})
    except StepExpired as refused:
        return _first_step(call, {"": sentence(refused, call.say)})
    return with_session(call, go(call.onward), secret, practice=False)


def _first_step(call: Call, errors: Mapping[str, str] | None = None) -> Response:
    say = call.say
    fields = [
        Field("email", say("E-mail address"), "email", complete="username", value=call.form.get("email", "")),
        Field("password", say("Password"), "password", complete="current-password", longest=128),
    ]
    onward = {"naar": call.onward} if call.onward != "/" else {}
    card = el("div", form(call, "/aanmelden", fields, say("Next"), errors=errors, hidden=onward), class_="card")
    guest = el(
        "p", say("Were you invited to a meeting? Then open the personal link in your invitation."), class_="soft"
    )
    ways = None
    if call.premises.practice is not None:
        ways = form(call, "/oefenen", [], say("Look round in the practice region"), calm=True), as_coordinator(call)
    below = el("div", guest, ways, class_="below")
    return page(call, say("Sign in"), card, below, status=422 if errors else 200)


def _second_step(call: Call, ticket: str, errors: Mapping[str, str] | None = None) -> Response:
    say = call.say
    code = Field(
        "code",
        say("Code from your authenticator app"),
        hint=say("Six digits. Without your phone, enter one of your recovery codes."),
        complete="one-time-code",
        longest=20,
    )
    hidden = {"ticket": ticket, "naar": call.onward}
    inside = form(call, "/aanmelden/code", [code], say("Sign in"), errors=errors, hidden=hidden)
    body = el("div", inside, class_="card")
    back = el("p", el("a", say("Back"), href="/aanmelden"), class_="below")
    return page(call, say("Your code"), body, back, status=422 if errors else 200)
