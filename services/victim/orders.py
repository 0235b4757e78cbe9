"""What somebody asks to be kept of a victim's voice, as entered: frozen, checked by `rules`. Days are local dates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WriteVoice:
    """What a victim said. `version` is the one the writer saw, 0 when nothing was written yet.

    Who represents her is a seat of the case, or a name outside the partners; not both.
    """

    case_id: str
    person_id: str
    version: int
    wishes: str = ""
    fears: str = ""
    tell_back: str = ""
    represented_by_seat_id: str = ""
    represented_by: str = ""
    heard_on: date | None = None


@dataclass(frozen=True)
class PromiseContacts:
    """Promises that a professional (seat) is in touch with a person, on each of these days."""

    case_id: str
    person_id: str
    seat_id: str
    days: tuple[date, ...]
    subject: str = ""


@dataclass(frozen=True)
class GiveConsent:
    """A person's consent to share something with an organisation (key), until a day if one was said."""

    case_id: str
    person_id: str
    organisation: str
    subject: str
    given_on: date
    valid_until: date | None = None


@dataclass(frozen=True)
class AgreeLine:
    """That a professional (seat) speaks with a person. `line_id` and `version` name a line to change, else a new one
    begins."""

    case_id: str
    seat_id: str
    person_id: str
    topic: str = ""
    since_on: date | None = None
    line_id: str = ""
    version: int = 0
