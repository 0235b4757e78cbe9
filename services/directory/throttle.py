"""How often something may be tried, counted in the database: a restart forgives nothing.

A try is counted before it is judged, so that many at once cannot slip through; a success gives its tries back.
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.directory import Throttle
from services.directory.rules import FROM_ADDRESS, Allowance
from services.errors import ServiceError
from services.unit_of_work import Transaction, Work


class TooManyTries(ServiceError):
    """Tried too often; `until` says from when it may be tried again."""

    code = "directory.too_many_tries"


def spend(work: Work, allowance: Allowance, subject: str, *, ip: str = "") -> None:
    """Counts one try for `subject`, and for the address it came from. Raises `TooManyTries`."""
    try:
        until = _counted(work, allowance, subject, ip)
    except IntegrityError:  # on PostgreSQL two first tries at once both make the row; the loser counts in the winner's
        until = _counted(work, allowance, subject, ip)
    if until is not None:
        raise TooManyTries(until=until)


def _counted(work: Work, allowance: Allowance, subject: str, ip: str) -> datetime | None:
    """Counts for both, in this order always; the later of the moments to wait for, None when both fit."""
    with work.upkeep() as tx:
        waits = [_count(tx, allowance, _key(tx, allowance.kind, subject))]
        if ip:
            waits.append(_count(tx, FROM_ADDRESS, _key(tx, FROM_ADDRESS.kind, ip)))
    return max((until for until in waits if until is not None), default=None)


def give_back(work: Work, allowance: Allowance, subject: str, *, ip: str = "") -> None:
    """After a success: forgets the subject's tries, and one of its address."""
    with work.upkeep() as tx:
        row = _row(tx.session, allowance.kind, _key(tx, allowance.kind, subject))
        if row is not None:
            tx.session.delete(row)
        shared = _row(tx.session, FROM_ADDRESS.kind, _key(tx, FROM_ADDRESS.kind, ip)) if ip else None
        if shared is not None:
            shared.tries = max(0, shared.tries - 1)
            tx.add(shared)


def _count(tx: Transaction, allowance: Allowance, key: str) -> datetime | None:
    row = _row(tx.session, allowance.kind, key)
    if row is None:
        row = Throttle(id=tx.chance.id(), kind=allowance.kind, subject=key, window_started_at=tx.now, tries=0)
    age = tx.now - row.window_started_at
    if age >= allowance.window or age < timedelta(0):
        row.window_started_at, row.tries = tx.now, 0
    row.tries += 1
    tx.add(row)
    return row.window_started_at + allowance.window if row.tries > allowance.tries else None


def _row(session: Session, kind: str, key: str) -> Throttle | None:
    statement = select(Throttle).where(Throttle.kind == kind, Throttle.subject == key).with_for_update()
    return session.exec(statement).first()


def _key(tx: Transaction, kind: str, subject: str) -> str:
    """What is tried is kept as a keyed hash: the table names nobody."""
    return tx.lookup(f"throttle.{kind}", subject)
