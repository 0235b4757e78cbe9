"""`/uitnodiging/<id>#<secret>`: an invited person chooses a password and links the phone."""

from collections.abc import Mapping

from starlette.responses import Response

from pages.door.call import Call, go
from pages.door.enrolling import again, app_step, codes_page
from pages.door.guest import secret_field
from pages.door.layout import Field, form, page
from pages.door.markup import el
from pages.frame.refusal import sentence
from services.directory.enrolment import InvitationRefused, PasswordRefused, accept_invitation, begin_acceptance
from services.directory.facts import BeginAcceptance, ConfirmEnrolment
from services.directory.sign_in import SecondFactorRefused
from services.directory.throttle import TooManyTries


def invitation(call: Call) -> Response:
    """GET shows the form and consumes nothing; POST checks link and password and goes on to the phone."""
    if call.method != "POST":
        return _choose(call)
    order = BeginAcceptance(call.places["id"], call.form.get("secret", ""), call.form.get("password", ""), call.ip)
    try:
        begun = begin_acceptance(call.visitor_work, order)
    except PasswordRefused as refused:
        return _choose(call, {"password": sentence(refused, call.say)})
    except (InvitationRefused, TooManyTries) as refused:
        return _choose(call, {"": sentence(refused, call.say)})
    return app_step(call, call.path + "/app", begun)


def invitation_app(call: Call) -> Response:
    """POST makes the account when the first code is right."""
    if call.method != "POST":
        return go(call.path.removesuffix("/app"))
    order = ConfirmEnrolment(call.form.get("ticket", ""), call.form.get("code", ""), call.visit.language)
    try:
        made = accept_invitation(call.visitor_work, order)
    except (SecondFactorRefused, TooManyTries) as refused:
        return again(call, call.path, {"code": sentence(refused, call.say)})
    return codes_page(call, made, practice=call.path.startswith("/oefenen"))


def _choose(call: Call, errors: Mapping[str, str] | None = None) -> Response:
    say = call.say
    fields = [
        secret_field(call),
        Field(
            "password",
            say("Choose a password"),
            "password",
            hint=say("At least 15 characters; a few words in a row work well."),
            complete="new-password",
            longest=128,
        ),
    ]
    intro = el("p", say("You are invited to work with the MDO-planner. Make your account in three steps."))
    body = el("div", intro, form(call, call.path, fields, say("Next"), errors=errors), class_="card")
    step = el("p", say("Step 1 of 3"), class_="soft")
    return page(call, say("Make your account"), step, body, status=422 if errors else 200, script="link.js")
