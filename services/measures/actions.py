"""Writes of the measures: weigh, extend; agree, hold and close the stop conversation. Nothing is ever erased."""

from dataclasses import replace

from sqlmodel import col, select

from models.casework import Case
from models.measures import StopTalkRow, WeighingRow
from services.access.rules import Permission
from services.cases.facts import CaseFacts, Weighing
from services.cases.gathering import gathered, weighing
from services.cases.queries import reader_of
from services.measures import rules
from services.measures.facts import StopTalk
from services.measures.orders import AgreeStopTalk, CloseStopTalk, ExtendMeasure, HoldStopTalk, WeighMeasure
from services.measures.queries import stop_talk_in
from services.protection.rules import WHOLE, may_read
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


def weigh(work: Work, order: WeighMeasure) -> None:
    """Records that a measure was weighed (H-RN-4). A later weighing of it by the same organisation takes its place.

    The same order twice changes nothing. Raises `MeasureFieldWrong`, `MeasureRefused`, and `ChangedMeanwhile` when the
    writer says what they saw standing and something else does.
    """
    with work.act(Permission.MEASURE_WEIGH, order.case_id) as tx:
        standing = _standing(tx, order)
        stood = weighing(standing, tx.unseal) if standing else None
        rules.check_weighing(order, _facts(tx, order.case_id), local_day(tx.now), stood)
        if order.seen is not None and order.seen != _seen(tx, standing):
            raise ChangedMeanwhile(version=standing.version if standing else 0)
        tx.note(measure=order.measure.value, outcome=order.outcome.value)
        asked = _asked(order, stood)
        if stood is not None and replace(stood, id="") == asked:
            return
        _put(tx, order.case_id, asked, standing)


def extend(work: Work, order: ExtendMeasure) -> None:
    """Lets an applied measure hold longer; the weighing as it was stays readable.

    Raises `MeasureRefused`, `MeasureFieldWrong`, and `ChangedMeanwhile` when it was weighed again in between.
    """
    with work.act(Permission.MEASURE_WEIGH, order.case_id) as tx:
        row = tx.session.get(WeighingRow, order.weighing_id, with_for_update=True)
        if row is None or row.case_id != order.case_id or not may_read(row.tier, reader_of(tx)):
            raise NotAllowed
        if row.replaced_at is not None:
            raise ChangedMeanwhile(version=row.version)
        before, today = weighing(row, tx.unseal), local_day(tx.now)
        rules.check_extension(before, order, _facts(tx, order.case_id), today)
        again = before.weigh_again_on if before.weigh_again_on and before.weigh_again_on > today else None
        longer = replace(
            before,
            reason=order.reason.strip(),
            weighed_on=today,
            weigh_again_on=again,
            valid_until=order.until,
            extensions=before.extensions + 1,
        )
        _put(tx, order.case_id, longer, row)
        tx.note(measure=row.measure.value, extensions=longer.extensions, prosecution=order.prosecution_started)


def agree_stop_talk(work: Work, order: AgreeStopTalk) -> str:
    """Records with whom the stop conversation was coordinated, before it is held (L-POL-1a); gives its id.

    Raises `StopTalkRefused`, `MeasureFieldWrong` or `ChangedMeanwhile`.
    """
    with work.act(Permission.MEASURE_WEIGH, order.case_id) as tx:
        talk = _talk(tx, order.case_id)
        rules.check_agreeing(order, _facts(tx, order.case_id), talk, tx.now)
        if talk.version != order.version:
            raise ChangedMeanwhile(version=talk.version)
        row = tx.session.get(StopTalkRow, talk.id) if talk.id else None
        row = row or StopTalkRow(id=tx.chance.id(), version=0, case_id=order.case_id)
        row.veilig_thuis_agreed_on, row.prosecution_agreed_on = order.veilig_thuis_on, order.prosecution_on
        row.version += 1
        tx.add(row)
        tx.note(stop_talk=row.id, step="agreed")
        return row.id


