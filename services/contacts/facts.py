"""Recorded contacts, standing agreements and ties of one case, frozen. Days are local dates.

Who, when and how; never what was said. What a reader may not see is left out before these are made.
"""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from models.terms import ContactKind, TieKind


@dataclass(frozen=True)
class End:
    """One end of a contact or tie: a seat of the case (`seat_id`) or a private person (`person_ref`), never both.

    A seat that ended keeps its contacts: `organisation`, `role` and `professional_id` say whose they were.
    """

    seat_id: str = ""
    person_ref: str = ""
    organisation: str = ""
    role: str = ""
    professional_id: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """The seat's id or the person's reference."""
        return self.seat_id or self.person_ref


@dataclass(frozen=True)
class Contact:
    """One occasion on which two or more were in touch. With `meeting_id` it follows from who attended a meeting."""

    id: str
    happened_on: date
    kind: ContactKind
    parties: tuple[End, ...]
    meeting_id: str = ""
    version: int = 1

    def pairs(self) -> tuple[tuple[End, End], ...]:
        """Everybody who took part with everybody else."""
        return tuple(combinations(self.parties, 2))


@dataclass(frozen=True)
class Agreement:
    """`teller` (a seat) tells `told` (a seat) within so many clock hours of knowing; with `around_the_clock` the other
    can be told at any hour, else it waits until they work."""

    id: str
    teller: End
    told: End
    within_hours: int
    agreed_on: date
    around_the_clock: bool = False
    ended_on: date | None = None
    version: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether it holds on this day; the day on which it ended it does not any more."""
        return self.agreed_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class Tie:
    """A private tie; `second` is always a private person. With a seat as `first` it may be a conflict of interest."""

    id: str
    first: End
    second: End
    kind: TieKind
    recorded_on: date
    ended_on: date | None = None
    version: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether it is still so on this day; the day on which it ended it is not any more."""
        return self.ended_on is None or day < self.ended_on


@dataclass(frozen=True)
class ContactLog:
    """What was recorded in one case, for its screen: contacts newest first, agreements and ties that stand first.

    What the reader may do is asked again by each act.
    """

    contacts: tuple[Contact, ...]
    agreements: tuple[Agreement, ...]
    ties: tuple[Tie, ...]
    may_record: bool = False
    may_agree: bool = False
    may_tie: bool = False
