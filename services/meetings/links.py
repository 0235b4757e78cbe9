"""Personal links: a guest without an account comes in with the link's secret and a code told by phone."""

import hmac

from models.casework import Seat
from models.directory import Organisation, Professional
from models.meeting import Invitation, Meeting
from models.sealing import SealBroken
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.directory.sessions import start_session
from services.errors import ServiceError
from services.meetings.orders import OpenLink
from services.relations.queries import identity_of, is_barred, still_held
from services.scheduling.facts import local_day
from services.unit_of_work import Transaction, Work, secret_hash

WRONG_CODES_ALLOWED = 5


class LinkRefused(ServiceError):
    """Unknown, expired, replaced, foreign or called-off link, a person barred or off the case: all the same answer."""

    code = "meetings.link_refused"


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
        which = order.invitation_id if order.invitation_id.isalnum() else ""
        row = tx.session.get(Invitation, which[:32], with_for_update=True)
        if row is None or not _valid(tx, row, order.secret):
            tx.note(refused="link")
            refusal = LinkRefused()
        elif row.locked_at is not None:
            tx.note(refused="locked", invitation=row.id)
            refusal = LinkLocked()
        elif not _same_code(tx.unseal(row, "code_sealed"), order.code):
            refusal = _count_wrong(tx, row)
        else:
            return _let_in(tx, row)
    raise refusal


def _valid(tx: Transaction, row: Invitation, secret: str) -> bool:
    meeting = tx.session.get(Meeting, row.meeting_id)
    person = tx.session.get(Professional, row.professional_id)
    home = tx.session.get(Organisation, row.organisation_id)
    seat = tx.session.get(Seat, row.seat_id)
    if meeting is None or person is None or home is None or not still_held(seat, local_day(tx.now)):
        return False
    right = hmac.compare_digest(row.secret_hash, secret_hash(secret))
    live = row.revoked_at is None and tx.now < row.expires_at and meeting.status is MeetingStatus.PLANNED
    try:
        identity = identity_of(tx.database.vault, person, home)
    except SealBroken:
        return False
    return right and live and not is_barred(tx.session, tx.database.vault, identity, meeting.case_id)


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
