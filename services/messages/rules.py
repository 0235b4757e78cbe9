"""What may stand in a message, which letters concern the calendar, and how often sending is tried.

Content rule (`security.md` section 3): kind of meeting, code name, time and link, nothing of the case. A mailbox may be
read by others and calendars are widely shared.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta

from services.errors import ServiceError
from services.messages.facts import InvitationText, Item, Letter, Mail, OwnerText, Told

TRIES = 8
PUTS_IN_CALENDAR = frozenset({Letter.INVITATION, Letter.MOVED, Letter.PLACE})
LEAVES_CALENDAR = frozenset({Letter.WITHDRAWN, Letter.STOOD_IN})
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")  # one plain address only
_FIRST_PAUSE = timedelta(minutes=1)


class MessageFieldWrong(ServiceError):
    """A line that goes into a message holds a line break or control character, or is no address. Field: `field`."""

    code = "messages.field_wrong"


def check_mail(mail: Mail) -> None:
    """Raises `MessageFieldWrong` when address or subject could not be a header line of its own."""
    if not _one_line(mail.subject):
        raise MessageFieldWrong(field="subject")
    if len(mail.to) > 254 or not _ADDRESS.fullmatch(mail.to):
        raise MessageFieldWrong(field="to")


def check_lines(text: InvitationText | OwnerText) -> None:
    """Raises `MessageFieldWrong` when a text could not be one line of a mail or calendar item."""
    for field in fields(text):
        value = getattr(text, field.name)
        if isinstance(value, str) and not _one_line(value):
            raise MessageFieldWrong(field=field.name)


def pause_after(tries: int) -> timedelta:
    """How long to wait after the first, second, ... failed try: one minute, doubled each time."""
    return _FIRST_PAUSE * 2 ** (tries - 1)


def told_by(items: Iterable[tuple[Item, bool]], uid: str) -> Told:
    """What the items written under one UID told; with each, whether it may have left.

    An item that surely never left stands in no calendar, so that it is not cancelled there either.
    """
    sequence, standing = None, None
    for item, may_have_left in sorted(items, key=lambda one: one[0].sequence):
        if item.uid == uid:
            sequence = item.sequence
            if may_have_left:
                standing = None if item.cancels else item
    return Told(sequence, standing)


def next_sequence(meeting_sequence: int, told: Told) -> int:
    """The SEQUENCE of the next item: the meeting's, and always above every one written before (RFC 5546 2.1.4)."""
    return meeting_sequence if told.sequence is None else max(meeting_sequence, told.sequence + 1)


def _one_line(text: str) -> bool:
    """No line break, control or direction mark that could start a header or disguise a name."""
    return not any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text)
