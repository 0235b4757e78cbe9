"""Looks at what is loaded, and at who of a case must not be invited."""

from datetime import datetime

from sqlmodel import col, select

from models.casework import Case, Seat
from models.directory import Account, Professional
from services.access.rules import Permission
from services.plans.queries import content_in
from services.relations.facts import SYSTEM
from services.relations.queries import barred_professionals
from services.unit_of_work import Work


def loaded_at(work: Work, last_code: str) -> datetime | None:
    """When the fictional region was loaded; None when it is not, or only half (`last_code` is entered last)."""
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        case = look.session.exec(select(Case).where(Case.code == last_code)).first()
        return case.opened_at if case else None


def anything_loaded(work: Work) -> bool:
    """Whether somebody lives in this database at all."""
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        return look.session.exec(select(Account.id)).first() is not None


def codes_loaded(work: Work) -> frozenset[str]:
    """The numbers of every case that is there."""
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        return frozenset(look.session.exec(select(Case.code)))


def account_named(work: Work, name: str) -> str:
    """The id of the account with this name, or the empty string."""
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        return look.session.exec(select(Account.id).where(Account.name == name)).first() or ""


def adopted_actions(work: Work, case_id: str) -> int:
    """How many actions the newest adopted version holds, for all its readers together."""
    with work.read(Permission.PLAN_READ, case_id, screen="plan") as look:
        found = content_in(look, case_id)
        return len(found[1].actions) if found else 0


def barred_names(work: Work, case_id: str) -> tuple[str, ...]:
    """The names of seat holders and deputies whom a bar of this case keeps out."""
    with work.read(Permission.CASE_READ, case_id, screen="bars") as look:
        barred = barred_professionals(look.session, look.database.vault, case_id)
        seats = look.session.exec(select(Seat).where(Seat.case_id == case_id)).all()
        concerned = barred & {who for seat in seats for who in (seat.professional_id, seat.deputy_id) if who}
        names = look.session.exec(select(Professional.name).where(col(Professional.id).in_(concerned)))
        return tuple(sorted(set(names)))
