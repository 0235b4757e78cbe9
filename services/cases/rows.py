"""How orders become rows of the case file, inside somebody's act."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, select

from models.casework import AssessmentRow, Case, CasePerson, ProtectedTerm, RecordedLine, Seat, SpeaksWith
from models.directory import Account, Organisation, Professional
from models.plan import PlanVersion
from models.terms import AccountRole, CaseStatus, PlanStatus, Risk
from services.cases.apart import refuse_private_person, refuse_while_held
from services.cases.checks import CaseFieldWrong, check_seat
from services.cases.facts import Assessment, phase_of
from services.cases.orders import EditCore, NewCase, NewPerson, NewSeat, NewWords
from services.cases.rules import competence
from services.errors import ServiceError
from services.relations.queries import barred_accounts, identity_of, in_force, is_barred
from services.relations.rules import normal_form
from services.scheduling.facts import local_day
from services.unit_of_work import Transaction


class PersonBarred(ServiceError):
    """This person may not be part of the case; whoever bars them knows why."""

    code = "cases.person_barred"


def case_row(tx: Transaction, order: NewCase) -> Case:
    """The row of a case as ordered; its director is who acts, a deputy is named once its bars stand."""
    competent, reason = competence(order.relation, order.veilig_thuis_competent, order.competence_reason)
    case = Case(
        id=tx.chance.id(),
        code=order.code,
        code_name=order.code_name.strip(),
        risk=order.risk,
        relation=order.relation,
        veilig_thuis_competent=competent,
        director_id=tx.actor.account_id,
        status=CaseStatus.PREPARING,
        opened_at=tx.now,
    )
    fill_core(tx, case, order)
    tx.seal(case, "competence_reason_sealed", reason)
    return case


_CORE = (
    *("risk", "relation", "complaint", "complaint_on", "serious_grounds", "serious_grounds_on", "suspect_arrested"),
    *("suspect_arrested_on", "threats_or_violence", "veilig_thuis_advises_intervention", "serious_intrusion"),
    *("investigation_done", "legal_basis", "safety_house_on"),
)


def fill_core(tx: Transaction, case: Case, order: NewCase | EditCore) -> None:
    """Writes the core facts as ordered into a case's row; who is competent stands apart."""
    for column in _CORE:
        setattr(case, column, getattr(order, column))
    case.brought_by, case.region = order.brought_by.strip(), order.region.strip()
    fill_review(case, order.review_on, order.review_events)
    tx.seal(case, "summary_sealed", order.summary)


def fill_review(case: Case, review_on: date | None, review_events: Collection[str]) -> None:
    """Writes when the plan is looked at again, and what brings that forward, into a case's row."""
    case.review_on, case.review_events = review_on, [event.strip() for event in review_events]


def follow_phase(tx: Transaction, case: Case, before: Risk) -> None:
    """A plan belongs to the lane it was made in: when the risk takes the case to the other one, it is superseded.

    The version stays readable; the new lane's duties ask for a new one (route map G-1).
    """
    if phase_of(before) is phase_of(case.risk):
        return
    standing = select(PlanVersion).where(PlanVersion.case_id == case.id, PlanVersion.status == PlanStatus.ADOPTED)
    for version in tx.session.exec(standing):
        version.status = PlanStatus.SUPERSEDED
        tx.add(version)


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
        write_keys(tx, row, person.name, person.birth_date)
    tx.add(row)
    return row


def write_keys(tx: Transaction, row: CasePerson, name: str, born: date | None) -> None:
    """By what the same person is recognised in another case: keyed hashes, empty where nothing is known.

    A name of which nothing is left in its normal form ("Mr.") gets a mark that matches nobody.
    """
    normal = normal_form(name)
    row.name_key = tx.lookup("person.name", normal) if normal else "-" if name.strip() else ""
    row.birth_key = tx.lookup("person.birth", born.isoformat()) if born else ""


