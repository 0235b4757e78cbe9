"""Contradictions made by hand, for the tests of their sentences."""

from collections.abc import Mapping
from typing import Any

from models.terms import ConditionKind, Theme, Tier
from services.consistency.facts import NO_WORDS, Certainty, Clash, Contradiction, Point, Statement
from services.vocabulary.facts import Norm, Words
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of


def statement(id: str, number: int, author: str, text: str = "", reading: tuple[Norm, ...] = ()) -> Statement:
    """One condition of which only this matters."""
    return Statement(id, number, author, ConditionKind.OTHER, text, reading)


def between(clash: Clash, **more: Any) -> Contradiction:
    """A contradiction of the conditions `one` and `two`."""
    return Contradiction(("one", "two"), clash.certainty, Theme.CONTACT, Tier.PARTNERS, clash, **more)


def contradiction(example: Mapping[str, Any]) -> tuple[Contradiction, Mapping[str, Statement]]:
    """What an example of `contradictions.yaml` describes, with its statements."""
    wanted, other = norm_of(example["wanted"]), norm_of(example["other"])
    first, second = ((tuple(values)) for values in example.get("values", ((), ())))
    extra = {key: tuple(value) if isinstance(value, list) else value for key, value in example.get("clash", {}).items()}
    certainty = Certainty(example.get("certainty", "certain"))
    clash = Clash(certainty, wanted, other, Point(example["point"]), (first, second), _label(example), **extra)
    turned = example.get("turned", False)
    norms = (other, wanted) if turned else (wanted, other)
    texts = example.get("texts", ("", ""))
    of = {
        "one": statement("one", 1, "VT", texts[0], (norms[0],)),
        "two": statement("two", 2, "SHN", texts[1], (norms[1],)),
    }
    return between(clash, turned=turned, court_order=example.get("court_order", False)), of


def _label(example: Mapping[str, Any]) -> Words:
    if "excludes" in example:
        return vocabulary().excludes[example["excludes"]].label
    return vocabulary().requires[example["requires"]].label if "requires" in example else NO_WORDS
