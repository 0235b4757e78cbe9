"""Writes of the plan: record an action, take one out, adopt a version."""

import hashlib

from sqlalchemy import func
from sqlmodel import select

from models.condition import Condition
from models.directory import Organisation
from models.meeting import Action
from models.plan import PlanVersion
from models.terms import ActionStatus, PlanStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.conditions.queries import conditions_in, readable
from services.plans.compose import composed
from services.plans.orders import AdoptPlan, RecordAction
from services.plans.queries import CONTENT, state_in
from services.plans.rules import blocking, check_action, check_adoption
from services.plans.sources import kept_sources
from services.protection.rules import Reader
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


def record_action(work: Work, order: RecordAction) -> int:
    """Records an action or changes one; gives its version. The same order twice changes nothing.

    Raises `ActionFieldWrong` or `ChangedMeanwhile`.
    """
    with work.act(Permission.ACTION_RECORD, order.case_id) as tx:
        row = tx.session.get(Action, order.action_id, with_for_update=True)
        if row is not None and row.case_id != order.case_id:
            raise NotAllowed
        if row is not None and _repeats(tx, row, order):
            return row.version
        conditions = tx.session.exec(select(Condition.id).where(Condition.case_id == order.case_id)).all()
        check_action(order, tx.session.exec(select(Organisation.key)).all(), conditions, tx.now)
        if row is None:
            row = _new_row(tx, order)
        elif row.version != order.seen_version:
            raise ChangedMeanwhile(version=row.version)
        _write(tx, row, order)
        tx.add(row)
        tx.note(action=row.id, version=row.version)
        return row.version


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
        everything = state_in(tx, order.case_id, Reader(None, whole=True))
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


def _new_row(tx: Transaction, order: RecordAction) -> Action:
    highest = tx.session.exec(select(func.max(Action.number)).where(Action.case_id == order.case_id)).one()
    return Action(
        id=order.action_id,
        version=0,
        case_id=order.case_id,
        number=(highest or 0) + 1,
        what_sealed="",
        owner=order.owner,
        tier=order.tier,
    )


def _repeats(tx: Transaction, row: Action, order: RecordAction) -> bool:
    """Whether this order was carried out already: the writer saw the version before, and nothing differs."""
    if row.version != order.seen_version + 1 or row.status is ActionStatus.REPLACED:
        return False
    kept = (row.owner, tuple(row.supporting), row.tier, row.due_at, row.due_on_day, row.ends_on)
    asked = (order.owner, order.supporting, order.tier, order.due_at, order.due_on_day, order.ends_on)
    texts = tuple(tx.unseal(row, column) for column in ("what_sealed", "proof_sealed", "if_not_sealed"))
    typed = (order.what.strip(), order.proof.strip(), order.if_not.strip())
    same = kept == asked and texts == typed and row.if_not_tier == order.if_not_tier
    return same and tuple(row.condition_ids) == _sources(tx, row, order, reader_of(tx))


def _write(tx: Transaction, row: Action, order: RecordAction) -> None:
    """Writes the order over the row; what the writer may not read, they cannot have taken away: that stays."""
    reader = reader_of(tx)
    row.condition_ids = list(_sources(tx, row, order, reader))
    if row.version == 0 or readable(tx, row.case_id, row.if_not_tier or row.tier, reader):
        row.if_not_tier = order.if_not_tier
        tx.seal(row, "if_not_sealed", order.if_not.strip())
    row.owner, row.supporting, row.tier = order.owner, list(order.supporting), order.tier
    row.due_at, row.due_on_day, row.ends_on = order.due_at, order.due_on_day, order.ends_on
    row.version += 1
    if row.status is ActionStatus.REPLACED:  # taken out meanwhile, and kept all the same by who was told so
        row.status = ActionStatus.OPEN
    tx.seal(row, "what_sealed", order.what.strip())
    tx.seal(row, "proof_sealed", order.proof.strip())


def _sources(tx: Transaction, row: Action, order: RecordAction, reader: Reader) -> tuple[str, ...]:
    shown = conditions_in(tx, order.case_id, reader)
    standing = conditions_in(tx, order.case_id, Reader(None, whole=True))
    return kept_sources(order.condition_ids, row.condition_ids, shown, standing)
