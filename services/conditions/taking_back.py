"""Taking back what was handed in: it stays as history, and the condition whose place it took stands again."""

from sqlmodel import select

from models.condition import Condition
from models.meeting import Invitation
from models.terms import ConditionStatus
from services.access.rules import Permission
from services.conditions.ending import give_back
from services.conditions.keeping import check_changeable, standing_invitation
from services.conditions.rules import check_open
from services.conditions.stopping import pass_on, stops_approach, update_hold
from services.meetings.queries import case_of_guest
from services.meetings.rules import due_at
from services.unit_of_work import NotAllowed, Transaction, Work


def take_back(work: Work, condition_id: str, seen_version: int) -> None:
    """The acting guest takes a condition back before the deadline; it stays as history. A second time changes nothing.

    Raises `DeadlinePassed`, `AlreadyDecided` or `ChangedMeanwhile`.
    """
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        invitation, meeting = standing_invitation(tx, work.actor.invitation_id, case_id)
        check_open(tx.now, due_at(invitation, meeting))
        row = tx.session.get(Condition, condition_id, with_for_update=True)
        if row is None or row.invitation_id != invitation.id:
            raise NotAllowed
        tx.note(condition=row.id)
        if row.status is ConditionStatus.DRAFT:
            return
        check_changeable(row, seen_version)
        stood = stops_approach(row)
        row.status = ConditionStatus.DRAFT
        row.version += 1
        tx.add(row)
        update_hold(tx, row, stood=stood)
        pass_on(tx, row)
        give_back(tx, row)
        if not _any_left(tx, invitation):
            invitation.handed_in_at = None
            tx.add(invitation)


def _any_left(tx: Transaction, invitation: Invitation) -> bool:
    handed_in = select(Condition.id).where(
        Condition.invitation_id == invitation.id, Condition.status != ConditionStatus.DRAFT
    )
    return tx.session.exec(handed_in).first() is not None
