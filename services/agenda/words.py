"""What the standard points are called, in the reader's language; and back: which standard point a title is."""

from services.agenda.facts import StandardPoint
from services.wording import LANGUAGES, Say, speak


def point_titles(say: Say) -> dict[StandardPoint, str]:
    """The title of every standard point. None holds anything of a case."""
    return {
        StandardPoint.OPENING: say("Opening, confidentiality read aloud"),
        StandardPoint.EARLIER: say("What was agreed earlier: done, not done, no longer possible"),
        StandardPoint.QUESTION: say("The question to this meeting"),
        StandardPoint.NEWS: say("What is new since the last time"),
        StandardPoint.VOICE: say("The victim's voice"),
        StandardPoint.CONDITIONS: say("Conditions and where they clash"),
        StandardPoint.ACTIONS: say("Who does what by when"),
        StandardPoint.TELLING: say("Who tells the victim, who tells the alleged perpetrator"),
        StandardPoint.REVIEW: say("Review date, and what brings us together sooner"),
        StandardPoint.CLOSE: say("Close"),
    }


def standard_point(title: str) -> StandardPoint | None:
    """The standard point that a title is, in either language; None for a point of somebody's own."""
    wanted = _plain(title)
    for language in LANGUAGES:
        for point, words in point_titles(speak(language)).items():
            if _plain(words) == wanted:
                return point
    return None


def shown_title(say: Say, title: str) -> str:
    """A standard title in the reader's language, whatever language it was kept in; any other title as it was typed."""
    point = standard_point(title)
    return point_titles(say)[point] if point else title


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
