"""What a mail says to whoever reads it, part by part, for the leak guard. Pure.

A personal link is drawn by chance and says nothing; it is left out, so that its signs are no words by accident.
"""

import re
from collections.abc import Iterable, Mapping

from services.messages.facts import Mail
from services.protection.rules import LeakFound, check_text

ITEM_NAME = "overleg.ics"
"""The name of the calendar item that goes with a mail or is taken from a page."""
_FOLD = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([\\;,nN])")


class MailLeaks(LeakFound):
    """A mail or calendar item would hold words of a case that nobody outside may read. It was not written.

    Fields as of `LeakFound`; `parts` are of `to`, `subject`, `text`, `calendar` and `file name`.
    """

    code = "messages.leak_found"


def check_mail_leaves(mail: Mail, kept: Iterable[str], links: str) -> None:
    """Returns when none of the words `kept` stands in a mail: address, subject, text, calendar item, file name.

    `links` is how every personal link begins. Raises `MailLeaks`.
    """
    _check(mail_parts(mail, links), kept)


def check_item_leaves(calendar: str, kept: Iterable[str], links: str) -> None:
    """The same for a calendar item that is taken from a page. Raises `MailLeaks`."""
    _check({"calendar": _without_links(unfolded(calendar), links), "file name": ITEM_NAME}, kept)


def mail_parts(mail: Mail, links: str) -> Mapping[str, str]:
    """Everything of a mail that can be read, by the name of its part."""
    said = {"to": mail.to, "subject": mail.subject, "text": mail.body}
    if mail.calendar:
        said |= {"calendar": unfolded(mail.calendar), "file name": ITEM_NAME}
    return {part: _without_links(text, links) for part, text in said.items()}


def unfolded(calendar: str) -> str:
    """A calendar item as a calendar reads it: folded lines whole, what was escaped as it was typed (RFC 5545 3.1)."""
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], _FOLD.sub("", calendar))


def _without_links(text: str, links: str) -> str:
    return re.sub(rf"{re.escape(links)}/\S*", " ", text) if links else text


def _check(texts: Mapping[str, str], kept: Iterable[str]) -> None:
    try:
        check_text(texts, kept)
    except LeakFound as found:
        raise MailLeaks(hits=found.fields["hits"], parts=found.fields["parts"]) from None
