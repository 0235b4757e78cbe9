"""Reads the outbox: texts to copy by hand, and how far each message is."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select

from models.directory import Organisation, Professional
from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from services.access.rules import Permission
from services.messages.facts import Delivery, Mail, QueuedMail
from services.messages.rules import TRIES
from services.relations.queries import identity_of, is_barred
from services.unit_of_work import Reading, Work

_ENVELOPE = [
    col(column)
    for column in (
        *(OutboxMessage.id, OutboxMessage.invitation_id),
        *(OutboxMessage.queued_at, OutboxMessage.sent_at, OutboxMessage.attempts),
    )
]


def mail_of(reading: Reading, invitation_ids: Iterable[str]) -> dict[str, tuple[QueuedMail, ...]]:
    """Per invitation its messages, oldest first. Ask within a `read` or `act` on the case they belong to."""
    wanted = list(invitation_ids)
    statement: Any = select(OutboxMessage) if reading.opens else columns(*_ENVELOPE)
    ordered = statement.order_by(col(OutboxMessage.queued_at), col(OutboxMessage.id))
    rows = reading.session.exec(ordered.where(col(OutboxMessage.invitation_id).in_(wanted))).all()
    found: dict[str, list[QueuedMail]] = {which: [] for which in wanted}
    for row in rows:
        found[row.invitation_id or ""].append(_queued(reading, row))
    return {which: tuple(mails) for which, mails in found.items()}


def opened(work: Work, row_id: str) -> Mail | None:
    """One unsent message in clear for the sender, None when it was sent or taken back meanwhile."""
    with work.read(Permission.MAIL_SEND) as look:
        row = look.session.get(OutboxMessage, row_id)
        return _mail(look, row) if row is not None and row.sent_at is None and row.attempts < TRIES else None


def barred_addressees(reading: Reading, invitation_ids: Collection[str]) -> frozenset[str]:
    """Of these invitations, those whose attendee a bar keeps out of the case by now."""
    vault = reading.database.vault
    rows = reading.session.exec(
        select(Invitation.id, Meeting.case_id, Professional, Organisation)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .join(Professional, col(Professional.id) == col(Invitation.professional_id))
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(Invitation.id).in_(invitation_ids))
    ).all()
    return frozenset(
        which
        for which, case_id, person, home in rows
        if is_barred(reading.session, vault, identity_of(vault, person, home), case_id)
    )


def _mail(reading: Reading, row: OutboxMessage) -> Mail:
    if not reading.opens:
        return Mail(to="", subject="", body="")
    return Mail(
        to=reading.unseal(row, "to_sealed"),
        subject=reading.unseal(row, "subject_sealed"),
        body=reading.unseal(row, "body_sealed"),
        calendar=reading.unseal(row, "calendar_sealed") or None,
    )


def _queued(reading: Reading, row: Any) -> QueuedMail:
    """`row`: the whole message, or only its envelope where nothing opens."""
    if row.sent_at is not None:
        delivery = Delivery.SENT
    else:
        delivery = Delivery.GIVEN_UP if row.attempts >= TRIES else Delivery.WAITING
    return QueuedMail(row.id, _mail(reading, row), delivery, row.queued_at, row.sent_at, row.attempts)
