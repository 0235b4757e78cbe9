"""Which norms of the route map itself are in force in a case: the facts that they ask for, held against its file. Pure.

A fact that a vocabulary names and nobody can look up would be a rule that silently never holds, so a file that names
one is refused (`services.vocabulary.checks`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from models.terms import CourtOrderKind, Known, Phase, Relation, Risk
from services.cases.facts import CaseFacts, CourtOrder
from services.vocabulary.facts import Standing, Vocabulary

COURT_ORDER = "court_order"
"""The fact that an order of a court, prosecutor or mayor stands, its states are kinds of orders; and the legal source
(`basis`) of a norm that follows from one."""
State = str | bool | None
_KNOWN: Mapping[Known, State] = {Known.YES: True, Known.NO: False, Known.UNKNOWN: None}


@dataclass(frozen=True)
class Fact:
    """A fact that a norm can hang on: the states that it can have, and which of them a case has."""

    states: tuple[State, ...]
    of: Callable[[CaseFacts], tuple[State, ...]]


def _known(read: Callable[[CaseFacts], Known]) -> Fact:
    return Fact((True, False, None), lambda facts: (_KNOWN[read(facts)],))


FACTS: Mapping[str, Fact] = {
    "stalking_active": _known(lambda facts: facts.stalking_active),
    "aangifte": _known(lambda facts: facts.complaint),
    "ernstige_bezwaren": _known(lambda facts: facts.serious_grounds),
    "suspect_arrested": _known(lambda facts: facts.suspect_arrested),
    "threats_or_violence": _known(lambda facts: facts.threats_or_violence),
    "vt_competent": Fact((True, False), lambda facts: (facts.veilig_thuis_competent,)),
    "risk": Fact(tuple(risk.value for risk in Risk), lambda facts: (facts.risk.value,)),
    "relation": Fact(tuple(relation.value for relation in Relation), lambda facts: (facts.relation.value,)),
    "phase": Fact(tuple(phase.value for phase in Phase), lambda facts: (facts.phase.value,)),
    COURT_ORDER: Fact(
        tuple(kind.value for kind in CourtOrderKind),
        lambda facts: tuple(order.kind.value for order in facts.court_orders if order.ended_on is None),
    ),
}
"""By the names that a case file has for them."""


def in_force(vocabulary: Vocabulary, facts: CaseFacts) -> tuple[Standing, ...]:
    """The norms of the route map that hold in this case, in the order of the vocabulary."""
    return tuple(
        row
        for row in vocabulary.standing
        if all(set(FACTS[name].of(facts)) & set(states) for name, states in row.facts)
    )


def orders_behind(row: Standing, facts: CaseFacts, today: date | None = None) -> tuple[CourtOrder, ...]:
    """The orders in the case's file that make a norm hold; none for a norm that hangs on no order. One that was ended,
    or whose last day lies before `today`, makes nothing hold any more."""
    kinds = next((states for name, states in row.facts if name == COURT_ORDER), ())
    return tuple(
        order
        for order in facts.court_orders
        if order.kind.value in kinds
        and order.ended_on is None
        and not (today and order.until_on and order.until_on < today)
    )
