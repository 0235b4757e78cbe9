"""The grid as one line of slots, day after day, and calendars as bitmasks over it: bit t speaks of slot t.

Between two days lie as many closed slots as travel takes, or as the night lasts if that is less: what is too close over
night is too close on the line, and nothing else is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime, time
from functools import cached_property
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

from services.scheduling.facts import LOCAL, Grid
from services.scheduling.many.facts import Policy
from services.scheduling.opening import opening
from services.scheduling.stays import Stay


class Axis:
    """The slots of a grid. `a_day`: starts of an open day; `width`: slots from one day to the next; `size`: all slots;
    `days`: open days; `travel`: slots that travel takes, begun ones counted whole."""

    def __init__(self, grid: Grid, policy: Policy) -> None:
        self.grid, self.opening = grid, opening(grid)
        self.step = grid.step_minutes * 60
        self.days = len(self.opening.days)
        self.starts = self.opening.starts
        self.a_day = len(self.starts) // self.days if self.days else 0
        self.travel = -(-policy.travel_minutes // grid.step_minutes)
        self.width = self.a_day + min(self.travel, self._shortest_night())
        self.size = self.days * self.width
        self.slot_of = {second: self._slot(index) for index, second in enumerate(self.starts)}
        self.open = sum(((1 << self.a_day) - 1) << (day * self.width) for day in range(self.days))
        self._held: dict[int, int] = {}

    @cached_property
    def day_of(self) -> NDArray[np.int64]:
        """The open day of each slot."""
        return np.arange(self.size, dtype=np.int64) // max(self.width, 1)

    @cached_property
    def ordinal(self) -> NDArray[np.int64]:
        """How many starts of the grid lie before each slot."""
        day, within = np.divmod(np.arange(self.size, dtype=np.int64), max(self.width, 1))
        return day * self.a_day + np.minimum(within, self.a_day)

    def steps(self, minutes: int) -> int:
        """The slots that a meeting takes, begun ones counted whole."""
        return -(-minutes // self.grid.step_minutes)

    def span(self, first: float, last: float) -> int:
        """The starts from `first` up to and including `last` (seconds since 1970)."""
        low, high = bisect_left(self.starts, first), bisect_right(self.starts, last)
        if high <= low:
            return 0
        return ((2 << self._slot(high - 1)) - (1 << self._slot(low))) & self.open

    def held(self, minutes: int) -> int:
        """The starts at which a meeting of this length ends in time and keeps lunch free."""
        if minutes not in self._held:
            length, mask = minutes * 60, 0
            for first, closes in self.opening.days:
                mask |= self.span(self.starts[first], closes - length)
            for begins, ends in self.opening.lunches:
                mask &= ~self.span(begins - length + 1, ends - 1)
            self._held[minutes] = mask
        return self._held[minutes]

    def since(self, moment: datetime) -> int:
        """The starts at or after a moment."""
        return self.span(moment.timestamp(), inf)

    def until(self, moment: datetime | None, minutes: int) -> int:
        """The starts of meetings of this length that end at or before a moment."""
        return self.span(-inf, moment.timestamp() - minutes * 60) if moment else self.open

    def fits(self, blocks: Iterable[Stay], minutes: int, travel_minutes: int = 0) -> int:
        """The starts at which one block (in seconds), shortened by travel at both its ends, holds the meeting."""
        mask, travel, length = 0, travel_minutes * 60, minutes * 60
        for first, last in blocks:
            begins, ends = first + travel, last - travel
            if begins < ends:
                mask |= self.span(begins, ends - length)
        return mask

    def day_mask(self, day: int) -> int:
        """All slots of an open day."""
        return ((1 << self.a_day) - 1) << (day * self.width)

    def edges(self, minutes: int, early_before: time, late_after: time) -> NDArray[np.int64]:
        """Per slot 1 where a meeting of this length begins early or ends late."""
        within = np.arange(self.size, dtype=np.int64) % max(self.width, 1)
        begins = _seconds(self.grid.day_start) + within * self.step
        early, late = begins < _seconds(early_before), begins + minutes * 60 > _seconds(late_after)
        return (early | late).astype(np.int64)

    def seconds(self, slot: int) -> int:
        """The start of a slot in seconds since 1970."""
        day, within = divmod(slot, self.width)
        return self.starts[day * self.a_day + within]

    def moment(self, slot: int) -> datetime:
        """The start of a slot, in Europe/Amsterdam."""
        return datetime.fromtimestamp(self.seconds(slot), LOCAL)

    def _slot(self, index: int) -> int:
        day, within = divmod(index, self.a_day)
        return day * self.width + within

    def _shortest_night(self) -> int:
        """The slots between the end of the last slot of a day and the first of the next."""
        firsts = [self.starts[first] for first, _ in self.opening.days]
        nights = [after - before - self.a_day * self.step for before, after in pairwise(firsts)]
        return max(0, min(nights) // self.step) if nights else 0


def ones(mask: int, size: int) -> NDArray[np.int64]:
    """The slots that a mask has, ascending."""
    return bits(mask.to_bytes((size + 7) // 8, "little")).nonzero()[0]


def bits(packed: bytes) -> NDArray[np.uint8]:
    """One byte, 0 or 1, for each bit."""
    return np.unpackbits(np.frombuffer(packed, np.uint8), bitorder="little")


def smear(busy: int, steps: int, gap: int = 0) -> int:
    """The starts of meetings of so many slots that would come closer than `gap` slots to what is busy."""
    mask, wanted, done = busy << gap, steps + 2 * gap, 1
    while done < wanted:
        more = min(done, wanted - done)
        mask |= mask >> more
        done += more
    return mask


def _seconds(clock: time) -> float:
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
