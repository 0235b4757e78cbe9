"""The same person in another case: found by keyed hashes of name and birth date, without opening either.

Only who has rights in both cases is told, and a person confirms. The hashes stay in the database: they are in no fact,
no document and no log. Source: `network.md` section 3 (linked cases).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select as bare
from sqlmodel import and_, col, or_, select

from models.casework import Case, CasePerson
from models.terms import Belonging, PersonRole
from services.access.rules import Permission, may
from services.cases.queries import possibly_mine
from services.cases.rows import write_keys
from services.relations.queries import belongings
from services.unit_of_work import Reading, Work

PERSONS_A_ROUND = 200
_ON_CASE = frozenset({Belonging.DIRECTOR, Belonging.DEPUTY, Belonging.MEMBER})


@dataclass(frozen=True)
class LinkedPerson:
    """Somebody in this case (`person_ref`, `own_role`) who seems to be the same as somebody in case `case_id`.

    `certain`: name and birth date are the same; else the name alone, and nothing speaks against it.
    """

    case_id: str
    person_ref: str
    other_role: PersonRole
    own_role: PersonRole
    certain: bool
    code_name: str = ""

    @property
    def roles_reversed(self) -> bool:
        """Whether the victim here is the alleged perpetrator there, or the other way round."""
        return {self.own_role, self.other_role} == {PersonRole.VICTIM, PersonRole.SUSPECT}


@dataclass(frozen=True)
class KeyReport:
    """What a round of filling did: how many persons got keys, and whether more wait."""

    persons: int = 0
    more: bool = False


def linked_in(look: Reading, case_id: str) -> tuple[LinkedPerson, ...]:
    """The persons of a case who seem to be in another case of the reader, closed ones included; certain ones first.

    Empty for whoever has no rights in this case. Only rows of the reader's own cases are read, with as many statements
    and as much work whatever other cases hold: what one may not know shows in no answer, number or time.
    """
    names = _own_cases(look)
    columns = [getattr(CasePerson, name) for name in _Known.__dataclass_fields__]
    asked: Any = bare(*columns).where(col(CasePerson.case_id).in_(list(names)))
    rows = look.session.exec(asked).all()
    people = [_Known(*row) for row in rows if len(row.name_key) == _KEY_LENGTH]
    own = [one for one in people if one.case_id == case_id]
    found = [
        LinkedPerson(other.case_id, one.ref, other.role, one.role, one.certainly(other), names[other.case_id])
        for one in own
        for other in people
        if other.case_id != case_id and one.may_be(other)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda link: (not link.certain, link.case_id, link.person_ref)))


def fill_keys(work: Work) -> KeyReport:
    """Gives keys to persons whose name or birth date was sealed before there were keys; a round's worth, as the system.

    Doing it twice changes nothing, and nothing is logged when nobody waits. The row's version stays: nobody's edit is
    in the way.
    """
    with work.read(Permission.RULE_FOLLOW) as look:
        if look.session.exec(select(CasePerson.id).where(_WITHOUT_KEYS).limit(1)).first() is None:
            return KeyReport()
    with work.act(Permission.RULE_FOLLOW, subject="person keys") as tx:
        statement = select(CasePerson).where(_WITHOUT_KEYS).limit(PERSONS_A_ROUND).with_for_update()
        rows = tx.session.exec(statement).all()
        for row in rows:
            born = tx.unseal(row, "birth_date_sealed")
            write_keys(tx, row, tx.unseal(row, "name_sealed"), date.fromisoformat(born) if born else None)
        tx.add(*rows)
        tx.note(persons=len(rows))
        return KeyReport(len(rows), more=len(rows) == PERSONS_A_ROUND)


@dataclass(frozen=True)
class _Known:
    """A person with a name, as the database recognises them."""

    case_id: str
    ref: str
    role: PersonRole
    name_key: str
    birth_key: str

    def may_be(self, other: "_Known") -> bool:
        differ = self.birth_key and other.birth_key and self.birth_key != other.birth_key
        return self.name_key == other.name_key and not differ

    def certainly(self, other: "_Known") -> bool:
        return bool(self.birth_key) and self.birth_key == other.birth_key


_KEY_LENGTH = 64
"""A name of which nothing is left in its normal form has a shorter mark instead of a key, and matches nobody."""
_WITHOUT_KEYS = or_(
    and_(col(CasePerson.name_sealed) != "", col(CasePerson.name_key) == ""),
    and_(col(CasePerson.birth_date_sealed) != "", col(CasePerson.birth_key) == ""),
)


def _own_cases(look: Reading) -> Mapping[str, str]:
    """Ids and code names of the cases on which the reader works and is not kept out."""
    actor = look.actor
    rows = look.session.exec(select(Case.id, Case.code_name).where(possibly_mine(actor))).all()
    how = belongings(look.session, look.database.vault, actor.identity, [case_id for case_id, _ in rows], look.now)
    return {
        case_id: name
        for case_id, name in rows
        if how[case_id] in _ON_CASE and may(actor.standing, Permission.NETWORK_READ, how[case_id])
    }
