"""The region in numbers as its coordinator sees it, frozen. No case, code name or private person is in any of it.

Every number of cases is a step of five (`rules.step`), so that nothing small can be read or worked out.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.terms import Risk
from services.lead_times.facts import GroupTime


@dataclass(frozen=True)
class Amount:
    """A number of cases, or a weighted load, as a step: from `at_least` to `at_most`; without an end when that is None.

    The lowest step begins at nothing: 'fewer than 5' may also be none.
    """

    at_least: int
    at_most: int | None = None

    @property
    def small(self) -> bool:
        """Whether it is the lowest step, of which nothing more is told."""
        return self.at_least == 0


class Waiting(StrEnum):
    """How long a seat stays empty in the middle case of those that miss it."""

    UNDER_A_WEEK = "under_a_week"
    WEEKS = "weeks"
    MONTHS = "months"
    LONGER = "longer"


@dataclass(frozen=True)
class RiskLine:
    """How many open cases have this risk."""

    risk: Risk
    cases: Amount


@dataclass(frozen=True)
class Measured:
    """What is counted of one professional, exactly; it never leaves the room. `load`: seats in force, each weighing as
    the risk of its case."""

    professional_id: str
    name: str
    organisation: str
    organisation_name: str
    team: str
    active: bool
    cases: int = 0
    seats: int = 0
    load: int = 0
    deputy_for: int = 0


@dataclass(frozen=True)
class PersonLoad:
    """What a professional carries. Where `cases` is small, seats and load are not told."""

    name: str
    organisation: str
    organisation_name: str
    team: str
    cases: Amount
    deputy_for: Amount
    seats: Amount | None
    load: Amount | None


@dataclass(frozen=True)
class GroupLoad:
    """What an organisation, or one of its teams, carries at least. None where it would tell of one of its people, or is
    little. `people`: how many professionals of the directory it has.
    """

    organisation: str
    organisation_name: str
    team: str
    people: int
    seats: Amount | None
    load: Amount | None


@dataclass(frozen=True)
class SharedPartners:
    """Two professionals of different organisations who sit on many of the same open cases."""

    first: str
    first_home: str
    second: str
    second_home: str
    cases: Amount


@dataclass(frozen=True)
class EmptySeat:
    """A seat that the route map requires, and in how many open cases nobody holds it. `waiting` is for the middle one
    of those cases, None when they are few."""

    organisation: str
    role: str
    rule_ids: tuple[str, ...]
    missing: Amount
    waiting: Waiting | None = None


@dataclass(frozen=True)
class RegionNumbers:
    """Everything the coordinator's page shows. `unread`: rules of seats that hang on facts which the count over a
    region does not read; they are left out of `seats`. `times`: how long cases took in the middle, by risk."""

    risks: tuple[RiskLine, ...]
    people: tuple[PersonLoad, ...]
    organisations: tuple[GroupLoad, ...]
    teams: tuple[GroupLoad, ...]
    shared: tuple[SharedPartners, ...]
    seats: tuple[EmptySeat, ...]
    linked: Amount
    unread: tuple[str, ...] = ()
    times: tuple[GroupTime, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing can be told yet: every number is in the lowest step."""
        lines = (*self.risks, *self.people)
        return all(line.cases.small for line in lines) and all(seat.missing.small for seat in self.seats)
