"""The case director settles what was found between conditions, or takes that back. What was decided is never erased:
a later settlement replaces the one before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlmodel import col, select

from models.condition import Condition, ConditionRevision
from models.consistency import Settlement
from models.directory import Organisation
from models.terms import LAPSED, ConditionStatus, Resolution
from services.access.rules import Permission
from services.conditions.ending import decided_as, ended, undecided
from services.conditions.keeping import named_on
from services.conditions.readings import check_reading
from services.consistency.facts import Finding
from services.consistency.rules import conditions_in_finding, finding_of
from services.plans.orders import Settle
from services.plans.queries import state_in
from services.plans.recording import record_in
from services.plans.settlements import CHOOSING, WITH_ACTION, check_settle, lapsing
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


def settle(work: Work, order: Settle) -> None:
    """Records how a finding is settled, with everything that comes of it: conditions that end or are accepted, and the
    action in their place. The same order twice changes nothing.

    Raises `SettlementWrong`, `FindingGone`, `ChangedMeanwhile` for who saw other conditions or another settlement,
    and what recording the action raises; then nothing was changed.
    """
    with work.act(Permission.FINDING_SETTLE, order.case_id) as tx:
        if (known := tx.session.get(Settlement, order.settlement_id)) is not None:
            if known.case_id != order.case_id:
                raise NotAllowed
            return
        board = state_in(tx, order.case_id).board
        one = finding_of(board, order.finding)
        organisations = frozenset(tx.session.exec(select(Organisation.key)).all())
        check_settle(order, one, board.holding, organisations, tx.now)
        rows = _as_seen(tx, order, conditions_in_finding(one))
        if isinstance(order.reading, tuple):
            check_reading(tx, order.reading, *named_on(tx, order.case_id))
        if (former := _replaced(tx, order.case_id, order.finding, order.seen_settlement)) is not None:
            _bring_back(tx, former, rows)
        action_id = _action(tx, order, one) if order.resolution in WITH_ACTION else None
        gone = lapsing(order, one, board.holding)
        for row in rows.values():
            _write(tx, order, row, gone)
        stands = order.stands if order.resolution in CHOOSING else _held(order, rows, board.holding)
        row = _settlement(tx, replace(order, stands=stands), rows, tuple(gone), action_id)
        tx.note(settlement=row.id, resolution=order.resolution.value)


def withdraw(work: Work, case_id: str, finding: str, seen_settlement: str) -> None:
    """Takes a settlement back: the finding is open again, and the conditions that it ended or accepted are handed in
    again, as far as nobody changed them since. An action that was made stays. A second time changes nothing.

    Raises `ChangedMeanwhile` when another settlement stands there.
    """
    with work.act(Permission.FINDING_SETTLE, case_id) as tx:
        row = tx.session.get(Settlement, seen_settlement, with_for_update=True)
        if row is None or (row.case_id, row.finding) != (case_id, finding):
            raise NotAllowed
        tx.note(settlement=row.id)
        if row.replaced_at is not None:
            if _in_force(tx, case_id, finding) is not None:
                raise ChangedMeanwhile(version=row.version)
            return
        seen = {view.id for view in state_in(tx, case_id).conditions}
        if not seen >= set(row.versions):
            raise NotAllowed
        _end(tx, row)
        _bring_back(tx, row, _rows(tx, case_id, row.versions))


def _held(order: Settle, names: Iterable[str], holding: Collection[str]) -> str:
    """The condition whose stop stays in force, where that is what was chosen."""
    held = (name for name in names if name in holding)
    return next(held, "") if order.resolution is Resolution.HOLD_STANDS else ""


def _as_seen(tx: Transaction, order: Settle, names: Iterable[str]) -> dict[str, Condition]:
    """The conditions of the finding, which must be as they stood on the screen."""
    seen, rows = dict(order.seen), _rows(tx, order.case_id, names)
    for name, row in rows.items():
        if seen.get(name) != row.version:
            raise ChangedMeanwhile(version=row.version)
    return rows


def _rows(tx: Transaction, case_id: str, names: Iterable[str]) -> dict[str, Condition]:
    statement = select(Condition).where(Condition.case_id == case_id, col(Condition.id).in_(list(names)))
    rows = tx.session.exec(statement.order_by(col(Condition.number)).with_for_update()).all()
    return {row.id: row for row in rows}


def _in_force(tx: Transaction, case_id: str, finding: str) -> Settlement | None:
    statement = select(Settlement).where(
        Settlement.case_id == case_id, Settlement.finding == finding, col(Settlement.replaced_at).is_(None)
    )
    return tx.session.exec(statement.with_for_update()).first()


def _replaced(tx: Transaction, case_id: str, finding: str, seen: str) -> Settlement | None:
    """Ends the settlement in force, which must be the one that was seen."""
    row = _in_force(tx, case_id, finding)
    if (row.id if row else "") != seen:
        raise ChangedMeanwhile(version=row.version if row else 0)
    if row is not None:
        _end(tx, row)
    return row


def _end(tx: Transaction, row: Settlement) -> None:
    row.replaced_at = tx.now
    row.version += 1
    tx.add(row)


def _bring_back(tx: Transaction, former: Settlement, rows: Mapping[str, Condition]) -> None:
    """Undoes what a settlement made of conditions; what anybody changed since stays as it is."""
    for name, version in former.versions.items():
        row = rows.get(name)
        if row is None or row.version != version:
            continue
        if (name in former.lapsed and row.status in LAPSED) or (
            row.status is ConditionStatus.ACCEPTED and row.decided_at == former.settled_at
        ):
            undecided(tx, row)
        elif row.status is ConditionStatus.CHANGED and _reworded_by(tx, row, former):
            undecided(tx, row, own_words=True)


def _reworded_by(tx: Transaction, row: Condition, former: Settlement) -> bool:
    """Whether the words of a condition are those that a settlement gave it."""
    statement = select(ConditionRevision.id).where(
        ConditionRevision.condition_id == row.id,
        ConditionRevision.number == row.version - 1,
        ConditionRevision.replaced_at == former.settled_at,
    )
    return tx.session.exec(statement).first() is not None


def _action(tx: Transaction, order: Settle, one: Finding) -> str:
    """The action in place of the conditions comes from all of them, whichever the screen named."""
    asked = order.action
    if asked is None:  # checked before; here for the reader of types
        raise NotAllowed
    sources = dict.fromkeys((*asked.condition_ids, *conditions_in_finding(one)))
    return record_in(tx, replace(asked, condition_ids=tuple(sources))).id


def _write(tx: Transaction, order: Settle, row: Condition, gone: Mapping[str, str]) -> None:
    """What becomes of one condition. One on which was decided already, and that stands, is left as it is."""
    if row.id in gone:
        dropped = order.resolution is Resolution.ONE_STANDS
        status = ConditionStatus.DROPPED if dropped else ConditionStatus.MERGED
        ended(tx, row, status, order.reason.strip(), gone[row.id] or None)
    elif order.resolution is Resolution.MERGED and order.text.strip():
        decided_as(tx, row, ConditionStatus.CHANGED, words=order.text.strip(), reading=order.reading)
    elif row.decided_at is None:
        decided_as(tx, row, ConditionStatus.ACCEPTED)


def _settlement(
    tx: Transaction, order: Settle, rows: Mapping[str, Condition], gone: tuple[str, ...], action_id: str | None
) -> Settlement:
    row = Settlement(
        id=order.settlement_id,
        case_id=order.case_id,
        finding=order.finding,
        resolution=order.resolution,
        stands_id=order.stands or None,
        action_id=action_id,
        owner=order.owner if order.resolution is Resolution.UNRESOLVED else "",
        due_on=order.due_on if order.resolution is Resolution.UNRESOLVED else None,
        versions={name: condition.version for name, condition in rows.items()},
        lapsed=list(gone),
        settled_at=tx.now,
        settled_by=tx.actor.reference,
    )
    tx.seal(row, "reason_sealed", order.reason.strip())
    tx.add(row)
    return row
