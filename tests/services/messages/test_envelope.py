"""The mail as it travels, read by a mail program; which letters bring a calendar item and which take it away."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.messages.calendar_items import item_in
from services.messages.envelope import as_eml, enclosed
from services.messages.facts import Letter, Mail
from services.messages.rules import MessageFieldWrong
from tests.services.messages.texts import NL, NOW, TEXT, event_of

HOW: dict[str, Any] = {"to": "jan@politie.example", "organiser": "mdo@x.nl", "made_at": NOW}


def read_back(mail: Mail) -> EmailMessage:
    """The mail as a mail program reads it."""
    raw = as_eml(mail, "mdo@x.nl", NOW, message_id="m1")
    raw.decode("ascii")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    return message_from_bytes(raw, policy=SMTP)


@pytest.mark.parametrize("letter", Letter)
def test_a_mail_program_finds_what_was_written_and_one_receiver(letter: Letter) -> None:
    mail = enclosed(letter, replace(TEXT, code_name="Zaak Müßig 🦔"), NL, **HOW)
    read = read_back(mail)
    assert (read["To"], read["From"], read["Subject"]) == ("jan@politie.example", "mdo@x.nl", mail.subject)
    assert read["Message-ID"] == "<m1@x.nl>"
    assert read["Date"].datetime == NOW
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == mail.body
    assert not {"Cc", "Bcc", "Reply-To"} & set(read.keys())


@given(st.integers(20, 130), st.sampled_from(["", "é ", "🦔 "]))
def test_a_subject_of_any_length_arrives_as_it_was_written(length: int, strange: str) -> None:
    subject = (strange + "Wanneer kunt u? MDO, antwoord graag uiterlijk woensdag 25 november 10.30 uur " * 3)[:length]
    assert read_back(Mail("a@b.nl", subject.strip(), "body"))["Subject"] == subject.strip()


def test_an_invitation_comes_as_a_calendar_request_and_as_a_file() -> None:
    read = read_back(enclosed(Letter.INVITATION, TEXT, NL, **HOW))
    [inline] = [part for part in read.walk() if part.get_param("method")]
    assert (inline.get_content_type(), inline.get_param("method")) == ("text/calendar", "REQUEST")
    [attached] = read.iter_attachments()
    assert attached.get_filename() == "overleg.ics"
    assert event_of(attached.get_content())["UID"] == TEXT.uid


@pytest.mark.parametrize(
    ("letter", "cancels"),
    [
        (Letter.INVITATION, False),
        (Letter.MOVED, False),
        (Letter.PLACE, False),
        (Letter.WITHDRAWN, True),
        (Letter.STOOD_IN, True),
    ],
)
def test_these_letters_change_the_calendar(letter: Letter, cancels: bool) -> None:
    calendar = enclosed(letter, TEXT, NL, **HOW).calendar
    assert calendar is not None
    assert item_in(calendar).cancels is cancels


@pytest.mark.parametrize("letter", [Letter.POLL, Letter.DEPUTY_DECLINED])
def test_these_letters_leave_the_calendar_alone(letter: Letter) -> None:
    assert enclosed(letter, TEXT, NL, **HOW).calendar is None


@pytest.mark.parametrize("letter", [Letter.WITHDRAWN, Letter.STOOD_IN])
def test_what_was_never_in_the_calendar_is_not_cancelled_there(letter: Letter) -> None:
    assert enclosed(letter, TEXT, NL, **HOW, in_calendar=False).calendar is None


def test_a_mail_without_calendar_item_is_plain_text() -> None:
    assert read_back(Mail("a@b.nl", "Één onderwerp", "Beste collega,\n")).get_content_type() == "text/plain"


@given(st.text(min_size=1, max_size=300), st.text(max_size=60), st.sampled_from(Letter))
def test_whatever_the_names_the_mail_has_one_receiver_and_no_header_of_theirs(
    director: str, code_name: str, letter: Letter
) -> None:
    text = replace(TEXT, director_name=director, code_name=code_name)
    try:
        mail = enclosed(letter, text, NL, **HOW)
    except MessageFieldWrong:
        return
    read = message_from_bytes(as_eml(mail, "mdo@x.nl", NOW), policy=SMTP)
    assert read["To"] == "jan@politie.example"
    headers = {"From", "To", "Subject", "Date", "Auto-Submitted", "MIME-Version", "Content-Type"}
    assert set(read.keys()) <= headers | {"Content-Transfer-Encoding"}
    assert read["Subject"] == mail.subject
