"""Looks at case files. What a reader may not see is left out before facts are built."""

from collections import defaultdict
from collections.abc import Iterable

from sqlmodel import col, or_, select

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
from models.directory import Account, Organisation, Professional
from models.meeting import Condition
from models.terms import Belonging, CaseId, CaseStatus, ConditionStatus, OrganisationKind, SeatRole
from services.access.rules import Permission
from services.cases import facts
from services.cases.rules import telling_numbers, telling_parts
from services.protection.rules import Reader, may_read
from services.relations.queries import barred_professionals, belonging
from services.unit_of_work import NotAllowed, Reading, Work
from services.wording.speech import LOCAL

_CHAIN = {kind.value: place for place, kind in enumerate(OrganisationKind)}


def my_cases(work: Work) -> tuple[facts.CaseLine, ...]:
    """The cases the acting account directs or deputises, and those where it has a seat; gravest first."""
    actor = work.actor
    with work.read(Permission.CASE_LIST) as look:
        seated = select(Seat.case_id).where(
            or_(Seat.professional_id == actor.professional_id, col(Seat.deputy_id) == actor.professional_id),
            col(Seat.ended_at).is_(None),
            bool(actor.professional_id),
        )
        mine = or_(Case.director_id == actor.account_id, Case.deputy_id == actor.account_id, col(Case.id).in_(seated))
        rows = look.session.exec(select(Case).where(mine).order_by(col(Case.opened_at))).all()
        allowed = [row for row in rows if _still_mine(look, work, row)]
        return tuple(sorted((_line(row, actor.account_id) for row in allowed), key=_gravest_first))


def free_code(work: Work) -> str:
    """A code for a new case that no case has, such as `Z-2026-417`.

    The number is drawn, not counted: a next number would tell everybody how many cases there are, also those that
    they may not know of.
    """
    year = work.clock().astimezone(LOCAL).year
    with work.read(Permission.CASE_LIST) as look:
        taken = set(look.session.exec(select(Case.code).where(col(Case.code).startswith(f"Z-{year}-"))))
    number, digits = int(work.chance.id(), 16), 3 if len(taken) < 500 else 6
    free = (f"Z-{year}-{(number + step) % 10**digits:0{digits}d}" for step in range(10**digits))
    return next(code for code in free if code not in taken)


def case_facts(work: Work, case_id: str, *, screen: str = "case") -> facts.CaseFacts:
    """One case as this actor may see it. Raises `NotAllowed` for an unknown, foreign or barred case alike."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        return gathered(look, case_id, reader_of(look))


def reader_of(look: Reading) -> Reader:
    """What the acting person counts as when tiers are read: their organisation's reader."""
    return Reader(organisation=look.actor.organisation)


def gathered(look: Reading, case_id: str, reader: Reader) -> facts.CaseFacts:
    """The facts of a case for `reader`, inside an open look or transaction; permission was asked by the caller."""
    case = look.session.get(Case, case_id)
    if case is None:
        raise NotAllowed
    names = _account_names(look, [case.director_id, case.deputy_id or ""])
    return facts.CaseFacts(
        id=CaseId(case.id),
        code=case.code,
        code_name=case.code_name,
        risk=case.risk,
        relation=case.relation,
        veilig_thuis_competent=case.veilig_thuis_competent,
        complaint=case.complaint,
        serious_grounds=case.serious_grounds,
        suspect_arrested=case.suspect_arrested,
        stalking_active=case.stalking_active,
        status=case.status,
        summary=look.unseal(case, "summary_sealed"),
        director=names.get(case.director_id, ""),
        deputy_director=names.get(case.deputy_id or "", ""),
        deputy_account_id=case.deputy_id or "",
        review_on=case.review_on,
        review_events=tuple(case.review_events),
        assessments=tuple(_assessments(look, case_id)),
        persons=tuple(_persons(look, case_id)),
        seats=tuple(_seats(look, case_id)),
        recorded_lines=tuple(_lines(look, case_id)),
        weighings=tuple(w for w in _weighings(look, case_id) if may_read(w.tier, reader)),
        condition_kinds=tuple(_condition_kinds(look, case_id)),
        holds=tuple(_holds(look, case_id, reader)),
        version=case.version,
    )


