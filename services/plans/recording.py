"""How an action is kept, by whichever verb: checked, written over what the writer saw, noted."""

from datetime import date

from sqlalchemy import func
from sqlmodel import select

from models.condition import Condition
from models.directory import Organisation
from models.meeting import Action
from models.terms import ActionStatus
from services.cases.queries import reader_of
from services.conditions.queries import conditions_in, readable
from services.plans.orders import RecordAction
from services.plans.rules import NO_DAYS, check_action
from services.plans.sources import kept_sources
from services.protection.rules import WHOLE, Reader
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction


def record_in(tx: Transaction, order: RecordAction) -> Action:
    """Keeps a new action or a change of one inside an open transaction. The same order twice changes nothing.

    Raises `ActionFieldWrong`, `ChangedMeanwhile`, and `NotAllowed` for an action of another case.
    """
    row = tx.session.get(Action, order.action_id, with_for_update=True)
    if row is not None and row.case_id != order.case_id:
        raise NotAllowed
    if row is not None and _repeats(tx, row, order):
        return row
    conditions = tx.session.exec(select(Condition.id).where(Condition.case_id == order.case_id)).all()
    kept = _last_days(row) if row is not None else NO_DAYS
    check_action(order, tx.session.exec(select(Organisation.key)).all(), conditions, tx.now, kept)
    if row is None:
        row = _new_row(tx, order)
    elif row.version != order.seen_version:
        raise ChangedMeanwhile(version=row.version)
    _write(tx, row, order)
    tx.add(row)
    tx.note(action=row.id, version=row.version)
    return row


def _last_days(row: Action) -> frozenset[date]:
    due = local_day(row.due_at) if row.due_at else None
    return frozenset(day for day in (due, row.tell_victim_on) if day)


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
        recorded_at=tx.now,
    )


def _repeats(tx: Transaction, row: Action, order: RecordAction) -> bool:
    """Whether this order was carried out already: the writer saw the version before, and nothing differs."""
    if row.version != order.seen_version + 1 or row.status is ActionStatus.REPLACED:
        return False
    kept = (row.owner, tuple(row.supporting), row.tier, row.due_at, row.due_on_day, row.ends_on)
    asked = (order.owner, order.supporting, order.tier, order.due_at, order.due_on_day, order.ends_on)
    texts = tuple(tx.unseal(row, column) for column in ("what_sealed", "proof_sealed", "if_not_sealed"))
    typed = (order.what.strip(), order.proof.strip(), order.if_not.strip())
    kept_telling, telling = (row.tells_victim, row.tell_victim_on), (order.tells_victim, order.tell_victim_on)
    same = kept == asked and texts == typed and row.if_not_tier == order.if_not_tier and kept_telling == telling
    return same and tuple(row.condition_ids) == _sources(tx, row, order, reader_of(tx))


def _write(tx: Transaction, row: Action, order: RecordAction) -> None:
    """Writes the order over the row; what the writer may not read, they cannot have taken away: that stays."""
    reader = reader_of(tx)
    row.condition_ids = list(_sources(tx, row, order, reader))
    if row.version == 0 or readable(tx, row.case_id, row.if_not_tier or row.tier, reader):
        row.if_not_tier = order.if_not_tier
        tx.seal(row, "if_not_sealed", order.if_not.strip())
    asked_anew = _asked_anew(tx, row, order)
    row.owner, row.supporting, row.tier = order.owner, list(order.supporting), order.tier
    row.due_at, row.due_on_day, row.ends_on = order.due_at, order.due_on_day, order.ends_on
    row.tells_victim, row.tell_victim_on = order.tells_victim, order.tell_victim_on
    row.version += 1
    # One that was taken out meanwhile is kept all the same by who was told so.
    if row.status is ActionStatus.REPLACED or asked_anew:
        row.status = ActionStatus.OPEN
    tx.seal(row, "what_sealed", order.what.strip())
    tx.seal(row, "proof_sealed", order.proof.strip())


def _asked_anew(tx: Transaction, row: Action, order: RecordAction) -> bool:
    """Whether the change asks for something else than was answered: other words, another owner or last moment. What was
    reported stays, and no longer says where the action stands (decision 0065)."""
    if row.version == 0:
        return False
    asked = (order.what.strip(), order.owner, order.due_at, order.due_on_day)
    return asked != (tx.unseal(row, "what_sealed"), row.owner, row.due_at, row.due_on_day)


def _sources(tx: Transaction, row: Action, order: RecordAction, reader: Reader) -> tuple[str, ...]:
    shown = conditions_in(tx, order.case_id, reader)
    standing = conditions_in(tx, order.case_id, WHOLE)
    return kept_sources(order.condition_ids, row.condition_ids, shown, standing)
