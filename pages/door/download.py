"""`/dl/<case>/<audience>`: a Word copy, made for this reader now. Asked of the service, never of a media store."""

from urllib.parse import quote

from starlette.responses import Response

from pages.door.call import Call
from pages.door.layout import notice
from pages.frame.refusal import sentence
from services.documents.actions import issue
from services.errors import ServiceError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(call: Call) -> Response:
    """The file, or a page that says why there is none."""
    try:
        file = issue(call.own_work, call.places["case_id"], call.places["audience"], call.visit.language)
    except ServiceError as refused:
        title = call.say("This file was not made")
        return notice(call, title, sentence(refused, call.say), status=403)
    name = quote(file.file_name, safe="")
    return Response(
        file.content,
        media_type=_WORD,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )
