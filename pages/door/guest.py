"""`/u/<id>#<secret>`: whoever is invited answers by the link alone, and comes in with a code told by phone.

The secret stands behind the `#`, which browsers never send; a script of ours moves it into the form, out of the
address, and opens the page with it. Without that script the field is there to paste it. Looking at the address shows
and uses up nothing (mail scanners look); what the link opens tells what the mail did, and what was answered so far.
"""

from collections.abc import Mapping

from starlette.responses import Response

from models.terms import MeetingStatus
from pages.door.asked import Errors, answered, asked_page, own_calendar_item
from pages.door.call import Call, go, with_session
from pages.door.layout import Field, box, notice, page, summary
from pages.door.markup import el
from pages.door.poll import poll_answered, poll_page
from pages.frame.refusal import sentence
from services.directory.personal_links import LinkRefused
from services.directory.sessions import choose_language, recognise
from services.directory.throttle import TooManyTries
from services.meetings.answers import asked_by_link
from services.meetings.links import CodeWrong, LinkLocked, open_link
from services.meetings.orders import OpenLink

_DEEDS = {"antwoord": answered, "peiling": poll_answered, "agenda": own_calendar_item}


def guest(call: Call) -> Response:
    """GET shows where the link goes; POST shows what is asked, keeps an answer, or lets the guest in with the code."""
    if call.method != "POST":
        return _ask(call)
    try:
        if "code" in call.form:
            return _with_code(call)
        deed = _DEEDS.get(call.form.get("doen", ""))
        return deed(call, call.form.get("secret", "").strip()) if deed else _asked(call)
    except (LinkRefused, LinkLocked, TooManyTries) as refused:
        return _ask(call, {"": sentence(refused, call.say)})


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


def _asked(call: Call, errors: Errors | None = None) -> Response:
    """What is asked of whoever holds the link: the times of a poll, or the answer to an invitation."""
    secret = call.form.get("secret", "").strip()
    asked = asked_by_link(call.visitor_work, call.places["id"], secret, ip=call.ip)
    if asked.status is MeetingStatus.POLLED:
        return poll_page(call, secret)
    return asked_page(call, secret, asked, errors)


def _with_code(call: Call) -> Response:
    secret, code = call.form.get("secret", "").strip(), call.form.get("code", "")
    try:
        session = open_link(call.visitor_work, OpenLink(call.places["id"], secret, code))
    except CodeWrong as refused:
        return _code_again(call, {"code": sentence(refused, call.say)})
    keep_language(call, session)
    return with_session(call, go("/u"), session, practice=call.path.startswith("/oefenen"))


def _code_again(call: Call, errors: Errors) -> Response:
    try:
        return _asked(call, errors)
    except (LinkRefused, TooManyTries):
        return _ask(call, {"": errors["code"]})


def _ask(call: Call, errors: Mapping[str, str] | None = None) -> Response:
    """Tells nothing of the meeting: whoever looks may be a mail scanner."""
    say = call.say
    inside = el(
        "form",
        summary(call, {}, errors or {}),
        box(call, secret_field(call), ""),
        el("button", say("Next"), type="submit"),
        method="post",
        action=call.path,
        novalidate=True,
        data_open=True,
    )
    intro = el("p", say("You are invited to a meeting. Here you read what is asked of you and answer it."))
    help_text = el("p", say("Does it not work? Call the case director who invited you."), class_="soft below")
    body = el("div", intro, inside, class_="card")
    return page(call, say("Your invitation"), body, help_text, status=422 if errors else 200, script="link.js")


def keep_language(call: Call, session: str) -> None:
    """The guest's page speaks the language in which the link was opened."""
    actor = recognise(call.visitor_work, session)
    if actor is not None and actor.language != call.visit.language:
        choose_language(call.visitor_work.as_actor(actor), call.visit.language)