def hold_stop_talk(work: Work, order: HoldStopTalk) -> None:
    """Records that the one stop conversation was held (L-POL-1). A second is refused, and so is one during a hold.

    Raises `StopTalkRefused`, `MeasureFieldWrong` or `ChangedMeanwhile`.
    """
    with work.act(Permission.MEASURE_WEIGH, order.case_id) as tx:
        talk = _talk(tx, order.case_id)
        rules.check_holding(order, _facts(tx, order.case_id), talk, tx.now)
        row = tx.edit(StopTalkRow, talk.id, order.version)
        row.held_on = order.held_on
        tx.seal(row, "held_where_sealed", order.where.strip())
        tx.add(row)
        tx.note(stop_talk=row.id, step="held")


def close_stop_talk(work: Work, order: CloseStopTalk) -> None:
    """Closes the stop conversation with the number of its official report (L-POL-1b).

    Raises `StopTalkRefused`, `MeasureFieldWrong` or `ChangedMeanwhile`.
    """
    with work.act(Permission.MEASURE_WEIGH, order.case_id) as tx:
        talk = _talk(tx, order.case_id)
        rules.check_closing(order, talk)
        row = tx.edit(StopTalkRow, talk.id, order.version)
        row.closed_at = tx.now
        tx.seal(row, "report_number_sealed", order.report_number.strip())
        tx.add(row)
        tx.note(stop_talk=row.id, step="closed")


def _facts(tx: Transaction, case_id: str) -> CaseFacts:
    """The whole case."""
    return gathered(tx, case_id, WHOLE)  # also against what the writer may not read


def _talk(tx: Transaction, case_id: str) -> StopTalk:
    """The conversation as it stands. The case is locked first: two people may not both record the one conversation."""
    tx.session.get(Case, case_id, with_for_update=True)
    return stop_talk_in(tx, [case_id]).get(case_id, StopTalk())


def _standing(tx: Transaction, order: WeighMeasure) -> WeighingRow | None:
    known = select(WeighingRow).where(
        WeighingRow.case_id == order.case_id,
        WeighingRow.measure == order.measure,
        WeighingRow.organisation == order.organisation,
        col(WeighingRow.replaced_at).is_(None),
    )
    return tx.session.exec(known.with_for_update()).first()


def _seen(tx: Transaction, standing: WeighingRow | None) -> str:
    """What the writer can have seen: a weighing they may not read is as if it were not there."""
    return standing.id if standing is not None and may_read(standing.tier, reader_of(tx)) else ""


def _asked(order: WeighMeasure, stood: Weighing | None) -> Weighing:
    return Weighing(
        measure=order.measure,
        organisation=order.organisation,
        outcome=order.outcome,
        reason=order.reason.strip(),
        tier=order.tier,
        weighed_on=order.weighed_on,
        weigh_again_on=order.weigh_again_on,
        valid_from=order.valid_from,
        valid_until=order.valid_until,
        extensions=stood.extensions if stood and rules.same_order(order, stood) else 0,
        handover_to=order.handover_to,
        handover=order.handover.strip(),
    )


def _put(tx: Transaction, case_id: str, new: Weighing, old: WeighingRow | None) -> None:
    """Adds a weighing and lets the one that stood step back."""
    if old is not None:
        old.replaced_at = tx.now
        old.version += 1
        tx.add(old)
    row = WeighingRow(
        id=tx.chance.id(),
        case_id=case_id,
        measure=new.measure,
        organisation=new.organisation,
        outcome=new.outcome,
        reason_sealed="",
        tier=new.tier,
        weighed_on=new.weighed_on or local_day(tx.now),
        weighed_by=tx.actor.reference[:32],
        weigh_again_on=new.weigh_again_on,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        extensions=new.extensions,
        handover_to=new.handover_to,
    )
    tx.seal(row, "reason_sealed", new.reason)
    tx.seal(row, "handover_sealed", new.handover)
    tx.add(row)
