"""Where a meeting could be as the plan stands, in the strict order of what it would cost, and who would sit there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.many.costs.asked import NOBODY, Asked, Rows, Where
from services.scheduling.many.costs.axis import bits
from services.scheduling.many.costs.folding import Key, ranks
from services.scheduling.many.costs.pricing import Levels, Pricing
from services.scheduling.many.costs.sitting import rule_met, seating


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
        self._priced: tuple[Asked, list[Part]] | None = None

    def price(self, asked: Asked) -> NDArray[np.int64]:
        """Per position (place, slot) a number below IMPOSSIBLE that is in the order of their costs."""
        size = self.axis.size
        prices = np.full(max(1, len(asked.places) * size), IMPOSSIBLE, np.int64)
        parts = self._parts(asked)
        self._priced = asked, parts
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

    def forget(self) -> None:
        """The plan changes: what was priced last does not hold any more."""
        self._priced = None

    def rows(self, asked: Asked, slot: int, place: int) -> Rows | None:
        """Who sits there; None: the meeting cannot be there."""
        if self._priced is not None and self._priced[0] is asked:
            parts = self._priced[1]
        else:
            where = next(where for where in asked.wheres if place in where.places)
            parts = self._parts_at(asked, where, 1 << slot)
        for part in reversed(parts):
            if any(at == place and mask >> slot & 1 for at, mask in part.open):
                return part.levels.rows(asked, slot)
        return None

    def can_sit(self, asked: Asked, slot: int, place: int, rows: Rows) -> bool:
        """Whether the meeting can be there with just these people."""
        where = next(where for where in asked.wheres if place in where.places)
        there = self.pricing.there(asked, where)
        filled = {seat for seat, row in enumerate(rows) if row != NOBODY}
        people = {asked.persons[rows[seat]] for seat in filled}
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
            held = self.pricing.minimum(asked, self.pricing.there(asked, where))
            for place in where.places if held else ():
                mask |= held & self.pricing.place_free(asked.places[place], asked)
        return mask

    def _parts(self, asked: Asked) -> list[Part]:
        return [part for where in asked.wheres for part in self._parts_at(asked, where, asked.window)]

    def _parts_at(self, asked: Asked, where: Where, among: int) -> list[Part]:
        """Places that are alike, with what their possible starts among these cost; then, overriding it, the earlier
        time."""
        there = self.pricing.there(asked, where)
        held = self.pricing.minimum(asked, there) & among
        opened = [(at, held & self.pricing.place_free(asked.places[at], asked)) for at in where.places] if held else []
        anywhere = 0
        for _, mask in opened:
            anywhere |= mask
        if not anywhere:
            return []
        parts = [Part(self.pricing.levels(asked, where, anywhere, there), opened, asked.told * len(asked.sat))]
        if asked.told and asked.before and asked.before[1] in where.places:
            parts += self._as_before(asked, where, dict(opened)[asked.before[1]], there)
        return parts

    def _as_before(self, asked: Asked, where: Where, mask: int, there: list[int]) -> list[Part]:
        slot, place = asked.before or (0, 0)
        rows = self._kept_rows(asked, where, slot, there) if mask >> slot & 1 else None
        if rows is None:
            return []
        levels = self.pricing.seated(asked, where, np.array([slot], np.int64), [rows])
        people = {asked.persons[row] for row in rows if row != NOBODY}
        return [Part(levels, [(place, 1 << slot)], asked.told * len(asked.sat - people), True)]

    def _kept_rows(self, asked: Asked, where: Where, slot: int, there: list[int]) -> Rows | None:
        able = [row for row, mask in enumerate(there) if mask >> slot & 1]
        return seating(asked, able, where.seats, keep=True)

    def _ranks(self, asked: Asked, parts: list[Part]) -> NDArray[np.int64]:
        """The order of all positions, part after part; levels on which they cannot differ are left out."""

        def joined(name: str) -> NDArray[np.int64]:
            arrays = [getattr(part.levels, name) for part in parts]
            return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)

        slots, seats, uneven = joined("slots"), len(asked.seats), joined("uneven")
        upper: list[Key] = [
            (joined("absent"), int(asked.weights.sum()) + 1),
            (joined("substitutes"), seats + 1),
        ]
        if asked.told:
            lengths = [len(part.levels.slots) for part in parts]
            told = np.repeat([part.told for part in parts], lengths)
            upper.insert(0, (told, asked.told * len(asked.sat) + 1))
        if slots.max(initial=0) > asked.last_in_time:
            upper.insert(0, (np.maximum(slots - asked.last_in_time, 0), self.axis.size + 2))
        if asked.kept and not asked.meeting.pinned:
            away = np.repeat([int(not part.at_home) for part in parts], [len(part.levels.slots) for part in parts])
            upper.insert(0, (away, 2))
        lower: list[Key] = [
            (joined("person_days"), seats + 1),
            (joined("blocks") + 2 * seats, 7 * seats + 1),
            (uneven, int(uneven.max(initial=0)) + 1),
            (self.axis.ordinal[slots], len(self.axis.starts) + 1),
        ]
        if asked.urgent:
            lower.insert(0, (self.axis.day_of[slots], self.axis.days + 1))
        return ranks(upper, lower)
