"""What the case director makes of a condition: accepted as it is, put in other words, or dropped with a reason."""

from models.condition import Condition
from models.terms import ConditionStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.facts import Decide, Decision
from services.conditions.keeping import keep_former
from services.conditions.queries import readable
from services.conditions.rules import check_decision
from services.conditions.stopping import stops_approach, update_hold
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work

_DECIDED = {
    Decision.ACCEPT: ConditionStatus.ACCEPTED,
    Decision.CHANGE: ConditionStatus.CHANGED,
    Decision.DROP: ConditionStatus.DROPPED,
}


def decide(work: Work, order: Decide) -> int:
    """The case director accepts, changes or drops a condition; gives its version. Deciding again is allowed.

    Nobody decides on what they may not read: that is `NotAllowed`, as for a condition of another case.
    """
    check_decision(order)
    with work.act(Permission.CONDITION_DECIDE, order.case_id) as tx:
        row = tx.session.get(Condition, order.condition_id, with_for_update=True)
        if row is None or row.case_id != order.case_id:
            raise NotAllowed
        if row.version != order.seen_version:
            raise ChangedMeanwhile(version=row.version)
        if row.status is ConditionStatus.DRAFT or not readable(tx, row.case_id, row.tier, reader_of(tx)):
            raise NotAllowed
        words = order.text.strip() if order.decision is Decision.CHANGE else ""
        if words != tx.unseal(row, "decided_text_sealed"):
            keep_former(tx, row)
        row.version += 1
        stood = stops_approach(row)
        row.status = _DECIDED[order.decision]
        row.decided_by, row.decided_at = tx.actor.reference, tx.now
        tx.seal(row, "decided_text_sealed", words)
        tx.seal(row, "decision_reason_sealed", order.reason.strip())
        tx.add(row)
        update_hold(tx, row, stood=stood)
        tx.note(condition=row.id, decision=order.decision.value)
        return row.version
