"""Reads the outbox: texts to copy by hand, how far each message is, what may have left, who must not be written to."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast
from sqlalchemy import select as columns
from sqlmodel import col, or_, select

from models.directory import Organisation, Professional
from models.follow_up import ActionLink
from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from models.sealing import SealBroken
from services.access.rules import Permission
from services.messages.calendar_items import item_in
from services.messages.facts import Delivery, Mail, QueuedMail, Rest, Told
from services.messages.rules import TRIES, told_by
from services.relations.facts import Identity
from services.relations.queries import barred_by_case, is_barred
from services.unit_of_work import Reading, Work

REST_WAITS = "rest_waits"
"""The failure of a grouped mail that was taken back; the rest of what it asked is still to be written."""

STOPPED = "stopped"
"""The failure of a mail that was not written, because it would hold words that may not leave; it has no text."""

_ENVELOPE = [
    col(column)
    for column in (
        *(OutboxMessage.id, OutboxMessage.invitation_id, OutboxMessage.action_link_id),
        *(OutboxMessage.queued_at, OutboxMessage.sent_at, OutboxMessage.attempts),
        OutboxMessage.failure,
    )
]


def mail_of(reading: Reading, link_ids: Iterable[str]) -> dict[str, tuple[QueuedMail, ...]]:
    """Per invitation or link to actions its messages, oldest first. Ask within a `read` or `act` on the case they
    belong to."""
    wanted = list(link_ids)
    statement: Any = select(OutboxMessage) if reading.opens else columns(*_ENVELOPE)
    ordered = statement.order_by(col(OutboxMessage.queued_at), col(OutboxMessage.id))
    about = or_(col(OutboxMessage.invitation_id).in_(wanted), col(OutboxMessage.action_link_id).in_(wanted))
    rows = reading.session.exec(ordered.where(about)).all()
    found: dict[str, list[QueuedMail]] = {which: [] for which in wanted}
    for row in rows:
        found[row.invitation_id or row.action_link_id or ""].append(_queued(reading, row))
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


def stopped_since(reading: Reading, which: str, moment: datetime) -> bool:
    """Whether a mail about an invitation or a link to actions was stopped at or after a moment."""
    known = select(OutboxMessage.id).where(
        _is_about(which),
        OutboxMessage.failure == STOPPED,
        OutboxMessage.queued_at >= moment,
    )
    return reading.session.exec(known).first() is not None


def waiting_about(reading: Reading, which: str) -> Sequence[OutboxMessage]:
    """The unsent messages about an invitation or a link to actions, also those that speak of it among others; held for
    this transaction."""
    grouped = cast(OutboxMessage.also_about, String).contains(f'"{which}"', autoescape=True)
    return reading.session.exec(
        select(OutboxMessage)
        .where(
            or_(_is_about(which), grouped),
            col(OutboxMessage.sent_at).is_(None),
            OutboxMessage.attempts < TRIES,
        )
        .with_for_update()
    ).all()


def rests(reading: Reading, *, of_actions: bool = False) -> tuple[Rest, ...]:
    """The grouped mails that were taken back and are in nobody's hands, oldest first: those about invitations, or
    those about links to actions."""
    rows = reading.session.exec(
        select(OutboxMessage)
        .where(
            OutboxMessage.failure == REST_WAITS,
            col(OutboxMessage.sent_at).is_(None),
            OutboxMessage.next_try_at <= reading.now,
        )
        .order_by(col(OutboxMessage.queued_at), col(OutboxMessage.id))
    ).all()
    found = [Rest(row.id, _about(row)) for row in rows]
    named = {which for rest in found for which in rest.about}
    links = set(reading.session.exec(select(ActionLink.id).where(col(ActionLink.id).in_(named)))) if named else set()
    return tuple(rest for rest in found if bool(links & set(rest.about)) is of_actions)


def barred_messages(reading: Reading, rows: Sequence[OutboxMessage]) -> frozenset[str]:
    """Of these messages, those whose addressee a bar keeps out by now of any case that they speak of.

    Addressee is who is expected, or whom a deputy replaces: their address tells which. Behind a link to actions it is
    their owner, or the manager of that organisation, who is known by the address and by whoever the directory says has
    it.
    """
    about = {row.id: _about(row) for row in rows}
    spoken_of = _spoken_of(reading, {which for many in about.values() for which in many})
    people = {who for _, those in spoken_of.values() for who in those}
    cases = {case_id for case_id, _ in spoken_of.values()}
    barred = barred_by_case(reading.session, reading.database.vault, cases, people)
    kept_back = set()
    for row in rows:
        for case_id, those in (spoken_of[which] for which in about[row.id] if which in spoken_of):
            out = those & barred[case_id]
            if (out and (out == those or _is_to(reading, row, out))) or _barred_address(reading, row, case_id):
                kept_back.add(row.id)
    return frozenset(kept_back)


def _spoken_of(reading: Reading, ids: Iterable[str]) -> dict[str, tuple[str, set[str]]]:
    """By invitation or link to actions: its case, and the professionals it is for."""
    wanted = list(ids)
    invited = reading.session.exec(
        select(Invitation.id, Meeting.case_id, Invitation.professional_id, Invitation.stands_in_for)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .where(col(Invitation.id).in_(wanted))
    ).all()
    owners = reading.session.exec(
        select(ActionLink.id, ActionLink.case_id, ActionLink.professional_id).where(col(ActionLink.id).in_(wanted))
    ).all()
    found = {which: (case_id, {who, *([replaced] if replaced else [])}) for which, case_id, who, replaced in invited}
    return found | {which: (case_id, {who}) for which, case_id, who in owners}


def _barred_address(reading: Reading, row: OutboxMessage, case_id: str) -> bool:
    """Whether a message about actions goes to an address that the case keeps out; unreadable counts as yes."""
    if row.action_link_id is None:
        return False
    try:
        to = reading.unseal(row, "to_sealed")
    except SealBroken:
        return True
    session, vault = reading.session, reading.database.vault
    if is_barred(session, vault, Identity(email=to), case_id):
        return True
    link = session.get(ActionLink, row.action_link_id)
    home = session.get(Organisation, link.organisation_id) if link else None
    return home is not None and _is_whose_address(reading, home, to, case_id)


def _is_whose_address(reading: Reading, home: Organisation, to: str, case_id: str) -> bool:
    """Whether an address is, by the directory, that of somebody at this organisation whom the case keeps out: of its
    contact, whose name stands in one line with it, or of a colleague."""
    session, vault, line = reading.session, reading.database.vault, home.steering_contact
    if to.casefold() in line.casefold():
        name = re.sub(re.escape(to), " ", line, flags=re.IGNORECASE).strip(" ,;<>()-")
        if is_barred(session, vault, Identity(name=name, email=to, organisation=home.key), case_id):
            return True
    people = session.exec(select(Professional.id).where(Professional.organisation_id == home.id)).all()
    barred = barred_by_case(session, vault, [case_id], people)[case_id]
    return bool(barred) and _has_address(reading, to, barred)


def _is_about(which: str) -> Any:
    return or_(OutboxMessage.invitation_id == which, OutboxMessage.action_link_id == which)


def _about(row: OutboxMessage) -> tuple[str, ...]:
    first = row.invitation_id or row.action_link_id
    return tuple(dict.fromkeys([first, *row.also_about] if first else row.also_about))


def _is_to(reading: Reading, row: OutboxMessage, people: Iterable[str | None]) -> bool:
    """Whether a message goes to one of these; one whose address cannot be read is taken to."""
    try:
        to = reading.unseal(row, "to_sealed")
    except SealBroken:
        return True
    return _has_address(reading, to, people)


def _has_address(reading: Reading, to: str, people: Iterable[str | None]) -> bool:
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
    if row.failure == STOPPED:
        delivery = Delivery.STOPPED
    elif row.sent_at is not None:
        delivery = Delivery.SENT
    else:
        delivery = Delivery.GIVEN_UP if row.attempts >= TRIES else Delivery.WAITING
    return QueuedMail(row.id, _mail(reading, row), delivery, row.queued_at, row.sent_at, row.attempts)
