"""Writes of the case file: open, fill seats, change facts, release a hold."""

from datetime import date
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from models.casework import (
    Case,
    CasePerson,
    HoldRow,
    ProtectedTerm,
    RecordedLine,
    Seat,
)
from models.terms import CaseId, ProtectedKind
from services.access.rules import Permission
from services.barring.actions import add_bar, refuse_own, shut_out
from services.barring.directing import settle_directing
from services.cases.checks import CaseFieldWrong, check_deputy, check_words
from services.cases.facts import Assessment
from services.cases.gathering import gathered
from services.cases.guarding import ANYBODY, check_names_of_case
from services.cases.orders import EditCore, NewCase, NewSeat, NewWords
from services.cases.queries import guarded_words, reader_of
from services.cases.rows import (
    add_assessment,
    add_person,
    add_protected_term,
    add_seat,
    case_director,
    case_row,
    check_professional,
    end_lines,
    fill_core,
    follow_phase,
    line_row,
)
from services.cases.rules import check_assessment, check_core, check_new_case, competence, risk_by
from services.cases.seating import seats
from services.cases.telling import telling_forms
from services.errors import ServiceError
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Transaction, Work


class CodeTaken(ServiceError):
    """A case with this code exists already."""

    code = "cases.code_taken"


def open_case(work: Work, order: NewCase) -> CaseId:
    """Opens a case with the acting case director as its director; active if it has a deputy, else in preparation.

    Raises `CaseFieldWrong`, `BarWrong` or `CodeTaken`.
    """
    with work.act(Permission.CASE_OPEN) as tx:
        check_new_case(order, local_day(tx.now))
        if tx.session.exec(select(Case.id).where(Case.code == order.code)).first():
            raise CodeTaken
        case = case_row(tx, order)
        try:
            tx.add(case)
        except IntegrityError:
            raise CodeTaken from None
        persons = {person.ref: add_person(tx, case.id, person) for person in order.persons}
        for bar in order.bars:
            add_bar(tx, case.id, bar)
        refuse_own(tx, case.id)
        deputy, me = order.deputy_account_id, tx.actor.account_id
        deputy_id = case_director(tx, case.id, deputy, beside=me) if deputy else None
        settle_directing(tx, case, director_id=me, deputy_id=deputy_id)
        shut_out(tx, case.id)
        for seat in order.seats:
            add_seat(tx, case.id, seat, persons)
        for assessment in order.assessments:
            add_assessment(tx, case.id, assessment)
        for first, second in {tuple(sorted(line)) for line in order.recorded_lines}:
            tx.add(line_row(tx, case.id, first, second))
        for one in order.protected_terms:
            add_protected_term(tx, case.id, one)
        check_names_of_case(tx, case.id, guarded_words(tx, case.id, ANYBODY), field="code_name")
        tx.note(case=case.id, persons=len(order.persons), seats=len(order.seats))
        return CaseId(case.id)


def edit_core(work: Work, order: EditCore) -> int:
    """Changes the core facts; gives the new version.

    Raises `ChangedMeanwhile` when somebody was first, and `CaseFieldWrong` for what cannot be: a day, or an override of
    who is competent without a reason.
    """
    with work.act(Permission.CASE_EDIT, order.case_id) as tx:
        check_core(order, local_day(tx.now))
        case = tx.edit(Case, order.case_id, order.version)
        competent, reason = competence(order.relation, order.veilig_thuis_competent, order.competence_reason)
        before = case.risk
        fill_core(tx, case, order)
        case.veilig_thuis_competent, case.stalking_active = competent, order.stalking_active
        tx.seal(case, "competence_reason_sealed", reason)
        tx.add(case)
        follow_phase(tx, case, before)
        tx.note(risk=order.risk.value, version=case.version)
        return case.version


def fill_seat(work: Work, case_id: str, seat: NewSeat) -> str:
    """Puts a professional on a seat; gives the seat's id.

    The same professional on the same seat once more changes that seat instead of adding a second one. Raises
    `CaseFieldWrong`, `PersonBarred`, `PrivatePerson` or `SuspectHeld`.
    """
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        persons = {p.ref: p for p in tx.session.exec(select(CasePerson).where(CasePerson.case_id == case_id))}
        row = add_seat(tx, case_id, seat, persons, refuse_barred=True)
        tx.note(seat=row.id, role=row.role)
        return row.id


