"""What each meeting asks, worked out once: who may sit where, at which starts and places, and what is settled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from models.terms import Risk
from services.scheduling.many.costs.axis import Axis
from services.scheduling.many.facts import (
    RISK_FACTOR,
    TOLD_WEIGHT,
    VIDEO,
    Earlier,
    MeetingRequest,
    Place,
    Problem,
    Room,
)

Rows = tuple[int, ...]
"""Per seat the row of the candidate who sits there (`Asked.people`); NOBODY: the seat is empty."""
NOBODY = -1
ONLINE = -1
MOST_SUBSETS = 8
"""Of how many groups every subset is looked at; a rule with more is checked seating by seating."""


@dataclass(frozen=True)
class Where:
    """Places that are alike for those who come: on line (`site` None), or rooms of one site that hold at most `seats`
    people (None: all). `places`: positions in `Asked.places`."""

    site: str | None
    seats: int | None
    places: tuple[int, ...]


@dataclass
class Asked:
    """One meeting, its candidates one after the other in `people` or `persons` (rows), each seat's named person first.

    `seats`: per seat its rows; `shared`: whether one person may be asked for two seats; `rule`: per group the seats
    that can fill it; `groups`: sets of seats of which at least so many must be filled; `window`: the starts that hours,
    notice and a pin leave; `last_in_time`: the last slot at which it is in time (-1: none); `sat`, `told`: who knew of
    an earlier time, and how much; `before`: its slot and place; `kept`: it is to stay there, or at its pin.
    `settings`: seatings met so far, each with its number; `calendars`: see `Pricing.there`.
    """

    meeting: MeetingRequest
    steps: int
    people: NDArray[np.int64]
    persons: tuple[int, ...]
    seats: tuple[range, ...]
    substitute: NDArray[np.int64]
    shared: bool
    required: tuple[int, ...]
    rule: tuple[tuple[int, ...], ...]
    groups: tuple[tuple[tuple[int, ...], int], ...]
    weights: NDArray[np.int64]
    places: tuple[int, ...]
    wheres: tuple[Where, ...]
    window: int
    last_in_time: int
    first_ordinal: int
    first_day: int
    told: int
    sat: frozenset[int]
    before: tuple[int, int] | None
    kept: bool = False
    settings: dict[Rows, int] = field(default_factory=dict)
    seatings: list[Rows] = field(default_factory=list)
    calendars: dict[Where, list[tuple[int, int, int]]] = field(default_factory=dict)
    known: dict[tuple[bytes, int | None], Rows | None] = field(default_factory=dict)

    @cached_property
    def seat_starts(self) -> list[int]:
        """The first row of each seat."""
        return [rows.start for rows in self.seats]

    @property
    def factor(self) -> int:
        """What its minutes, seats and starts weigh."""
        return RISK_FACTOR[self.meeting.risk]

    @property
    def urgent(self) -> bool:
        """Whether it never waits for a fuller day."""
        return self.meeting.risk is Risk.HIGH

    def number(self, rows: Rows) -> int:
        """The number of a seating, from 1."""
        if rows not in self.settings:
            self.seatings.append(rows)
            self.settings[rows] = len(self.seatings)
        return self.settings[rows]


def ask(problem: Problem, axis: Axis) -> list[Asked]:
    """Every meeting of the problem; people are numbered as there, `len(problem.people)` is nobody."""
    numbers = {person.id: number for number, person in enumerate(problem.people)}
    return [_asked(problem, axis, meeting, numbers) for meeting in problem.meetings]


def _asked(problem: Problem, axis: Axis, meeting: MeetingRequest, numbers: dict[str, int]) -> Asked:
    people, seats = _candidates(meeting, numbers)
    real = [person for person in people if person < len(numbers)]
    places = _places(problem.rooms, meeting)
    since = axis.since(meeting.earliest)
    first = (since & -since).bit_length() - 1 if since else 0
    earlier = meeting.previous
    rule = tuple(
        tuple(number for number, seat in enumerate(meeting.seats) if seat.organisation in group)
        for group in meeting.rule
    )
    return Asked(
        meeting=meeting,
        steps=axis.steps(meeting.minutes),
        people=np.array(people, np.int64),
        persons=tuple(people),
        seats=seats,
        substitute=_substitutes(meeting, people, seats, numbers),
        shared=len(set(real)) < len(real) or len(rule) > MOST_SUBSETS,
        required=tuple(number for number, seat in enumerate(meeting.seats) if seat.required),
        rule=rule,
        groups=_groups(rule),
        weights=np.array([seat.weight * RISK_FACTOR[meeting.risk] for seat in meeting.seats], np.int64),
        places=places,
        wheres=_wheres(problem.rooms, places, len(seats)),
        window=axis.held(meeting.minutes) & since & _pinned(axis, meeting),
        last_in_time=axis.until(meeting.deadline, meeting.minutes).bit_length() - 1,
        first_ordinal=int(axis.ordinal[first]) if since else 0,
        first_day=first // axis.width if since else 0,
        told=TOLD_WEIGHT[earlier.told] if earlier else 0,
        sat=_sat(earlier, numbers),
        before=_place_of(problem, axis, places, earlier.start, earlier.room) if earlier else None,
    )


def _candidates(meeting: MeetingRequest, numbers: dict[str, int]) -> tuple[list[int], tuple[range, ...]]:
    people: list[int] = []
    seats: list[range] = []
    for seat in meeting.seats:
        able = [numbers[person] for person in dict.fromkeys(seat.people) if person in numbers] or [len(numbers)]
        seats.append(range(len(people), len(people) + len(able)))
        people += able
    return people, tuple(seats)


def _substitutes(
    meeting: MeetingRequest, people: list[int], seats: tuple[range, ...], numbers: dict[str, int]
) -> NDArray[np.int64]:
    """Per row 1 for everybody but the named person of the seat."""
    named = [numbers.get(seat.named) for seat in meeting.seats]
    return np.array([people[row] != named[seat] for seat, rows in enumerate(seats) for row in rows], np.int64)


def _sat(earlier: Earlier | None, numbers: dict[str, int]) -> frozenset[int]:
    """Who sat there before; who is no longer known has a number below zero."""
    if earlier is None:
        return frozenset()
    people = dict.fromkeys(person for _, person in earlier.attendees)
    return frozenset(numbers.get(person, -1 - place) for place, person in enumerate(people))


def _pinned(axis: Axis, meeting: MeetingRequest) -> int:
    if meeting.pinned is None:
        return axis.open
    slot = axis.slot_of.get(meeting.pinned.start.timestamp())
    return 0 if slot is None else 1 << slot


def _places(rooms: Sequence[Room], meeting: MeetingRequest) -> tuple[int, ...]:
    """The places it may be at: ONLINE, or the number of a room."""
    own: list[int] = [] if meeting.place is Place.ON_SITE else [ONLINE]
    own += [] if meeting.place is Place.ONLINE else list(range(len(rooms)))
    room = meeting.pinned.room if meeting.pinned else ""
    return tuple(place for place in own if not room or room == place_id(rooms, place))


def place_id(rooms: Sequence[Room], place: int) -> str:
    """The id of a place: VIDEO or a room's."""
    return VIDEO if place == ONLINE else rooms[place].id


