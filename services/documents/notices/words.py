"""What an alleged perpetrator reads: the headings and lines of his notice, for the page and for its preview. Pure."""

from services.documents.notices.facts import NoticeView
from services.wording import Say


def told(notice: NoticeView, say: Say) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each heading with the lines below it; what was written stays in the words in which it was written."""
    since = (
        say("This holds from {day}.", day=say.day(notice.from_on))
        if notice.from_on
        else say("This holds from the moment that you get this letter.")
    )
    call = _lines(notice.call) or (say("Ask the office that gave you this letter."),)
    parts = (
        (say("What you must do and may not do"), notice.lines),
        (say("From when it holds"), (since,)),
        (say("If you do not keep to this"), _lines(notice.consequences)),
        (say("Whom you can call"), call),
    )
    return tuple((head, lines) for head, lines in parts if lines)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
