"""Proposes times for one meeting, and explains what stands in the way when there are none.

Source: `rehearsal.md` "Meeting rules"; minimum attendance H-VT-3 and scheduler rules 1 and 4 of `domain.md` section 4.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from services.scheduling.attendance import can_fill, slot_at
from services.scheduling.calendars import (
    Calendars,
    calendars,
    fullest,
    group_starts,
    indices,
    minimum,
    tally,
)
from services.scheduling.facts import (
    LOCAL,
    AfterDeadline,
    Attendee,
    Blocked,
    Blocking,
    Online,
    Proposals,
    Request,
    RequestWrong,
    Shorter,
    Slot,
    Substitute,
    SubstituteMissing,
    Suggestion,
)
from services.scheduling.stays import stays_of

SHORTEST_MINUTES = 30
"""No shorter meeting is suggested: an action meeting takes 30 to 45 minutes (`domain.md` section 4)."""
SHORTER_BY_MINUTES = 15
_NOBODY_KNOWN = "someone new"
"""The id of a person who is not on the list; no other id has a space in it."""


def slots(request: Request, others: int = 5) -> Proposals:
    """The earliest and the best attended slot that meet the minimum, and up to `others` further ones.

    Present is a seat whose named person has one free block that holds the whole slot, or, only if not, a substitute
    who has. Attendance counts seats: someone who sits in for two counts on both, but fills one group of the rule.
    """
    own = calendars(request)
    held = _minimum(request, own)
    if not held:
        return Proposals(None, None)
    earliest = next(indices(held))
    ranked = _best_first(held, own)
    best = next(ranked)
    picked = _spread([earliest, best], [index for index in ranked if index != earliest], own, request, others)
    spoken = {index: slot_at(request, own.stays, own.opening.starts[index]) for index in {earliest, best, *picked}}
    return Proposals(spoken[earliest], spoken[best], tuple(spoken[index] for index in picked))


def appraise(request: Request, start: datetime) -> Slot:
    """Who would be there at a time of one's own choice, on the grid or not, and whether the minimum is met.

    Does not judge opening hours, notice or deadline. Raises `RequestWrong` (start) for a moment without a zone.
    """
    if start.tzinfo is None:
        raise RequestWrong(what="start")
    return slot_at(request, stays_of(request), start.timestamp())


def possible_starts(request: Request) -> tuple[datetime, ...]:
    """Every start that meets the minimum, ascending, local time."""
    own = calendars(request)
    held = _minimum(request, own)
    return tuple(datetime.fromtimestamp(own.opening.starts[index], LOCAL) for index in indices(held))


def explain(request: Request) -> Blocked:
    """What each group and each required seat costs in times, and ways out when nothing meets the minimum."""
    own = calendars(request)
    times = _minimum(request, own).bit_count()
    groups = tuple(_group_blocking(request, own, index) for index in range(len(request.rule)))
    seats = tuple(_seat_blocking(request, own, attendee) for attendee in request.attendees if attendee.required)
    suggestions = () if times else tuple(_suggestions(request, own))
    return Blocked(times, own.window.bit_count(), groups + seats, suggestions)


def _minimum(request: Request, own: Calendars) -> int:
    return minimum(request, own, lambda start: can_fill(request, own.stays, start))


def _times(request: Request) -> int:
    return _minimum(request, calendars(request)).bit_count()


def _best_first(held: int, own: Calendars) -> Iterator[int]:
    digits = tally(own.present.values())
    while held:
        level = fullest(held, digits)
        yield from indices(level)
        held ^= level


def _spread(taken: list[int], ranked: list[int], own: Calendars, request: Request, limit: int) -> list[int]:
    """Real alternatives before half-hour shifts of what is offered already; both in order of attendance."""
    starts, length = own.opening.starts, request.minutes * 60
    offered, apart = [starts[index] for index in taken], []
    for index in ranked:
        if len(apart) >= limit:
            return apart
        if all(abs(starts[index] - other) >= length for other in offered):
            offered.append(starts[index])
            apart.append(index)
    return (apart + [index for index in ranked if index not in apart])[:limit]


def _group_blocking(request: Request, own: Calendars, index: int) -> Blocking:
    group = request.rule[index]
    relaxed = replace(request, rule=request.rule[:index] + request.rule[index + 1 :])
    return Blocking(
        organisations=group,
        attendee_id=None,
        invited=sum(1 for attendee in request.attendees if attendee.organisation in group),
        alone=(own.window & group_starts(request, own, group)).bit_count(),
        without=_minimum(relaxed, own).bit_count(),
    )


def _seat_blocking(request: Request, own: Calendars, seat: Attendee) -> Blocking:
    relaxed = tuple(replace(one, required=False) if one.id == seat.id else one for one in request.attendees)
    return Blocking(
        organisations=(seat.organisation,),
        attendee_id=seat.id,
        invited=1,
        alone=(own.window & own.present[seat.id]).bit_count(),
        without=_minimum(replace(request, attendees=relaxed), own).bit_count(),
    )


def _suggestions(request: Request, own: Calendars) -> Iterator[Suggestion]:
    """In the order in which they disturb: one more person asked, nobody travels, shorter, and only then too late."""
    yield from _missing_substitutes(request, own)
    if request.travel_minutes:
        times = _times(replace(request, travel_minutes=0))
        if times:
            yield Online(times)
    for minutes in range(request.minutes - SHORTER_BY_MINUTES, SHORTEST_MINUTES - 1, -SHORTER_BY_MINUTES):
        times = _times(replace(request, minutes=minutes))
        if times:
            yield Shorter(minutes, times)
            break
    if request.deadline:
        late = slots(replace(request, deadline=None), others=0).earliest
        if late:
            over = late.end.timestamp() - request.deadline.timestamp()
            yield AfterDeadline(late, int(-(-over // 60)))


def _missing_substitutes(request: Request, own: Calendars) -> Iterator[SubstituteMissing]:
    needed = {organisation for group in request.rule for organisation in group}
    for seat in request.attendees:
        if seat.required or seat.organisation in needed:
            times = _times(_always_free(request, own, seat))
            if times:
                yield SubstituteMissing(seat.id, seat.organisation, times, len(seat.substitutes))


def _always_free(request: Request, own: Calendars, seat: Attendee) -> Request:
    """The request as if someone new could always sit in for this seat, whatever the travel."""
    starts, days = own.opening.starts, own.opening.days
    travel = request.travel_minutes * 60
    opens, closes = (starts[0] - travel, days[-1][1] + travel) if days else (0, 0)
    free = ((datetime.fromtimestamp(opens, LOCAL), datetime.fromtimestamp(closes, LOCAL)),) if days else ()
    someone = Substitute(_NOBODY_KNOWN, free)
    stood_in = replace(seat, substitutes=(*seat.substitutes, someone))
    return replace(request, attendees=tuple(stood_in if one.id == seat.id else one for one in request.attendees))
