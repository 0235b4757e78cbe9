"""Appends to the log, inside the transaction of the action itself."""

from sqlmodel import Session, select

from models.audit import AuditEntry, AuditHead
from services.audit.rules import GENESIS, Happening, mac_of


def lock_head(session: Session) -> AuditHead:
    """The chain's end, locked until the transaction ends; writers queue here, so the chain never forks."""
    head = session.exec(select(AuditHead).where(AuditHead.id == 1).with_for_update()).first()
    if head is None:
        head = AuditHead(id=1, seq=0, mac=GENESIS)
        session.add(head)
        session.flush()
    return head


def append(session: Session, head: AuditHead, key: bytes, happening: Happening) -> None:
    """Adds one entry after `head` and moves the head on."""
    seq = head.seq + 1
    mac = mac_of(key, head.mac, seq, happening)
    session.add(
        AuditEntry(
            seq=seq,
            at=happening.at,
            actor=happening.actor,
            standing=happening.standing,
            organisation=happening.organisation,
            session=happening.session,
            permission=happening.permission,
            case_id=happening.case_id,
            outcome=happening.outcome,
            notes=happening.notes,
            previous_mac=head.mac,
            mac=mac,
        )
    )
    head.seq, head.mac = seq, mac
    session.add(head)
