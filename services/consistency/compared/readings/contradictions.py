"""Contradictions between structured readings. Pure.

Source: `conditions.md` section 3.
"""

from collections.abc import Mapping, Sequence

from models.terms import PersonRole
from services.consistency.compared.readings.clashes import Met, clashes
from services.consistency.compared.readings.demands import demands_of
from services.consistency.compared.two_conditions import pair_key, severity_between, theme_between, tier_between
from services.consistency.facts import Certainty, Contradiction, Statement
from services.vocabulary.facts import Vocabulary
from services.vocabulary.standing import COURT_ORDER

_WEIGHT = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.WAITS: 2}
_Rank = tuple[int, int, tuple[int, ...]]


def contradictions(
    vocabulary: Vocabulary, statements: Sequence[Statement], roles: Mapping[str, PersonRole]
) -> tuple[Contradiction, ...]:
    """Every pair of different conditions whose readings cannot all hold, at most one finding a pair, most severe first:
    those that stand before those that can wait, two hard ones before wishes, then by number.

    `roles` of the persons of the case by reference: which of them are children follows from it.
    """
    ranked = sorted(statements, key=lambda one: (one.number, one.id))
    best: dict[tuple[int, int], tuple[_Rank, Met]] = {}
    court: set[tuple[tuple[int, int], bool]] = set()
    for met in clashes(demands_of(vocabulary, ranked, roles)):
        (first, _), (second, _), _, clash = met
        pair, rank = (min(first, second), max(first, second)), _rank(met)
        if pair not in best or rank < best[pair][0]:
            best[pair] = rank, met
        if COURT_ORDER in (clash.first.basis, clash.second.basis):
            court.add((pair, clash.certainty is Certainty.WAITS))
    found = [
        (_finding(ranked, met, court=(pair, met[3].certainty is Certainty.WAITS) in court), pair)
        for pair, (_, met) in best.items()
    ]
    found.sort(key=lambda entry: (not entry[0].stands, entry[0].severity, _WEIGHT[entry[0].certainty], entry[1]))
    return tuple(one for one, _ in found)


def _rank(met: Met) -> _Rank:
    """Certain before probable before waits, direct before derived, then as they stand in the conditions."""
    first, second, depth, clash = met
    places = (*first, *second) if first < second else (*second, *first)
    return _WEIGHT[clash.certainty], depth, (*places, *first)


def _finding(ranked: Sequence[Statement], met: Met, *, court: bool) -> Contradiction:
    first, second, _, clash = met
    one, other = (ranked[number] for number in sorted((first[0], second[0])))
    return Contradiction(
        pair=(one.id, other.id),
        certainty=clash.certainty,
        theme=theme_between(one, other),
        tier=tier_between(one, other),
        clash=clash,
        turned=first[0] > second[0],
        severity=severity_between(one, other),
        court_order=court,
        hold=one.holds_approach or other.holds_approach,
        key=pair_key("contradiction", one, other),
    )
