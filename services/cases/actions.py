"""Writes of the case file: open, fill seats, change facts, weigh measures, bar people, release a hold."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from models.base import Row
from models.casework import (
    AssessmentRow,
    Bar,
    Case,
    CasePerson,
    HoldRow,
    ProtectedTerm,
    RecordedLine,
    Seat,
    SpeaksWith,
    WeighingRow,
)
from models.directory import Organisation, Professional
from models.terms import CaseId, Measure
from services.access.rules import Permission
from services.cases.facts import Assessment, EditCore, NewBar, NewCase, NewPerson, NewSeat, WeighMeasure
from services.cases.rules import CaseFieldWrong, check_new_case, veilig_thuis_competent
from services.errors import ServiceError
from services.relations.queries import identity_of, is_barred
from services.relations.rules import normal_form
from services.unit_of_work import NotAllowed, Transaction, Work


class CodeTaken(ServiceError):
    """A case with this code exists already."""

    code = "cases.code_taken"


class PersonBarred(ServiceError):
    """This person may not be part of the case; whoever bars them knows why."""

    code = "cases.person_barred"


def open_case(work: Work, order: NewCase) -> CaseId:
    """Opens a case with the acting case director as its director. Raises `CaseFieldWrong` or `CodeTaken`."""
    check_new_case(order)
    with work.act(Permission.CASE_OPEN) as tx:
        if tx.session.exec(select(Case.id).where(Case.code == order.code)).first():
            raise CodeTaken
        case = _case_row(tx, order)
        try:
            tx.add(case)
        except IntegrityError:
            raise CodeTaken from None
        persons = {person.ref: _add_person(tx, case.id, person) for person in order.persons}
        for bar in order.bars:
            _add_bar(tx, case.id, bar)
        for seat in order.seats:
            _add_seat(tx, case.id, seat, persons)
        for assessment in order.assessments:
            _add_assessment(tx, case.id, assessment)
        for first, second in {tuple(sorted(line)) for line in order.recorded_lines}:
            tx.add(_line(tx, case.id, first, second, tx.now.date()))
        for tier, words in order.protected_terms:
            _add_protected_term(tx, case.id, tier, words)
        tx.note(case=case.id, persons=len(order.persons), seats=len(order.seats))
        return CaseId(case.id)


def edit_core(work: Work, order: EditCore) -> int:
    """Changes the core facts; gives the new version. Raises `ChangedMeanwhile` when somebody was first."""
    with work.act(Permission.CASE_EDIT, order.case_id) as tx:
        case = tx.edit(Case, order.case_id, order.version)
        case.risk, case.relation = order.risk, order.relation
        case.veilig_thuis_competent = order.veilig_thuis_competent
        case.complaint, case.serious_grounds = order.complaint, order.serious_grounds
        case.suspect_arrested, case.stalking_active = order.suspect_arrested, order.stalking_active
        case.review_on, case.review_events = order.review_on, list(order.review_events)
        tx.seal(case, "summary_sealed", order.summary)
        tx.add(case)
        tx.note(risk=order.risk.value, version=case.version)
        return case.version


def fill_seat(work: Work, case_id: str, seat: NewSeat) -> str:
    """Puts a professional on a seat; gives the seat's id. Raises `PersonBarred`."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        persons = {p.ref: p for p in tx.session.exec(select(CasePerson).where(CasePerson.case_id == case_id))}
        row = _add_seat(tx, case_id, seat, persons, refuse_barred=True)
        tx.note(seat=row.id, role=row.role)
        return row.id


