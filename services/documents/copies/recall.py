"""Calling copies back: which must come back, who has them, what became of each. A later word replaces the former."""

from collections.abc import Collection
from typing import ClassVar

from sqlmodel import col, or_, select

from models.directory import Account, Professional
from models.documents import IssuedCopy
from models.meeting import Invitation
from models.terms import RecallOutcome
from services.access.rules import Permission
from services.documents.copies.facts import CopyLine, RecallLine
from services.documents.copies.register import copies_in
from services.errors import ServiceError
from services.relations.queries import barred_professionals
from services.unit_of_work import NotAllowed, Reading, Work

LONGEST_REASON = 600


class RecallWrong(ServiceError):
    """An order to call back or to settle is not right. Field `reason`: `empty` (no reason given), `too_long`,
    `nothing` (none of these copies is still to be called back), `not_recalled` (settled before it was called back)."""

    code: ClassVar[str] = "copies.recall_wrong"


def recall(work: Work, case_id: str, *, reason: str, version_id: str = "", copy_ids: Collection[str] = ()) -> int:
    """Marks copies as to be called back: all of a version, and these; gives how many were not so before.

    What was called back before stays as it is, with what became of it. Raises `RecallWrong`, or `NotAllowed` also for a
    copy of another case.
    """
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        raise RecallWrong(reason="too_long" if said else "empty")
    with work.act(Permission.COPY_RECALL, case_id) as tx:
        wanted = [col(IssuedCopy.id).in_(copy_ids)]
        if version_id:
            wanted.append(col(IssuedCopy.plan_version_id) == version_id)
        statement = select(IssuedCopy).where(IssuedCopy.case_id == case_id, or_(*wanted)).with_for_update()
        rows = tx.session.exec(statement).all()
        if not set(copy_ids) <= {row.id for row in rows}:
            raise NotAllowed
        called = [row for row in rows if row.recalled_at is None]
        if not called:
            raise RecallWrong(reason="nothing")
        for row in called:
            row.recalled_at, row.recalled_by = tx.now, tx.actor.reference
            row.version += 1
            tx.seal(row, "recall_reason_sealed", said)
        tx.add(*called)
        tx.note(copies=len(called), plan_version=version_id or None)
        return len(called)


def settle_copy(work: Work, case_id: str, copy_id: str, outcome: RecallOutcome, seen_version: int) -> None:
    """Records what became of a copy that was called back; what was said before is in the log.

    Raises `RecallWrong`, `ChangedMeanwhile`, or `NotAllowed` also for a copy of another case.
    """
    with work.act(Permission.COPY_RECALL, case_id) as tx:
        row = tx.edit(IssuedCopy, copy_id, seen_version)
        if row.recalled_at is None:
            raise RecallWrong(reason="not_recalled")
        before = row.recall_outcome
        row.recall_outcome = outcome
        row.recall_settled_at, row.recall_settled_by = tx.now, tx.actor.reference
        tx.add(row)
        tx.note(copy=row.copy_code, outcome=outcome.value, before=before.value if before else None)


def recall_list(work: Work, case_id: str) -> tuple[RecallLine, ...]:
    """The copies that were called back, those that are still awaited first, with how to reach whoever has them. Only
    for who may call back. Raises `NotAllowed`."""
    with work.read(Permission.COPY_RECALL, case_id, screen="recall") as look:
        return recall_list_in(look, case_id)


def recall_list_in(look: Reading, case_id: str) -> tuple[RecallLine, ...]:
    """The same inside an open look or transaction."""
    lines = [line for line in copies_in(look, case_id) if line.recalled_at]
    reach = _reach(look, case_id, {line.id for line in lines})
    found = (_recall_line(line, *reach.get(line.id, ("", ""))) for line in lines)
    return tuple(sorted(found, key=lambda line: (not line.copy.awaited, line.holder)))


def _recall_line(line: CopyLine, phone: str, email: str) -> RecallLine:
    return RecallLine(line, line.for_whom or line.issued_to, phone, email)


def _reach(look: Reading, case_id: str, copy_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Phone and mail address, by copy, of whom it was made for, else of who took it."""
    copies = look.session.exec(select(IssuedCopy).where(col(IssuedCopy.id).in_(copy_ids))).all()
    takers = {copy.issued_to for copy in copies}
    guests = {row.id: row.professional_id for row in _by_id(look, Invitation, takers)}
    accounts = {row.id: row for row in _by_id(look, Account, takers)}
    holders = {
        copy.id: copy.recipient_id or guests.get(copy.issued_to) or _own_entry(accounts.get(copy.issued_to))
        for copy in copies
    }
    barred = barred_professionals(look.session, look.database.vault, case_id) if holders else frozenset()
    people = {row.id: row for row in _by_id(look, Professional, {who for who in holders.values() if who} - barred)}
    return {
        copy_id: (look.unseal(people[who], "phone_sealed"), look.unseal(people[who], "email_sealed"))
        for copy_id, who in holders.items()
        if who in people
    }


def _own_entry(account: Account | None) -> str | None:
    return account.professional_id if account else None


def _by_id(look: Reading, kind, ids: Collection[str]):
    return look.session.exec(select(kind).where(col(kind.id).in_(ids))).all()
