"""Where a meeting could be as the plan stands, in the strict order of what it would cost, and who would sit there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.asked import NOBODY, Asked, Rows, Where
from services.scheduling.many.axis import bits
from services.scheduling.many.folding import ranks
from services.scheduling.many.pricing import Levels, Pricing
from services.scheduling.many.sitting import rule_met, seating
from services.scheduling.search import IMPOSSIBLE


@dataclass(frozen=True)
class Part:
    """Places that are alike: what their starts cost, at which of them each place can be had, and what is to be told."""

    levels: Levels
    open: list[tuple[int, int]]
    told: int
    at_home: bool = False


class Placing:
    """Prices for one meeting at every place and slot."""

    def __init__(self, pricing: Pricing) -> None:
        self.pricing, self.axis = pricing, pricing.axis

    def price(self, asked: Asked) -> NDArray[np.int64]:
        """Per position (place, slot) a number below IMPOSSIBLE that is in the order of their costs."""
        size = self.axis.size
        prices = np.full(max(1, len(asked.places) * size), IMPOSSIBLE, np.int64)
        parts = self._parts(asked)
        if not parts:
            return prices
        codes, done = self._ranks(asked, parts), 0
        for part in parts:
            slots = part.levels.slots
            of_part = codes[done : done + len(slots)]
            done += len(slots)
            for place, mask in part.open:
                able = bits(mask.to_bytes((size + 7) // 8, "little"))[slots].astype(np.bool_)
                prices[place * size + slots[able]] = of_part[able]
        return prices

    def rows(self, asked: Asked, slot: int, place: int) -> Rows | None:
        """Who sits there; None: the meeting cannot be there."""
        where = next(where for where in asked.wheres if place in where.places)
        there = self.pricing.there(asked, where.site)
        held = self.pricing.minimum(asked, there) & self.pricing.place_free(asked.places[place], asked)
        if not held >> slot & 1:
            return None
        if asked.told and asked.before == (slot, place):
            return self._kept_rows(asked, where, slot, there)
        free = np.array([mask >> slot & 1 for mask in there], np.bool_)
        return self.pricing.rows(asked, where, slot, free)

    def can_sit(self, asked: Asked, slot: int, place: int, rows: Rows) -> bool:
        """Whether the meeting can be there with just these people."""
        where = next(where for where in asked.wheres if place in where.places)
        there = self.pricing.there(asked, where.site)
        filled = {seat for seat, row in enumerate(rows) if row != NOBODY}
        people = {int(asked.people[rows[seat]]) for seat in filled}
        room_for = len(asked.seats) if where.seats is None else where.seats
        free = asked.window & self.pricing.place_free(asked.places[place], asked)
        for seat in filled:
            free &= there[rows[seat]]
        return bool(free >> slot & 1) and len(filled) == len(people) <= room_for and rule_met(asked, filled)

    def possible(self, asked: Asked) -> int:
        """The starts at which the meeting could be held somewhere as the plan stands, as a bitmask; a bound from above
        where somebody may be asked for two seats or a room is small."""
        mask = 0
        for where in asked.wheres:
            held = self.pricing.minimum(asked, self.pricing.there(asked, where.site))
            for place in where.places if held else ():
                mask |= held & self.pricing.place_free(asked.places[place], asked)
        return mask

    def _parts(self, asked: Asked) -> list[Part]:
        """Places that are alike, with what their possible starts cost; the earlier time last, which it overrides."""
        parts = []
        for where in asked.wheres:
            there = self.pricing.there(asked, where.site)
            held = self.pricing.minimum(asked, there)
            opened = [(at, held & self.pricing.place_free(asked.places[at], asked)) for at in where.places]
            anywhere = 0
            for _, mask in opened:
                anywhere |= mask
            if not anywhere:
                continue
            levels = self.pricing.levels(asked, where, anywhere, there)
            parts.append(Part(levels, opened, asked.told * len(asked.sat)))
            if asked.told and asked.before and asked.before[1] in where.places:
                parts += self._as_before(asked, where, dict(opened)[asked.before[1]], there)
        return parts

    def _as_before(self, asked: Asked, where: Where, mask: int, there: list[int]) -> list[Part]:
        slot, place = asked.before or (0, 0)
        rows = self._kept_rows(asked, where, slot, there) if mask >> slot & 1 else None
        if rows is None:
            return []
        levels = self.pricing.seated(asked, where, np.array([slot], np.int64), [rows])
        people = {int(asked.people[row]) for row in rows if row != NOBODY}
        return [Part(levels, [(place, 1 << slot)], asked.told * len(asked.sat - people), True)]

    def _kept_rows(self, asked: Asked, where: Where, slot: int, there: list[int]) -> Rows | None:
        able = [row for row, mask in enumerate(there) if mask >> slot & 1]
        return seating(asked, able, where.seats, keep=True)

    def _ranks(self, asked: Asked, parts: list[Part]) -> NDArray[np.int64]:
        def joined(name: str) -> NDArray[np.int64]:
            arrays = [getattr(part.levels, name) for part in parts]
            return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)

        slots, seats = joined("slots"), len(asked.seats)
        told = np.repeat([part.told for part in parts], [len(part.levels.slots) for part in parts])
        away = np.repeat([not part.at_home for part in parts], [len(part.levels.slots) for part in parts])
        settled = away * int(asked.kept and not asked.meeting.pinned)
        late = np.maximum(slots - asked.last_in_time, 0)
        day, uneven = self.axis.day_of[slots] - asked.first_day, joined("uneven")
        upper = [
            (settled, 2),
            (late, self.axis.size + 2),
            (told, asked.told * len(asked.sat) + 1),
            (joined("absent"), int(asked.weights.sum()) + 1),
            (joined("substitutes"), seats + 1),
        ]
        lower = [
            (day * int(asked.urgent), self.axis.days + 1),
            (joined("person_days"), seats + 1),
            (joined("blocks") + 2 * seats, 7 * seats + 1),
            (uneven, int(uneven.max(initial=0)) + 1),
            (self.axis.ordinal[slots] - asked.first_ordinal, len(self.axis.starts) + 1),
        ]
        return ranks(upper, lower)