def end_seat(work: Work, case_id: str, seat_id: str) -> None:
    """Takes a professional off a seat; the row stays as history."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        row = _of_case(tx, Seat, seat_id, case_id)
        row.ended_at = row.ended_at or tx.now
        tx.add(row)
        tx.note(seat=seat_id)


def record_assessment(work: Work, case_id: str, assessment: Assessment) -> None:
    """Adds an outcome of an instrument. Raises `CaseFieldWrong` for a day in the future."""
    if not assessment.outcome.strip():
        raise CaseFieldWrong(field="outcome", reason="empty")
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        if assessment.assessed_on > tx.now.date():
            raise CaseFieldWrong(field="assessed_on", reason="in_future")
        _add_assessment(tx, case_id, assessment)
        tx.note(instrument=assessment.instrument.value)


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
            tx.add(_line(tx, case_id, one, other, tx.now.date()))
        tx.note(first=one, second=other)


def weigh(work: Work, order: WeighMeasure) -> None:
    """Records that a measure was weighed; a later weighing of the same measure by the same organisation replaces it."""
    if not order.reason.strip():
        raise CaseFieldWrong(field="reason", reason="empty")
    with work.act(Permission.MEASURE_WEIGH, order.case_id) as tx:
        row = _weighing_row(tx, order)
        row.outcome, row.tier, row.weighed_on = order.outcome, order.tier, order.weighed_on
        row.version += 1
        tx.seal(row, "reason_sealed", order.reason.strip())
        tx.add(row)
        tx.note(measure=order.measure.value, outcome=order.outcome.value)


def bar(work: Work, case_id: str, order: NewBar) -> None:
    """Keeps someone out of the case from now on: seats, invitations and screens alike."""
    if not normal_form(order.value):
        raise CaseFieldWrong(field="bar", reason="empty")
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        _add_bar(tx, case_id, order)
        tx.note(kind=order.kind.value)


def protect_words(work: Work, case_id: str, tier: str, words: str) -> None:
    """Adds words that may not reach readers outside `tier` in any document."""
    if not words.strip():
        raise CaseFieldWrong(field="words", reason="empty")
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        _add_protected_term(tx, case_id, tier, words)
        tx.note(tier=tier)


def release_hold(work: Work, case_id: str, hold_id: str) -> None:
    """The case director lets partners approach the suspect again (route map H-VT-1)."""
    with work.act(Permission.HOLD_RELEASE, case_id) as tx:
        row = _of_case(tx, HoldRow, hold_id, case_id)
        row.released_at, row.released_by = row.released_at or tx.now, row.released_by or tx.actor.reference
        tx.add(row)
        tx.note(hold=hold_id)


def _case_row(tx: Transaction, order: NewCase) -> Case:
    competent = order.veilig_thuis_competent
    case = Case(
        id=tx.chance.id(),
        code=order.code,
        code_name=order.code_name.strip(),
        risk=order.risk,
        relation=order.relation,
        veilig_thuis_competent=veilig_thuis_competent(order.relation) if competent is None else competent,
        complaint=order.complaint,
        serious_grounds=order.serious_grounds,
        suspect_arrested=order.suspect_arrested,
        director_id=tx.actor.account_id,
        deputy_id=order.deputy_account_id or None,
        review_on=order.review_on,
        review_events=list(order.review_events),
        opened_at=tx.now,
    )
    tx.seal(case, "summary_sealed", order.summary)
    return case


def _add_person(tx: Transaction, case_id: str, person: NewPerson) -> CasePerson:
    row = CasePerson(
        id=tx.chance.id(),
        case_id=case_id,
        ref=person.ref,
        role=person.role,
        alias=person.alias.strip(),
        age=person.age,
        address_secret=person.address_secret,
    )
    for column, text in (
        ("address_sealed", person.address),
        ("phone_sealed", person.phone),
        ("safe_contact_sealed", person.safe_contact),
        ("note_sealed", person.note),
    ):
        tx.seal(row, column, text.strip())
    tx.add(row)
    return row


def _add_seat(
    tx: Transaction, case_id: str, seat: NewSeat, persons: dict[str, CasePerson], *, refuse_barred: bool = False
) -> Seat:
    person = tx.session.get(Professional, seat.professional_id)
    home = tx.session.get(Organisation, person.organisation_id) if person else None
    if person is None or home is None:
        raise CaseFieldWrong(field="seat", reason="unknown_professional")
    if not seat.role.strip():
        raise CaseFieldWrong(field="role", reason="empty")
    if refuse_barred and is_barred(
        tx.session, tx.database.vault, identity_of(tx.database.vault, person, home), case_id
    ):
        raise PersonBarred
    row = Seat(
        id=tx.chance.id(),
        case_id=case_id,
        organisation_id=home.id,
        professional_id=person.id,
        deputy_id=seat.deputy_id or None,
        role=seat.role.strip(),
        attends=seat.attends and not home.external,
        chairs=seat.chairs,
    )
    tx.seal(row, "note_sealed", seat.note)
    tx.add(row)
    for ref in seat.speaks_with:
        if ref not in persons:
            raise CaseFieldWrong(field="speaks_with", reason="unknown_person")
        tx.add(SpeaksWith(id=tx.chance.id(), seat_id=row.id, person_id=persons[ref].id))
    return row


def _add_assessment(tx: Transaction, case_id: str, assessment: Assessment) -> None:
    tx.add(
        AssessmentRow(
            id=tx.chance.id(),
            case_id=case_id,
            instrument=assessment.instrument,
            outcome=assessment.outcome.strip()[:80],
            assessed_on=assessment.assessed_on,
            by_organisation=assessment.by_organisation,
            coordinated_with_veilig_thuis=assessment.coordinated_with_veilig_thuis,
        )
    )


def _add_bar(tx: Transaction, case_id: str, order: NewBar) -> None:
    key = tx.lookup(f"bar.{order.kind}", normal_form(order.value))
    known = select(Bar.id).where(Bar.case_id == case_id, Bar.kind == order.kind, Bar.value_key == key)
    if tx.session.exec(known).first():
        return
    row = Bar(id=tx.chance.id(), case_id=case_id, kind=order.kind, value_key=key, value_sealed="")
    tx.seal(row, "value_sealed", order.value.strip())
    tx.seal(row, "reason_sealed", order.reason.strip())
    tx.add(row)


def _add_protected_term(tx: Transaction, case_id: str, tier: str, words: str) -> None:
    row = ProtectedTerm(id=tx.chance.id(), case_id=case_id, tier=tier, term_sealed="")
    tx.seal(row, "term_sealed", words.strip())
    tx.add(row)


def _line(tx: Transaction, case_id: str, first: str, second: str, day: date) -> RecordedLine:
    return RecordedLine(id=tx.chance.id(), case_id=case_id, first_key=first, second_key=second, recorded_on=day)


def _weighing_row(tx: Transaction, order: WeighMeasure) -> WeighingRow:
    known = select(WeighingRow).where(
        WeighingRow.case_id == order.case_id,
        WeighingRow.measure == Measure(order.measure),
        WeighingRow.organisation == order.organisation,
    )
    return tx.session.exec(known).first() or WeighingRow(
        id=tx.chance.id(),
        version=0,
        case_id=order.case_id,
        measure=order.measure,
        organisation=order.organisation,
        outcome=order.outcome,
        reason_sealed="",
        tier=order.tier,
        weighed_on=order.weighed_on,
    )


def _of_case(tx: Transaction, kind: type, row_id: str, case_id: str):
    row: Row | None = tx.session.get(kind, row_id, with_for_update=True)
    if row is None or row.case_id != case_id:
        raise NotAllowed
    return row
