"""Personal links: how one is made, found again by its secret, and opened with the code that is told by phone.

What a link leads to is its room's: an invitation to a meeting, or the actions of an organisation. Unknown, expired,
replaced and foreign links all get the same answer, and a wrong secret costs the same work whether or not there is such
a link.
"""

import hmac
from typing import TypeVar

from models.follow_up import ActionLink
from models.meeting import Invitation
from services.errors import ServiceError
from services.settings import Settings
from services.unit_of_work import Transaction, secret_hash

WRONG_CODES_ALLOWED = 5
_NOBODYS = "0" * 64
Link = TypeVar("Link", Invitation, ActionLink)


class LinkRefused(ServiceError):
    """Unknown, expired, replaced, foreign or called-off link, a person barred or off the case: all the same answer."""

    code = "directory.link_refused"


class CodeWrong(ServiceError):
    """The link is right, the code is not. Field `left`: how many tries remain."""

    code = "directory.code_wrong"


class LinkLocked(ServiceError):
    """Too many wrong codes: the case director must give a new link."""

    code = "directory.link_locked"


def personal_link(settings: Settings, door: str, row_id: str, secret: str, *, practice: bool) -> str:
    """A link with its secret behind the `#`, where no server, proxy or log sees it. Practice has an address of its own.

    `door` is `uitnodiging` for an account, `u` for a guest of a meeting, `a` for the owner of actions.
    """
    place = "/oefenen" if practice else ""
    return f"{settings.public_address}{place}/{door}/{row_id}#{secret}"


def give_link(tx: Transaction, row: Link, door: str, *, practice: bool) -> None:
    """A new secret, link and code, as if nobody had tried it yet; the row is not added here."""
    secret = tx.chance.secret()
    row.secret_hash = secret_hash(secret)
    row.wrong_codes, row.locked_at, row.revoked_at = 0, None, None
    tx.seal(row, "link_sealed", personal_link(tx.settings, door, row.id, secret, practice=practice))
    tx.seal(row, "code_sealed", tx.chance.spoken_code())


def found_by(tx: Transaction, kind: type[Link], row_id: str, secret: str) -> Link | None:
    """The row of a link whose secret is right and that was not taken back and has not lapsed, for this transaction."""
    which = row_id if row_id.isalnum() else ""
    row = tx.session.get(kind, which[:32], with_for_update=True)
    right = hmac.compare_digest(row.secret_hash if row else _NOBODYS, secret_hash(secret))
    if row is None or not right or row.revoked_at is not None or tx.now >= row.expires_at:
        return None
    return row


def try_code(tx: Transaction, row: Invitation | ActionLink, typed: str) -> ServiceError | None:
    """None when the code is right, which sets the count back; else the refusal.

    A wrong code is counted in the same transaction that refuses it, so parallel guesses do not outrun the count. The
    caller lets the transaction end well, and raises the refusal after it.
    """
    if row.locked_at is not None:
        tx.note(refused="locked")
        return LinkLocked()
    if _same_code(tx.unseal(row, "code_sealed"), typed):
        row.wrong_codes, row.opened_at = 0, row.opened_at or tx.now
        tx.add(row)
        return None
    row.wrong_codes += 1
    if row.wrong_codes >= WRONG_CODES_ALLOWED:
        row.locked_at = tx.now
    tx.add(row)
    tx.note(refused="code", tries=row.wrong_codes)
    return LinkLocked() if row.locked_at else CodeWrong(left=WRONG_CODES_ALLOWED - row.wrong_codes)


def _same_code(told: str, typed: str) -> bool:
    """Told codes are compared without regard to case, spaces and dashes."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hmac.compare_digest(told.encode(), plain.encode())