def add_seat(
    tx: Transaction, case_id: str, seat: NewSeat, persons: dict[str, CasePerson], *, refuse_barred: bool = False
) -> Seat:
    """Puts a professional on a seat, or changes the seat they have. Raises `CaseFieldWrong`, `PrivatePerson`,
    `SuspectHeld` and, when asked, `PersonBarred`."""
    home = check_professional(tx, case_id, seat.professional_id, refuse_barred=refuse_barred)
    if seat.deputy_id:
        check_professional(tx, case_id, seat.deputy_id, refuse_barred=refuse_barred)
    check_seat(seat, local_day(tx.now))
    if not set(seat.speaks_with) <= set(persons):
        raise CaseFieldWrong(field="speaks_with", reason="unknown_person")
    if row := _seat_in_force(tx, case_id, seat):
        row.version += 1
    else:
        row = _seat_row(tx, case_id, seat, home)
    row.deputy_id = seat.deputy_id or None
    row.attends, row.chairs = seat.attends and not home.external, seat.chairs
    row.since_on, row.until_on = seat.since_on, seat.until_on
    row.deputy_briefed_on = seat.deputy_briefed_on
    tx.seal(row, "note_sealed", seat.note)
    tx.add(row)
    _agree_lines(tx, row, [persons[ref] for ref in dict.fromkeys(seat.speaks_with)])
    return row


def _agree_lines(tx: Transaction, seat: Seat, persons: list[CasePerson]) -> None:
    """Lines that go on stay as they are, others end today, new ones begin. Raises `SuspectHeld`."""
    wanted = {person.id for person in persons}
    end_lines(tx, seat.id, but=wanted)
    current = set(tx.session.exec(select(SpeaksWith.person_id).where(_current(seat.id))))
    new = [person for person in persons if person.id not in current]
    refuse_while_held(tx, seat.case_id, new)
    tx.add(*(SpeaksWith(id=tx.chance.id(), seat_id=seat.id, person_id=person.id) for person in new))


def end_lines(tx: Transaction, seat_id: str, *, but: Collection[str] = ()) -> None:
    """Ends today the lines from a seat to all persons (ids) `but` these."""
    for line in tx.session.exec(select(SpeaksWith).where(_current(seat_id))).all():
        if line.person_id not in but:
            line.until_on, line.version = local_day(tx.now), line.version + 1
            tx.add(line)


def _current(seat_id: str) -> ColumnElement[bool]:
    return and_(col(SpeaksWith.seat_id) == seat_id, col(SpeaksWith.until_on).is_(None))


def check_professional(tx: Transaction, case_id: str, professional_id: str, *, refuse_barred: bool) -> Organisation:
    """Gives the organisation of a professional who may take part. Raises `CaseFieldWrong`, `PrivatePerson` and, when
    asked, `PersonBarred`."""
    person = tx.session.get(Professional, professional_id)
    home = tx.session.get(Organisation, person.organisation_id) if person else None
    if person is None or home is None:
        raise CaseFieldWrong(field="seat", reason="unknown_professional")
    identity = identity_of(tx.database.vault, person, home)
    if refuse_barred and is_barred(tx.session, tx.database.vault, identity, case_id):
        raise PersonBarred
    refuse_private_person(tx, case_id, person)
    return home


def _seat_row(tx: Transaction, case_id: str, seat: NewSeat, home: Organisation) -> Seat:
    return Seat(
        id=tx.chance.id(),
        case_id=case_id,
        organisation_id=home.id,
        professional_id=seat.professional_id,
        role=seat.role.strip(),
    )


def _seat_in_force(tx: Transaction, case_id: str, seat: NewSeat) -> Seat | None:
    """The seat that this professional has now; one whose last day has passed stays as history."""
    statement = select(Seat).where(
        Seat.case_id == case_id,
        Seat.professional_id == seat.professional_id,
        Seat.role == seat.role.strip(),
        in_force(local_day(tx.now)),
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


def add_protected_term(tx: Transaction, case_id: str, order: NewWords) -> str:
    """Adds words to protect; gives the row's id, that of the row that says the same already where there is one."""
    words = " ".join(order.words.split())
    known = tx.session.exec(
        select(ProtectedTerm).where(
            ProtectedTerm.case_id == case_id,
            ProtectedTerm.tier == order.tier,
            ProtectedTerm.kind == order.kind,
            col(ProtectedTerm.taken_out_at).is_(None),
        )
    )
    for row in known:
        if tx.unseal(row, "term_sealed").casefold() == words.casefold():
            return row.id
    row = ProtectedTerm(id=tx.chance.id(), case_id=case_id, tier=order.tier, kind=order.kind, term_sealed="")
    tx.seal(row, "term_sealed", words)
    tx.add(row)
    return row.id


def line_row(tx: Transaction, case_id: str, first: str, second: str) -> RecordedLine:
    """The row of a line recorded today."""
    return RecordedLine(
        id=tx.chance.id(), case_id=case_id, first_key=first, second_key=second, recorded_on=local_day(tx.now)
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
