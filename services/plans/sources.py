"""Which conditions an action comes from: also the one of this meeting that took an earlier one's place. Pure."""

from collections.abc import Collection, Iterable, Mapping

from models.terms import ActionStatus, ConditionStatus
from services.cases.facts import CaseFacts
from services.conditions.facts import ConditionView
from services.consistency.facts import Carried
from services.consistency.statements import statement_of
from services.plans.orders import ActionView

CARRIES = frozenset({ActionStatus.OPEN, ActionStatus.DONE})
"""Of an action that was not done, or cannot be done any more, no condition is carried out (decision 0065)."""


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


def carried_in_many(
    facts: Mapping[str, CaseFacts],
    conditions: Mapping[str, Collection[ConditionView]],
    actions: Mapping[str, Collection[ActionView]],
) -> dict[str, Carried]:
    """What the actions of each case make of its conditions."""
    return {case_id: _carried(case, conditions[case_id], actions[case_id]) for case_id, case in facts.items()}


def _carried(case: CaseFacts, conditions: Collection[ConditionView], actions: Collection[ActionView]) -> Carried:
    live = [action for action in actions if action.status is not ActionStatus.REPLACED]
    carrying = [action for action in live if action.status in CARRIES]
    covered = {name for action in carrying for name in action.condition_ids}
    proven = {name for action in carrying if action.proof or action.if_not for name in action.condition_ids}
    seats = {seat.organisation for seat in case.seats if not seat.barred}
    return Carried(
        settled=frozenset(view.id for view in conditions if is_source(view, covered)),
        proven=frozenset(view.id for view in conditions if is_source(view, proven)),
        ownerless=tuple(action.id for action in live if action.owner not in seats),
        gone_on=tuple(statement_of(view) for view in conditions if view.status is ConditionStatus.MERGED),
    )
