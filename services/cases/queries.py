"""Looks at case files. What a reader may not see is left out before facts are built."""

from sqlmodel import col, or_, select

from models.casework import Case, CasePerson, ProtectedTerm, Seat
from models.directory import Organisation, Professional
from models.terms import Belonging, CaseStatus, OrganisationKind
from services.access.rules import Permission
from services.cases import facts
from services.cases.gathering import gathered
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


def address_of(work: Work, case_id: str, person_id: str) -> str:
    """A person's address and phone, shown on request only; the look is logged under its own name."""
    with work.read(Permission.CASE_READ, case_id, screen=f"address:{person_id}") as look:
        row = look.session.get(CasePerson, person_id)
        if row is None or row.case_id != case_id:
            raise NotAllowed
        parts = (look.unseal(row, "address_sealed"), look.unseal(row, "phone_sealed"))
        return " · ".join(part for part in parts if part)


def protected_words(work: Work, case_id: str) -> tuple[facts.ProtectedWords, ...]:
    """Which words are kept from readers outside a tier; only who may change the case sees it."""
    with work.read(Permission.CASE_EDIT, case_id, screen="protection") as look:
        terms = look.session.exec(select(ProtectedTerm).where(ProtectedTerm.case_id == case_id)).all()
        return tuple(facts.ProtectedWords(row.tier, look.unseal(row, "term_sealed")) for row in terms)


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
    return (line.status is CaseStatus.CLOSED, order[line.risk.value], line.code)
