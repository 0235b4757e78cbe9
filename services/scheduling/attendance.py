"""Who is there at one given time, and why somebody is not."""

from datetime import datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from services.scheduling.facts import (
    LOCAL,
    Attendance,
    Attendee,
    GroupFilled,
    Presence,
    Reason,
    Request,
    Slot,
)
from services.scheduling.stays import Stay, Stays, holds


class Sitting(NamedTuple):
    """A person who can sit on a seat for the whole slot; `substitute_id` is None for the named person."""

    seat: str
    person: str
    substitute_id: str | None


def slot_at(request: Request, stays: Stays, start: float) -> Slot:
    """The slot that begins at `start` (seconds since 1970), appraised whether or not it meets the minimum."""
    end = start + request.minutes * 60
    sittings = _all_sittings(request, stays, start)
    filled = _fill(request, sittings)
    chosen = {sitting.seat: sitting for sitting in filled if sitting}
    attendance = tuple(
        _attendance(attendee, stays[attendee.id, attendee.person_id], start, end, sittings[attendee.id], chosen)
        for attendee in request.attendees
    )
    groups = tuple(
        GroupFilled(group, sitting.seat if sitting else None, sitting.person if sitting else None)
        for group, sitting in zip(request.rule, filled, strict=True)
    )
    required_there = all(sittings[attendee.id] for attendee in request.attendees if attendee.required)
    present = sum(1 for seat in sittings.values() if seat)
    return Slot(
        _local(start), _local(end), present, len(attendance), attendance, groups, all(filled) and required_there
    )


def can_fill(request: Request, stays: Stays, start: float) -> bool:
    """Whether at this start every group of the rule is filled, each by another person on another seat."""
    return all(_fill(request, _all_sittings(request, stays, start)))


def _all_sittings(request: Request, stays: Stays, start: float) -> dict[str, tuple[Sitting, ...]]:
    return {attendee.id: _sittings(request, attendee, stays, start) for attendee in request.attendees}


def _sittings(request: Request, attendee: Attendee, stays: Stays, start: float) -> tuple[Sitting, ...]:
    """Everyone who could sit on this seat, the named person first, then the substitutes in order."""
    end = start + request.minutes * 60
    people = [(None, attendee.person_id), *((one.id, one.id) for one in attendee.substitutes)]
    return tuple(
        Sitting(attendee.id, person, sub) for sub, person in people if holds(stays[attendee.id, person], start, end)
    )


def _fill(request: Request, sittings: dict[str, tuple[Sitting, ...]]) -> tuple[Sitting | None, ...]:
    """One sitting per group so that as many groups as possible are filled and nobody is counted twice.

    Named people go before substitutes, then the group's own order of organisations; remembered by what is taken, so
    that a rule in which everyone could fill everything does not blow up.
    """
    choices = tuple(_choices(request, sittings, group) for group in request.rule)

    @cache
    def best(group: int, taken: frozenset[str]) -> tuple[Sitting | None, ...]:
        if group == len(choices):
            return ()
        found: tuple[Sitting | None, ...] | None = None
        for sitting in (*choices[group], None):
            marks = {f"seat {sitting.seat}", f"person {sitting.person}"} if sitting else frozenset()
            if marks & taken:
                continue
            line = (sitting, *best(group + 1, taken | marks))
            if all(line):
                return line
            if found is None or sum(map(bool, line)) > sum(map(bool, found)):
                found = line
        return found or ()

    return best(0, frozenset())


def _choices(request: Request, sittings: dict[str, tuple[Sitting, ...]], group: tuple[str, ...]) -> list[Sitting]:
    seats = [attendee for attendee in request.attendees if attendee.organisation in group]
    ranked = [
        (sitting.substitute_id is not None, group.index(seat.organisation), seat.id, place, sitting)
        for seat in seats
        for place, sitting in enumerate(sittings[seat.id])
    ]
    return [sitting for *_, sitting in sorted(ranked, key=lambda rank: rank[:-1])]


def _attendance(
    attendee: Attendee,
    stays: tuple[Stay, ...],
    start: float,
    end: float,
    sittings: tuple[Sitting, ...],
    chosen: dict[str, Sitting],
) -> Attendance:
    sitting = chosen.get(attendee.id) or (sittings[0] if sittings else None)
    if sitting and sitting.substitute_id is None:
        return Attendance(attendee.id, Presence.NAMED)
    part = _part(stays, start, end)
    reason, free_until, free_from = part if part else _why_not(stays, start, end)
    if sitting:
        return Attendance(attendee.id, Presence.SUBSTITUTE, sitting.substitute_id, None, reason, free_until, free_from)
    if part:
        return Attendance(attendee.id, Presence.PARTIAL, None, free_until, reason, free_until, free_from, free_from)
    return Attendance(attendee.id, Presence.ABSENT, None, None, reason, free_until, free_from)


_Why = tuple[Reason, datetime | None, datetime | None]
"""The reason, until when the named person is free before, and from when after."""


def _part(stays: tuple[Stay, ...], start: float, end: float) -> _Why | None:
    """Of whom cannot be there all the time: when they leave, or else when they come to stay to the end."""
    if holds(stays, start, end):
        return None
    leaving = next((last for first, last in stays if first <= start < last), None)
    if leaving:
        return Reason.FREE_UNTIL, _local(leaving), None
    coming = next((first for first, last in stays if start < first < end <= last), None)
    return (Reason.FREE_FROM, None, _local(coming)) if coming else None


def _why_not(stays: tuple[Stay, ...], start: float, end: float) -> _Why:
    """Why somebody is not there for any part that counts, with the nearest moments of that day."""
    if holds(stays, start, end):
        return Reason.SITS_IN_ELSEWHERE, None, None
    midnight, next_midnight = _day(start)
    before = [last for _, last in stays if midnight < last <= start]
    after = [first for first, _ in stays if start < first < next_midnight]
    reason = {
        (True, True): Reason.FREE_AROUND,
        (True, False): Reason.FREE_UNTIL,
        (False, True): Reason.FREE_FROM,
        (False, False): Reason.BUSY_ALL_DAY,
    }[bool(before), bool(after)]
    return reason, _local(max(before)) if before else None, _local(min(after)) if after else None


def _day(moment: float) -> tuple[float, float]:
    day = _local(moment).date()
    midnight, following = (datetime.combine(day + timedelta(days=n), time(0), LOCAL) for n in (0, 1))
    return midnight.timestamp(), following.timestamp()


def _local(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, LOCAL)
