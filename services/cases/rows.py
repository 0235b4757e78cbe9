"""How orders become rows of the case file, inside somebody's act."""

from datetime import date

from sqlmodel import col, select

from models.barring import Bar
from models.casework import AssessmentRow, Case, CasePerson, ProtectedTerm, RecordedLine, Seat, SpeaksWith
from models.directory import Account, Organisation, Professional
from models.measures import WeighingRow
from models.terms import AccountRole, Measure
from services.cases.checks import CaseFieldWrong, check_line, check_text
from services.cases.facts import Assessment
from services.cases.orders import EditCore, NewBar, NewCase, NewPerson, NewSeat, WeighMeasure
from services.cases.rules import competence
from services.errors import ServiceError
from services.relations.queries import identity_of, is_barred
from services.relations.rules import normal_form
from services.unit_of_work import Transaction
from services.wording.speech import LOCAL


class PersonBarred(ServiceError):
    """This person may not be part of the case; whoever bars them knows why."""

    code = "cases.person_barred"


def case_row(tx: Transaction, order: NewCase) -> Case:
    """The row of a case as ordered; its director is who acts."""
    competent, reason = competence(order.relation, order.veilig_thuis_competent, order.competence_reason)
    case = Case(
        id=tx.chance.id(),
        code=order.code,
        code_name=order.code_name.strip(),
        risk=order.risk,
        relation=order.relation,
        veilig_thuis_competent=competent,
        director_id=tx.actor.account_id,
        deputy_id=deputy_account(tx, order.deputy_account_id, tx.actor.account_id),
        opened_at=tx.now,
    )
    fill_core(tx, case, order)
    tx.seal(case, "competence_reason_sealed", reason)
    return case


_CORE = (
    *("risk", "relation", "complaint", "complaint_on", "serious_grounds", "serious_grounds_on", "suspect_arrested"),
    *("suspect_arrested_on", "threats_or_violence", "veilig_thuis_advises_intervention", "serious_intrusion"),
    *("investigation_done", "legal_basis", "safety_house_on", "review_on"),
)


def fill_core(tx: Transaction, case: Case, order: NewCase | EditCore) -> None:
    """Writes the core facts as ordered into a case's row; who is competent stands apart."""
    for column in _CORE:
        setattr(case, column, getattr(order, column))
    case.brought_by, case.region = order.brought_by.strip(), order.region.strip()
    case.review_events = [event.strip() for event in order.review_events]
    tx.seal(case, "summary_sealed", order.summary)


_PERSON = (
    *("role", "age", "address_secret", "address_known_to_suspect", "safe_channel", "texting_allowed"),
    *("voicemail_allowed", "interpreter", "faces_agreed", "informed", "informed_on"),
)
_PERSON_LINES = ("alias", "language", "informed_by")
_PERSON_SEALED = {
    "safe_contact_sealed": "safe_contact",
    "note_sealed": "note",
    "safe_times_sealed": "safe_times",
    "safe_caller_sealed": "safe_caller",
    "vulnerabilities_sealed": "vulnerabilities",
    "not_informed_sealed": "not_informed_because",
}
_PERSON_SECRETS = {
    "name_sealed": "name",
    "address_sealed": "address",
    "domicile_sealed": "domicile",
    "phone_sealed": "phone",
}


def add_person(tx: Transaction, case_id: str, person: NewPerson) -> CasePerson:
    """Adds a private person, sealed."""
    row = CasePerson(id=tx.chance.id(), case_id=case_id, ref=person.ref, role=person.role, alias=person.alias)
    return fill_person(tx, row, person, with_secrets=True)


def fill_person(tx: Transaction, row: CasePerson, person: NewPerson, *, with_secrets: bool) -> CasePerson:
    """Writes what was entered into a person's row; name, birth date, addresses and phone only `with_secrets`."""
    for column in _PERSON:
        setattr(row, column, getattr(person, column))
    for column in _PERSON_LINES:
        setattr(row, column, getattr(person, column).strip())
    sealed = _PERSON_SEALED | _PERSON_SECRETS if with_secrets else _PERSON_SEALED
    for column, field in sealed.items():
        tx.seal(row, column, getattr(person, field).strip())
    if with_secrets:
        tx.seal(row, "birth_date_sealed", person.birth_date.isoformat() if person.birth_date else "")
    tx.add(row)
    return row


