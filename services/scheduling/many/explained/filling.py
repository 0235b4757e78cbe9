"""Whether different people can fill the minimum of a meeting: every group of its rule and every required seat."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from services.scheduling.facts import Group, Rule
from services.scheduling.many.facts import MeetingRequest


class Chair(NamedTuple):
    """A seat with everybody who may sit on it."""

    id: str
    organisation: str
    required: bool
    people: frozenset[str]


class Demand(NamedTuple):
    """One part of the minimum: a group of the rule (`seat_id` empty) or a required seat, and who could fill it."""

    organisations: Group
    seat_id: str
    people: frozenset[str]


def chairs_of(meeting: MeetingRequest) -> tuple[Chair, ...]:
    """The seats of a meeting, the required ones first."""
    ranked = sorted(meeting.seats, key=lambda seat: not seat.required)
    return tuple(Chair(seat.id, seat.organisation, seat.required, frozenset(seat.people)) for seat in ranked)


def demands_of(meeting: MeetingRequest) -> tuple[Demand, ...]:
    """The parts of the minimum: the groups in the order of the rule, then the required seats."""
    groups = tuple(Demand(group, "", _people_of(meeting, group)) for group in meeting.rule)
    required = (seat for seat in meeting.seats if seat.required)
    return groups + tuple(Demand((seat.organisation,), seat.id, frozenset(seat.people)) for seat in required)


def _people_of(meeting: MeetingRequest, group: Group) -> frozenset[str]:
    return frozenset(who for seat in meeting.seats if seat.organisation in group for who in seat.people)


def contested(rule: Rule, chairs: Iterable[Chair]) -> bool:
    """Whether filling each part by itself is too little: one person has two seats of the minimum, or one seat fits two
    groups."""
    seated: set[str] = set()
    for chair in chairs:
        groups = sum(chair.organisation in group for group in rule)
        if groups > 1:
            return True
        if groups or chair.required:
            if chair.people & seated:
                return True
            seated |= chair.people
    return False


def most_needed(rule: Rule, chairs: Iterable[Chair]) -> int:
    """No minimum asks for more people than this: one for each group and one for each required seat."""
    return len(rule) + sum(chair.required for chair in chairs)


def can_seat(rule: Rule, chairs: tuple[Chair, ...], there: Collection[str], places: int) -> bool:
    """Whether, of the people in `there`, each on one seat at most, every required seat and, by different seats, every
    group can be filled with at most `places` people. The required seats stand first in `chairs`."""
    able = [sorted(chair.people.intersection(there)) for chair in chairs]

    @cache
    def seats_from(place: int, taken: frozenset[str], groups: frozenset[int]) -> bool:
        if place == len(chairs):
            return len(groups) == len(rule)
        chair = chairs[place]
        open_groups = [n for n, group in enumerate(rule) if n not in groups and chair.organisation in group]
        fills = [groups | {n} for n in open_groups]
        if not fills and not chair.required:
            return seats_from(place + 1, taken, groups)
        for who in able[place] if len(taken) < places else ():
            if who not in taken and any(seats_from(place + 1, taken | {who}, after) for after in fills or [groups]):
                return True
        return not chair.required and seats_from(place + 1, taken, groups)

    return seats_from(0, frozenset(), frozenset())
