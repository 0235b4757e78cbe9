"""Queues mail in the transaction that causes it, and sends what is due afterwards.

A message is claimed before it is sent, so two workers never send it at once. When the planner stops between the mail
server's yes and its own note of it, the message goes again after the claim has lapsed, under the same Message-ID.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlmodel import col, select

from models.outbox import OutboxMessage
from services.access.rules import Permission
from services.messages.delivery import MailLine
from services.messages.envelope import as_eml
from services.messages.facts import Mail, SentReport
from services.messages.leaving import check_mail_leaves
from services.messages.queries import REST_WAITS, STOPPED, barred_messages, opened, waiting_about
from services.messages.rules import TRIES, check_mail, pause_after
from services.relations.facts import SYSTEM
from services.unit_of_work import Transaction, Work

_ROUND = 20
_CLAIM = timedelta(minutes=15)
_WITHDRAWN = "withdrawn"


def queue(
    tx: Transaction,
    mail: Mail,
    *,
    kept: Iterable[str],
    invitation_id: str | None = None,
    action_link_id: str | None = None,
    also_about: Collection[str] = (),
) -> str:
    """Puts a mail into the outbox, in the caller's transaction; gives the row's id. The one way to write to anybody.

    `kept` are the words that may not leave of every case that the mail is about: a mailbox may be read by anybody.
    Raises `MessageFieldWrong`, and `MailLeaks` when one of them stands in it; nothing is written then.

    It is about an invitation or about the actions behind a link; `also_about` are further ones of the same kind that a
    grouped mail speaks of. A mail about several cases has only those: no director may read there what another one asks.
    """
    check_mail(mail)
    check_mail_leaves(mail, kept, tx.settings.public_address)
    row = OutboxMessage(
        id=tx.chance.id(),
        invitation_id=invitation_id,
        action_link_id=action_link_id,
        also_about=sorted(also_about),
        to_sealed="",
        subject_sealed="",
        body_sealed="",
        queued_at=tx.now,
        next_try_at=tx.now,
    )
    tx.seal(row, "to_sealed", mail.to)
    tx.seal(row, "subject_sealed", mail.subject)
    tx.seal(row, "body_sealed", mail.body)
    tx.seal(row, "calendar_sealed", mail.calendar or "")
    tx.add(row)
    return row.id


def note_stopped(tx: Transaction, invitation_id: str | None = None, *, action_link_id: str | None = None) -> None:
    """Keeps in the outbox that a mail about an invitation or about actions was not written because it would tell too
    much; no text."""
    row = OutboxMessage(
        id=tx.chance.id(),
        invitation_id=invitation_id,
        action_link_id=action_link_id,
        to_sealed="",
        subject_sealed="",
        body_sealed="",
        queued_at=tx.now,
        attempts=TRIES,
        next_try_at=tx.now,
        failure=STOPPED,
    )
    for column in ("to_sealed", "subject_sealed", "body_sealed", "calendar_sealed"):
        tx.seal(row, column, "")
    tx.add(row)


def take_back(tx: Transaction, which: str) -> int:
    """Keeps the unsent mail of an invitation or a link to actions from going out, such as a link that was replaced;
    gives how many.

    Of a grouped mail the rest is to be written again (`queries.rests`).
    """
    rows = waiting_about(tx, which)
    for row in rows:
        _hold_back(row)
        tx.add(row)
    return len(rows)


def settle_rest(tx: Transaction, message_id: str) -> bool:
    """Notes that the rest of a grouped mail was written again, or that nothing of it is open; False when it was noted
    or sent already."""
    row = tx.session.get(OutboxMessage, message_id, with_for_update=True)
    if row is None or row.sent_at is not None or row.failure != REST_WAITS:
        return False
    row.failure = _WITHDRAWN
    tx.add(row)
    return True


def send_due(work: Work) -> SentReport:
    """Sends up to twenty messages whose time has come, each noted and audited by itself.

    Nothing leaves the fictional region, nor when no mail server is set: there the texts are copied by hand. A failed
    message is tried again after one minute, then two, four and so on, eight times; of an error only its class is kept.
    """
    if work.practice or not work.settings.smtp_host:
        return SentReport()
    system = work.as_actor(SYSTEM)
    claimed, claimed_at = _claim(system)
    outcomes: list[str] = []
    with MailLine(work.settings) as line:
        for row_id in claimed:
            if work.clock() - claimed_at > _CLAIM / 2:
                break  # a slow server: what is left is somebody's again once the claim lapses
            outcomes.append(_deliver(system, line, row_id))
    return SentReport(outcomes.count("sent"), outcomes.count("postponed"), outcomes.count("given_up"))


def _claim(work: Work) -> tuple[list[str], datetime]:
    with work.upkeep() as tx:
        due = tx.session.exec(
            select(OutboxMessage)
            .where(
                col(OutboxMessage.sent_at).is_(None),
                OutboxMessage.attempts < TRIES,
                OutboxMessage.next_try_at <= tx.now,
            )
            .order_by(col(OutboxMessage.next_try_at), col(OutboxMessage.id))
            .limit(_ROUND)
            .with_for_update(skip_locked=True)
        ).all()
        barred = barred_messages(tx, due)
        for row in due:
            if row.id in barred:  # somebody may be kept out after the mail was written
                _hold_back(row)
            else:
                row.next_try_at = tx.now + _CLAIM
            tx.add(row)
        return [row.id for row in due if row.id not in barred], tx.now


def _hold_back(row: OutboxMessage) -> None:
    row.attempts, row.failure = TRIES, REST_WAITS if row.also_about else _WITHDRAWN


def _deliver(work: Work, line: MailLine, row_id: str) -> str:
    """Sends outside any transaction, then notes how it went; gives 'sent', 'postponed', 'given_up' or 'gone'."""
    failure = ""
    try:
        mail = opened(work, row_id)
        if mail is None:
            return "gone"
        line.carry(mail.to, as_eml(mail, work.settings.mail_from, work.clock(), message_id=row_id))
    except Exception as failed:
        failure = type(failed).__name__
    with work.act(Permission.MAIL_SEND, subject=row_id) as tx:
        row = tx.session.get_one(OutboxMessage, row_id, with_for_update=True)
        held_back = row.attempts >= TRIES
        row.attempts = min(row.attempts + 1, TRIES)
        row.failure = row.failure if failure and held_back else failure[:60]
        if not failure:
            row.sent_at, outcome = tx.now, "sent"
        elif row.attempts < TRIES:
            row.next_try_at, outcome = tx.now + pause_after(row.attempts), "postponed"
        else:
            outcome = "given_up"
        tx.add(row)
        tx.note(result=outcome, failure=row.failure, attempt=row.attempts)
    return outcome
