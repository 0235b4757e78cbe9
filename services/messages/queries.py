"""Reads the outbox: texts to copy by hand, how far each message is, what may have left, who must not be written to."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import String, cast
from sqlalchemy import select as columns
from sqlmodel import col, or_, select

from models.directory import Professional
from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from models.sealing import SealBroken
from services.access.rules import Permission
from services.messages.calendar_items import item_in
from services.messages.facts import Delivery, Mail, QueuedMail, Rest, Told
from services.messages.rules import TRIES, told_by
from services.relations.queries import barred_by_case
from services.unit_of_work import Reading, Work

REST_WAITS = "rest_waits"
"""The failure of a grouped mail that was taken back; the rest of what it asked is still to be written."""

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


def told(reading: Reading, invitation_id: str, uid: str, *, leaves: bool) -> Told:
    """What the calendar items of an invitation told under this UID; `leaves`: whether mail goes out by itself.

    A mail that nobody ever took in hand to send surely never left. Where mail is copied by hand, any may have left.
    """
    rows = reading.session.exec(
        select(OutboxMessage).where(OutboxMessage.invitation_id == invitation_id, OutboxMessage.calendar_sealed != "")
    ).all()
    items = []
    for row in rows:
        if calendar := reading.unseal(row, "calendar_sealed"):
            may_have_left = not leaves or row.sent_at is not None or row.next_try_at != row.queued_at
            items.append((item_in(calendar), may_have_left))
    return told_by(items, uid)


def waiting_about(reading: Reading, invitation_id: str) -> Sequence[OutboxMessage]:
    """The unsent messages about an invitation, also those that speak of it among others; held for this transaction."""
    grouped = cast(OutboxMessage.also_about, String).contains(f'"{invitation_id}"', autoescape=True)
    return reading.session.exec(
        select(OutboxMessage)
        .where(
            or_(OutboxMessage.invitation_id == invitation_id, grouped),
            col(OutboxMessage.sent_at).is_(None),
            OutboxMessage.attempts < TRIES,
        )
        .with_for_update()
    ).all()


def rests(reading: Reading) -> tuple[Rest, ...]:
    """The grouped mails that were taken back and are in nobody's hands, oldest first."""
    rows = reading.session.exec(
        select(OutboxMessage.id, OutboxMessage.invitation_id, OutboxMessage.also_about)
        .where(
            OutboxMessage.failure == REST_WAITS,
            col(OutboxMessage.sent_at).is_(None),
            OutboxMessage.next_try_at <= reading.now,
        )
        .order_by(col(OutboxMessage.queued_at), col(OutboxMessage.id))
    ).all()
    return tuple(Rest(which, _about(first, also)) for which, first, also in rows)


def barred_messages(reading: Reading, rows: Sequence[OutboxMessage]) -> frozenset[str]:
    """Of these messages, those whose addressee a bar keeps out by now of any case that they speak of.

    Addressee is who is expected, or whom a deputy replaces: their address tells which.
    """
    about = {row.id: _about(row.invitation_id, row.also_about) for row in rows}
    known = reading.session.exec(
        select(Invitation.id, Meeting.case_id, Invitation.professional_id, Invitation.stands_in_for)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .where(col(Invitation.id).in_({which for many in about.values() for which in many}))
    ).all()
    invited = {which: (case_id, {who, replaced} - {None}) for which, case_id, who, replaced in known}
    people = {who for _, those in invited.values() for who in those if who}
    cases = {case_id for case_id, _ in invited.values()}
    barred = barred_by_case(reading.session, reading.database.vault, cases, people)
    kept_back = set()
    for row in rows:
        for case_id, those in (invited[which] for which in about[row.id] if which in invited):
            out = those & barred[case_id]
            if out and (out == those or _is_to(reading, row, out)):
                kept_back.add(row.id)
    return frozenset(kept_back)


def _about(first: str | None, also: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([first, *also] if first else also))


def _is_to(reading: Reading, row: OutboxMessage, people: Iterable[str | None]) -> bool:
    """Whether a message goes to one of these; one whose address cannot be read is taken to."""
    try:
        to = reading.unseal(row, "to_sealed")
    except SealBroken:
        return True
    found = reading.session.exec(select(Professional).where(col(Professional.id).in_(people))).all()
    return any(reading.unseal(person, "email_sealed").casefold() == to.casefold() for person in found)


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
