"""`/dl/<case>/<audience>`: a Word copy, made for this reader now. Asked of the service, never of a media store.

`/dl/<case>/formulier/<invitation>` is the form for an attendee, `/dl/mijn/formulier` a guest's own.
`/dl/voorbeeld/contacten` is an example file without anything of a case.
"""

from collections.abc import Callable
from urllib.parse import quote

from starlette.responses import Response

from pages.door.call import Call
from pages.door.layout import notice
from pages.frame.refusal import sentence
from services.contacts.example import NAME, example_file
from services.documents.actions import issue, issue_network
from services.documents.facts import IssuedFile
from services.documents.forms.issuing import issue_form, issue_own_form
from services.documents.network_sheet import NETWORK_SHEET
from services.documents.released import own_copy
from services.errors import ServiceError
from services.scheduling.facts import local_day

_CSV = "text/csv; charset=utf-8"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(call: Call) -> Response:
    """The file, or a page that says why there is none."""
    return _word(call, lambda: _made(call, call.places["case_id"], call.places["audience"]))


def form(call: Call) -> Response:
    """The form for conditions of one attendee, for who directs the case."""
    wanted = (call.places["case_id"], call.places["invitation_id"])
    return _word(call, lambda: issue_form(call.own_work, *wanted, call.visit.language))


def own_form(call: Call) -> Response:
    """The form for conditions of the guest who asks."""
    return _word(call, lambda: issue_own_form(call.own_work, call.visit.language))


def _word(call: Call, made: Callable[[], IssuedFile]) -> Response:
    try:
        file = made()
    except ServiceError as refused:
        title = call.say("This file was not made")
        return notice(call, title, sentence(refused, call.say), status=403)
    return _attached(file.content, file.file_name, _WORD)


def own_plan(call: Call) -> Response:
    """`/dl/mijn/plan`: a guest's own copy of the released plan, or a page that says why there is none."""
    return _word(call, lambda: own_copy(call.own_work, call.visit.language))


def _made(call: Call, case_id: str, audience: str) -> IssuedFile:
    if audience == NETWORK_SHEET:
        return issue_network(call.own_work, case_id, call.visit.language)
    return issue(call.own_work, case_id, audience, call.visit.language)


def contacts_example(call: Call) -> Response:
    """The example of a file with contacts; everybody with a session may have it."""
    return _attached(example_file(local_day(call.own_work.clock()), call.say), NAME, _CSV)


def _attached(content: bytes, name: str, media_type: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})
