"""Two conditions beside one another: which comes first, under which theme and tier what is found of them stands, by
which key it is known. One way for what readings and what texts show. Pure."""

from models.terms import Theme
from services.conditions.rules import theme_of
from services.consistency.facts import Certainty, Duplicate, Statement
from services.protection.rules import narrower


def in_order(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    """The two by number, by id where the numbers are equal."""
    first, second = sorted((one, other), key=lambda side: (side.number, side.id))
    return first, second


def pair_key(what: str, first: Statement, second: Statement) -> str:
    """What a finding of this pair is known by; `first` and `second` in order."""
    return f"{what}:{first.id}:{second.id}"


def theme_between(first: Statement, second: Statement) -> Theme:
    """The theme of both, or else that of the first, unless that is the theme for what has none."""
    own = theme_of(first.kind)
    return theme_of(second.kind) if own is Theme.OTHER else own


def tier_between(first: Statement, second: Statement) -> str:
    """The narrower tier of the two."""
    return narrower(first.tier, second.tier)


def severity_between(first: Statement, second: Statement) -> int:
    """0 for two hard ones, 1 for a hard one and a wish, 2 for two wishes."""
    return 2 - first.hard - second.hard


def duplicate_of(first: Statement, second: Statement, certainty: Certainty) -> Duplicate:
    """That these two, in order, ask nearly the same."""
    return Duplicate(
        pair=(first.id, second.id),
        certainty=certainty,
        theme=theme_between(first, second),
        tier=tier_between(first, second),
        key=pair_key("duplicate", first, second),
        same_readers=first.tier == second.tier,
    )
