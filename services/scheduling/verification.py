"""Checks a proposed slot against its request by other means than those that found it.

No bitmask, no shared arithmetic: plain datetimes in UTC, wall-clock times on the grid, and trying every way to seat
people in the rule's groups. Run on every slot in the tests, and on every proposal before it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import product

from services.scheduling.facts import LOCAL, Attendance, Attendee, Block, Presence, Request, Slot
from services.scheduling.opening import public_holidays


class Breach(StrEnum):
    """What a slot may be wrong in."""

    WITHOUT_ZONE = "without_zone"
    LENGTH = "length"
    OFF_GRID = "off_grid"
    CLOSED_DAY = "closed_day"
    OUTSIDE_HOURS = "outside_hours"
    LUNCH = "lunch"
    TOO_SOON = "too_soon"
    AFTER_DEADLINE = "after_deadline"
    SEATS = "seats"
    COUNT = "count"
    NOT_FREE = "not_free"
    OVERLOOKED = "overlooked"
    UNTIL = "until"
    SINCE = "since"
    GROUP = "group"
    RULE = "rule"


@dataclass(frozen=True)
class Violation:
    """One breach, with the seat it concerns where there is one."""

    breach: Breach
    attendee_id: str | None = None


def verify(request: Request, slot: Slot) -> tuple[Violation, ...]:
    """Everything that is wrong with presenting this slot as one that meets the request's minimum; empty when sound."""
    if slot.start.tzinfo is None or slot.end.tzinfo is None:
        return (Violation(Breach.WITHOUT_ZONE),)
    found = [Violation(breach) for breach in _time_breaches(request, slot)]
    claims = {claim.attendee_id: claim for claim in slot.attendance}
    if len(claims) != len(slot.attendance) or set(claims) != {seat.id for seat in request.attendees}:
        return (*found, Violation(Breach.SEATS))
    for seat in request.attendees:
        found += [Violation(breach, seat.id) for breach in _seat_breaches(request, seat, claims[seat.id], slot)]
    return (*found, *(Violation(breach) for breach in _sum_breaches(request, slot, claims)))


def _time_breaches(request: Request, slot: Slot) -> Iterator[Breach]:
    grid, start, end = request.grid, slot.start.astimezone(LOCAL), slot.end.astimezone(LOCAL)
    if end.astimezone(UTC) - start.astimezone(UTC) != timedelta(minutes=request.minutes):
        yield Breach.LENGTH
    day = start.date()
    into_day = start.replace(tzinfo=None) - datetime.combine(day, grid.day_start)
    if into_day % timedelta(minutes=grid.step_minutes):
        yield Breach.OFF_GRID
    in_grid = grid.first_day <= day < grid.first_day + timedelta(days=grid.days)
    if not in_grid or day.isoweekday() > 5 or day in grid.closed or day in public_holidays(day.year):
        yield Breach.CLOSED_DAY
    if start.time() < grid.day_start or end.date() != day or end.time() > grid.day_end:
        yield Breach.OUTSIDE_HOURS
    if grid.lunch and _overlap(start, end, grid.lunch):
        yield Breach.LUNCH
    if start.astimezone(UTC) < request.not_before.astimezone(UTC):
        yield Breach.TOO_SOON
    if request.deadline and end.astimezone(UTC) > request.deadline.astimezone(UTC):
        yield Breach.AFTER_DEADLINE


def _overlap(start: datetime, end: datetime, lunch: tuple[time, time]) -> bool:
    """Whether any minute of the slot is one of lunch, by the clock on the wall."""
    begins, ends = (datetime.combine(start.date(), clock) for clock in lunch)
    return start.replace(tzinfo=None) < ends and end.replace(tzinfo=None) > begins


def _could_be_there(request: Request, free: tuple[Block, ...]) -> list[Block]:
    """The free blocks in UTC, less the time it takes to come and to go."""
    travel = timedelta(minutes=request.travel_minutes)
    return [(first.astimezone(UTC) + travel, last.astimezone(UTC) - travel) for first, last in free]


def _free_whole(request: Request, free: tuple[Block, ...], slot: Slot) -> bool:
    start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
    return any(first <= start and last >= end for first, last in _could_be_there(request, free))


