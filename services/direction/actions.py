"""Writes of directing: name a deputy, ask to take over, answer, be away. A case never changes hands by itself."""

from datetime import date

from sqlmodel import col, select

from models.casework import Case
from models.direction import AbsenceRow, HandoverRow
from models.terms import CaseStatus, EventKind, HandoverAnswer
from services.access.rules import Permission
from services.barring.directing import settle_directing
from services.cases.rows import case_director
from services.cases.rules import CaseFieldWrong
from services.direction.facts import AskHandover, NameDeputy
from services.direction.rules import (
    DirectionWrong,
    HandoverOpen,
    HandoverOver,
    check_absence,
    check_text,
    deputy_after,
)
from services.direction.seat import seat_follows
from services.events.rows import event_row
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Transaction, Work


def name_deputy(work: Work, order: NameDeputy) -> int:
    """Names the deputy, or another one; a case that waited for one becomes active. Gives the case's version.

    A deputy can be replaced, never taken away. Raises `DirectionWrong`, `CaseFieldWrong` and `ChangedMeanwhile`.
    """
    with work.act(Permission.CASE_EDIT, order.case_id) as tx:
        case = tx.edit(Case, order.case_id, order.seen_version)
        if not order.account_id:
            raise DirectionWrong(field="deputy", reason="missing")
        deputy = case_director(tx, case.id, order.account_id, beside=case.director_id)
        settle_directing(tx, case, director_id=case.director_id, deputy_id=deputy)
        tx.note(deputy=deputy, version=case.version)
        return case.version


def ask_handover(work: Work, order: AskHandover) -> str:
    """Asks another case director to take the case over; nothing changes before they accept. Gives the question's id.

    Raises `DirectionWrong`, `HandoverOpen`, or `CaseFieldWrong` for somebody who cannot direct this case.
    """
    check_text("note", order.note)
    with work.act(Permission.HANDOVER_ASK, order.case_id) as tx:
        case = tx.session.get(Case, order.case_id, with_for_update=True)
        if case is None:
            raise NotAllowed
        successor = case_director(tx, case.id, order.to_account_id, beside=case.director_id, field="successor")
        deputy = deputy_after(order.deputy_account_id, case.deputy_id or "", successor)
        case_director(tx, case.id, deputy, beside=successor)
        if tx.session.exec(_open_ones(case.id)).first():
            raise HandoverOpen
        row = HandoverRow(
            id=tx.chance.id(),
            case_id=case.id,
            from_id=tx.actor.account_id,
            to_id=successor,
            deputy_id=deputy,
            asked_at=tx.now,
        )
        tx.seal(row, "note_sealed", order.note.strip())
        tx.add(row)
        tx.note(handover=row.id, to=successor)
        return row.id


def withdraw_handover(work: Work, case_id: str, handover_id: str) -> None:
    """Takes the question back; everything stays as it is. Raises `HandoverOver`."""
    with work.act(Permission.HANDOVER_ASK, case_id) as tx:
        _answer(tx, _standing(tx, handover_id), HandoverAnswer.WITHDRAWN)


def decline_handover(work: Work, case_id: str, handover_id: str, reason: str) -> None:
    """The one asked does not take over, and says why. Raises `DirectionWrong` and `HandoverOver`."""
    check_text("reason", reason, needed=True)
    with work.act(Permission.HANDOVER_ANSWER, case_id) as tx:
        row = _asked_of_me(tx, handover_id)
        tx.seal(row, "reason_sealed", reason.strip())
        _answer(tx, row, HandoverAnswer.DECLINED)


def accept_handover(work: Work, case_id: str, handover_id: str) -> None:
    """The one asked directs the case from now on: history, event and seat follow. Raises `HandoverOver`.

    Whoever was to deputise and cannot any more is not named: the case then waits for a deputy, visibly.
    """
    with work.act(Permission.HANDOVER_ANSWER, case_id) as tx:
        row = _asked_of_me(tx, handover_id)
        case = tx.session.get(Case, case_id, with_for_update=True)
        if case is None or case.status is CaseStatus.CLOSED:
            raise HandoverOver
        former, successor = case.director_id, row.to_id
        deputy = _fit_deputy(tx, case, row)
        settle_directing(tx, case, director_id=successor, deputy_id=deputy)
        case.version += 1
        tx.add(case)
        event_row(tx, case_id, kind=EventKind.DIRECTOR_CHANGED, happened_at=tx.now)
        seat_follows(tx, case_id, former, successor, stays_on=deputy == former)
        _answer(tx, row, HandoverAnswer.ACCEPTED)


def be_away(work: Work, first: date, last: date) -> str:
    """States that the acting case director is away from `first` to `last`, both included; gives the absence's id.

    Raises `DirectionWrong`.
    """
    with work.act(Permission.ABSENCE_EDIT) as tx:
        mine = select(AbsenceRow).where(
            AbsenceRow.account_id == tx.actor.account_id, col(AbsenceRow.ended_at).is_(None)
        )
        known = [(row.first_day, row.last_day) for row in tx.session.exec(mine).all()]
        check_absence(first, last, local_day(tx.now), known)
        row = AbsenceRow(id=tx.chance.id(), account_id=tx.actor.account_id, first_day=first, last_day=last)
        tx.add(row)
        tx.note(absence=row.id)
        return row.id


def be_back(work: Work, absence_id: str, seen_version: int) -> None:
    """Ends an own absence now, or calls off one to come. Raises `ChangedMeanwhile`."""
    with work.act(Permission.ABSENCE_EDIT) as tx:
        row = tx.edit(AbsenceRow, absence_id, seen_version)
        if row.account_id != tx.actor.account_id:
            raise NotAllowed
        row.ended_at = row.ended_at or tx.now
        tx.add(row)
        tx.note(absence=absence_id)


def _open_ones(case_id: str):
    return select(HandoverRow).where(HandoverRow.case_id == case_id, HandoverRow.answer == HandoverAnswer.OPEN)


def _standing(tx: Transaction, handover_id: str) -> HandoverRow:
    row = tx.session.get(HandoverRow, handover_id, with_for_update=True)
    if row is None or row.case_id != tx.case_id:
        raise NotAllowed
    if row.answer is not HandoverAnswer.OPEN:
        raise HandoverOver
    return row


def _asked_of_me(tx: Transaction, handover_id: str) -> HandoverRow:
    row = tx.session.get(HandoverRow, handover_id)
    if row is None or row.to_id != tx.actor.account_id:
        raise NotAllowed
    return _standing(tx, handover_id)


def _answer(tx: Transaction, row: HandoverRow, answer: HandoverAnswer) -> None:
    row.answer, row.answered_at = answer, tx.now
    row.version += 1
    tx.add(row)
    tx.note(handover=row.id, answer=answer.value)


def _fit_deputy(tx: Transaction, case: Case, row: HandoverRow) -> str | None:
    for account_id in (row.deputy_id, case.deputy_id):
        if account_id:
            try:
                return case_director(tx, case.id, account_id, beside=row.to_id)
            except CaseFieldWrong:
                continue
    return None
