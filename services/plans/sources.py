"""Which conditions an action comes from: also the one of this meeting that took an earlier one's place. Pure."""

from collections.abc import Collection, Iterable

from services.conditions.facts import ConditionView


def is_source(condition: ConditionView, condition_ids: Collection[str]) -> bool:
    """Whether an action with these sources comes from this condition, or from one whose place it took."""
    return condition.id in condition_ids or any(former in condition_ids for former in condition.former_ids)


def sources(conditions: Iterable[ConditionView], condition_ids: Collection[str]) -> tuple[ConditionView, ...]:
    """The conditions that an action comes from, in the order given."""
    return tuple(condition for condition in conditions if is_source(condition, condition_ids))


def kept_sources(
    chosen: Collection[str], before: Iterable[str], shown: Iterable[ConditionView], standing: Iterable[ConditionView]
) -> tuple[str, ...]:
    """What an action's sources become when somebody who is `shown` these chooses some of them.

    What stands and they may not see stays, and so do the earlier conditions behind a chosen one: when it is taken back,
    the earlier one is a source again.
    """
    seen = {name for view in shown for name in (view.id, *view.former_ids)}
    behind = {former for view in shown if view.id in chosen for former in view.former_ids}
    unseen = {name for view in standing for name in (view.id, *view.former_ids)} - seen
    return (*chosen, *(name for name in before if name not in chosen and name in behind | unseen))
