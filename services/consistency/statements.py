"""Conditions as they are compared, and a finding known by its key alone. Pure."""

from collections.abc import Sequence

from services.conditions.facts import ConditionView
from services.consistency.compared.two_conditions import duplicate_of, theme_between, tier_between
from services.consistency.facts import Certainty, Contradiction, Duplicate, Statement


def statement_of(view: ConditionView) -> Statement:
    """A condition as it is held against the others: the wording in force and the reading that goes with it."""
    return Statement(
        id=view.id,
        number=view.number,
        author=view.organisation,
        kind=view.kind,
        text=view.text,
        reading=view.reading,
        hard=view.hard,
        tier=view.tier,
        subject=view.subject_ref,
        protects=view.protects,
        done_by=view.done_by,
        check=view.check,
        until=view.until,
        due_on=view.due_on,
        holds_approach=view.holds_approach,
    )


def again(key: str, conditions: Sequence[ConditionView]) -> Contradiction | Duplicate | None:
    """A pair that was settled and is no longer found because its words were changed with it: what its key tells."""
    what, _, names = key.partition(":")
    by_id = {view.id: statement_of(view) for view in conditions}
    pair = [by_id[name] for name in names.split(":") if name in by_id]
    if len(pair) != 2:
        return None
    one, other = pair
    if what == "duplicate":
        return duplicate_of(one, other, Certainty.CERTAIN)
    theme, tier = theme_between(one, other), tier_between(one, other)
    return Contradiction((one.id, other.id), Certainty.POSSIBLE, theme, tier, key=key)