def address_of(work: Work, case_id: str, person_id: str) -> str:
    """A person's address and phone, shown on request only; the look is logged under its own name."""
    with work.read(Permission.CASE_READ, case_id, screen=f"address:{person_id}") as look:
        row = look.session.get(CasePerson, person_id)
        if row is None or row.case_id != case_id:
            raise NotAllowed
        parts = (look.unseal(row, "address_sealed"), look.unseal(row, "phone_sealed"))
        return " · ".join(part for part in parts if part)


def protection_of(work: Work, case_id: str) -> facts.CaseProtection:
    """Who is kept out of a case and which words are kept from readers; only who may change the case sees it."""
    with work.read(Permission.CASE_EDIT, case_id, screen="protection") as look:
        bars = look.session.exec(select(Bar).where(Bar.case_id == case_id).order_by(col(Bar.kind))).all()
        terms = look.session.exec(select(ProtectedTerm).where(ProtectedTerm.case_id == case_id)).all()
        return facts.CaseProtection(
            bars=tuple(facts.ProtectionLine(row.kind.value, look.unseal(row, "value_sealed")) for row in bars),
            words=tuple(facts.ProtectionLine(row.tier, look.unseal(row, "term_sealed")) for row in terms),
        )


def guarded_words(look: Reading, case_id: str, reader: Reader) -> tuple[str, ...]:
    """Every word or phrase of the case that may not reach this reader: addresses, phones, protected terms."""
    words: list[str] = []
    for row in look.session.exec(select(CasePerson).where(CasePerson.case_id == case_id)):
        words += telling_parts(look.unseal(row, "address_sealed"))
        words += telling_numbers(look.unseal(row, "phone_sealed"))
    for row in look.session.exec(select(ProtectedTerm).where(ProtectedTerm.case_id == case_id)):
        if not may_read(row.tier, reader):
            words.append(look.unseal(row, "term_sealed"))
    return tuple(word for word in words if word)


def kept_out(look: Reading, case_id: str) -> frozenset[tuple[str, str]]:
    """Organisation and name of everybody in the directory whom a bar of this case keeps out."""
    barred = barred_professionals(look.session, look.database.vault, case_id)
    rows = look.session.exec(
        select(Organisation.key, Professional.name)
        .join(Professional, col(Professional.organisation_id) == col(Organisation.id))
        .where(col(Professional.id).in_(barred))
    )
    return frozenset((key, name) for key, name in rows)


def _still_mine(look: Reading, work: Work, case: Case) -> bool:
    how = belonging(look.session, look.database.vault, work.actor.identity, case.id, look.now)
    return how not in (Belonging.NONE, Belonging.BARRED)


def _line(row: Case, account_id: str) -> facts.CaseLine:
    return facts.CaseLine(
        id=row.id,
        code=row.code,
        code_name=row.code_name,
        risk=row.risk,
        relation=row.relation,
        status=row.status,
        opened_at=row.opened_at,
        deputising=row.deputy_id == account_id,
    )


def _gravest_first(line: facts.CaseLine) -> tuple[bool, int, str]:
    order = {"hoog": 0, "gemiddeld": 1, "laag": 2}
    return (line.status is not CaseStatus.ACTIVE, order[line.risk.value], line.code)


def _account_names(look: Reading, ids: Iterable[str]) -> dict[str, str]:
    rows = look.session.exec(select(Account).where(col(Account.id).in_([i for i in ids if i])))
    return {row.id: row.name for row in rows}


def _assessments(look: Reading, case_id: str) -> Iterable[facts.Assessment]:
    rows = look.session.exec(
        select(AssessmentRow).where(AssessmentRow.case_id == case_id).order_by(col(AssessmentRow.assessed_on))
    )
    for row in rows:
        yield facts.Assessment(
            row.instrument, row.outcome, row.assessed_on, row.by_organisation, row.coordinated_with_veilig_thuis
        )


