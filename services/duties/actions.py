"""Writes of the duties: answer a rule, take an answer back, close a case and open it again."""

from sqlmodel import col, select

from models.casework import Case
from models.duties import RuleAnswerRow
from models.terms import CaseStatus
from services.access.rules import Permission
from services.duties.checks import CannotClose, CloseWrong, check_answer, check_close, check_whose
from services.duties.closing import closing_points
from services.duties.facts import Evidence, RuleAnswerView
from services.duties.orders import AnswerRule, CloseCase, ReopenCase, TakeBack
from services.duties.queries import evidence_in
from services.duties.rules import obligations
from services.relations.queries import CaseClosed
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work

__all__ = ["CannotClose", "answer_rule", "close_case", "reopen_case", "take_back"]


def answer_rule(work: Work, order: AnswerRule) -> str:
    """Answers a rule that holds; gives the answer's id. The answer that stood stays readable.

    Raises `RuleDoesNotHold`, `AnswerNotTaken`, `AnswerWrong`, `NotYourRule`, `CaseClosed`, and `ChangedMeanwhile` when
    somebody answered since the form was drawn.
    """
    with work.act(Permission.RULE_ANSWER, order.case_id) as tx:
        evidence = _open_case(tx, order.case_id)
        duties = {duty.id: duty for duty in obligations(regional(tx.settings.route_map), evidence)}
        duty = duties.get(order.rule_id)
        check_answer(order, duty, local_day(tx.now))
        if duty is None:
            raise NotAllowed  # check_answer has raised before; for the reader of types
        check_whose(duty, tx.actor.organisation, directs=tx.may(Permission.CASE_EDIT))
        _replace(tx, order, duty.answer)
        row = RuleAnswerRow(
            id=tx.chance.id(),
            case_id=order.case_id,
            rule_id=order.rule_id,
            answer=order.answer,
            tier=order.tier,
            organisation=order.organisation or duty.organisation,
            answered_on=order.answered_on or local_day(tx.now),
            planned_for=order.planned_for,
            answered_at=tx.now,
            answered_by=tx.actor.reference,
        )
        tx.seal(row, "reason_sealed", order.reason.strip())
        tx.add(row)
        tx.note(rule=order.rule_id, answer=order.answer.value)
        return row.id


def take_back(work: Work, order: TakeBack) -> None:
    """Takes an answer back. Raises `CaseClosed`, `NotYourRule` and `ChangedMeanwhile`."""
    with work.act(Permission.RULE_ANSWER, order.case_id) as tx:
        evidence = _open_case(tx, order.case_id)
        row = tx.edit(RuleAnswerRow, order.answer_id, order.seen_version)
        duties = obligations(regional(tx.settings.route_map), evidence)
        duty = next((duty for duty in duties if duty.id == row.rule_id), None)
        if duty is not None:
            check_whose(duty, tx.actor.organisation, directs=tx.may(Permission.CASE_EDIT))
        row.replaced_at = row.replaced_at or tx.now
        tx.add(row)
        tx.note(rule=row.rule_id, answer=row.answer.value)


def close_case(work: Work, order: CloseCase) -> int:
    """Closes a case; gives its new version. Raises `CloseWrong`, `CannotClose`, `CaseClosed`, `ChangedMeanwhile`."""
    with work.act(Permission.CASE_CLOSE, order.case_id) as tx:
        evidence = _open_case(tx, order.case_id)
        duties = obligations(regional(tx.settings.route_map), evidence)
        check_close(order, closing_points(duties, evidence, order.reason), local_day(tx.now))
        case = tx.edit(Case, order.case_id, order.version)
        case.status, case.closed_at = CaseStatus.CLOSED, tx.now
        case.close_reason, case.retention_until = order.reason, order.retention_until
        tx.seal(case, "close_note_sealed", order.note.strip())
        tx.add(case)
        tx.note(reason=order.reason.value if order.reason else "", version=case.version)
        return case.version


def reopen_case(work: Work, order: ReopenCase) -> int:
    """Opens a closed case again; gives its new version. Why stays beside the note with which it was closed.

    Without a deputy it is in preparation again. The day until which it would have been kept lapses with the closing.
    Raises `CloseWrong`, `ChangedMeanwhile`.
    """
    if not order.reason.strip():
        raise CloseWrong(field="reason", reason="empty")
    with work.act(Permission.CASE_CLOSE, order.case_id) as tx:
        case = tx.edit(Case, order.case_id, order.version)
        if case.status is not CaseStatus.CLOSED:
            raise CloseWrong(field="status", reason="not_closed")
        before = tx.unseal(case, "close_note_sealed")
        case.status = CaseStatus.ACTIVE if case.deputy_id else CaseStatus.PREPARING
        case.closed_at = None
        case.close_reason, case.retention_until = None, None
        tx.seal(case, "close_note_sealed", "\n\n".join(text for text in (before, order.reason.strip()) if text))
        tx.add(case)
        tx.note(reopened=True, version=case.version)
        return case.version


def _open_case(tx: Transaction, case_id: str) -> Evidence:
    evidence = evidence_in(tx, [case_id]).get(case_id)
    if evidence is None:
        raise NotAllowed
    if evidence.facts.status is CaseStatus.CLOSED:
        raise CaseClosed
    return evidence


def _replace(tx: Transaction, order: AnswerRule, counts: RuleAnswerView | None) -> None:
    """Marks what stood as replaced, if the answer that `counts` is the one that the writer saw."""
    seen = (order.seen_answer_id, order.seen_version) if order.seen_answer_id else None
    if seen != ((counts.id, counts.version) if counts else None):
        raise ChangedMeanwhile(version=counts.version if counts else 0)
    standing = tx.session.exec(
        select(RuleAnswerRow)
        .where(
            RuleAnswerRow.case_id == order.case_id,
            RuleAnswerRow.rule_id == order.rule_id,
            col(RuleAnswerRow.replaced_at).is_(None),
        )
        .with_for_update()
    )
    for row in standing.all():
        row.replaced_at = tx.now
        row.version += 1
        tx.add(row)
