"""The case director writes what stands in the plan beside conditions and actions.

Whoever saw another version is refused, the same order twice changes nothing, and a signal that is taken out stays kept.
"""

from collections.abc import Mapping

from sqlmodel import col, select

from models.condition import Condition
from models.directory import Organisation
from models.meeting import Action
from models.plan import PlanSignalRow, PlanTexts, Stub
from services.access.rules import Permission
from services.cases.queries import guarded_words, reader_of
from services.conditions.queries import conditions_in, readable
from services.plans.written.orders import WriteSignal, WriteStub, WriteTexts
from services.plans.written.rules import MOST_SIGNALS, PlanTextWrong, StubTells, check_signal, check_stub, check_texts
from services.protection.rules import ANY_PARTNER, Reader, hits
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work

_TEXTS = ("emergency_word", "sharing_basis", "victim_knows", "retention", "ends")
_SIGNAL = ("signal", "act", "signalled_by", "inform")


def write_texts(work: Work, order: WriteTexts) -> int:
    """Keeps the texts of a plan; gives their version. Conditions of the core that the writer may not read stay in it.

    Raises `PlanTextWrong` and `ChangedMeanwhile`.
    """
    with work.act(Permission.PLAN_WRITE, order.case_id) as tx:
        row = tx.session.exec(select(PlanTexts).where(PlanTexts.case_id == order.case_id).with_for_update()).first()
        views = conditions_in(tx, order.case_id, reader_of(tx))
        seen, before = {view.id for view in views}, list(row.core) if row else []
        check_texts(order, {view.id for view in views if not view.lapsed or view.id in before})
        words = {f"{name}_sealed": getattr(order, name).strip() for name in _TEXTS}
        core = [*dict.fromkeys(order.core), *(name for name in before if name not in seen)]
        if row is not None and _same(tx, row, words) and set(row.core) == set(core):
            return row.version
        if (row.version if row else 0) != order.seen_version:
            raise ChangedMeanwhile(version=row.version if row else 0)
        if row is None:
            row = PlanTexts(id=tx.chance.id(), version=0, case_id=order.case_id)
        row.core = core
        return _keep(tx, row, words)


def write_signal(work: Work, order: WriteSignal) -> int:
    """Keeps a signal, or a change of one; gives its version. Raises `PlanTextWrong` and `ChangedMeanwhile`."""
    with work.act(Permission.PLAN_WRITE, order.case_id) as tx:
        row = tx.session.get(PlanSignalRow, order.signal_id, with_for_update=True)
        if row is not None and not _readable(tx, row):
            raise NotAllowed
        check_signal(order, tx.session.exec(select(Organisation.key)).all())
        standing = _standing(tx, order.case_id)
        words = {f"{name}_sealed": getattr(order, name).strip() for name in _SIGNAL}
        if row is not None and row.taken_out_at is None and row.tier == order.tier and _same(tx, row, words):
            return row.version
        if row is None and order.seen_version == 0:
            if len(standing) >= MOST_SIGNALS:
                raise PlanTextWrong(field="signals", reason="too_many", longest=MOST_SIGNALS)
            last = max((one.position for one in standing), default=0)
            row = PlanSignalRow(
                id=order.signal_id,
                version=0,
                case_id=order.case_id,
                position=last + 1,
                signal_sealed="",
                act_sealed="",
                tier=order.tier,
            )
        elif row is None or row.version != order.seen_version or row.taken_out_at is not None:
            raise ChangedMeanwhile(version=row.version if row else 0)
        row.tier = order.tier
        return _keep(tx, row, words)


def take_out_signal(work: Work, case_id: str, signal_id: str, seen_version: int) -> None:
    """Takes a signal out of the plan; its row stays. A second time changes nothing. Raises `ChangedMeanwhile`."""
    with work.act(Permission.PLAN_WRITE, case_id) as tx:
        row = tx.session.get(PlanSignalRow, signal_id, with_for_update=True)
        if row is None or not _readable(tx, row):
            raise NotAllowed
        if row.taken_out_at is not None:
            return
        if row.version != seen_version:
            raise ChangedMeanwhile(version=row.version)
        row.taken_out_at = tx.now
        row.version += 1
        tx.add(row)
        tx.note(signal=row.id, version=row.version)


