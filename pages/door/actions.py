"""`/a/<id>#<secret>`: whoever answers for actions comes in with the link's secret and a code told by phone.

The address, and the page before the code, tell nothing of a case: whoever looks may be a mail scanner.
"""

from collections.abc import Mapping

from starlette.responses import Response

from pages.door.call import Call, go, with_session
from pages.door.guest import keep_language, secret_field
from pages.door.layout import code_field, form, page
from pages.door.markup import el
from pages.frame.refusal import sentence
from services.directory.personal_links import CodeWrong, LinkLocked, LinkRefused
from services.directory.throttle import TooManyTries
from services.meetings.orders import OpenLink
from services.reports.links import open_action_link


def actions(call: Call) -> Response:
    """GET shows where the link goes and uses nothing up; POST lets the owner in with the code."""
    if call.method != "POST":
        return _ask(call)
    order = OpenLink(call.places["id"], call.form.get("secret", "").strip(), call.form.get("code", ""))
    try:
        session = open_action_link(call.visitor_work, order, ip=call.ip)
    except CodeWrong as refused:
        return _ask(call, {"code": sentence(refused, call.say)})
    except (LinkRefused, LinkLocked, TooManyTries) as refused:
        return _ask(call, {"": sentence(refused, call.say)})
    keep_language(call, session)
    return with_session(call, go("/u"), session, practice=call.path.startswith("/oefenen"))


def _ask(call: Call, errors: Mapping[str, str] | None = None) -> Response:
    say = call.say
    code = code_field(say)
    intro = el("p", say("Here you tell how it stands with what was agreed with your organisation."))
    body = el(
        "div", intro, form(call, call.path, [secret_field(call), code], say("Next"), errors=errors), class_="card"
    )
    help_text = el(
        "p", say("No code, or does it not work? Call the case director whose name is in the mail."), class_="soft below"
    )
    return page(call, say("Your actions"), body, help_text, status=422 if errors else 200, script="link.js")
