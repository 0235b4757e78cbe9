"""Writes of the plan: record an action, take one out, adopt a version."""

import hashlib

from sqlmodel import select

from models.meeting import Action
from models.plan import PlanVersion
from models.terms import ActionStatus, PlanStatus
from services.access.rules import Permission
from services.cases.rules import check_active
from services.plans.compose import composed
from services.plans.orders import AdoptPlan, RecordAction
from services.plans.queries import CONTENT, state_in
from services.plans.recording import record_in
from services.plans.rules import blocking, check_adoption
from services.protection.rules import WHOLE
from services.unit_of_work import NotAllowed, Transaction, Work


def record_action(work: Work, order: RecordAction) -> int:
    """Records an action or changes one; gives its version. The same order twice changes nothing.

    Raises `ActionFieldWrong` or `ChangedMeanwhile`.
    """
    with work.act(Permission.ACTION_RECORD, order.case_id) as tx:
        return record_in(tx, order).version


def take_out(work: Work, case_id: str, action_id: str, seen_version: int) -> None:
    """Takes an action out of the coming version; adopted versions keep it."""
    with work.act(Permission.ACTION_RECORD, case_id) as tx:
        row = tx.edit(Action, action_id, seen_version)
        if row.case_id != case_id:
            raise NotAllowed
        row.status = ActionStatus.REPLACED
        tx.add(row)
        tx.note(action=action_id)


def adopt(work: Work, order: AdoptPlan) -> int:
    """Freezes the plan as the next version; gives its number. The version before is superseded and stays readable.

    Explanations of points that are no longer open are left out. Raises `CaseNotActive`, or `AdoptionBlocked`, which
    names what is missing.
    """
    with work.act(Permission.PLAN_ADOPT, order.case_id) as tx:
        if (known := _adopted_before(tx, order)) is not None:
            return known
        state = state_in(tx, order.case_id)
        check_active(state.facts.status)
        checks = state.checks
        check_adoption(checks, order.explanations)
        needed = {check.key: order.explanations[check.key] for check in blocking(checks)}
        everything = state_in(tx, order.case_id, WHOLE)
        former = tx.session.exec(select(PlanVersion).where(PlanVersion.case_id == order.case_id)).all()
        for row in former:
            row.status = PlanStatus.SUPERSEDED
            tx.add(row)
        number = max((row.number for row in former), default=0) + 1
        content = composed(tx, everything, number, needed, fictional=work.practice)
        frozen = CONTENT.dump_json(content).decode()
        version = PlanVersion(
            id=order.version_id or tx.chance.id(),
            case_id=order.case_id,
            number=number,
            status=PlanStatus.ADOPTED,
            content_sealed="",
            content_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
            adopted_at=tx.now,
            adopted_by=tx.actor.reference,
        )
        tx.seal(version, "content_sealed", frozen)
        tx.add(version)
        tx.note(version=number, explained=len(content.open_points), sha256=version.content_sha256)
        return number


def _adopted_before(tx: Transaction, order: AdoptPlan) -> int | None:
    """The number that this very order was given before, if it was."""
    row = tx.session.get(PlanVersion, order.version_id) if order.version_id else None
    if row is not None and row.case_id != order.case_id:
        raise NotAllowed
    return row.number if row else None
