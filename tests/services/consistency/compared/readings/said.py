"""Conditions for the tests of this room, written as a case file writes their readings."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from models.terms import ConditionKind, PersonRole
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Contradiction, Statement
from services.vocabulary.facts import Norm, Vocabulary
from services.vocabulary.loader import joined
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import check_norm, norm_of

ROLES = {
    "P1": PersonRole.VICTIM,
    "P2": PersonRole.SUSPECT,
    "P3": PersonRole.CHILD,
    "P4": PersonRole.CHILD,
    "P5": PersonRole.NETWORK,
}
ORGANISATIONS = ("school",)


def with_words(extra: str) -> Vocabulary:
    """The region's vocabulary with what a case file adds, as YAML."""
    return joined(vocabulary(), yaml.safe_load(extra))


def norms(said: str | Sequence[str], words: Vocabulary | None = None) -> tuple[Norm, ...]:
    """Norms as a case file writes them, without the outer braces: `must share, to: [P2]`. Each is one that the
    vocabulary takes."""
    found = []
    for one in [said] if isinstance(said, str) else said:
        head, _, rest = one.partition(",")
        modality, act = head.split()
        fields: Mapping[str, Any] = yaml.safe_load("{" + rest + "}")
        norm = norm_of({"modality": modality, "act": act, **fields})
        check_norm(words or vocabulary(), norm, ROLES, ORGANISATIONS)
        found.append(norm)
    return tuple(found)


def statement(number: int, reading: tuple[Norm, ...] | None, **fields: Any) -> Statement:
    """A condition of one partner."""
    given: dict[str, Any] = {"author": "VT", "kind": ConditionKind.CONTACT, "text": ""} | fields
    return Statement(id=f"c{number}", number=number, reading=reading, **given)


def clash_of(
    one: str | Sequence[str], other: str | Sequence[str], words: Vocabulary | None = None
) -> Contradiction | None:
    """What is found between two conditions that say this; the same whichever is named first."""
    readings = norms(one, words), norms(other, words)
    both = [statement(number, reading) for number, reading in enumerate(readings, 1)]
    found = contradictions(words or vocabulary(), both, ROLES)
    assert contradictions(words or vocabulary(), both[::-1], ROLES) == found
    turned = [statement(number, reading) for number, reading in enumerate(readings[::-1], 1)]
    assert [one.certainty for one in contradictions(words or vocabulary(), turned, ROLES)] == [
        one.certainty for one in found
    ]
    return found[0] if found else None


def certainty(one: str | Sequence[str], other: str | Sequence[str], words: Vocabulary | None = None) -> str | None:
    """How sure it is that two conditions that say this cannot both hold; None where nothing is found."""
    found = clash_of(one, other, words)
    return None if found is None else found.certainty.value
