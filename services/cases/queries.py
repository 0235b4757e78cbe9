"""Looks at case files. What a reader may not see is left out before facts are built."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute, load_only
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models.casework import Case, CasePerson, ProtectedTerm, Seat
from models.directory import Account, Organisation, Professional
from models.terms import Belonging, CaseStatus
from models.victim import PlaceRow
from services.access.rules import Permission
from services.cases import facts
from services.cases.gathering import gathered
from services.cases.guarded import GuardedWord, ProtectedWords, WordSource
from services.cases.telling import (
    telling_days,
    telling_forms,
    telling_names,
    telling_numbers,
    telling_parts,
    telling_place,
)
from services.protection.rules import Reader, may_read
from services.relations.facts import Actor
from services.relations.queries import barred_professionals, belongings
from services.unit_of_work import NotAllowed, Reading, Work
from services.wording.speech import LOCAL

_OF_A_LINE = cast(
    "tuple[QueryableAttribute[Any], ...]",  # what a column is to the mapper
    (Case.code, Case.code_name, Case.risk, Case.relation, Case.status, Case.opened_at, Case.deputy_id),
)
_PLACE = ("id", "person_id", "kind", "secret", "known_to_suspect", "from_on", "until_on", "version")


def my_cases(work: Work, *, longest: int | None = None) -> tuple[facts.CaseLine, ...]:
    """The cases the acting account directs or deputises, and those where it has a seat; gravest first.

    `longest` cuts the list off, for where only the first are shown. The number of queries is the same for one case as
    for a thousand, and nothing is unsealed.
    """
    actor = work.actor
    with work.read(Permission.CASE_LIST) as look:
        ids = look.session.exec(select(Case.id).where(possibly_mine(actor))).all()
        how = belongings(look.session, look.database.vault, actor.identity, ids, look.now)
        mine = [case_id for case_id in ids if how[case_id] not in (Belonging.NONE, Belonging.BARRED)]
        rows = look.session.exec(select(Case).where(col(Case.id).in_(mine)).options(load_only(*_OF_A_LINE)))
        return tuple(sorted((_line(row, actor.account_id) for row in rows), key=_gravest_first))[:longest]


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


def whereabouts_of(work: Work, case_id: str, person_id: str) -> facts.Whereabouts:
    """A person's name, birth date, addresses, phone and places, shown on request only; the look is logged."""
    with work.read(Permission.CASE_READ, case_id, screen=f"whereabouts:{person_id}") as look:
        row = look.session.get(CasePerson, person_id)
        if row is None or row.case_id != case_id:
            raise NotAllowed
        places = look.session.exec(select(PlaceRow).where(PlaceRow.person_id == person_id)).all()
        born = look.unseal(row, "birth_date_sealed")
        return facts.Whereabouts(
            name=look.unseal(row, "name_sealed"),
            birth_date=date.fromisoformat(born) if born else None,
            address=look.unseal(row, "address_sealed"),
            domicile=look.unseal(row, "domicile_sealed"),
            phone=look.unseal(row, "phone_sealed"),
            places=tuple((place.id, look.unseal(place, "address_sealed")) for place in places),
        )


def places_of(work: Work, case_id: str, *, screen: str = "case") -> tuple[facts.Place, ...]:
    """The places of everybody's life in a case, without where they are; those of now first."""
    with work.read(Permission.CASE_READ, case_id, screen=screen) as look:
        rows = look.session.exec(select(PlaceRow).where(PlaceRow.case_id == case_id)).all()
        found = [facts.Place(**{name: getattr(row, name) for name in _PLACE}) for row in rows]
        return tuple(sorted(found, key=_of_now_first))


def _of_now_first(place: facts.Place) -> tuple[int, str, str]:
    return (-(place.until_on or date.max).toordinal(), place.kind.value, place.id)


def protected_words(work: Work, case_id: str) -> tuple[ProtectedWords, ...]:
    """Which words are kept from readers outside a tier; only who may change the case sees it."""
    with work.read(Permission.CASE_EDIT, case_id, screen="protection") as look:
        return tuple(_protected(look, row) for row in look.session.exec(_in_force(case_id)))


