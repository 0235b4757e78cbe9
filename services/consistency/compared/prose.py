"""What two texts make possible, for pairs of which a side has no reading: somebody has to look. Pure.

Source: `conditions.md` section 6, fallback on prose.
"""

from collections.abc import Mapping, Sequence

from services.consistency.facts import Contradiction, Duplicate, Statement
from services.vocabulary.facts import Vocabulary


def possible_contradictions(
    vocabulary: Vocabulary, statements: Sequence[Statement], aliases: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """Pairs whose texts may contradict each other. `aliases` of the persons of the case by reference."""
    return ()


def possible_duplicates(statements: Sequence[Statement]) -> tuple[Duplicate, ...]:
    """Pairs whose texts say nearly the same."""
    return ()
