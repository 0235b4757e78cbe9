"""The words people see for the terms of `models.terms`; every shown term has one (checked)."""

from enum import StrEnum

from models import terms as t
from services.wording.speech import Say
from services.wording.term_words import TERM_WORDS

_LABELS = {(type(term), term): words for term, words in TERM_WORDS}
# By class as well: two terms may share a value (the victim is a part in a case and a tier) and are then equal as keys.


def label(say: Say, term: StrEnum | str) -> str:
    """What a term is called in `say`'s language. Free words (a role outside `SeatRole`) come back with spaces."""
    words = _LABELS.get((type(term), term)) if isinstance(term, StrEnum) else None
    return say(words) if words else str(term).replace("_", " ")


def seat_label(say: Say, role: str) -> str:
    """The name of a seat, whether a known one or free words from a case file."""
    return label(say, t.SeatRole(role)) if role in list(t.SeatRole) else label(say, role)


def event_label(say: Say, word: str) -> str:
    """What an event is called after which a plan is looked at again: a known kind, or the words that somebody typed."""
    kind = t.EVENT_WORDS.get(word.strip().casefold())
    said = label(say, kind or word)
    return said[:1].upper() + said[1:]


def within(words: str) -> str:
    """Words that begin a line, as they stand within one; abbreviations stay as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def organisation_label(say: Say, key: str) -> str:
    """The name of an organisation's kind by its key, or the key itself in words."""
    known = key in list(t.OrganisationKind) and key != t.OrganisationKind.OTHER
    return label(say, t.OrganisationKind(key)) if known else label(say, key)
