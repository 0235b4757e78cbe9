"""Conditions that go against the route map or against a court order. Pure.

Source: `condition-vocabulary.yaml`, standing; domain.md section 0, points 6 and 7.
"""

from collections.abc import Sequence

from services.cases.facts import CaseFacts
from services.consistency.facts import Breach, Statement
from services.vocabulary.facts import Vocabulary


def breaches(vocabulary: Vocabulary, statements: Sequence[Statement], facts: CaseFacts) -> tuple[Breach, ...]:
    """Every breach, by rule and condition."""
    return ()
