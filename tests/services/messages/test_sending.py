"""The outbox against a real mail server on this machine."""

import logging
import smtplib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import col, select

from models.audit import AuditEntry
from models.outbox import OutboxMessage
from services.access.rules import Permission
from services.messages.actions import queue, send_due, take_back
from services.messages.facts import Delivery, Mail, QueuedMail, SentReport
from services.messages.queries import mail_of
from services.messages.rules import MessageFieldWrong
from services.relations.facts import SYSTEM
from services.settings import Settings
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.services.messages.conftest import BODY
from tests.services.messages.mail_server import Postbox, mail_server, posting_settings

__all__ = ["mail_server"]

Send = Callable[..., str]


@pytest.fixture
def settings(settings: Settings, mail_server: Controller) -> Settings:
    """Settings that name the mail server."""
    return posting_settings(settings, mail_server)


def row_of(work: Work, row_id: str) -> OutboxMessage:
    """A row of the outbox as it stands."""
    with work.database.reading() as session:
        row = session.get_one(OutboxMessage, row_id)
        session.expunge(row)
        return row


def log_of_sending(work: Work) -> list[dict[str, object]]:
    """What the log says of sending."""
    with work.database.reading() as session:
        rows = session.exec(
            select(AuditEntry).where(AuditEntry.permission == "mail.send").order_by(col(AuditEntry.seq))
        )
        return [{**row.notes, "outcome": row.outcome, "actor": row.actor} for row in rows]


# --- it arrives


def test_a_due_mail_arrives_whole_and_is_noted_and_logged(work: Work, post: Send, postbox: Postbox) -> None:
    row_id = post()
    assert send_due(work) == SentReport(sent=1)
    [letter] = postbox.letters
    assert (letter["To"], letter["From"]) == ("jan@politie.example", "planner@regio.example")
    assert (letter["Subject"], letter["Message-ID"]) == ("Uitnodiging MDO", f"<{row_id}@regio.example>")
    assert letter.get_content().replace("\r\n", "\n") == BODY
    assert row_of(work, row_id).sent_at == work.clock()
    assert log_of_sending(work) == [
        {"subject": row_id, "result": "sent", "failure": "", "attempt": 1, "outcome": "done", "actor": "systeem"}
    ]


def test_a_sent_mail_is_not_sent_again(work: Work, post: Send, postbox: Postbox, clock: StillClock) -> None:
    post()
    send_due(work)
    clock.forward(days=1)
    assert send_due(work) == SentReport()
    assert len(postbox.letters) == 1


def test_a_round_takes_twenty_and_the_next_the_rest(work: Work, post: Send, postbox: Postbox) -> None:
    for n in range(23):
        post(f"p{n}@politie.example")
    assert [send_due(work).sent for _ in range(3)] == [20, 3, 0]
    assert len({letter["To"] for letter in postbox.letters}) == 23


def test_no_lock_is_held_while_the_mail_server_takes_its_time(work: Work, post: Send, postbox: Postbox) -> None:
    """While the server receives, another writer writes; a transaction held open would make it wait for ever."""
    post()
    written: list[str] = []

    def write() -> None:
        with work.act(Permission.MAIL_SEND, subject="other") as tx:
            written.append(tx.actor.reference)

    def receive_slowly() -> None:
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(8)

    postbox.while_receiving = receive_slowly
    assert send_due(work) == SentReport(sent=1)
    assert written == ["systeem"]


def test_two_workers_at_once_send_each_mail_once(work: Work, post: Send, postbox: Postbox) -> None:
    receivers = {f"p{n}@politie.example" for n in range(30)}
    for to in sorted(receivers):
        post(to)
    together = threading.Barrier(4)

    def worker() -> int:
        together.wait()
        return sum(send_due(work).sent for _ in range(3))

    with ThreadPoolExecutor(4) as pool:
        sent = [done.result() for done in [pool.submit(worker) for _ in range(4)]]
    assert sum(sent) == 30
    assert sorted(letter["To"] for letter in postbox.letters) == sorted(receivers)


