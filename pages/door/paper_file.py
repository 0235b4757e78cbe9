"""`/dl/<case>/overleg/<meeting>/<paper>`: a paper of a meeting; `/dl/<case>/brief/<letter>`: a referral letter.

Made now, for who asks, by the service that registers it; never kept here.
"""

from starlette.responses import Response

from pages.door.call import Call
from pages.door.download import asked_language, word
from services.documents.by_key import LETTER, key_of, made


def meeting_paper(call: Call) -> Response:
    """Agenda, chair's script or minutes, or a page that says why there is none."""
    return _made(call, key_of(call.places["paper"], row_id=call.places["meeting_id"]))


def letter(call: Call) -> Response:
    """A referral letter, or a page that says why it may not leave."""
    return _made(call, key_of(LETTER, row_id=call.places["letter_id"]))


def _made(call: Call, key: str) -> Response:
    return word(call, lambda: made(call.own_work, call.places["case_id"], key, asked_language(call)), key=key)