def _place_of(
    problem: Problem, axis: Axis, places: tuple[int, ...], start: datetime, room: str
) -> tuple[int, int] | None:
    """Slot and position in `places`; None: it cannot be there any more."""
    slot = axis.slot_of.get(start.timestamp())
    found = [at for at, place in enumerate(places) if place_id(problem.rooms, place) == room]
    return (slot, found[0]) if slot is not None and found else None


def _wheres(rooms: Sequence[Room], places: tuple[int, ...], seats: int) -> tuple[Where, ...]:
    alike: dict[tuple[str | None, int | None], list[int]] = {}
    for at, place in enumerate(places):
        room = None if place == ONLINE else rooms[place]
        key = (None, None) if room is None else (room.site, room.seats if room.seats < seats else None)
        alike.setdefault(key, []).append(at)
    return tuple(Where(site, most, tuple(own)) for (site, most), own in alike.items())


def _groups(rule: tuple[tuple[int, ...], ...]) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Hall's theorem: every group has a seat of its own if any so many of them have as many filled seats together."""
    found: dict[tuple[int, ...], int] = {}
    most = len(rule) if len(rule) <= MOST_SUBSETS else 1
    for amount in range(1, most + 1):
        for some in combinations(rule, amount):
            together = tuple(sorted({seat for seats in some for seat in seats}))
            found[together] = max(found.get(together, 0), amount)
    apart = [(seats, need) for seats, need in found.items() if not _follows(seats, need, found)]
    return tuple(apart)


def _follows(seats: tuple[int, ...], need: int, known: dict[tuple[int, ...], int]) -> bool:
    """Whether this is no more than two other conditions on different seats say together."""
    for part, of_part in known.items():
        rest = tuple(seat for seat in seats if seat not in part)
        if part != seats and set(part) <= set(seats) and of_part + known.get(rest, 0) >= need:
            return True
    return False
