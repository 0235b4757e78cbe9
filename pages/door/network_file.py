"""`/dl/<case>/netwerk/<form>`: the network as a file, made for this reader now.

By role as often as asked. With names only by a pass that the screen gave after its confirmation: `?pas=...`,
good once and for this session alone.
"""

from urllib.parse import quote

from starlette.responses import Response

from pages.door.call import Call
from pages.door.layout import notice
from pages.frame.refusal import sentence
from services.errors import ServiceError
from services.network.exporting import Exported, ExportForm
from services.network.handing_out import export_network
from services.network.passes import spend_pass
from services.protection.rules import LeakFound


def network_file(call: Call) -> Response:
    """The file, or a page that says why there is none."""
    try:
        file = _made(call)
    except LeakFound:
        words = call.say(
            "This file was not made: it would hold words that may not leave. Look at the words of the seats."
        )
        return notice(call, call.say("This file was not made"), words, status=403)
    except ServiceError as refused:
        return notice(call, call.say("This file was not made"), sentence(refused, call.say), status=403)
    if file is None:
        return notice(call, call.say("This file was not made"), call.say("There is no such file."), status=404)
    name = quote(file.file_name, safe="")
    return Response(
        file.data,
        media_type=file.media_type,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _made(call: Call) -> Exported | None:
    work, case_id, wanted = call.own_work, call.places["case_id"], call.places["form"]
    if wanted not in list(ExportForm):
        return None
    form, ticket = ExportForm(wanted), call.query.get("pas", "")
    if ticket:
        spend_pass(work, case_id, form, ticket)
    return export_network(work, case_id, form, names=bool(ticket), language=call.visit.language)
