"""Many meetings to place: the problem and its plan, frozen. Ids, organisation keys and moments only.

All moments are zone-aware; results are in Europe/Amsterdam. Blocks are half-open: free from the start, up to the end.
Source: `scheduling.md` section 5.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime, time
from enum import StrEnum

from models.terms import MeetingKind, Risk
from services.scheduling.facts import Grid, Rule
from services.scheduling.many.reasons import Explained
from services.scheduling.refusals import Block

MOST_MEETINGS = 10_000
"""More than a region has in a year: a longer list is a slip, and is refused before memory is spent on it."""

VIDEO = "video"
"""The place of a meeting on line; no room has this id."""


class Place(StrEnum):
    """Where a meeting may be held."""

    ONLINE = "online"
    ON_SITE = "op_locatie"
    EITHER = "vrij"


class Told(StrEnum):
    """What people know of an earlier time: nothing yet, an invitation was sent, or they confirmed it."""

    DRAFT = "concept"
    SENT = "verstuurd"
    CONFIRMED = "bevestigd"


@dataclass(frozen=True)
class Person:
    """A professional with the blocks in which they can be asked to meet: own calendar, working days, holidays and
    their employer's closed days are taken off already.

    `online_only`: comes to no room. `site`: where they work; a room elsewhere costs travel. `most_a_day`: meetings.
    """

    id: str
    organisation: str
    free: tuple[Block, ...] = ()
    online_only: bool = False
    site: str = ""
    most_a_day: int | None = None


@dataclass(frozen=True)
class Room:
    """A room with its seats, where it is, and when it can be had (None: whenever meetings are held)."""

    id: str
    seats: int
    site: str = ""
    free: tuple[Block, ...] | None = None


@dataclass(frozen=True)
class SeatNeed:
    """One seat at a meeting: the named person, and who may sit in, in order of preference.

    `required` makes this very seat part of the minimum, beside the rule's groups. `weight`: what its absence weighs.
    """

    id: str
    organisation: str
    named: str
    substitutes: tuple[str, ...] = ()
    required: bool = False
    weight: int = 1

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who may sit here, the named person first."""
        return (self.named, *self.substitutes)


@dataclass(frozen=True)
class Pin:
    """A start, and perhaps a room, that somebody settled; empty: any room."""

    start: datetime
    room: str = ""


@dataclass(frozen=True)
class Earlier:
    """What was planned before, and what people were told of it. `attendees`: seat and person."""

    start: datetime
    room: str
    attendees: tuple[tuple[str, str], ...]
    told: Told = Told.DRAFT


@dataclass(frozen=True)
class MeetingRequest:
    """One meeting of a case. It starts at or after `earliest` and is wanted to end at or before `deadline`.

    A pinned meeting is held as settled or not at all; one that was confirmed keeps its time while that is possible.
    """

    id: str
    case_id: str
    kind: MeetingKind
    risk: Risk
    minutes: int
    earliest: datetime
    deadline: datetime | None
    rule: Rule
    seats: tuple[SeatNeed, ...]
    place: Place = Place.ONLINE
    pinned: Pin | None = None
    previous: Earlier | None = None


@dataclass(frozen=True)
class Policy:
    """What a region settles about its weeks; a visible default, no norm.

    Meetings of one person at most `block_gap_minutes` apart are one block; after `break_after_minutes` on end a break
    of `break_minutes` is wanted. Before `early_before` and after `late_after` is an early or late hour.
    `video_licences`: meetings on line at one time (None: any number).
    """

    travel_minutes: int = 30
    block_gap_minutes: int = 30
    break_after_minutes: int = 120
    break_minutes: int = 15
    early_before: time = time(9)
    late_after: time = time(17)
    video_licences: int | None = None


@dataclass(frozen=True)
class Problem:
    """Everything that one plan is made of. What makes no sense is refused by `checks.check_problem`."""

    grid: Grid
    people: tuple[Person, ...]
    rooms: tuple[Room, ...]
    meetings: tuple[MeetingRequest, ...]
    policy: Policy = Policy()


