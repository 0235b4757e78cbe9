"""What the case director makes of a condition: accepted as it is, put in other words, or dropped with a reason."""

from models.condition import Condition
from models.terms import ConditionStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.ending import decided_as
from services.conditions.facts import KEEP_READING, Decide, Decision
from services.conditions.keeping import named_on
from services.conditions.queries import readable
from services.conditions.readings import check_reading
from services.conditions.rules import check_decision
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work

_DECIDED = {
    Decision.ACCEPT: ConditionStatus.ACCEPTED,
    Decision.CHANGE: ConditionStatus.CHANGED,
    Decision.DROP: ConditionStatus.DROPPED,
}


def decide(work: Work, order: Decide) -> int:
    """The case director accepts, changes or drops a condition; gives its version. Deciding again is allowed.

    A reading goes with other words only; without them the author's is back. Nobody decides on what they may not read:
    that is `NotAllowed`, as for a condition of another case. Raises also `NormWrong` for a reading.
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
        changes = order.decision is Decision.CHANGE
        reading = order.reading if changes else KEEP_READING
        if isinstance(reading, tuple):
            check_reading(tx, reading, *named_on(tx, row.case_id))
        words = order.text.strip() if changes else ""
        decided_as(tx, row, _DECIDED[order.decision], words=words, reading=reading, reason=order.reason.strip())
        tx.note(condition=row.id, decision=order.decision.value)
        return row.version