def guarded_words(look: Reading, case_id: str, reader: Reader) -> tuple[str, ...]:
    """Every word or phrase of the case that may not reach this reader."""
    return tuple(word.text for word in guarded(look, case_id, reader))


def guarded(look: Reading, case_id: str, reader: Reader) -> tuple[GuardedWord, ...]:
    """Every word or phrase of the case that may not reach this reader, and why.

    Names, birth dates, addresses, places and phones of private persons are for no reader: documents speak of people by
    alias. Protected terms are kept from readers outside their tier.
    """
    shown = _shown_names(look, case_id)
    own = [GuardedWord(word, WordSource.PERSON) for word in _of_persons(look, case_id, shown) if word]
    for row in look.session.exec(_in_force(case_id)):
        if not may_read(row.tier, reader):
            words = telling_forms(row.kind, look.unseal(row, "term_sealed"), shown)
            own += [GuardedWord(word, WordSource.PROTECTED, row.tier, row.kind) for word in words]
    return tuple(own)


def _of_persons(look: Reading, case_id: str, shown: tuple[str, ...]) -> Iterator[str]:
    for row in look.session.exec(select(CasePerson).where(CasePerson.case_id == case_id)):
        yield from telling_parts(look.unseal(row, "address_sealed"))
        yield from telling_parts(look.unseal(row, "domicile_sealed"))
        yield from telling_numbers(look.unseal(row, "phone_sealed"))
        yield from telling_names(look.unseal(row, "name_sealed"), shown)
        if born := look.unseal(row, "birth_date_sealed"):
            yield from telling_days(date.fromisoformat(born))
    for place in look.session.exec(select(PlaceRow).where(PlaceRow.case_id == case_id)):
        yield from telling_place(look.unseal(place, "address_sealed"), shown)


def _in_force(case_id: str) -> SelectOfScalar[ProtectedTerm]:
    """The protected terms of a case, without what was taken out, by kind."""
    return (
        select(ProtectedTerm)
        .where(ProtectedTerm.case_id == case_id, col(ProtectedTerm.taken_out_at).is_(None))
        .order_by(col(ProtectedTerm.kind), col(ProtectedTerm.id))
    )


def _protected(look: Reading, row: ProtectedTerm) -> ProtectedWords:
    words = look.unseal(row, "term_sealed")
    return ProtectedWords(row.tier, words, row.id, row.kind, telling_forms(row.kind, words), row.version)


def _shown_names(look: Reading, case_id: str) -> tuple[str, ...]:
    """What documents name openly: professionals and organisations of the case, who directs it, aliases."""
    seated = (
        select(Professional.name, Organisation.name)
        .join(Seat, or_(Seat.professional_id == col(Professional.id), col(Seat.deputy_id) == col(Professional.id)))
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(Seat.case_id == case_id)
    )
    leading = (
        select(Account.name)
        .join(Case, or_(Case.director_id == col(Account.id), col(Case.deputy_id) == col(Account.id)))
        .where(Case.id == case_id)
    )
    aliases = select(CasePerson.alias).where(CasePerson.case_id == case_id)
    names = [name for pair in look.session.exec(seated) for name in pair]
    return (*names, *look.session.exec(leading), *look.session.exec(aliases))


def kept_out(look: Reading, case_id: str) -> frozenset[tuple[str, str]]:
    """Organisation and name of everybody in the directory whom a bar of this case keeps out."""
    barred = barred_professionals(look.session, look.database.vault, case_id)
    rows = look.session.exec(
        select(Organisation.key, Professional.name)
        .join(Professional, col(Professional.organisation_id) == col(Organisation.id))
        .where(col(Professional.id).in_(barred))
    )
    return frozenset((key, name) for key, name in rows)


def possibly_mine(actor: Actor) -> ColumnElement[bool]:
    """Which cases could be the actor's; whether they are is for `relations` to say."""
    directing = or_(Case.director_id == actor.account_id, Case.deputy_id == actor.account_id)
    if not actor.professional_id:
        return directing
    seated = select(Seat.case_id).where(
        or_(Seat.professional_id == actor.professional_id, col(Seat.deputy_id) == actor.professional_id),
        col(Seat.ended_at).is_(None),
    )
    return or_(directing, col(Case.id).in_(seated))


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
