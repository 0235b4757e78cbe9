"""From when until when somebody can be there: reckoned once for a request, and asked for at every start."""

from collections.abc import Iterable

from services.scheduling.facts import Block, Request

Stay = tuple[float, float]
"""In seconds since 1970: a free block less the travel at both of its ends."""
Stays = dict[tuple[str, str], tuple[Stay, ...]]
"""By seat and person: the same person may sit on two seats with hours of each."""


def stays_of(request: Request) -> Stays:
    """The stays of everybody, named or substitute. Moments become seconds here and nowhere else, as that is what a
    request costs most."""
    travel, found = request.travel_minutes * 60, {}
    for seat in request.attendees:
        found[seat.id, seat.person_id] = _stays(seat.free, travel)
        for substitute in seat.substitutes:
            found[seat.id, substitute.id] = _stays(substitute.free, travel)
    return found


def holds(stays: Iterable[Stay], start: float, end: float) -> bool:
    """Whether one stay holds all of it."""
    return any(first <= start and end <= last for first, last in stays)


def _stays(free: Iterable[Block], travel: int) -> tuple[Stay, ...]:
    ends = ((first.timestamp() + travel, last.timestamp() - travel) for first, last in free)
    return tuple(stay for stay in ends if stay[0] < stay[1])
