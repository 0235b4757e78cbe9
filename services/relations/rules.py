"""The normal form of names and addresses, by which bars match, and how long a session holds (ASVS 5.0 V7.3)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.terms import BarKind

IDLE = timedelta(minutes=15)
LONGEST_SESSION = timedelta(hours=8)

_TITLES = frozenset({"mr", "dr", "drs", "ing", "ir", "prof", "mevrouw", "meneer"})
# Letters that do not fall apart into a plain letter and an accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def normal_form(text: str) -> str:
    """Lower case, without accents, titles or punctuation, single spaces: 'Mr. F. Roódhart' -> 'f roodhart'.

    Letters of every script are kept. Empty when nothing of a name is left; such a value must match nobody.
    """
    return " ".join(word for word in _words(text) if word not in _TITLES)


def bar_form(kind: BarKind, text: str) -> str:
    """The same of what a bar is about. An organisation or team may be called like a title: 'DR', the district's
    detectives."""
    of_a_person = kind in (BarKind.NAME, BarKind.EMAIL)
    return normal_form(text) or ("" if of_a_person else " ".join(_words(text)))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_PLAIN)
    return re.sub(r"[^\w@]+|_+", " ", plain).split()


@dataclass(frozen=True)
class SessionTimes:
    """When a session began, was last seen, and was ended if it was."""

    started_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None


def is_live(session: SessionTimes, moment: datetime) -> bool:
    """Whether a session still holds: not ended, seen within 15 minutes, begun within 8 hours."""
    if session.ended_at is not None:
        return False
    return moment - session.last_seen_at < IDLE and moment - session.started_at < LONGEST_SESSION
