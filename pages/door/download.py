"""`/dl/<case>/<audience>`: a Word copy, made for this reader now. Asked of the service, never of a media store.
`?voor=<professional>` registers it on one of its people.

`?taal=en` asks for a language other than the visitor's, `?versie=2` for another version than the newest adopted one.
`/dl/<case>/formulier/<invitation>` is the form for an attendee, `/dl/mijn/formulier` a guest's own.
`/dl/<case>/kopie/<copy>` is a copy that left, the very bytes once more; `/dl/<case>/terughaallijst` who has what must
come back. `/dl/voorbeeld/contacten` is an example file without anything of a case, `/dl/huisstijl/<id>` one in a house
style.
"""

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.responses import Response

from pages.door.call import Call
from pages.door.layout import notice
from pages.frame.refusal import sentence
from pages.frame.screen import CASE_PARAMETER, STOPPED_PARAMETER
from services.contacts.example import NAME, example_file
from services.documents.by_key import key_of, made
from services.documents.copies.again import copy_again
from services.documents.copies.recall_sheet import issue_recall_list
from services.documents.facts import IssuedFile
from services.documents.forms.issuing import issue_form, issue_own_form
from services.documents.house_styles.actions import example_in_style
from services.documents.released import own_copy
from services.errors import ServiceError
from services.protection.rules import LeakFound
from services.scheduling.facts import local_day
from services.wording import LANGUAGES

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_CSV = "text/csv; charset=utf-8"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(call: Call) -> Response:
    """The file, or a page that says why there is none."""
    case_id, audience = call.places["case_id"], call.places["audience"]
    key = key_of(audience, number=_number(call))
    recipient = call.query.get("voor") or None
    return word(call, lambda: made(call.own_work, case_id, key, asked_language(call), recipient_id=recipient), key=key)


def form(call: Call) -> Response:
    """The form for conditions of one attendee, for who directs the case."""
    wanted = (call.places["case_id"], call.places["invitation_id"])
    return word(call, lambda: issue_form(call.own_work, *wanted, call.visit.language))


def copy(call: Call) -> Response:
    """A copy that left, byte by byte, for who directs the case."""
    return word(call, lambda: copy_again(call.own_work, call.places["case_id"], call.places["copy_id"]))


def recall_sheet(call: Call) -> Response:
    """Who has the copies that were called back, for who directs the case."""
    return word(call, lambda: issue_recall_list(call.own_work, call.places["case_id"], call.visit.language))


def own_form(call: Call) -> Response:
    """The form for conditions of the guest who asks."""
    return word(call, lambda: issue_own_form(call.own_work, call.visit.language))


def word(call: Call, making: Callable[[], IssuedFile], *, key: str = "") -> Response:
    """A finished file as an answer, or a page with the sentence why there is none.

    `key` leads who directs the case from a file that the leak guard stopped to where it can be looked at.
    """
    try:
        file = making()
    except LeakFound as stopped:
        return leak_stopped(call, stopped, key)
    except ServiceError as refused:
        title = call.say("This file was not made")
        return notice(call, title, sentence(refused, call.say), status=403)
    return _attached(file.content, file.file_name, _WORD)


def leak_stopped(call: Call, stopped: LeakFound, key: str = "") -> Response:
    """The page for a file that would tell too much: what to do, and for who directs the case where to look.

    A guest hears nothing but whom to call.
    """
    title = call.say("This file was not made")
    case_id = call.places.get("case_id", "")
    if not case_id:
        return notice(call, title, call.say("This file cannot be made now. Call the case director."), status=403)
    query = urlencode({CASE_PARAMETER: case_id} | ({STOPPED_PARAMETER: key} if key else {}))
    onward = (call.say("To the documents"), f"/stukken?{query}") if key else None
    return notice(call, title, sentence(stopped, call.say), status=403, onward=onward)


def style_example(call: Call) -> Response:
    """An example plan in a house style, for who keeps the house style."""
    return word(call, lambda: example_in_style(call.own_work, call.places["id"], call.visit.language))


def own_plan(call: Call) -> Response:
    """`/dl/mijn/plan`: a guest's own copy of the released plan, or a page that says why there is none."""
    return word(call, lambda: own_copy(call.own_work, call.visit.language))


def asked_language(call: Call) -> str:
    """The language that the address asks for, else the visitor's."""
    asked = call.query.get("taal", "")
    return asked if asked in LANGUAGES else call.visit.language


def _number(call: Call) -> int | None:
    number = call.query.get("versie", "")
    return int(number) if _NUMBER.fullmatch(number) else None


def contacts_example(call: Call) -> Response:
    """The example of a file with contacts; everybody with a session may have it."""
    return _attached(example_file(local_day(call.own_work.clock()), call.say), NAME, _CSV)


def _attached(content: bytes, name: str, media_type: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})
