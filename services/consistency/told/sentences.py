"""Every finding in one sentence. Names are aliases by reference and labels by an organisation's key.

Source: `conditions.md` section 4.
"""

from collections.abc import Mapping

from services.consistency.facts import Breach, Contradiction, Duplicate, Hole, Statement
from services.vocabulary.facts import Vocabulary
from services.wording import Say


def contradiction_sentence(
    vocabulary: Vocabulary, one: Contradiction, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> str:
    """What both ask and the point of difference; of a hidden other side neither text nor author. `of`: statements by
    id."""
    raise NotImplementedError


def duplicate_sentence(one: Duplicate, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> str:
    """Which two ask nearly the same."""
    raise NotImplementedError


def hole_sentence(one: Hole, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]) -> str:
    """What is missing."""
    raise NotImplementedError


def breach_sentence(
    vocabulary: Vocabulary, one: Breach, of: Mapping[str, Statement], say: Say, names: Mapping[str, str]
) -> str:
    """Which condition goes against which rule, and why."""
    raise NotImplementedError


def clashing(vocabulary: Vocabulary, one: Contradiction, of: Mapping[str, Statement]) -> tuple[tuple[str, ...], ...]:
    """Per condition of the pair the pieces of its text to mark: where the point of difference stands."""
    raise NotImplementedError
