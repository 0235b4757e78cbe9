"""What the agreed plan of a case file settles: every contradiction and rule breach that is open when the meeting ends.

An agreement that comes from both conditions takes their place: by way of the court against a court order, after its
release beside a stop that is in force. What no agreement covers goes into the plan as an open point.
"""

from collections.abc import Mapping, Sequence

from models.terms import Resolution
from services.consistency.facts import Breach, Contradiction
from services.consistency.rules import conditions_in_finding
from services.plans.orders import RecordAction, Settle
from services.plans.queries import CaseState, case_state
from services.plans.settlements import WITH_ACTION, resolutions_for
from services.plans.settling import settle
from services.unit_of_work import Work

Open = Contradiction | Breach
NO_AGREEMENT = "Het bestand noemt hiervoor geen afspraak."


def settle_as_agreed(
    work: Work, case_id: str, actions: Sequence[RecordAction], condition_ids: Mapping[str, str]
) -> tuple[str, ...]:
    """Settles, one after the other, what is open; gives what stays unresolved: `c1-c2`, or a rule with its condition.

    `actions` are the orders by which the agreements were recorded; `condition_ids` are the ids by their names in the
    file, in its order.
    """
    unresolved, tried = [], set[str]()
    while one := _next(state := case_state(work, case_id, screen="conditions"), tried):
        tried.add(one.key)
        order = _order(work, state, one, actions)
        settle(work, order)
        if order.resolution is Resolution.UNRESOLVED:
            unresolved.append(_named(one, condition_ids))
    return tuple(unresolved)


def _next(state: CaseState, tried: set[str]) -> Open | None:
    """The next one that its director can settle; what they may not read is settled by nobody here."""
    there: tuple[Open, ...] = (*state.board.open, *state.board.open_breaches)
    visible = (one for one in there if not (isinstance(one, Contradiction) and one.hidden))
    return next((one for one in visible if one.key not in tried), None)


def _order(work: Work, state: CaseState, one: Open, actions: Sequence[RecordAction]) -> Settle:
    names = conditions_in_finding(one)
    offered = resolutions_for(one, state.board.holding)
    action = next((action for action in actions if set(names) <= set(action.condition_ids)), None)
    way = next((way for way in offered if way in WITH_ACTION and action), Resolution.UNRESOLVED)
    way = Resolution.UNRESOLVED if way is Resolution.TO_COURT and action and not action.due_at else way
    versions = {view.id: view.version for view in state.conditions}
    return Settle(
        case_id=state.facts.id,
        finding=one.key,
        resolution=way,
        seen=tuple((name, versions[name]) for name in names),
        settlement_id=work.chance.id(),
        action=action if way in WITH_ACTION else None,
        reason="" if way in WITH_ACTION else NO_AGREEMENT,
        owner="" if way in WITH_ACTION else work.actor.organisation,
    )


def _named(one: Open, condition_ids: Mapping[str, str]) -> str:
    there = set(conditions_in_finding(one))
    names = "-".join(name for name, row in condition_ids.items() if row in there)
    return f"{one.rule_id}-{names}" if isinstance(one, Breach) else names