def _persons(look: Reading, case_id: str) -> Iterable[facts.CasePerson]:
    rows = look.session.exec(select(CasePerson).where(CasePerson.case_id == case_id)).all()
    for row in sorted(rows, key=lambda row: (len(row.ref), row.ref)):
        yield facts.CasePerson(
            id=row.id,
            ref=row.ref,
            role=row.role,
            alias=row.alias,
            age=row.age,
            safe_contact=look.unseal(row, "safe_contact_sealed"),
            address_secret=row.address_secret,
            note=look.unseal(row, "note_sealed"),
        )


def _seats(look: Reading, case_id: str) -> Iterable[facts.PartnerSeat]:
    """Seats in force, in the order of the chain; whoever is barred is not among them."""
    barred = barred_professionals(look.session, look.database.vault, case_id)
    statement = (
        select(Seat, Professional, Organisation)
        .join(Professional, col(Professional.id) == col(Seat.professional_id))
        .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(Seat.case_id == case_id, col(Seat.ended_at).is_(None))
    )
    rows = look.session.exec(statement).all()
    speaks, deputies = _speaks_with(look, case_id), _deputy_names(look, [seat.deputy_id for seat, _, _ in rows])
    for seat, person, home in sorted(rows, key=lambda row: _in_the_chain(*row)):
        if person.id in barred:
            continue
        yield facts.PartnerSeat(
            id=seat.id,
            organisation=home.key,
            role=seat.role,
            name=person.name,
            organisation_name=home.name,
            professional_id=person.id,
            deputy="" if seat.deputy_id in barred else deputies.get(seat.deputy_id or "", ""),
            speaks_with=tuple(sorted(speaks[seat.id])),
            attends=seat.attends,
            chairs=seat.chairs,
            external=home.external,
            note=look.unseal(seat, "note_sealed"),
        )


def _in_the_chain(seat: Seat, person: Professional, home: Organisation) -> tuple[int, str, bool, str, str]:
    """Police first, as the route map names them; within an organisation whoever directs first."""
    return _CHAIN.get(home.key, len(_CHAIN)), home.key, seat.role != SeatRole.CASE_DIRECTOR, person.name, seat.role


def _speaks_with(look: Reading, case_id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    statement = (
        select(SpeaksWith.seat_id, CasePerson.ref)
        .join(CasePerson, col(CasePerson.id) == col(SpeaksWith.person_id))
        .where(CasePerson.case_id == case_id)
    )
    for seat_id, ref in look.session.exec(statement):
        found[seat_id].append(ref)
    return found


def _deputy_names(look: Reading, ids: Iterable[str | None]) -> dict[str, str]:
    wanted = [i for i in ids if i]
    rows = look.session.exec(select(Professional).where(col(Professional.id).in_(wanted)))
    return {row.id: row.name for row in rows}


def _lines(look: Reading, case_id: str) -> Iterable[tuple[str, str]]:
    statement = select(RecordedLine).where(RecordedLine.case_id == case_id)
    for row in look.session.exec(statement.order_by(col(RecordedLine.first_key), col(RecordedLine.second_key))):
        yield (row.first_key, row.second_key)


def _weighings(look: Reading, case_id: str) -> Iterable[facts.Weighing]:
    rows = look.session.exec(
        select(WeighingRow)
        .where(WeighingRow.case_id == case_id)
        .order_by(col(WeighingRow.weighed_on), col(WeighingRow.measure), col(WeighingRow.organisation))
    )
    for row in rows:
        yield facts.Weighing(
            row.measure,
            row.organisation,
            row.outcome,
            look.unseal(row, "reason_sealed"),
            row.tier,
            row.weighed_on,
            row.id,
        )


def _condition_kinds(look: Reading, case_id: str) -> Iterable[str]:
    gone = (ConditionStatus.DRAFT, ConditionStatus.DROPPED)
    statement = (
        select(Condition.kind).where(Condition.case_id == case_id, col(Condition.status).notin_(gone)).distinct()
    )
    return sorted(str(kind) for kind in look.session.exec(statement))


def _holds(look: Reading, case_id: str, reader: Reader) -> Iterable[facts.Hold]:
    for row in look.session.exec(select(HoldRow).where(HoldRow.case_id == case_id)):
        reason = look.unseal(row, "reason_sealed") if may_read("opsporing", reader) else ""
        yield facts.Hold(row.id, row.until, row.by_organisation, reason, row.released_at)
