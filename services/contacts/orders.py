"""What somebody asks to be kept about contacts, agreements and ties, as entered: frozen, checked by `rules`.

A party is named by a seat's id or a private person's reference (P1).
"""

from dataclasses import dataclass
from datetime import date

from models.terms import ContactKind, TieKind


@dataclass(frozen=True)
class NewContact:
    """One occasion: two or more parties were in touch."""

    happened_on: date
    kind: ContactKind
    parties: tuple[str, ...]


@dataclass(frozen=True)
class RecordContacts:
    """The order to record contacts, all of them or none."""

    case_id: str
    contacts: tuple[NewContact, ...]


@dataclass(frozen=True)
class AgreeToInform:
    """The order to keep a standing agreement: `teller` tells `told` (seat ids) within so many clock hours."""

    case_id: str
    teller: str
    told: str
    within_hours: int
    around_the_clock: bool = False
    agreed_on: date | None = None


@dataclass(frozen=True)
class RecordTie:
    """The order to keep a private tie between a seat or a person and a private person."""

    case_id: str
    first: str
    second: str
    kind: TieKind
