"""A closed case is only read: what nobody does in it any more, and whether a case is closed."""

from sqlmodel import Session, select

from models.casework import Case
from models.terms import CaseStatus
from services.access.rules import CHANGES_A_CASE, Permission
from services.errors import ServiceError


class CaseClosed(ServiceError):
    """The case is closed: it can be read, and opened again, but nothing in it is changed. Nothing was done."""

    code = "work.case_closed"


def is_closed(session: Session, case_id: str) -> bool:
    """Whether the case is closed; False for one that does not exist. Ask it after permission."""
    return session.exec(select(Case.status).where(Case.id == case_id)).first() is CaseStatus.CLOSED


def check_open(session: Session, permission: Permission, case_id: str) -> None:
    """Raises `CaseClosed` when this would change a closed case. One query, and none for what changes no case."""
    if case_id and permission in CHANGES_A_CASE and is_closed(session, case_id):
        raise CaseClosed
