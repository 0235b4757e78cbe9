"""How orders become rows of the case file, inside somebody's act."""

from datetime import date

from sqlmodel import col, select

from models.casework import AssessmentRow, Case, CasePerson, ProtectedTerm, RecordedLine, Seat, SpeaksWith
from models.directory import Account, Organisation, Professional
from models.measures import WeighingRow
from models.terms import AccountRole, CaseStatus, Measure
from services.cases.facts import Assessment
from services.cases.orders import NewCase, NewPerson, NewSeat, WeighMeasure
from services.cases.rules import CaseFieldWrong, veilig_thuis_competent
from services.errors import ServiceError
from services.relations.queries import barred_accounts, identity_of, is_barred
from services.unit_of_work import Transaction
from services.wording.speech import LOCAL


class PersonBarred(ServiceError):
    """This person may not be part of the case; whoever bars them knows why."""

    code = "cases.person_barred"


def case_row(tx: Transaction, order: NewCase) -> Case:
    """The row of a case as ordered; its director is who acts, a deputy is named once its bars stand."""
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
        status=CaseStatus.PREPARING,
        review_on=order.review_on,
        review_events=list(order.review_events),
        opened_at=tx.now,
    )
    tx.seal(case, "summary_sealed", order.summary)
    return case


def add_person(tx: Transaction, case_id: str, person: NewPerson) -> CasePerson:
    """Adds a private person, sealed."""
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


def add_seat(
    tx: Transaction, case_id: str, seat: NewSeat, persons: dict[str, CasePerson], *, refuse_barred: bool = False
) -> Seat:
    """Puts a professional on a seat, or changes the seat they have. Raises `CaseFieldWrong` and, when asked,
    `PersonBarred`."""
    home = _check_person(tx, case_id, seat.professional_id, refuse_barred=refuse_barred)
    if seat.deputy_id:
        _check_person(tx, case_id, seat.deputy_id, refuse_barred=refuse_barred)
    if not seat.role.strip():
        raise CaseFieldWrong(field="role", reason="empty")
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
            by_organisation=assessment.by_organisation,
            coordinated_with_veilig_thuis=assessment.coordinated_with_veilig_thuis,
        )
    )


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


def case_director(tx: Transaction, case_id: str, account_id: str, *, beside: str, field: str = "deputy") -> str:
    """The id of an account that can direct or deputise: a case director who may sign in, is not kept out and is
    another than `beside`. Raises `CaseFieldWrong` on `field`."""
    account = tx.session.get(Account, account_id)
    fit = account is not None and account.role is AccountRole.CASE_DIRECTOR and account.disabled_at is None
    if not fit or account_id == beside:
        raise CaseFieldWrong(field=field, reason="unknown")
    if barred_accounts(tx.session, tx.database.vault, case_id, [account_id]):
        raise CaseFieldWrong(field=field, reason="barred")
    return account_id