def move_up(work: Work, case_id: str, signal_id: str, seen_version: int) -> None:
    """Puts a signal before the one above it that the writer sees; the first one stays. Raises `ChangedMeanwhile`."""
    with work.act(Permission.PLAN_WRITE, case_id) as tx:
        shown = [row for row in _standing(tx, case_id) if _readable(tx, row)]
        at = next((at for at, row in enumerate(shown) if row.id == signal_id), None)
        if at is None:
            raise NotAllowed
        if shown[at].version != seen_version:
            raise ChangedMeanwhile(version=shown[at].version)
        if at == 0:
            return
        for row, position in ((shown[at], shown[at - 1].position), (shown[at - 1], shown[at].position)):
            row.position = position
            row.version += 1
            tx.add(row)
        tx.note(signal=signal_id, version=shown[at].version)


def write_stub(work: Work, order: WriteStub) -> int:
    """Keeps the words that stand in the place of an item; gives their version, 0 when there are none.

    Raises `StubTells` when they hold a protected word of who gets them, `PlanTextWrong` and `ChangedMeanwhile`.
    """
    with work.act(Permission.PLAN_WRITE, order.case_id) as tx:
        _check_item(tx, order)
        check_stub(order, frozenset(tx.session.exec(select(Organisation.key)).all()))
        _check_silent(tx, order)
        row = tx.session.exec(
            select(Stub)
            .where(Stub.case_id == order.case_id, Stub.item_id == order.item_id)
            .where(Stub.organisation == order.organisation)
            .with_for_update()
        ).first()
        text = order.text.strip()
        if (tx.unseal(row, "text_sealed") if row else "") == text:
            return row.version if row else 0
        if (row.version if row else 0) != order.seen_version:
            raise ChangedMeanwhile(version=row.version if row else 0)
        if row is None:
            row = Stub(
                id=tx.chance.id(),
                version=0,
                case_id=order.case_id,
                item_id=order.item_id,
                organisation=order.organisation,
                text_sealed="",
            )
        return _keep(tx, row, {"text_sealed": text})


def _check_item(tx: Transaction, order: WriteStub) -> None:
    """An item of this case; of another one there is none here."""
    for kind in (Condition, Action):
        row = tx.session.get(kind, order.item_id)
        if row is not None and row.case_id == order.case_id:
            return
    raise NotAllowed


def _check_silent(tx: Transaction, order: WriteStub) -> None:
    """Words for every reader are read by every partner, so by the one that may know least."""
    reader = Reader(order.organisation or ANY_PARTNER)
    if found := hits(order.text, guarded_words(tx, order.case_id, reader)):
        raise StubTells(hits=len(found))


def _standing(tx: Transaction, case_id: str) -> list[PlanSignalRow]:
    statement = select(PlanSignalRow).where(PlanSignalRow.case_id == case_id)
    rows = tx.session.exec(
        statement.where(col(PlanSignalRow.taken_out_at).is_(None))
        .order_by(col(PlanSignalRow.position), col(PlanSignalRow.id))
        .with_for_update()
    )
    return list(rows)


def _readable(tx: Transaction, row: PlanSignalRow) -> bool:
    return row.case_id == tx.case_id and readable(tx, row.case_id, row.tier, reader_of(tx))


def _same(tx: Transaction, row: PlanTexts | PlanSignalRow, words: Mapping[str, str]) -> bool:
    return all(tx.unseal(row, column) == text for column, text in words.items())


def _keep(tx: Transaction, row: PlanTexts | PlanSignalRow | Stub, words: Mapping[str, str]) -> int:
    for column, text in words.items():
        tx.seal(row, column, text)
    row.version += 1
    tx.add(row)
    tx.note(text=row.id, version=row.version)
    return row.version
