"""Reads the log: verifies the whole chain."""

from contextlib import closing
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.audit import AuditEntry, AuditHead
from services.audit.rules import GENESIS, Happening, mac_of


@dataclass(frozen=True)
class ChainReport:
    """The outcome of a check: how many entries, and the first sequence number that does not fit (None when all do)."""

    entries: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether every entry follows from the one before it, up to the recorded head."""
        return self.broken_at is None


def verify(session: Session, key: bytes) -> ChainReport:
    """Recomputes every mac from the first entry to the head.

    An edit, removal, swap or lost tail shows as `broken_at`.
    """
    previous, expected = GENESIS, 1
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)).execution_options(yield_per=1000))
    with closing(entries):
        for entry in entries:
            mac = mac_of(key, previous, entry.seq, _happening(entry))
            if entry.seq != expected or entry.previous_mac != previous or entry.mac != mac:
                return ChainReport(expected, expected)
            previous, expected = entry.mac, expected + 1
    head = session.get(AuditHead, 1)
    end = (head.seq, head.mac) if head else (0, GENESIS)
    return ChainReport(expected - 1, None if end == (expected - 1, previous) else expected)


def key_fits(session: Session, key: bytes) -> bool:
    """Whether the log was written with this key, judged by its first or its last entry; true for an empty log."""
    first = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)).limit(1)).first()
    last = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc()).limit(1)).first()
    ends = [entry for entry in (first, last) if entry is not None]
    return not ends or any(mac_of(key, end.previous_mac, end.seq, _happening(end)) == end.mac for end in ends)


def _happening(entry: AuditEntry) -> Happening:
    return Happening(
        at=entry.at,
        actor=entry.actor,
        standing=entry.standing,
        organisation=entry.organisation,
        session=entry.session,
        permission=entry.permission,
        case_id=entry.case_id,
        outcome=entry.outcome,
        notes=entry.notes,
    )
