"""Contradictions between structured readings. Pure.

Source: `conditions.md` section 3.
"""

from collections.abc import Mapping, Sequence

from models.terms import PersonRole
from services.consistency.facts import Contradiction, Statement
from services.vocabulary.facts import Vocabulary


def contradictions(
    vocabulary: Vocabulary, statements: Sequence[Statement], roles: Mapping[str, PersonRole]
) -> tuple[Contradiction, ...]:
    """Every pair of different conditions whose readings cannot all hold, at most one finding a pair, most severe first.

    `roles` of the persons of the case by reference: which of them are children follows from it.
    """
    return ()
