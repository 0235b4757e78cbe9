"""Whether what is wanted hits what is forbidden, slot by slot. Pure.

What an empty slot means depends on the slot: of a ban always everything. Of a duty: `by` some partner, never a private
person; `what` and `to` not named, so no clash; `at` and `via` free to choose, so no clash; `about` unknown.
Source: `conditions.md` section 1, the table, and section 3, points 1 and 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.consistency.compared.readings.parts import PARTNERS, Filling, Parts
from services.vocabulary.rules import SLOTS

ALL_WITHIN, ONE_WITHIN = frozenset({"by", "via"}), frozenset({"at"})
"""Of a duty every doer and every channel lies within the ban, and some place does; in the other slots something on one
side is part of something on the other."""
_OPEN = frozenset({"by", "about"})
Fillings = Mapping[str, Filling]
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where two norms meet in one slot: the values of the first and of the second. `open`: a side left it open."""

    slot: str
    first: Values = ()
    second: Values = ()
    open: bool = False


def hits(parts: Parts, wanted: Fillings, waived: Fillings, banned: Fillings, excepted: Fillings,
         known: tuple[str, ...], *, lenient: bool) -> tuple[Hit, ...] | None:  # fmt: skip
    """Every slot in which a ban is hit; None if one is missed. `waived` and `excepted` are what each side excepts,
    `known` the slots of the act. `lenient`: as for what may be done, where overlap suffices."""
    for slot, ban in banned.items():
        if (want := wanted.get(slot)) is not None and not want.overlaps(ban):
            return None
    found: list[Hit] = []
    for slot in SLOTS:
        ban, out = banned.get(slot), excepted.get(slot)
        want = wanted.get(slot)
        if want is None:
            if slot in known and (ban or out or slot == "by"):
                if not _left_open(parts, slot, ban, out):
                    return None
                found.append(Hit(slot, (), ban.values if ban else (), open=True))
        elif ban or out or slot in waived:
            strict = frozenset() if lenient else ALL_WITHIN | ONE_WITHIN
            every = slot in ALL_WITHIN and not lenient
            hit = _met(slot, want, ban, _mask(out) | _mask(waived.get(slot)), within=slot in strict, every=every)
            if hit is None:
                return None
            found.append(hit)
    return tuple(found)


def together(parts: Parts, slot: str, one: Fillings, other: Fillings, out: int = 0) -> Hit | None:
    """Whether two duties speak of the same in a slot; None if not, or if one names nothing there. `out`: what one of
    them excepts."""
    first, second = one.get(slot), other.get(slot)
    if first is not None and second is not None:
        return _met(slot, first, second, out, within=False, every=False)
    if slot not in _OPEN:
        return None
    named = first or second
    if slot == "by" and named is not None and not named.overlaps(parts.filling((PARTNERS,))):
        return None
    return Hit(slot, first.values if first else (), second.values if second else (), open=True)


def _left_open(parts: Parts, slot: str, ban: Filling | None, out: Filling | None) -> bool:
    """Whether a duty that leaves this slot open can still hit the ban."""
    if slot == "by":
        partners = parts.filling((PARTNERS,))
        return (ban is None or ban.overlaps(partners)) and not partners.up & _mask(out)
    return slot in _OPEN or ban is None


def _mask(filling: Filling | None) -> int:
    return filling.own if filling else 0


def _met(slot: str, want: Filling, ban: Filling | None, out: int, *, within: bool, every: bool) -> Hit | None:
    """The values that meet in one slot: of each pair the narrower one, unless that is excepted."""
    firsts: list[str] = []
    seconds: list[str] = []
    for value, bit, up in zip(want.values, want.bits, want.ups, strict=True):
        met = [] if up & out else _with_value(value, bit, up, ban, out, within=within)
        if every and not met:
            return None
        if met:
            firsts.append(value)
            seconds += met
    if not firsts:
        return None
    return Hit(slot, tuple(firsts), tuple(dict.fromkeys(seconds)) if ban else ())


def _with_value(value: str, bit: int, up: int, ban: Filling | None, out: int, *, within: bool) -> list[str]:
    """With which values of a ban one wanted value meets."""
    if ban is None:
        return [value]
    return [
        forbidden
        for forbidden, its_bit, its_up in zip(ban.values, ban.bits, ban.ups, strict=True)
        if up & its_bit or (not within and its_up & bit and not its_up & out)
    ]
