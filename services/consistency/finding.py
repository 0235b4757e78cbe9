"""Everything that is found between the conditions of one case. Pure."""

from collections.abc import Sequence
from datetime import date

from services.cases.facts import CaseFacts
from services.consistency.compared.breaches import beside, breaches
from services.consistency.compared.holes import holes
from services.consistency.compared.prose.contradictions import possible_contradictions
from services.consistency.compared.prose.duplicates import possible_duplicates
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.compared.readings.duplicates import duplicates
from services.consistency.facts import Carried, Certainty, Found, Statement
from services.vocabulary.facts import Vocabulary


def found(
    vocabulary: Vocabulary,
    statements: Sequence[Statement],
    facts: CaseFacts,
    carried: Carried | None = None,
    today: date | None = None,
) -> Found:
    """Holds all conditions of a case against each other and against its facts. `carried`: what its actions make of
    them; without it nothing is said of actions. Two conditions that contradict each other are no duplicates as well.
    `today`: a court order that ended before it counts no more."""
    roles = {person.ref: person.role for person in facts.persons}
    aliases = {person.ref: person.alias for person in facts.persons}
    met = (
        *contradictions(vocabulary, statements, roles),
        *possible_contradictions(vocabulary, statements, aliases, roles),
    )
    apart = {one.pair for one in met if one.certainty is not Certainty.WAITS}
    alike = (*duplicates(vocabulary, statements, roles), *possible_duplicates(vocabulary, statements, aliases, roles))
    return Found(
        contradictions=met,
        duplicates=tuple(one for one in alike if one.pair not in apart),
        holes=holes(statements, facts, carried, vocabulary),
        breaches=beside(breaches(vocabulary, statements, facts, today), met),
        read=sum(one.reading is not None for one in statements),
        all=len(statements),
    )
