"""Everything that is found between the conditions of one case. Pure."""

from collections.abc import Sequence

from services.cases.facts import CaseFacts
from services.consistency.compared.breaches import breaches
from services.consistency.compared.contradictions import contradictions
from services.consistency.compared.duplicates import duplicates
from services.consistency.compared.holes import holes
from services.consistency.compared.prose import possible_contradictions, possible_duplicates
from services.consistency.facts import Carried, Found, Statement
from services.vocabulary.facts import Vocabulary


def found(
    vocabulary: Vocabulary, statements: Sequence[Statement], facts: CaseFacts, carried: Carried | None = None
) -> Found:
    """Holds all conditions of a case against each other and against its facts. `carried`: what its actions make of
    them; without it nothing is said of actions."""
    roles = {person.ref: person.role for person in facts.persons}
    aliases = {person.ref: person.alias for person in facts.persons}
    return Found(
        contradictions=(
            *contradictions(vocabulary, statements, roles),
            *possible_contradictions(vocabulary, statements, aliases),
        ),
        duplicates=(*duplicates(vocabulary, statements, roles), *possible_duplicates(statements)),
        holes=holes(statements, facts, carried),
        breaches=breaches(vocabulary, statements, facts),
        read=sum(one.reading is not None for one in statements),
        all=len(statements),
    )