def _seat_breaches(request: Request, seat: Attendee, claim: Attendance, slot: Slot) -> Iterator[Breach]:
    named = _free_whole(request, seat.free, slot)
    able = {substitute.id for substitute in seat.substitutes if _free_whole(request, substitute.free, slot)}
    if claim.kind is Presence.NAMED and not named:
        yield Breach.NOT_FREE
    if claim.kind is Presence.SUBSTITUTE:
        if claim.substitute_id not in able:
            yield Breach.NOT_FREE
        # A free named person may only be passed over to fill another group in someone's place.
        if named and not _sits_elsewhere(seat, slot):
            yield Breach.OVERLOOKED
    if claim.kind in (Presence.PARTIAL, Presence.ABSENT) and (named or able):
        yield Breach.OVERLOOKED
    leaves, comes = _part_of(request, seat, claim, slot)
    if claim.until != leaves:
        yield Breach.UNTIL
    if claim.since != comes:
        yield Breach.SINCE


def _sits_elsewhere(seat: Attendee, slot: Slot) -> bool:
    return any(group.person_id == seat.person_id and group.attendee_id != seat.id for group in slot.groups)


def _part_of(
    request: Request, seat: Attendee, claim: Attendance, slot: Slot
) -> tuple[datetime | None, datetime | None]:
    """When the named person must go, being there as it begins, or else comes, staying to the end; for a seat on which
    nobody holds the whole slot."""
    if claim.kind in (Presence.NAMED, Presence.SUBSTITUTE):
        return None, None
    start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
    whole = _could_be_there(request, seat.free)
    goes = [last for first, last in whole if first <= start and last > start]
    comes = [first for first, last in whole if first > start and first < end and last >= end]
    if goes:
        return goes[0], None
    return None, comes[0] if comes else None


def _sum_breaches(request: Request, slot: Slot, claims: dict[str, Attendance]) -> Iterator[Breach]:
    there = {seat for seat, claim in claims.items() if claim.kind in (Presence.NAMED, Presence.SUBSTITUTE)}
    partial = {seat for seat, claim in claims.items() if claim.kind is Presence.PARTIAL}
    bounds = [(claims[seat].until, claims[seat].since) for seat in partial]
    if (slot.present, slot.of) != (len(there), len(request.attendees)) or not all(map(any, bounds)):
        yield Breach.COUNT
    if not _groups_true(request, slot, claims):
        yield Breach.GROUP
    met = _can_be_met(request, slot) and all(seat.id in there for seat in request.attendees if seat.required)
    if not (slot.rule_met and met):
        yield Breach.RULE


def _groups_true(request: Request, slot: Slot, claims: dict[str, Attendance]) -> bool:
    """Each filled group names a seat of its organisations, with the person who sits there, and nobody twice."""
    if tuple(group.organisations for group in slot.groups) != request.rule:
        return False
    seats = {seat.id: seat for seat in request.attendees}
    filled = [group for group in slot.groups if group.attendee_id is not None]
    for group in filled:
        seat, claim = seats.get(group.attendee_id or ""), claims.get(group.attendee_id or "")
        if seat is None or claim is None or seat.organisation not in group.organisations:
            return False
        sitting = {Presence.NAMED: seat.person_id, Presence.SUBSTITUTE: claim.substitute_id}.get(claim.kind)
        if group.person_id is None or group.person_id != sitting:
            return False
    different_seats = len({group.attendee_id for group in filled}) == len(filled)
    return different_seats and len({group.person_id for group in filled}) == len(filled)


def _can_be_met(request: Request, slot: Slot) -> bool:
    """Tries every combination of people for the groups."""
    people = [(seat, seat.person_id) for seat in request.attendees if _free_whole(request, seat.free, slot)]
    people += [
        (seat, substitute.id)
        for seat in request.attendees
        for substitute in seat.substitutes
        if _free_whole(request, substitute.free, slot)
    ]
    choices = [[one for one in people if one[0].organisation in group] for group in request.rule]
    return any(
        len({seat.id for seat, _ in seated}) == len(seated) == len({person for _, person in seated})
        for seated in product(*choices)
    )