def add_seat(
    tx: Transaction, case_id: str, seat: NewSeat, persons: dict[str, CasePerson], *, refuse_barred: bool = False
) -> Seat:
    """Puts a professional on a seat, or changes the seat they have. Raises `CaseFieldWrong` and, when asked,
    `PersonBarred`."""
    home = _check_person(tx, case_id, seat.professional_id, refuse_barred=refuse_barred)
    if seat.deputy_id:
        _check_person(tx, case_id, seat.deputy_id, refuse_barred=refuse_barred)
    check_line("role", seat.role, 60, needed=True)
    check_text("seat_note", seat.note)
    if not set(seat.speaks_with) <= set(persons):
        raise CaseFieldWrong(field="speaks_with", reason="unknown_person")
    row = _seat_in_force(tx, case_id, seat) or Seat(
        id=tx.chance.id(),
        case_id=case_id,
        organisation_id=home.id,
        professional_id=seat.professional_id,
        role=seat.role.strip(),
    )
    row.deputy_id = seat.deputy_id or None
    row.attends, row.chairs = seat.attends and not home.external, seat.chairs
    tx.seal(row, "note_sealed", seat.note)
    tx.add(row)
    for line in tx.session.exec(select(SpeaksWith).where(SpeaksWith.seat_id == row.id)).all():
        tx.session.delete(line)
    tx.session.flush()
    for ref in dict.fromkeys(seat.speaks_with):
        tx.add(SpeaksWith(id=tx.chance.id(), seat_id=row.id, person_id=persons[ref].id))
    return row


def _check_person(tx: Transaction, case_id: str, professional_id: str, *, refuse_barred: bool) -> Organisation:
    """Gives the organisation of a professional who may take part."""
    person = tx.session.get(Professional, professional_id)
    home = tx.session.get(Organisation, person.organisation_id) if person else None
    if person is None or home is None:
        raise CaseFieldWrong(field="seat", reason="unknown_professional")
    identity = identity_of(tx.database.vault, person, home)
    if refuse_barred and is_barred(tx.session, tx.database.vault, identity, case_id):
        raise PersonBarred
    return home


def _seat_in_force(tx: Transaction, case_id: str, seat: NewSeat) -> Seat | None:
    statement = select(Seat).where(
        Seat.case_id == case_id,
        Seat.professional_id == seat.professional_id,
        Seat.role == seat.role.strip(),
        col(Seat.ended_at).is_(None),
    )
    return tx.session.exec(statement).first()


def add_assessment(tx: Transaction, case_id: str, assessment: Assessment) -> None:
    """Adds an outcome."""
    tx.add(
        AssessmentRow(
            id=tx.chance.id(),
            case_id=case_id,
            instrument=assessment.instrument,
            outcome=assessment.outcome.strip(),
            assessed_on=assessment.assessed_on,
            by_organisation=assessment.by_organisation.strip(),
            by_person=assessment.by_person.strip(),
            instrument_version=assessment.instrument_version.strip(),
            coordinated_with_veilig_thuis=assessment.coordinated_with_veilig_thuis,
        )
    )


def add_bar(tx: Transaction, case_id: str, order: NewBar) -> None:
    """Adds a bar once."""
    key = tx.lookup(f"bar.{order.kind}", normal_form(order.value))
    known = select(Bar.id).where(Bar.case_id == case_id, Bar.kind == order.kind, Bar.value_key == key)
    if tx.session.exec(known).first():
        return
    row = Bar(id=tx.chance.id(), case_id=case_id, kind=order.kind, value_key=key, value_sealed="")
    tx.seal(row, "value_sealed", order.value.strip())
    tx.seal(row, "reason_sealed", order.reason.strip())
    tx.add(row)


def add_protected_term(tx: Transaction, case_id: str, tier: str, words: str) -> None:
    """Adds words to protect."""
    row = ProtectedTerm(id=tx.chance.id(), case_id=case_id, tier=tier, term_sealed="")
    tx.seal(row, "term_sealed", words.strip())
    tx.add(row)


def line_row(tx: Transaction, case_id: str, first: str, second: str) -> RecordedLine:
    """The row of a line recorded today."""
    return RecordedLine(
        id=tx.chance.id(), case_id=case_id, first_key=first, second_key=second, recorded_on=local_day(tx)
    )


def local_day(tx: Transaction) -> date:
    """Today, where the people are: shortly after midnight that is not yet the day of the clock in UTC."""
    return tx.now.astimezone(LOCAL).date()


def weighing_row(tx: Transaction, order: WeighMeasure) -> WeighingRow:
    """The row of a weighing that stands, or a new one."""
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


def deputy_account(tx: Transaction, account_id: str, director_id: str) -> str | None:
    """The account id of a deputy: another case director who may sign in, or None for nobody."""
    if not account_id:
        return None
    account = tx.session.get(Account, account_id)
    fit = account is not None and account.role is AccountRole.CASE_DIRECTOR and account.disabled_at is None
    if not fit or account_id == director_id:
        raise CaseFieldWrong(field="deputy", reason="unknown")
    return account_id
