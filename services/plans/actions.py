"""Writes of the plan: record an action, take one out, adopt a version."""

from collections.abc import Iterable

from sqlmodel import select

from models.directory import Organisation
from models.meeting import Action
from models.plan import PlanVersion
from models.terms import ActionStatus, PlanStatus, Tier
from services.access.rules import Permission
from services.cases.rules import check_active
from services.plans.facts import PlanOpenPoint
from services.plans.orders import AdoptPlan, Check, RecordAction
from services.plans.queries import state_in
from services.plans.recording import record_in
from services.plans.rules import blocking, check_adoption
from services.plans.versions.comparing import same_substance
from services.plans.versions.freezing import (
    Frozen,
    content_of,
    freeze,
    made_before,
    new_row,
    next_number,
    open_one,
    rows_for_change,
    supersede,
    write,
)
from services.plans.versions.lines import OPEN
from services.plans.written.rules import check_readers
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
    """Adopts the plan as it stands; gives its number. The version before is superseded and stays readable.

    An open version that says the same is adopted under its own number, with what partners said of it; else the plan is
    frozen anew under the next number, and the open version is superseded. Explanations of points that are no longer
    open are left out. Raises `CaseNotActive`, `ChangedMeanwhile` when the versions are not those of the screen,
    `PlanTextWrong` for unknown readers of an explanation, or `AdoptionBlocked`, which names what is missing.
    """
    with work.act(Permission.PLAN_ADOPT, order.case_id) as tx:
        if (known := made_before(tx, order.case_id, order.version_id)) is not None:
            return known.number
        rows = rows_for_change(tx, order.case_id, order.seen)
        state = state_in(tx, order.case_id)
        check_active(state.facts.status)
        checks = state.checks
        check_adoption(checks, order.explanations)
        check_readers(order.readers, tx.session.exec(select(Organisation.key)).all())
        row, frozen = _to_adopt(tx, order, rows, _left_open(order, checks), practice=work.practice)
        supersede(tx, [one for one in rows if one is not row], (*OPEN, PlanStatus.ADOPTED))
        row.status, row.adopted_at, row.adopted_by = PlanStatus.ADOPTED, tx.now, tx.actor.reference
        write(tx, row, frozen)
        tx.note(version=row.number, explained=len(frozen.content.open_points), sha256=row.content_sha256)
        return row.number


def _left_open(order: AdoptPlan, checks: Iterable[Check]) -> tuple[PlanOpenPoint, ...]:
    """What is still open, with why that is acceptable and who may read that."""
    return tuple(
        PlanOpenPoint(check.key, order.explanations[check.key].strip(), order.readers.get(check.key, Tier.PARTNERS))
        for check in blocking(checks)
    )


def _to_adopt(
    tx: Transaction,
    order: AdoptPlan,
    rows: list[PlanVersion],
    left_open: tuple[PlanOpenPoint, ...],
    *,
    practice: bool,
) -> tuple[PlanVersion, Frozen]:
    """The row that becomes the plan in force, and what is frozen in it: the open version, or a new one."""
    standing = open_one(rows)
    if standing is not None:
        frozen = freeze(
            tx,
            order.case_id,
            standing.number,
            PlanStatus.ADOPTED,
            open_points=left_open,
            answered=standing,
            practice=practice,
        )
        if same_substance(content_of(tx, standing), frozen.content):
            standing.version += 1
            return standing, frozen
    number = next_number(rows)
    row = new_row(tx, order.case_id, number, PlanStatus.ADOPTED, order.version_id)
    return row, freeze(tx, order.case_id, number, PlanStatus.ADOPTED, open_points=left_open, practice=practice)
