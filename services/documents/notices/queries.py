"""Looks at the notices of a case, and at the words that they may not hold."""

from collections.abc import Iterable

from sqlmodel import col, or_, select

from models.casework import Case, CasePerson, Seat
from models.directory import Account, Professional
from models.documents import SuspectNotice
from models.terms import PersonRole
from services.access.rules import Permission
from services.cases.apart import holds_in_force
from services.cases.facts import CasePerson as PersonFacts
from services.cases.queries import guarded_words
from services.cases.telling import telling_names
from services.documents.notices.facts import NoticeDesk, NoticeView
from services.documents.notices.rules import TELLING, audience_of
from services.protection.rules import Reader, hits
from services.unit_of_work import Reading, Work

NO_PARTNER = Reader(None)
"""Reads no tier at all: every protected word of the case is kept from this reader."""
_STAY = (PersonRole.VICTIM, PersonRole.CHILD, PersonRole.SUSPECT)
"""Whose alias a notice may name: he has to know whom he leaves in peace. Nobody else's."""


def notice_desk(work: Work, case_id: str) -> tuple[NoticeDesk, ...]:
    """Every alleged perpetrator of the case with what is written for him; for who directs it, nobody else."""
    with work.read(Permission.PLAN_READ, case_id, screen="notice") as look:
        if not look.may(Permission.NOTICE_WRITE):
            return ()
        suspects, held = suspects_in(look, case_id), bool(holds_in_force(look, case_id))
        telling, protected = kept_from_suspects(look, case_id), guarded_words(look, case_id, NO_PARTNER)
        return tuple(_desk(look, suspects, one, held, (telling, protected)) for one in suspects)


def suspects_in(look: Reading, case_id: str) -> tuple[PersonFacts, ...]:
    """The alleged perpetrators of a case by reference, with no more than their alias."""
    rows = look.session.exec(
        select(CasePerson)
        .where(CasePerson.case_id == case_id, CasePerson.role == PersonRole.SUSPECT)
        .order_by(col(CasePerson.ref))
    )
    return tuple(PersonFacts(row.id, row.ref, row.role, row.alias) for row in rows)


def standing_notice(look: Reading, person_id: str) -> NoticeView | None:
    """The notice that stands for a person."""
    statement = select(SuspectNotice).where(
        SuspectNotice.case_id == look.case_id,
        SuspectNotice.person_id == person_id,
        col(SuspectNotice.replaced_at).is_(None),
    )
    row = look.session.exec(statement).first()
    if row is None:
        return None
    return NoticeView(
        id=row.id,
        text=look.unseal(row, "text_sealed"),
        from_on=row.from_on,
        consequences=look.unseal(row, "consequences_sealed"),
        call=look.unseal(row, "call_sealed"),
    )


def kept_from_suspects(look: Reading, case_id: str) -> tuple[str, ...]:
    """What a notice may not hold beside the protected words of the case: words that give measures away, the case's
    code name, everybody who works on it, and whoever stands around the people in it."""
    case = look.session.get(Case, case_id)
    rows = look.session.exec(select(CasePerson.alias, CasePerson.role).where(CasePerson.case_id == case_id)).all()
    stay = [alias for alias, role in rows if role in _STAY]
    around = [alias for alias, role in rows if role not in _STAY]
    words = [*TELLING, *around, *(name for name in _colleagues(look, case_id))]
    words += [part for name in _workers(look, case_id) for part in telling_names(name, stay)]
    if case is not None:
        words += [case.code, *telling_names(case.code_name, stay)]
    return tuple(dict.fromkeys(word for word in words if word))


def _workers(look: Reading, case_id: str) -> Iterable[str]:
    """Who sits on a seat of the case or deputises there, and who directs it."""
    seated = (
        select(Professional.name)
        .join(Seat, or_(Seat.professional_id == col(Professional.id), col(Seat.deputy_id) == col(Professional.id)))
        .where(Seat.case_id == case_id)
    )
    leading = (
        select(Account.name)
        .join(Case, or_(Case.director_id == col(Account.id), col(Case.deputy_id) == col(Account.id)))
        .where(Case.id == case_id)
    )
    return (*look.session.exec(seated), *look.session.exec(leading))


def _colleagues(look: Reading, case_id: str) -> Iterable[str]:
    """Everybody in the directory of an organisation with a seat; by whole name only, parts of it are common words."""
    homes = select(Seat.organisation_id).where(Seat.case_id == case_id)
    return look.session.exec(select(Professional.name).where(col(Professional.organisation_id).in_(homes)))


def _desk(
    look: Reading,
    suspects: tuple[PersonFacts, ...],
    person: PersonFacts,
    held: bool,
    kept: tuple[tuple[str, ...], tuple[str, ...]],
) -> NoticeDesk:
    notice, (telling, protected) = standing_notice(look, person.id), kept
    said = "\n".join((notice.text, notice.consequences, notice.call)) if notice else ""
    return NoticeDesk(
        person_id=person.id,
        alias=person.alias,
        audience=audience_of(suspects, person.id),
        held=held,
        notice=notice,
        telling=hits(said, telling),
        protected=len(hits(said, protected)),
    )
