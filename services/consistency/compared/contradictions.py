"""Contradictions between structured readings. Pure.

Source: `conditions.md` section 3.
"""

from collections.abc import Mapping, Sequence

from models.terms import PersonRole
from services.conditions.rules import theme_of
from services.consistency.compared.pairs import clashes
from services.consistency.compared.weighed import Weighed, weighed
from services.consistency.facts import Certainty, Clash, Contradiction, Statement
from services.protection.rules import narrower
from services.vocabulary.facts import Vocabulary

_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.WAITS)
_COURT_ORDER = "court_order"
_Met = tuple[Weighed, Weighed, Clash]


def contradictions(
    vocabulary: Vocabulary, statements: Sequence[Statement], roles: Mapping[str, PersonRole]
) -> tuple[Contradiction, ...]:
    """Every pair of different conditions whose readings cannot all hold, at most one finding a pair, most severe first:
    those that stand before those that can wait, two hard ones before wishes, then by number.

    `roles` of the persons of the case by reference: which of them are children follows from it.
    """
    ranked = sorted(statements, key=lambda one: (one.number, one.id))
    by_pair: dict[tuple[int, int], list[_Met]] = {}
    for met in clashes(weighed(vocabulary, ranked, roles)):
        numbers = sorted((met[0].place[0], met[1].place[0]))
        by_pair.setdefault((numbers[0], numbers[1]), []).append(met)
    found = [
        (not one.stands, one.severity, _ORDER.index(one.certainty), pair, one)
        for pair, held in by_pair.items()
        for one in [_finding(ranked[pair[0]], ranked[pair[1]], pair[0], held)]
    ]
    return tuple(one for *_, one in sorted(found, key=lambda entry: entry[:-1]))


def _finding(one: Statement, other: Statement, number: int, held: Sequence[_Met]) -> Contradiction:
    """The finding of a pair: certain before probable before waits, direct before derived, then as they stand."""
    first, _, clash = min(held, key=_rank)
    court = any(_COURT_ORDER in (met.first.basis, met.second.basis) for *_, met in held if _same_weight(met, clash))
    return Contradiction(
        pair=(one.id, other.id),
        certainty=clash.certainty,
        theme=theme_of(one.kind),
        tier=narrower(one.tier, other.tier),
        clash=clash,
        turned=first.place[0] != number,
        severity=2 - one.hard - other.hard,
        court_order=court,
        hold=one.holds_approach or other.holds_approach,
        key=f"contradiction:{one.id}:{other.id}",
    )


def _rank(met: _Met) -> tuple[int, int, tuple[tuple[int, int], ...], tuple[int, int]]:
    first, second, clash = met
    return (
        _ORDER.index(clash.certainty),
        first.depth + second.depth,
        tuple(sorted((first.place, second.place))),
        first.place,
    )


def _same_weight(met: Clash, shown: Clash) -> bool:
    """Whether a clash has to be settled when the one that is shown has to."""
    return (met.certainty is Certainty.WAITS) is (shown.certainty is Certainty.WAITS)
