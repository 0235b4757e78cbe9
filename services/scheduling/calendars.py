"""Bitmask calendars: one Python int per person says at which starts of the grid that person can hold the meeting.

A bit stands for a start, not for a piece of free time, so that a meeting of 45 minutes on a grid of 30 is judged to the
second and two blocks that merely touch are not taken for one: a single free block has to hold the whole slot.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from services.scheduling.facts import Attendee, Request, Rule
from services.scheduling.opening import Opening, opening
from services.scheduling.stays import Stays, stays_of


@dataclass(frozen=True)
class Calendars:
    """A request as calendars: the starts open at all, and per seat the starts at which someone can sit on it; with the
    stays that these rest on."""

    opening: Opening
    window: int
    present: dict[str, int]
    stays: Stays


def calendars(request: Request) -> Calendars:
    """Every seat's calendar for a meeting of this length: the named person's, joined with those of the substitutes."""
    grid, stays, length = opening(request.grid), stays_of(request), request.minutes * 60
    present = {attendee.id: 0 for attendee in request.attendees}
    for (seat, _), times in stays.items():
        present[seat] |= union(grid.span(first, last - length) for first, last in times)
    return Calendars(grid, grid.window(request), present, stays)


def union(masks: Iterable[int]) -> int:
    """The starts that at least one calendar has."""
    return reduce(or_, masks, 0)


def group_starts(request: Request, own: Calendars, organisations: Iterable[str]) -> int:
    """The starts at which someone of these organisations is there."""
    wanted = set(organisations)
    return union(own.present[attendee.id] for attendee in request.attendees if attendee.organisation in wanted)


def minimum(request: Request, own: Calendars, may_fill: Callable[[int], bool]) -> int:
    """The starts that meet the minimum: window, required seats, every group filled.

    Where a seat or a person could fill two groups, filling each is not enough; `may_fill(start in seconds)` then says
    whether different people can.
    """
    held = own.window
    for attendee in request.attendees:
        if attendee.required:
            held &= own.present[attendee.id]
    for group in request.rule:
        held &= group_starts(request, own, group)
    if not held or not _contested(request.rule, request.attendees):
        return held
    return union(1 << index for index in indices(held) if may_fill(own.opening.starts[index]))


def _contested(rule: Rule, attendees: tuple[Attendee, ...]) -> bool:
    """Whether any person, named or substitute, could be asked to fill more than one group."""
    taken: set[str] = set()
    for group in rule:
        seats = [attendee for attendee in attendees if attendee.organisation in group]
        people = {person for seat in seats for person in (seat.person_id, *(s.id for s in seat.substitutes))}
        if people & taken:
            return True
        taken |= people
    return False


def indices(mask: int) -> Iterator[int]:
    """The positions of the set bits, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def tally(masks: Iterable[int]) -> tuple[int, ...]:
    """How many calendars have each start, as binary digits: bit i of `tally[k]` is digit k of the count at start i.

    All starts are counted at once by a ripple-carry adder over whole calendars.
    """
    digits: list[int] = []
    for carry in masks:
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    return tuple(digits)


def at_least(digits: tuple[int, ...], count: int) -> int:
    """Of a `tally`, the starts that are counted this often or more; all of them for none."""
    equal, more = -1, 0
    for place in reversed(range(max(len(digits), count.bit_length()))):
        digit = digits[place] if place < len(digits) else 0
        if count >> place & 1:
            equal &= digit
        else:
            more, equal = more | equal & digit, equal & ~digit
    return more | equal


def fullest(candidates: int, digits: tuple[int, ...]) -> int:
    """Those candidates at which the count is highest: keep the ones with a set digit, from the highest digit down."""
    for digit in reversed(digits):
        candidates = candidates & digit or candidates
    return candidates
