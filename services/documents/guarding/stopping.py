"""Whether a finished file may go: read by the guard, and what it stopped looked up among what a second person released.

Whoever only looks at what would be stopped makes the file as always, inside `looking`: it never leaves then.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlmodel import col, select

from models.documents import LeakRelease
from services.cases.guarded import GuardedWord
from services.documents.facts import IssuedFile
from services.documents.guarding.facts import Finding
from services.documents.guarding.finding import found_in
from services.documents.guarding.guard import guard
from services.documents.guarding.rules import can_be_asked
from services.protection.rules import LeakFound, Reader
from services.relations.queries import barred_accounts
from services.unit_of_work import Transaction


class OnlyLooked(Exception):
    """Ends the making of a file that nobody asked for: nothing is registered."""


@dataclass
class Look:
    """What was seen while a file was made to look at; `finding` None: the guard let it pass."""

    finding: Finding | None = None
    reader: Reader | None = None
    made: bool = False


_look: ContextVar[Look | None] = ContextVar("looking_at_a_file", default=None)


@contextmanager
def looking() -> Generator[Look]:
    """Within it every file is made, read by the guard and thrown away; nothing of it is kept."""
    look = Look()
    token = _look.set(look)
    try:
        yield look
    except (OnlyLooked, LeakFound):
        pass
    finally:
        _look.reset(token)


def let_out(
    tx: Transaction, file: IssuedFile, reader: Reader, kept: Iterable[GuardedWord], version_id: str = ""
) -> str | None:
    """Returns when a file may go: None where nothing was found, else the id of the release that lets it pass.

    Raises `LeakFound`: something stands in it that nobody released, more than was released, or in another place.
    """
    words, look = tuple(kept), _look.get()
    try:
        guard(file, dict.fromkeys(word.text for word in words))
    except LeakFound as leak:
        finding = found_in(file, words, leak, (tx.case_id, version_id), _keyed(tx))
        if look is not None:
            look.finding, look.reader, look.made = finding, reader, True
            raise OnlyLooked from None
        release = _release_of(tx, finding) if can_be_asked(finding, reader) else None
        if release is None:
            raise
        tx.note(release=release, released=finding.number)
        return release
    if look is not None:
        look.made = True
        raise OnlyLooked
    return None


def _keyed(tx: Transaction) -> Callable[[str], str]:
    return lambda text: tx.lookup("leak finding", text)


def _release_of(tx: Transaction, finding: Finding) -> str | None:
    """The release in force of exactly this; held, so that it is not taken back while the file leaves.

    One that was asked or decided by somebody who is barred since is none: it was never a second person's.
    """
    rows = tx.session.exec(
        select(LeakRelease)
        .where(
            LeakRelease.case_id == tx.case_id,
            LeakRelease.finding_mac == finding.mac,
            col(LeakRelease.granted).is_(True),
            col(LeakRelease.taken_back_at).is_(None),
        )
        .order_by(col(LeakRelease.decided_at))
        .with_for_update()
    ).all()
    people = {who for row in rows for who in (row.asked_by, row.decided_by) if who}
    barred = barred_accounts(tx.session, tx.database.vault, tx.case_id, people) if rows else frozenset()
    return next((row.id for row in rows if not barred & {row.asked_by, row.decided_by}), None)
