"""Which meetings to move together with one: those in its way, of its people, about its time, or such that lack."""

from collections.abc import Sequence
from random import Random

import numpy as np

from services.scheduling.many.costs.asked import Asked
from services.scheduling.many.costs.axis import ones

IN_THE_WAY, OF_ITS_PEOPLE = 0.35, 0.75
"""Up to which chance each way of choosing is taken; above, what is near in time."""
NEAREST = 8
"""So many of a person's meetings are looked at."""
LACKING = 0.15
"""How often one is joined that is late, or sits with substitutes or empty seats."""


class Neighbours:
    """Where the meetings are, as a plan changes. `alone`: the starts of each if there were no others."""

    def __init__(self, asked: Sequence[Asked], alone: Sequence[int], travel: int) -> None:
        self._asked, self._alone, self._travel = asked, alone, travel
        self._slots = np.full(len(asked), -1, np.int64)
        self._steps = np.array([one.steps for one in asked], np.int64)
        self._of_person: dict[int, set[int]] = {}
        self._lacking: set[int] = set()

    def note(self, item: int, slot: int, people: Sequence[int], lacks: bool) -> None:
        """A meeting is at a slot with these people now; -1: no more."""
        for person in people:
            own = self._of_person.setdefault(person, set())
            (own.add if slot >= 0 else own.discard)(item)
        self._slots[item] = slot
        (self._lacking.add if slot >= 0 and lacks else self._lacking.discard)(item)

    def related(self, item: int, count: int, chance: Random) -> list[int]:
        """At most so many others, each once."""
        if count <= 0:
            return []
        found: dict[int, None] = {}
        if self._lacking and chance.random() < LACKING:
            found[chance.choice(sorted(self._lacking))] = None
        slot, kind = int(self._slots[item]), chance.random()
        if slot < 0 or kind < IN_THE_WAY:
            others = self._in_the_way(item, chance)
        elif kind < OF_ITS_PEOPLE:
            others = self._of_its_people(item, slot, chance)
        else:
            others = self._near(slot, self._steps[item] * 2)
        chance.shuffle(others)
        found.update(dict.fromkeys(others))
        found.pop(item, None)
        return list(found)[:count]

    def _in_the_way(self, item: int, chance: Random) -> list[int]:
        """What its people have at a time that it could have, rather one before its deadline."""
        asked = self._asked[item]
        starts = ones(self._alone[item], self._alone[item].bit_length())
        in_time = starts[starts <= asked.last_in_time]
        if len(in_time):
            starts = in_time
        if not len(starts):
            return []
        slot = int(starts[int(chance.random() * len(starts))])
        people = {other for person in asked.people.tolist() for other in self._of_person.get(person, ())}
        others = np.array(sorted(people), np.int64)
        return self._within(others, slot - self._travel, slot + asked.steps + self._travel)

    def _of_its_people(self, item: int, slot: int, chance: Random) -> list[int]:
        """What one or two of its people have, the nearest in time."""
        persons = self._asked[item].persons
        people = [persons[int(chance.random() * len(persons))] for _ in range(2)]
        found = sorted({other for person in people for other in self._of_person.get(person, ())})
        others = np.array(found, np.int64)
        away = np.abs(self._slots[others] - slot)
        return others[np.argsort(away, kind="stable")[:NEAREST]].tolist()

    def _near(self, slot: int, around: int) -> list[int]:
        return self._within(np.flatnonzero(self._slots >= 0), slot - around, slot + around)

    def _within(self, others: np.ndarray, first: int, last: int) -> list[int]:
        slots = self._slots[others]
        return others[(slots < last) & (slots + self._steps[others] > first)].tolist()
