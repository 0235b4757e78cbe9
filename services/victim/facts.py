"""The victim's voice and what was promised to her, frozen. Days are local dates; persons by reference, seats by id."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Voice:
    """What a victim wishes and fears, in her own words, and who speaks for her at the table.

    `represented_by` is a name: of the seat's professional, or of somebody outside the partners.
    """

    person_ref: str
    wishes: str = ""
    fears: str = ""
    tell_back: str = ""
    represented_by: str = ""
    represented_by_seat_id: str = ""
    heard_on: date | None = None
    version: int = 0


@dataclass(frozen=True)
class PromisedContact:
    """A day on which somebody promised to be in touch. Passed in silence when neither kept nor cancelled after it."""

    id: str
    person_ref: str
    promised_for: date
    by: str = ""
    organisation: str = ""
    seat_id: str = ""
    subject: str = ""
    kept_on: date | None = None
    cancelled: bool = False
    version: int = 1

    def silent_on(self, day: date) -> bool:
        """Whether by this day the promised day has passed without a word."""
        return self.kept_on is None and not self.cancelled and self.promised_for < day


@dataclass(frozen=True)
class Consent:
    """What a person agreed to have shared with an organisation (key), until when, and when that was withdrawn."""

    id: str
    person_ref: str
    organisation: str
    subject: str
    given_on: date
    valid_until: date | None = None
    withdrawn_on: date | None = None
    version: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether the consent holds on this day."""
        ended = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.given_on <= day and not ended and (self.valid_until is None or day <= self.valid_until)
