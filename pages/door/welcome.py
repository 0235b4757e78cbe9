"""`/welkom`: the first run. Make the first administrator, or look round in the practice region first."""

from collections.abc import Mapping

from markupsafe import Markup
from starlette.responses import Response

from pages.door.call import Call, go
from pages.door.enrolling import again, app_step, codes_page
from pages.door.layout import Field, form, page
from pages.door.markup import el
from pages.door.practice import practice_card
from pages.frame.refusal import sentence
from services.directory.accounts import EmailWrong, NameMissing
from services.directory.enrolment import (
    PasswordRefused,
    SetupRefused,
    begin_setup,
    finish_setup,
    setup_is_open,
)
from services.directory.facts import BeginSetup, ConfirmEnrolment
from services.directory.sign_in import SecondFactorRefused
from services.directory.throttle import TooManyTries
from services.errors import ServiceError

_FIELD_OF: dict[type[ServiceError], str] = {
    SetupRefused: "setup_code",
    TooManyTries: "setup_code",
    NameMissing: "name",
    EmailWrong: "email",
    PasswordRefused: "password",
}


def welcome(call: Call) -> Response:
    """GET shows both ways in; POST takes the first step of set-up."""
    if not setup_is_open(call.visitor_work):
        return go("/aanmelden")
    if call.method != "POST":
        return _both_ways(call)
    order = BeginSetup(
        code=call.form.get("setup_code", ""),
        name=call.form.get("name", ""),
        email=call.form.get("email", ""),
        password=call.form.get("password", ""),
        ip=call.ip,
    )
    try:
        begun = begin_setup(call.visitor_work, order)
    except tuple(_FIELD_OF) as refused:
        return _both_ways(call, {_FIELD_OF[type(refused)]: sentence(refused, call.say)})
    return app_step(call, "/welkom/app", begun)


def welcome_app(call: Call) -> Response:
    """POST takes the second step: the first code of the authenticator app."""
    if call.method != "POST":
        return go("/welkom")
    order = ConfirmEnrolment(call.form.get("ticket", ""), call.form.get("code", ""), call.visit.language)
    try:
        made = finish_setup(call.visitor_work, order)
    except (SecondFactorRefused, TooManyTries) as refused:
        return again(call, "/welkom/app", {"code": sentence(refused, call.say)})
    return codes_page(call, made, practice=False)


def _both_ways(call: Call, errors: Mapping[str, str] | None = None) -> Response:
    say = call.say
    intro = el(
        "p", say("This planner is still empty. Choose how you begin; you can do the other later."), class_="soft"
    )
    practice = call.premises.practice is not None
    cards = el("div", _real_work(call, errors), practice_card(call) if practice else None, class_="cards")
    return page(call, say("Welcome to the MDO-planner"), intro, cards, wide=practice, status=422 if errors else 200)


def _real_work(call: Call, errors: Mapping[str, str] | None) -> Markup:
    say, typed = call.say, call.form
    fields = [
        Field(
            "setup_code",
            say("One-time code"),
            hint=say("It stands in the terminal where the planner was started."),
            value=typed.get("setup_code", ""),
            longest=20,
            code=True,
        ),
        Field("name", say("Your name"), complete="name", value=typed.get("name", ""), longest=120),
        Field("email", say("E-mail address at work"), "email", complete="username", value=typed.get("email", "")),
        Field("password", say("Password, at least 15 characters"), "password", complete="new-password", longest=128),
    ]
    return el(
        "section",
        el("h2", say("Begin with real work")),
        el("p", say("Make the account of the first administrator, who then invites the case directors.")),
        form(call, "/welkom", fields, say("Make account"), errors=errors),
        class_="card",
    )
