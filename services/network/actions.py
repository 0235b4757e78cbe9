"""Writes of the network: answers to findings. A later answer replaces, never erases (docs/decisions/0012)."""

from collections.abc import Collection, Sequence

from sqlmodel import col, select

from models.network import FindingAnswerRow
from models.terms import FindingAnswer
from services.access.rules import Permission
from services.network.checks import AnswerWrong, check_answer
from services.network.findings import existing_gaps
from services.network.gathering import network_facts_in
from services.network.orders import AnswerFinding, TakeBackAnswers
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, Transaction, Work

__all__ = ["AnswerWrong", "answer_finding", "take_back_answers"]


def answer_finding(work: Work, order: AnswerFinding) -> tuple[str, ...]:
    """Answers gaps that the writer can see now; gives the ids of the answers, in the order of the gaps.

    All of them are kept, or none. Raises `AnswerWrong`, `CaseClosed`, and `ChangedMeanwhile` when somebody answered one
    of them since the form was drawn.
    """
    with work.act(Permission.FINDING_ANSWER, order.case_id) as tx:
        facts = network_facts_in(tx, order.case_id)
        existing = {gap.key for gap in existing_gaps(regional(tx.settings.route_map), facts)}
        check_answer(order, existing, local_day(tx.now))
        standing = _standing(tx, order.case_id, order.gaps)
        if {(row.id, row.version) for row in standing} != set(order.seen):
            raise ChangedMeanwhile(version=max((row.version for row in standing), default=0))
        _replace(tx, standing)
        rows = [_row(tx, order, gap) for gap in dict.fromkeys(order.gaps)]
        tx.add(*rows)
        tx.note(answer=order.answer.value, gaps=len(rows))
        return tuple(row.id for row in rows)


def take_back_answers(work: Work, order: TakeBackAnswers) -> None:
    """Takes answers back. Raises `AnswerWrong`, `CaseClosed`, and `ChangedMeanwhile` when one of them was replaced.

    Whoever may answer in the case may take back; of a gap that the writer cannot see there is no answer to take.
    """
    with work.act(Permission.FINDING_ANSWER, order.case_id) as tx:
        if not order.answers:
            raise AnswerWrong(field="gaps", reason="empty")
        facts = network_facts_in(tx, order.case_id)
        existing = {gap.key for gap in existing_gaps(regional(tx.settings.route_map), facts)}
        rows = [tx.edit(FindingAnswerRow, answer_id, version) for answer_id, version in order.answers]
        if any(row.gap not in existing for row in rows):
            raise AnswerWrong(field="gaps", reason="gone")
        if any(row.replaced_at for row in rows):
            raise ChangedMeanwhile(version=max(row.version for row in rows))
        for row in rows:
            row.replaced_at = tx.now
        tx.add(*rows)
        tx.note(gaps=len(rows))


def _standing(tx: Transaction, case_id: str, gaps: Collection[str]) -> Sequence[FindingAnswerRow]:
    rows = tx.session.exec(
        select(FindingAnswerRow)
        .where(
            FindingAnswerRow.case_id == case_id,
            col(FindingAnswerRow.gap).in_(gaps),
            col(FindingAnswerRow.replaced_at).is_(None),
        )
        .with_for_update()
    )
    return rows.all()


def _replace(tx: Transaction, standing: Sequence[FindingAnswerRow]) -> None:
    for row in standing:
        row.replaced_at = tx.now
        row.version += 1
    tx.add(*standing)


def _row(tx: Transaction, order: AnswerFinding, gap: str) -> FindingAnswerRow:
    planned = order.answer is FindingAnswer.PLANNED
    row = FindingAnswerRow(
        id=tx.chance.id(),
        case_id=order.case_id,
        gap=gap,
        answer=order.answer,
        planned_for=order.planned_for if planned else None,
        answered_at=tx.now,
        answered_by=tx.actor.reference,
    )
    tx.seal(row, "reason_sealed", order.reason.strip())
    tx.seal(row, "by_whom_sealed", order.by_whom.strip() if planned else "")
    return row