def name_deputy(work: Work, case_id: str, seat_id: str, deputy_id: str, briefed_on: date | None, version: int) -> int:
    """Names who deputises on a seat (id in the directory, empty for nobody) and when that deputy was briefed; gives
    the seat's new version.

    Raises `ChangedMeanwhile`, `CaseFieldWrong`, `PersonBarred` or `PrivatePerson`; `NotAllowed` for a seat that is not
    in force here.
    """
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        if not any(seat.id == seat_id for _, seat in seats(tx, [case_id])):
            raise NotAllowed
        row = tx.edit(Seat, seat_id, version)
        check_deputy(row.professional_id, deputy_id, briefed_on, local_day(tx.now))
        if deputy_id:
            check_professional(tx, case_id, deputy_id, refuse_barred=True)
        row.deputy_id, row.deputy_briefed_on = deputy_id or None, briefed_on
        tx.add(row)
        tx.note(seat=row.id, deputy=deputy_id, briefed=briefed_on is not None, version=row.version)
        return row.version


def end_seat(work: Work, case_id: str, seat_id: str) -> None:
    """Takes a professional off a seat; the row stays as history."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        row = _of_case(tx, Seat, seat_id, case_id)
        row.ended_at = row.ended_at or tx.now
        tx.add(row)
        end_lines(tx, row.id)
        tx.note(seat=seat_id)


def record_assessment(work: Work, case_id: str, assessment: Assessment, *, sets_risk: bool = False) -> None:
    """Adds an outcome of an instrument; with `sets_risk` a SASH brings the case's risk along in the same act.

    Raises `CaseFieldWrong`, also for a day in the future. Only the newest SASH sets the risk (`rules.risk_by`).
    """
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        check_assessment(assessment, local_day(tx.now))
        risk = risk_by(gathered(tx, case_id, reader_of(tx)), assessment) if sets_risk else None
        add_assessment(tx, case_id, assessment)
        if risk is not None:
            case = tx.session.get_one(Case, case_id, with_for_update=True)
            before, case.risk, case.version = case.risk, risk, case.version + 1
            tx.add(case)
            follow_phase(tx, case, before)
        tx.note(instrument=assessment.instrument.value, risk=risk.value if risk else None)


def record_line(work: Work, case_id: str, first: str, second: str) -> None:
    """Records a fixed line between two organisations (keys); a second time changes nothing."""
    one, other = sorted((first, second))
    if one == other:
        raise CaseFieldWrong(field="organisation", reason="same_twice")
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        known = select(RecordedLine.id).where(
            RecordedLine.case_id == case_id, RecordedLine.first_key == one, RecordedLine.second_key == other
        )
        if not tx.session.exec(known).first():
            tx.add(line_row(tx, case_id, one, other))
        tx.note(first=one, second=other)


def protect_words(work: Work, case_id: str, tier: str, words: str, kind: ProtectedKind = ProtectedKind.OTHER) -> None:
    """Adds words that may not reach readers outside `tier` by any way; the same once more changes nothing.

    Raises `CaseFieldWrong`, also for words of the code name, which stands in every mail.
    """
    order = NewWords(tier, words, kind)
    check_words(order)
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        term_id = add_protected_term(tx, case_id, order)
        check_names_of_case(tx, case_id, telling_forms(kind, words), field="words")
        tx.note(term=term_id, tier=tier, kind=kind.value)


def take_out_words(work: Work, case_id: str, term_id: str, seen_version: int) -> None:
    """Words are no longer looked for; the row stays, sealed, for who asks later. A second time changes nothing.

    Raises `ChangedMeanwhile`, and `NotAllowed` for words of another case.
    """
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        row = _of_case(tx, ProtectedTerm, term_id, case_id)
        if row.taken_out_at is None:
            row = tx.edit(ProtectedTerm, term_id, seen_version)
            row.taken_out_at = tx.now
            tx.add(row)
        tx.note(term=term_id, tier=row.tier, kind=row.kind.value, taken_out=True)


def release_hold(work: Work, case_id: str, hold_id: str) -> None:
    """The case director lets partners approach the suspect again (route map H-VT-1)."""
    with work.act(Permission.HOLD_RELEASE, case_id) as tx:
        row = _of_case(tx, HoldRow, hold_id, case_id)
        row.released_at, row.released_by = row.released_at or tx.now, row.released_by or tx.actor.reference
        tx.add(row)
        tx.note(hold=hold_id)


Kept = TypeVar("Kept", Seat, HoldRow, ProtectedTerm)


def _of_case(tx: Transaction, kind: type[Kept], row_id: str, case_id: str) -> Kept:
    row = tx.session.get(kind, row_id, with_for_update=True)
    if row is None or row.case_id != case_id:
        raise NotAllowed
    return row