def test_a_mail_in_another_workers_hands_is_left_alone(work: Work, post: Send, postbox: Postbox) -> None:
    """The second worker comes while the first is talking to the mail server."""
    post()
    reports: list[SentReport] = []

    def second_worker() -> None:
        postbox.while_receiving = lambda: None
        other = threading.Thread(target=lambda: reports.append(send_due(work)))
        other.start()
        other.join(8)

    postbox.while_receiving = second_worker
    assert send_due(work) == SentReport(sent=1)
    assert reports == [SentReport()]
    assert len(postbox.letters) == 1


def test_a_claim_of_a_worker_that_died_lapses(
    work: Work, post: Send, postbox: Postbox, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = post()
    with monkeypatch.context() as dying:
        dying.setattr("services.messages.actions.MailLine", _dies)
        with pytest.raises(KeyboardInterrupt):
            send_due(work)
    assert send_due(work) == SentReport()
    clock.forward(minutes=15)
    assert send_due(work) == SentReport(sent=1)
    assert [letter["Message-ID"] for letter in postbox.letters] == [f"<{row_id}@regio.example>"]


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


# --- it does not arrive


def test_a_refusing_server_is_tried_again_after_growing_pauses_and_given_up_at_the_eighth(
    work: Work, post: Send, postbox: Postbox, clock: StillClock
) -> None:
    row_id = post()
    postbox.answer = f"451 try later {BODY!r}"
    for pause in (1, 2, 4, 8, 16, 32, 64):
        assert send_due(work) == SentReport(postponed=1)
        clock.forward(minutes=pause, seconds=-1)
        assert send_due(work) == SentReport(), f"sent again before {pause} minutes had passed"
        clock.forward(seconds=1)
    assert send_due(work) == SentReport(given_up=1)
    clock.forward(days=30)
    postbox.answer = ""
    assert send_due(work) == SentReport()
    row = row_of(work, row_id)
    assert (row.attempts, row.failure, row.sent_at) == (8, "SMTPDataError", None)
    assert [entry["result"] for entry in log_of_sending(work)] == ["postponed"] * 7 + ["given_up"]


def test_a_server_that_recovers_gets_the_mail(work: Work, post: Send, postbox: Postbox, clock: StillClock) -> None:
    post()
    postbox.answer = "451 later"
    send_due(work)
    postbox.answer = ""
    clock.forward(minutes=1)
    assert send_due(work) == SentReport(sent=1)
    assert len(postbox.letters) == 1


def test_one_refused_receiver_does_not_keep_the_others_from_theirs(
    work: Work, post: Send, postbox: Postbox, clock: StillClock
) -> None:
    post("first@politie.example")
    postbox.answer_to_receiver = "550 nobody here"
    assert send_due(work) == SentReport(postponed=1)
    postbox.answer_to_receiver = ""
    post("second@politie.example")
    clock.forward(minutes=1)
    assert send_due(work) == SentReport(sent=2)


def test_a_server_that_is_down_is_called_once_a_round_and_every_mail_waits(
    work: Work, post: Send, mail_server: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [post(f"p{n}@politie.example") for n in range(3)]
    mail_server.stop()
    calls: list[str] = []
    really = smtplib.SMTP

    def counted(host: str, *where: Any, **how: Any) -> smtplib.SMTP:
        calls.append(host)
        return really(host, *where, **how)

    monkeypatch.setattr("services.messages.delivery.smtplib.SMTP", counted)
    assert send_due(work) == SentReport(postponed=3)
    assert {row_of(work, row_id).failure for row_id in rows} == {"ConnectionRefusedError"}
    assert calls == ["127.0.0.1"]


def test_a_tampered_row_is_put_off_and_the_others_go(
    work: Work, post: Send, postbox: Postbox, clock: StillClock
) -> None:
    broken, whole = post("a@politie.example"), post("b@politie.example")
    with work.upkeep() as tx:
        row = tx.session.get_one(OutboxMessage, broken)
        row.to_sealed = tx.session.get_one(OutboxMessage, whole).to_sealed
        tx.add(row)
    assert send_due(work) == SentReport(sent=1, postponed=1)
    assert [letter["To"] for letter in postbox.letters] == ["b@politie.example"]
    assert row_of(work, broken).failure == "SealBroken"


# --- it must not go


def test_nothing_leaves_the_fictional_region(
    work: Work, work_as: Callable[..., Work], post: Send, postbox: Postbox
) -> None:
    row_id = post()
    assert send_due(work_as(SYSTEM, practice=True)) == SentReport()
    assert postbox.letters == []
    assert row_of(work, row_id).attempts == 0


def test_without_a_mail_server_the_texts_wait_to_be_copied(
    work: Work, post: Send, settings: Settings, postbox: Postbox
) -> None:
    row_id = post(invitation_id="i" * 32, calendar="BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")
    offline = replace(work, settings=settings.model_copy(update={"smtp_host": ""}))
    assert send_due(offline) == SentReport()
    with work.read(Permission.MAIL_SEND) as look:
        [queued] = mail_of(look, ["i" * 32])["i" * 32]
    assert queued == QueuedMail(
        id=row_id,
        mail=Mail(
            "jan@politie.example",
            "Uitnodiging MDO",
            BODY,
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
        ),
        delivery=Delivery.WAITING,
        queued_at=work.clock(),
    )


def test_mail_taken_back_does_not_go(work: Work, post: Send, postbox: Postbox) -> None:
    post(invitation_id="i" * 32)
    post("other@politie.example", invitation_id="j" * 32)
    with work.act(Permission.MAIL_SEND) as tx:
        assert take_back(tx, "i" * 32) == 1
    assert send_due(work) == SentReport(sent=1)
    assert [letter["To"] for letter in postbox.letters] == ["other@politie.example"]
    with work.read(Permission.MAIL_SEND) as look:
        found = mail_of(look, ["i" * 32, "j" * 32, "k" * 32])
    assert [[mail.delivery for mail in mails] for mails in found.values()] == [
        [Delivery.GIVEN_UP],
        [Delivery.SENT],
        [],
    ]


def test_mail_that_was_given_up_does_not_take_the_place_of_what_waits(
    work: Work, post: Send, postbox: Postbox, clock: StillClock
) -> None:
    for _ in range(20):
        post(invitation_id="i" * 32)
    with work.act(Permission.MAIL_SEND) as tx:
        assert take_back(tx, "i" * 32) == 20
    clock.forward(minutes=1)
    post("waiting@politie.example")
    assert send_due(work) == SentReport(sent=1)


def test_a_mail_queued_in_a_transaction_that_fails_never_goes(work: Work, postbox: Postbox) -> None:
    with pytest.raises(KeyError), work.act(Permission.MAIL_SEND) as tx:
        queue(tx, Mail("jan@politie.example", "x", BODY), kept=())
        raise KeyError
    assert send_due(work) == SentReport()


def test_a_header_of_the_writers_own_is_refused_at_the_door(work: Work) -> None:
    with pytest.raises(MessageFieldWrong), work.act(Permission.MAIL_SEND) as tx:
        queue(tx, Mail("jan@politie.example\r\nBcc: m@evil.example", "x", BODY), kept=())
    with work.database.reading() as session:
        assert session.exec(select(OutboxMessage)).all() == []


def test_no_text_or_address_reaches_log_output_or_the_readable_columns(
    work: Work,
    post: Send,
    postbox: Postbox,
    clock: StillClock,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    row_id = post()
    postbox.answer = "550 CANARYSECRET jan@politie.example refused"
    send_due(work)
    postbox.answer = ""
    clock.forward(minutes=1)
    send_due(work)
    ours = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("mail."))
    readable = str(row_of(work, row_id).model_dump()) + str(log_of_sending(work)) + ours + "".join(capfd.readouterr())
    assert "CANARYSECRET" not in readable
    assert "jan@" not in readable
