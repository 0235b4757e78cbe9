"""By what two entries are seen to be one and the same person: pure."""

import re
from dataclasses import dataclass

from services.relations.rules import normal_form

_FORMS_OF_ADDRESS = frozenset(
    ("mevrouw", "mevr", "mw", "meneer", "heer", "dhr", "kind", "dochter", "zoon", "oma", "opa", "zaak", "case")
)
_SHORTEST_NUMBER = 8


@dataclass(frozen=True)
class KnownAs:
    """By what somebody can be recognised. Empty texts recognise nobody."""

    names: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def same_person(one: KnownAs, other: KnownAs) -> bool:
    """Whether a name, mail address or phone number of the one is the other's too, in normal form.

    Order of words, accents, capitals, titles and forms of address make no difference: 'Dirksen, Dirk' is
    'dhr. Dirk Dirksen'. Initials alone ('Mevrouw W.') recognise nobody.
    """
    return any(
        {key for text in mine if (key := form(text))} & {key for text in theirs if (key := form(text))}
        for form, mine, theirs in (
            (_name_form, one.names, other.names),
            (lambda text: text.strip().casefold(), one.mails, other.mails),
            (_number_form, one.phones, other.phones),
        )
    )


def _name_form(name: str) -> str:
    plain = normal_form(name).removeprefix("de heer ")
    words = sorted(word for word in plain.split() if word not in _FORMS_OF_ADDRESS)
    letters = "".join(words)
    return " ".join(words) if len(letters) > 2 or not letters.isascii() else ""


def _number_form(phone: str) -> str:
    digits = re.sub(r"\D", "", phone).removeprefix("00").removeprefix("31").lstrip("0")
    return digits if len(digits) >= _SHORTEST_NUMBER else ""
