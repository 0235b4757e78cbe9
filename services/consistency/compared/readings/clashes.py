"""Which norms are held against each other: by act, each two of different conditions once. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from models.terms import Modality
from services.consistency.compared.readings.demands import Demand, Demands, Place
from services.consistency.compared.readings.two_norms import against_ban, excluded, numbered, ordered, single
from services.consistency.facts import Clash

Met = tuple[Place, Place, int, Clash]
"""Where the first and the second norm of a clash stand, after how many steps they meet, and the clash."""


def clashes(demands: Demands) -> Iterator[Met]:
    """Every clash between norms of different conditions."""
    for act, bans in demands.banned.items():
        for want in demands.wanted.get(act, ()):
            for ban in bans:
                if clash := against_ban(demands, want, ban):
                    yield from _at_places(want, ban, clash)
    duties = {act: [one for one in held if one.own.modality is Modality.MUST] for act, held in demands.wanted.items()}
    yield from _exclusions(demands, duties)
    for act, held in duties.items():
        if demands.vocabulary.acts[act].single:
            yield from _either_way(held, held, lambda one, other: single(demands, one, other))
        yield from _numbers(demands, held)
    yield from _orders(demands, [one for held in duties.values() for one in held])


def _exclusions(demands: Demands, duties: dict[str, list[Demand]]) -> Iterator[Met]:
    for row in demands.vocabulary.excludes:
        firsts, others = (duties.get(act, []) for act in row.acts)
        yield from _either_way(firsts, others, lambda one, other, row=row: excluded(demands, row, one, other))


def _numbers(demands: Demands, held: Sequence[Demand]) -> Iterator[Met]:
    most = [one for one in held if one.own.maximum is not None]
    for one in held if most else ():
        for other in most if one.own.minimum is not None else ():
            if clash := numbered(demands, one, other):
                yield from _at_places(one, other, clash)


def _orders(demands: Demands, held: Sequence[Demand]) -> Iterator[Met]:
    others = [one for one in held if one.own.regardless]
    for first in held if others else ():
        for other in others if first.own.before_event and first.act.achieves else ():
            if clash := ordered(demands, first, other):
                yield from _at_places(first, other, clash)


def _either_way(
    firsts: Iterable[Demand], others: Iterable[Demand], held_against: Callable[[Demand, Demand], Clash | None]
) -> Iterator[Met]:
    """Two duties in which neither comes first: the earlier condition does."""
    others, seen = tuple(others), set[tuple[int, int]]()
    for one in firsts:
        for other in others:
            if (id(other), id(one)) in seen:
                continue
            seen.add((id(one), id(other)))
            if clash := held_against(one, other):
                yield from _at_places(one, other, clash, turned=_turned(clash))


def _turned(clash: Clash) -> Clash:
    return replace(clash, first=clash.second, second=clash.first, values=(clash.values[1], clash.values[0]))


def _at_places(one: Demand, other: Demand, clash: Clash, turned: Clash | None = None) -> Iterator[Met]:
    """The clash wherever the two norms stand in different conditions; `turned` where the second comes first."""
    depth = one.depth + other.depth
    for first in one.places:
        for second in other.places:
            if first[0] < second[0] or (turned is None and first[0] > second[0]):
                yield first, second, depth, clash
            elif turned is not None and first[0] > second[0]:
                yield second, first, depth, turned
