"""Who is there at one given time, and why somebody is not."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from services.scheduling.facts import (
    LOCAL,
    Attendance,
    Attendee,
    Block,
    GroupFilled,
    Presence,
    Reason,
    Request,
    Slot,
)


class Sitting(NamedTuple):
    """A person who can sit on a seat for the whole slot; `substitute_id` is None for the named person."""

    seat: str
    person: str
    substitute_id: str | None


def slot_at(request: Request, start: float) -> Slot:
    """The slot that begins at `start` (seconds since 1970), appraised whether or not it meets the minimum."""
    end = start + request.minutes * 60
    sittings = {attendee.id: _sittings(attendee, start, end) for attendee in request.attendees}
    filled = _fill(request, sittings)
    chosen = {sitting.seat: sitting for sitting in filled if sitting}
    attendance = tuple(
        _attendance(attendee, start, end, sittings[attendee.id], chosen.get(attendee.id))
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


def can_fill(request: Request, start: float) -> bool:
    """Whether at this start every group of the rule is filled, each by another person on another seat."""
    end = start + request.minutes * 60
    return all(_fill(request, {attendee.id: _sittings(attendee, start, end) for attendee in request.attendees}))


def _sittings(attendee: Attendee, start: float, end: float) -> tuple[Sitting, ...]:
    """Everyone who could sit on this seat, the named person first, then the substitutes in order."""
    people = [(None, attendee.person_id, attendee.free), *((s.id, s.id, s.free) for s in attendee.substitutes)]
    return tuple(Sitting(attendee.id, person, sub) for sub, person, free in people if _holds(free, start, end))


def _holds(free: Iterable[Block], start: float, end: float) -> bool:
    return any(first.timestamp() <= start and end <= last.timestamp() for first, last in free)


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
    attendee: Attendee, start: float, end: float, sittings: tuple[Sitting, ...], chosen: Sitting | None
) -> Attendance:
    sitting = chosen or (sittings[0] if sittings else None)
    if sitting and sitting.substitute_id is None:
        return Attendance(attendee.id, Presence.NAMED)
    reason, until, free_until, free_from = _why_not(attendee.free, start, end)
    if sitting:
        return Attendance(attendee.id, Presence.SUBSTITUTE, sitting.substitute_id, None, reason, free_until, free_from)
    kind = Presence.PARTIAL if until else Presence.ABSENT
    return Attendance(attendee.id, kind, None, until, reason, free_until, free_from)


def _why_not(
    free: Iterable[Block], start: float, end: float
) -> tuple[Reason, datetime | None, datetime | None, datetime | None]:
    """Reason, leaving time of someone there at the start, and the nearest free moments of that day."""
    blocks = [(first.timestamp(), last.timestamp()) for first, last in free]
    if _holds(free, start, end):
        return Reason.SITS_IN_ELSEWHERE, None, None, None
    leaving = next((last for first, last in blocks if first <= start < last), None)
    if leaving:
        return Reason.FREE_UNTIL, _local(leaving), _local(leaving), None
    midnight, next_midnight = _day(start)
    before = [last for _, last in blocks if midnight < last <= start]
    after = [first for first, _ in blocks if start < first < next_midnight]
    reason = {
        (True, True): Reason.FREE_AROUND,
        (True, False): Reason.FREE_UNTIL,
        (False, True): Reason.FREE_FROM,
        (False, False): Reason.BUSY_ALL_DAY,
    }[bool(before), bool(after)]
    return reason, None, _local(max(before)) if before else None, _local(min(after)) if after else None


def _day(moment: float) -> tuple[float, float]:
    day = _local(moment).date()
    midnight, following = (datetime.combine(day + timedelta(days=n), time(0), LOCAL) for n in (0, 1))
    return midnight.timestamp(), following.timestamp()


def _local(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, LOCAL)
