"""The victim's voice and what was promised to her, frozen. Days are local dates; persons by reference, seats by id."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    cancel_reason: str = ""
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


@dataclass(frozen=True)
class SpokenLine:
    """That a professional speaks with a private person, about what and since when; `until_on` once it ended.

    `who` and `organisation` (key) are those of the seat, also of one that ended. A row per stretch: starting again
    makes a new line.
    """

    id: str
    seat_id: str
    person_ref: str
    who: str
    organisation: str
    topic: str = ""
    since_on: date | None = None
    until_on: date | None = None
    version: int = 1


class WarningKind(StrEnum):
    """What deserves attention in who speaks with whom; each is one sentence on the screen."""

    TOO_MANY_FACES = "faces"
    BOTH_SIDES = "both_sides"
    THROUGH_FAMILY = "through_family"
    NO_POLICE_CONTACT = "no_police_contact"
    NO_CASE_HOLDER = "no_case_holder"
    HELD = "held"


@dataclass(frozen=True)
class SpeakingWarning:
    """One warning: whom it is about (refs), which professionals (names), and its rules of the route map.

    With `TOO_MANY_FACES` `agreed` is how many she agreed to; `names` are those who speak with her now.
    """

    kind: WarningKind
    rule_ids: tuple[str, ...]
    refs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    agreed: int = 0
