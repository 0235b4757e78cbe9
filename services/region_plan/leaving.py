"""Who leaves a case within the days of a plan. The engine knows people and no seats that end: it gets whoever leaves in
parts, one until the last day on a seat and one for the days after, so that a seat is open to the first part only and
nobody is at two meetings at once. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from services.cases.facts import PartnerSeat
from services.scheduling.facts import LOCAL, Block, local_day
from services.scheduling.many.facts import Booking

_MARK = "+"
"""Stands in no id of ours."""


@dataclass(frozen=True)
class Parts:
    """By professional the last days, in order, on seats that end within the plan."""

    ends: Mapping[str, tuple[date, ...]]

    def on_seat(self, who: str, until: date | None) -> tuple[str, ...]:
        """The ids under which the engine may seat somebody on a seat that is held until that day (None: it goes on)."""
        ends = self.ends.get(who, ())
        held = ends.index(until) + 1 if until in ends else len(ends) + 1
        return tuple(_named(who, number) for number in range(held))

    def on_day(self, who: str, day: date) -> str:
        """The id that counts on that day."""
        return _named(who, sum(1 for end in self.ends.get(who, ()) if end < day))

    def free(self, part: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """What one part has of somebody's free time."""
        who, _, number = part.partition(_MARK)
        place, ends = int(number or 0), self.ends.get(who, ())
        first = _midnight_after(ends[place - 1]) if place else None
        last = _midnight_after(ends[place]) if place < len(ends) else None
        cut = ((max(begins, first or begins), min(closes, last or closes)) for begins, closes in blocks)
        return tuple(block for block in cut if block[0] < block[1])

    def split(self, booking: Booking) -> Booking:
        """A booking of people as the engine knows them."""
        day = local_day(booking.start)
        return replace(booking, attendees=tuple((seat, self.on_day(who, day)) for seat, who in booking.attendees))


def parts_of(seats: Iterable[PartnerSeat], last_day: date) -> Parts:
    """The parts of whoever holds a seat, or deputises on one, that ends before the last day of a plan."""
    found: dict[str, set[date]] = defaultdict(set)
    for seat in seats:
        if seat.until_on and seat.until_on < last_day:
            for who in {seat.professional_id, seat.deputy_id} - {""}:
                found[who].add(seat.until_on)
    return Parts({who: tuple(sorted(ends)) for who, ends in found.items()})


def professional(part: str) -> str:
    """Whose part it is."""
    return part.partition(_MARK)[0]


def joined(booking: Booking, held: Iterable[str]) -> Booking:
    """The booking by professional. `held`: the seats that are held on that day; nobody misses on the others."""
    return replace(
        booking,
        attendees=tuple((seat, professional(who)) for seat, who in booking.attendees),
        absent=tuple(seat for seat in booking.absent if seat in set(held)),
    )


def _named(who: str, number: int) -> str:
    return f"{who}{_MARK}{number}" if number else who


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), LOCAL)
