"""Queues mail in the transaction that causes it, and sends what is due afterwards.

A message is claimed before it is sent, so two workers never send it at once. When the planner stops between the mail
server's yes and its own note of it, the message goes again after the claim has lapsed, under the same Message-ID.
"""

from datetime import datetime, timedelta

from sqlmodel import col, select

from models.outbox import OutboxMessage
from services.access.rules import Permission
from services.messages.delivery import MailLine
from services.messages.facts import Mail, SentReport
from services.messages.queries import barred_addressees, opened
from services.messages.rules import TRIES, as_eml, check_mail, pause_after
from services.relations.facts import SYSTEM
from services.unit_of_work import Transaction, Work

_ROUND = 20
_CLAIM = timedelta(minutes=15)
_WITHDRAWN = "withdrawn"


def queue(tx: Transaction, mail: Mail, *, invitation_id: str | None = None) -> str:
    """Puts a mail into the outbox, in the caller's transaction; gives the row's id. Raises `MessageFieldWrong`."""
    check_mail(mail)
    row = OutboxMessage(
        id=tx.chance.id(),
        invitation_id=invitation_id,
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


def take_back(tx: Transaction, invitation_id: str) -> int:
    """Keeps the unsent mail of an invitation from going out, such as a link that was replaced; gives how many."""
    rows = tx.session.exec(
        select(OutboxMessage)
        .where(
            OutboxMessage.invitation_id == invitation_id,
            col(OutboxMessage.sent_at).is_(None),
            OutboxMessage.attempts < TRIES,
        )
        .with_for_update()
    ).all()
    for row in rows:
        row.attempts, row.failure = TRIES, _WITHDRAWN
        tx.add(row)
    return len(rows)


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
        kept_out = barred_addressees(tx, [row.invitation_id for row in due if row.invitation_id])
        for row in due:
            row.next_try_at = tx.now + _CLAIM
            if row.invitation_id in kept_out:  # somebody may be kept out after the mail was written
                row.attempts, row.failure = TRIES, _WITHDRAWN
            tx.add(row)
        return [row.id for row in due if row.attempts < TRIES], tx.now


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
        row.attempts = min(row.attempts + 1, TRIES)
        row.failure = failure[:60]
        if not failure:
            row.sent_at, outcome = tx.now, "sent"
        elif row.attempts < TRIES:
            row.next_try_at, outcome = tx.now + pause_after(row.attempts), "postponed"
        else:
            outcome = "given_up"
        tx.add(row)
        tx.note(result=outcome, failure=row.failure, attempt=row.attempts)
    return outcome
