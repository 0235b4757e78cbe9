"""Personal links: a guest without an account comes in with the link's secret and a code told by phone."""

import hmac

from models.meeting import Invitation
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.directory.sessions import start_session
from services.errors import ServiceError
from services.meetings.by_link import LinkRefused, invited_by
from services.meetings.orders import OpenLink
from services.unit_of_work import Transaction, Work

WRONG_CODES_ALLOWED = 5


class CodeWrong(ServiceError):
    """The link is right, the code is not. Field `left`: how many tries remain."""

    code = "meetings.code_wrong"


class LinkLocked(ServiceError):
    """Too many wrong codes: the case director must give a new link."""

    code = "meetings.link_locked"


def open_link(work: Work, order: OpenLink) -> str:
    """Lets a guest in; gives the session's secret. Raises `LinkRefused`, `CodeWrong` or `LinkLocked`.

    A wrong code is counted in the same transaction that refuses it, so parallel guesses do not outrun the count.
    """
    refusal: ServiceError | None = None
    with work.act(Permission.LINK_OPEN) as tx:
        found = invited_by(tx, order.invitation_id, order.secret, among=frozenset({MeetingStatus.PLANNED}))
        if found is None:
            tx.note(refused="link")
            refusal = LinkRefused()
        elif found.row.locked_at is not None:
            tx.note(refused="locked", invitation=found.row.id)
            refusal = LinkLocked()
        elif not _same_code(tx.unseal(found.row, "code_sealed"), order.code):
            refusal = _count_wrong(tx, found.row)
        else:
            return _let_in(tx, found.row)
    raise refusal


def _same_code(told: str, typed: str) -> bool:
    """Told codes are compared without regard to case, spaces and dashes."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hmac.compare_digest(told.encode(), plain.encode())


def _count_wrong(tx: Transaction, row: Invitation) -> ServiceError:
    row.wrong_codes += 1
    if row.wrong_codes >= WRONG_CODES_ALLOWED:
        row.locked_at = tx.now
    tx.add(row)
    tx.note(refused="code", invitation=row.id, tries=row.wrong_codes)
    return LinkLocked() if row.locked_at else CodeWrong(left=WRONG_CODES_ALLOWED - row.wrong_codes)


def _let_in(tx: Transaction, row: Invitation) -> str:
    row.wrong_codes, row.opened_at = 0, row.opened_at or tx.now
    tx.add(row)
    tx.note(invitation=row.id)
    return start_session(tx, invitation_id=row.id, language="nl")