@dataclass(frozen=True)
class Booking:
    """A meeting with its time, its place (a room's id or `VIDEO`) and who sits there: seat and person. The seats in
    `absent` nobody fills. `late_minutes`: by how much its end passes the deadline."""

    meeting_id: str
    start: datetime
    end: datetime
    room: str
    attendees: tuple[tuple[str, str], ...]
    absent: tuple[str, ...] = ()
    late_minutes: int = 0


RISK_WEIGHT = {Risk.HIGH: 10_000, Risk.MEDIUM: 100, Risk.LOW: 1}
"""What one late or unplanned meeting weighs: no change of a few meetings buys a graver one with lighter ones."""
RISK_FACTOR = {Risk.HIGH: 3, Risk.MEDIUM: 2, Risk.LOW: 1}
TOLD_WEIGHT = {Told.CONFIRMED: 10, Told.SENT: 3, Told.DRAFT: 0}


@dataclass(frozen=True, order=True)
class Score:
    """The objective in its strict order, all to be as small as can be; scores compare by the first that differs.

    L1 `late`: RISK_WEIGHT of each meeting that has no time or ends after its deadline, so that no grave case is late
    for the sake of planning a lighter one. `unplanned`: RISK_WEIGHT of each that has no time. `late_minutes`: minutes
    on the clock after the deadline times RISK_FACTOR.
    L2 `moved`: of a meeting with an earlier time that now has none, another start or another place: TOLD_WEIGHT times
    the people who sat there; else TOLD_WEIGHT for each of them who sits there no more.
    L3 `absent`: weight of each seat of a planned meeting that nobody fills, times RISK_FACTOR; `substitutes`: seats
    with another than the named person. `waiting`: of each meeting of high risk the open days from the first open day on
    which it may start (not before `earliest`) to its own: such a case never waits for a fuller day.
    L4 `person_days`: days on which a person has a meeting, over all people. `blocks`: of each such day the blocks
    (meetings with gaps of at most `block_gap_minutes`), plus stretches (gaps shorter than `break_minutes`) that last
    longer than `break_after_minutes`, plus other sites than one's own that one goes to.
    L5 `uneven`: per person the square of the turns as a substitute, plus the square of the meetings that begin before
    `early_before` or end after `late_after`. `later`: starts of the grid between the first open one at or after
    `earliest` and the meeting's own, times RISK_FACTOR.
    """

    late: int = 0
    unplanned: int = 0
    late_minutes: int = 0
    moved: int = 0
    absent: int = 0
    substitutes: int = 0
    waiting: int = 0
    person_days: int = 0
    blocks: int = 0
    uneven: int = 0
    later: int = 0

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The levels, the most important first."""
        return tuple(field.name for field in fields(cls))


class Difference(StrEnum):
    """How a booking differs from what was planned before."""

    NEW = "new"
    MOVED = "moved"
    ROOM = "room"
    PEOPLE = "people"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change:
    """One difference from what was planned before, with how many people must hear of it."""

    meeting_id: str
    kind: Difference
    told: Told
    people: int


@dataclass(frozen=True)
class Effort:
    """What a plan cost: iterations, CPU seconds in all and until the first complete plan, and whether it was stopped.
    Not part of what makes two plans equal."""

    iterations: int = 0
    cpu_seconds: float = 0.0
    first_plan_seconds: float = 0.0
    stopped: bool = False


@dataclass(frozen=True)
class Plan:
    """A time for every meeting that can have one, and an explanation for every other and every late one."""

    bookings: tuple[Booking, ...]
    unplanned: tuple[Explained, ...]
    late: tuple[Explained, ...]
    score: Score
    changes: tuple[Change, ...] = ()
    effort: Effort = field(default=Effort(), compare=False)


@dataclass(frozen=True)
class Option:
    """A time for one meeting within a plan, with what it would make of the whole: `score` of the plan with it there.
    `pushed`: meetings that would lose their time or place by it."""

    booking: Booking
    score: Score
    pushed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far the work is: `done` from 0 to 1, with the best score so far. `explaining`: the times are settled, and it
    is being worked out why meetings are late or have none."""

    done: float
    iterations: int
    planned: int
    score: Score
    explaining: bool = False
