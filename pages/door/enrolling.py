"""The last step of a new account, shared by set-up and invitation: authenticator app, then recovery codes."""

from collections.abc import Mapping

import segno
from markupsafe import Markup
from starlette.responses import Response

from pages.door.call import Call, with_session
from pages.door.layout import Field, form, page
from pages.door.markup import el
from services.directory.facts import Enrolment, NewAccount


def app_step(call: Call, action: str, begun: Enrolment, errors: Mapping[str, str] | None = None) -> Response:
    """The page with the QR code that asks for the first code of the app. A wrong code shows it again."""
    say = call.say
    code = Field(
        "code",
        say("Code of six digits from the app"),
        hint=say("The app makes a new one every half minute."),
        complete="one-time-code",
        longest=8,
        digits=True,
    )
    hidden = {"ticket": begun.ticket, "name": begun.name, "totp": begun.totp_address, "typed": begun.totp_secret}
    steps = el(
        "ol",
        el("li", say("Open an authenticator app on your phone. Have you none? Ask your administrator which to use.")),
        el("li", say("Choose to add an account and point the camera at this square."), _square(call, begun)),
        el("li", say("Enter the code that the app shows for the MDO-planner.")),
        class_="steps",
    )
    body = el("div", steps, form(call, action, [code], say("Confirm"), errors=errors, hidden=hidden), class_="card")
    return page(call, say("Link your phone"), el("p", say("Step 2 of 3"), class_="soft"), body)


def again(call: Call, action: str, errors: Mapping[str, str]) -> Response:
    """The same page after a wrong code, from what the form carried."""
    begun = Enrolment(call.form["ticket"], call.form["name"], call.form["totp"], call.form["typed"])
    return app_step(call, action, begun, errors)


def codes_page(call: Call, made: NewAccount, *, practice: bool) -> Response:
    """Shows the recovery codes, once, and gives the session."""
    say = call.say
    codes = el("ul", [el("li", code) for code in made.recovery_codes], class_="codes")
    answer = page(
        call,
        say("Keep these codes"),
        el("p", say("Step 3 of 3"), class_="soft"),
        el(
            "div",
            el("p", say("Is your phone lost or broken? Then one of these codes lets you in, each of them once.")),
            codes,
            el("p", say("Print this page or write the codes down. You see them only now."), class_="warn"),
            el("p", el("a", say("I have kept them, go on"), href="/", class_="button")),
            class_="card",
        ),
    )
    return with_session(call, answer, made.session_secret, practice=practice)


def _square(call: Call, begun: Enrolment) -> Markup:
    picture = segno.make(begun.totp_address, error="m").svg_data_uri(scale=4, border=2, dark="#17202E", light="#fff")
    spaced = " ".join(begun.totp_secret[i : i + 4] for i in range(0, len(begun.totp_secret), 4))
    return el(
        "div",
        el("img", src=picture, alt=call.say("QR code for the authenticator app"), width="200", height="200"),
        el("p", call.say("No camera? Type this key:"), " ", el("code", spaced), class_="hint"),
        class_="square",
    )
