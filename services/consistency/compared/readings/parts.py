"""What is part of what: organisations, persons, things, places and events as one order. Pure.

Source: `conditions.md` section 1, terms; `condition-vocabulary.yaml`, part_of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.terms import PersonRole
from services.vocabulary.facts import Vocabulary
from services.vocabulary.rules import FREE

ANYONE = "anyone"
"""Everybody and everything: what every other word is part of."""
CHILDREN, PARTNERS = "children", "professionals"
"""Words of the vocabulary that only a case can fill: its children, and the partners of whom one acts where nobody is
named."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in one slot. `own` are the values as bits, `up` everything that one of them is part of; `bits` and
    `ups` the same for each value, in the order of `values`."""

    values: tuple[str, ...]
    own: int
    up: int
    bits: tuple[int, ...]
    ups: tuple[int, ...]

    def overlaps(self, other: "Filling") -> bool:
        """Whether a value of one is part of a value of the other."""
        return bool(self.up & other.own or other.up & self.own)


def canonical(value: str) -> str:
    """A value as it is compared: words that somebody was free to choose in small letters, with single spaces."""
    before, colon, _ = value.partition(":")
    if colon and before in FREE:
        return " ".join(value.casefold().split())
    key, slash, part = value.partition("/")
    return f"{key}/{' '.join(part.casefold().split())}" if slash else value


def base_and_owner(value: str) -> tuple[str, str]:
    """`home` and `P1` of `home:P1`; no owner for another value or for free words."""
    before, colon, owner = value.partition(":")
    return (before, owner) if colon and before not in FREE else (value, "")


class Parts:
    """The order of parts in one case: the vocabulary's rows read transitively, `org/role` within `org`, `group:x/y`
    within `group:x`, `term:P1` within `term`, and every child of the case within `children`."""

    def __init__(self, vocabulary: Vocabulary, roles: Mapping[str, PersonRole]) -> None:
        self._rows: dict[str, list[str]] = {}
        for part, whole in vocabulary.part_of:
            self._rows.setdefault(canonical(part), []).append(canonical(whole))
        for ref, role in roles.items():
            if role is PersonRole.CHILD:
                self._rows.setdefault(ref, []).append(CHILDREN)
        self._wholes: dict[str, frozenset[str]] = {}
        self._bits: dict[str, int] = {}
        self._ups: dict[str, int] = {}
        self._fillings: dict[tuple[str, ...], Filling] = {}

    def wholes(self, value: str) -> frozenset[str]:
        """Everything that a value is part of, itself included."""
        value = canonical(value)
        if value not in self._wholes:
            found, waiting = {ANYONE}, [value]
            while waiting:
                here = waiting.pop()
                if here not in found:
                    found.add(here)
                    waiting += self._above(here)
            self._wholes[value] = frozenset(found)
        return self._wholes[value]

    def _above(self, value: str) -> Iterable[str]:
        """One step up."""
        yield from self._rows.get(value, ())
        before, slash, _ = value.rpartition("/")
        if slash:
            yield before
        base, owner = base_and_owner(value)
        if owner:
            yield base
            yield from (f"{whole}:{owner}" for whole in self._rows.get(base, ()))
            yield from (f"{base}:{whole}" for whole in self._rows.get(owner, ()))

    def within(self, part: str, whole: str) -> bool:
        """Whether the first is part of the second, or the same."""
        return canonical(whole) in self.wholes(part)

    def bit(self, value: str) -> int:
        """The bit of one value."""
        value = canonical(value)
        return self._bits.setdefault(value, 1 << len(self._bits))

    def up(self, value: str) -> int:
        """The bits of everything that a value is part of."""
        found = self._ups.get(value)
        if found is None:
            found = 0
            for whole in sorted(self.wholes(value)):
                found |= self.bit(whole)
            self._ups[value] = found
        return found

    def filling(self, values: tuple[str, ...]) -> Filling:
        """What stands in a slot, ready to be compared."""
        found = self._fillings.get(values)
        if found is None:
            bits, ups = tuple(map(self.bit, values)), tuple(map(self.up, values))
            own = up = 0
            for bit, above in zip(bits, ups, strict=True):
                own, up = own | bit, up | above
            found = self._fillings[values] = Filling(values, own, up, bits, ups)
        return found

    def covered(self, values: Iterable[str], by: Iterable[str]) -> bool:
        """Whether there are values and each is part of one of the others."""
        held, wide = tuple(values), tuple(by)
        return bool(held) and all(any(self.within(value, one) for one in wide) for value in held)
