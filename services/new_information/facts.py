"""What an event sets off, frozen; and the orders to it. Moments are zone-aware."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import ContactKind, EventKind, MeetingKind
from services.events.facts import RunningBreach
from services.scheduling.facts import Blocked, Slot


@dataclass(frozen=True)
class Hearer:
    """An organisation that must hear of an event, by which rules, and when it was told. `told_at` None: not yet.

    `agreed`: there is a standing agreement to inform it, with or without rules that ask for it as well.
    """

    organisation: str
    organisation_name: str
    rule_ids: tuple[str, ...]
    told_at: datetime | None = None
    how: ContactKind | None = None
    agreed: bool = False


@dataclass(frozen=True)
class News:
    """One event since the plan was adopted, and who must hear of it. `reported_at`: when the chain heard of it; nobody
    can have been told before that."""

    event_id: str
    kind: EventKind
    happened_at: datetime
    hearers: tuple[Hearer, ...]
    reported_at: datetime
    on_day: bool = False

    @property
    def unheard(self) -> tuple[Hearer, ...]:
        """Who still must be told."""
        return tuple(hearer for hearer in self.hearers if hearer.told_at is None)


@dataclass(frozen=True)
class ProposedMeeting:
    """The action meeting that is proposed after an event: who comes (seat ids), the earliest time that meets the
    minimum and the one with most people; None where there is none, and then `blocked` tells why. `as_before`: they are
    those of the last meeting; else those that the minimum asks for."""

    kind: MeetingKind
    seat_ids: tuple[str, ...]
    minutes: int
    earliest: Slot | None
    best: Slot | None
    blocked: Blocked | None = None
    as_before: bool = True


@dataclass(frozen=True)
class StalePlan:
    """That the plan in force no longer fits: because of what (kinds of events, `SASH`), and since when. `meeting` is
    the proposal; None where a meeting stands already or the reader does not direct the case.

    `on_day`: of `since` only the day counts. `latest`: when the latest of it came.
    """

    number: int
    because: tuple[str, ...]
    since: datetime
    meeting: ProposedMeeting | None = None
    on_day: bool = False
    latest: datetime | None = None


@dataclass(frozen=True)
class Pressing:
    """What every screen of a case says: that its plan no longer fits, and the breaches that the prosecution does not
    know of yet, longest waiting first."""

    stale: StalePlan | None
    breaches: tuple[RunningBreach, ...]


@dataclass(frozen=True)
class TellOf:
    """The order to keep that an organisation was told of an event. `at` None: now."""

    case_id: str
    event_id: str
    organisation: str
    how: ContactKind
    at: datetime | None = None
