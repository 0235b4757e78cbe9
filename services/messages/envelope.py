"""A letter made ready for one address, and the mail as it travels."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from services.messages.calendar_items import calendar_item, method_of
from services.messages.facts import InvitationText, Letter, Mail
from services.messages.leaving import ITEM_NAME
from services.messages.letters import words
from services.messages.rules import LEAVES_CALENDAR, PUTS_IN_CALENDAR, check_mail
from services.wording.speech import Say

_UNFOLDED = SMTP.clone(max_line_length=998)
"""A subject of just under a line is otherwise folded right after its name, and read back with a space in front."""


def enclosed(
    letter: Letter,
    text: InvitationText,
    say: Say,
    *,
    to: str,
    organiser: str,
    made_at: datetime,
    in_calendar: bool = True,
) -> Mail:
    """The whole mail to one attendee: words, and the calendar item if the letter has one.

    Without `in_calendar` nothing of this meeting can stand in their calendar, so that nothing is cancelled there.
    Where something is, `text.sequence` must be higher than that of the item before. Raises `MessageFieldWrong`.
    """
    subject, body = words(letter, text, say)
    item = None
    if letter in PUTS_IN_CALENDAR or (letter in LEAVES_CALENDAR and in_calendar):
        cancel = letter in LEAVES_CALENDAR
        item = calendar_item(text, say, made_at=made_at, organiser=organiser, cancel=cancel)
    return Mail(to, subject, body, item)


def as_eml(mail: Mail, sender: str, made_at: datetime, message_id: str = "") -> bytes:
    """The mail as it travels (RFC 5322, CRLF, 7-bit): text, and the calendar item inline and as a file.

    The same `message_id` at every try lets a mail server recognise a repeat. Raises `MessageFieldWrong`.
    """
    check_mail(mail)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(made_at)
    message["Auto-Submitted"] = "auto-generated"
    if message_id:
        message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message.set_content(mail.body, cte="quoted-printable")
    if mail.calendar:
        method = method_of(mail.calendar)
        message.add_alternative(mail.calendar, subtype="calendar", params={"method": method}, cte="base64")
        message.add_attachment(mail.calendar, subtype="calendar", filename=ITEM_NAME, cte="base64")
    return message.as_bytes(policy=_UNFOLDED if mail.subject.isascii() else SMTP)
