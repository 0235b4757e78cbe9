"""What invitations say, what they never say, and whether calendars and mail programs can read them."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from models.terms import MeetingKind
from services.messages.facts import InvitationText, Mail
from services.messages.rules import (
    MessageFieldWrong,
    as_eml,
    calendar_item,
    check_mail,
    invitation,
    invitation_mail,
    pause_after,
    reminder,
    withdrawal,
    withdrawal_mail,
)
from services.wording import speak

LOCAL = ZoneInfo("Europe/Amsterdam")
NL, EN = speak("nl"), speak("en")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEXT = InvitationText(
    kind=MeetingKind.CASE_CONFERENCE,
    code_name="Zaak Heggemus",
    starts_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 11, 0, tzinfo=UTC),
    conditions_due_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
    link="https://mdo.example/u/0123456789abcdef0123456789abcdef#uYt5rE3wQ9zX",
    director_name="M. de Wit",
    language="nl",
    uid="0123456789abcdef@mdo-planner",
)
LINE_TEXTS = [field.name for field in fields(InvitationText) if field.type in (str, "str")]


def event_of(calendar: str) -> Any:
    """The one event of a calendar text, read back."""
    [event] = Calendar.from_ical(calendar).walk("VEVENT")
    return event


# --- words


def test_an_invitation_tells_when_where_to_click_until_when_and_how_the_code_comes() -> None:
    subject, body = invitation(TEXT, NL)
    assert subject == "Uitnodiging MDO, woensdag 25 november 10.30 uur"
    assert "multidisciplinair overleg (Zaak Heggemus) op woensdag 25 november 2026, 10.30 tot 12.00 uur." in body
    assert f"uiterlijk dinsdag 24 november 16.00 uur uw voorwaarden in:\n{TEXT.link}\n" in body
    assert "telefonisch van de casusregisseur, M. de Wit" in body
    assert "Dit bericht bevat bewust geen informatie over de zaak." in body


def test_an_invitation_speaks_english_too() -> None:
    subject, body = invitation(TEXT, EN)
    assert subject == "Invitation MDO, Wednesday 25 November 10:30 h"
    assert "You are invited to a case conference (Zaak Heggemus)" in body
    assert TEXT.link in body


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MeetingKind.ACTION_MEETING, "Uitnodiging actieoverleg, woensdag 25 november 10.30 uur"),
        (MeetingKind.COORDINATION, "Uitnodiging telefonische afstemming, woensdag 25 november 10.30 uur"),
    ],
)
def test_every_kind_of_meeting_is_called_by_its_name(kind: MeetingKind, words: str) -> None:
    assert invitation(replace(TEXT, kind=kind), NL)[0] == words


def test_an_unnamed_director_is_simply_the_case_director() -> None:
    assert "die krijgt u telefonisch van de casusregisseur.\n" in invitation(replace(TEXT, director_name=""), NL)[1]


def test_a_withdrawal_says_that_the_link_is_dead_and_does_not_repeat_it() -> None:
    subject, body = withdrawal(TEXT, NL)
    assert subject == "Gaat niet door: MDO, woensdag 25 november 10.30 uur"
    assert "gaat niet door" in body
    assert "werkt niet meer" in body
    assert TEXT.link not in body


def test_a_reminder_on_the_day_itself_says_today() -> None:
    subject, body = reminder(TEXT, NL, today=date(2026, 11, 24))
    assert subject == "Herinnering: MDO, woensdag 25 november 10.30 uur"
    assert "voor woensdag 25 november graag uiterlijk vandaag 16.00 uur." in body
    assert TEXT.link in body


def test_a_reminder_before_that_day_names_the_day() -> None:
    body = reminder(TEXT, NL, today=date(2026, 11, 23))[1]
    assert "graag uiterlijk dinsdag 24 november 16.00 uur." in body
    assert "vandaag" not in body


def test_a_fictional_case_is_marked_in_subject_body_and_calendar() -> None:
    pretend = replace(TEXT, fictional=True)
    for subject, body in (invitation(pretend, NL), withdrawal(pretend, NL), reminder(pretend, NL, today=NOW.date())):
        assert subject.startswith("[Fictief] ")
        assert body.startswith("Dit is een verzonnen zaak")
    assert str(event_of(calendar_item(pretend, NL, made_at=NOW))["SUMMARY"]).startswith("[Fictief] ")
    assert "[Fictief]" not in invitation(TEXT, NL)[0]


# --- nothing slips in


@pytest.mark.parametrize("field", LINE_TEXTS)
@pytest.mark.parametrize("poison", ["a\r\nBcc: x@evil.example", "a\nb", "a\u2028b", "a\0b", "a\u202eb"])
def test_a_line_break_or_hidden_sign_in_any_text_is_refused_everywhere(field: str, poison: str) -> None:
    poisoned = replace(TEXT, **{field: poison})
    for write in (
        lambda: invitation(poisoned, NL),
        lambda: withdrawal(poisoned, NL),
        lambda: reminder(poisoned, NL, today=NOW.date()),
        lambda: calendar_item(poisoned, NL, made_at=NOW),
    ):
        with pytest.raises(MessageFieldWrong) as refused:
            write()
        assert refused.value.fields == {"field": field}


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "@x.nl",
        "a@",
        "a@b.nl\r\nBcc: c@d.nl",
        "a@b.nl,c@d.nl",
        "a@b.nl c@d.nl",
        "A <a@b.nl>",
        "jörg@x.nl",
        "a@@b.nl",
    ],
)
def test_what_is_not_one_plain_address_is_refused(to: str) -> None:
    with pytest.raises(MessageFieldWrong) as refused:
        check_mail(Mail(to, "subject", "body"))
    assert refused.value.fields == {"field": "to"}
    assert to not in str(refused.value) or not to


def test_a_subject_of_two_lines_is_refused() -> None:
    with pytest.raises(MessageFieldWrong):
        as_eml(Mail("a@b.nl", "one\nBcc: x@y.nl", "body"), "mdo@x.nl", NOW)


@given(st.text(min_size=1, max_size=300), st.text(max_size=60))
def test_whatever_the_names_the_mail_has_one_receiver_and_no_header_of_theirs(director: str, code_name: str) -> None:
    text = replace(TEXT, director_name=director, code_name=code_name)
    try:
        mail = invitation_mail(text, NL, to="jan@politie.example", organiser="mdo@x.nl", made_at=NOW)
    except MessageFieldWrong:
        return
    read = message_from_bytes(as_eml(mail, "mdo@x.nl", NOW), policy=SMTP)
    assert read["To"] == "jan@politie.example"
    assert read.keys() == ["From", "To", "Subject", "Date", "Auto-Submitted", "MIME-Version", "Content-Type"]
    assert read["Subject"] == mail.subject


# --- calendar


def test_the_calendar_item_is_neutral_and_complete() -> None:
    calendar = calendar_item(TEXT, NL, made_at=NOW, organiser="mdo@x.nl")
    event = event_of(calendar)
    assert str(Calendar.from_ical(calendar)["METHOD"]) == "REQUEST"
    assert str(event["SUMMARY"]) == "MDO, Zaak Heggemus"
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == (TEXT.uid, 0, "CONFIRMED")
    assert event.decoded("DTSTART") == TEXT.starts_at
    assert event.decoded("DTEND") == TEXT.ends_at
    assert event.decoded("DTSTAMP") == NOW
    assert str(event["CLASS"]) == "PRIVATE"
    assert str(event["ORGANIZER"]) == "mailto:mdo@x.nl"
    assert "ATTENDEE" not in event
    assert TEXT.link in str(event["DESCRIPTION"])


def test_a_cancelling_item_keeps_the_uid_raises_the_sequence_and_drops_the_link() -> None:
    mail = withdrawal_mail(replace(TEXT, sequence=1), NL, to="a@b.nl", organiser="mdo@x.nl", made_at=NOW)
    assert mail.calendar is not None
    event = event_of(mail.calendar)
    assert str(Calendar.from_ical(mail.calendar)["METHOD"]) == "CANCEL"
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == (TEXT.uid, 1, "CANCELLED")
    assert TEXT.link not in mail.calendar.replace("\r\n ", "")


@given(st.integers(0, 63 * 365 * 24 * 60))
def test_the_zone_that_travels_along_agrees_with_the_zone_database(minutes: int) -> None:
    """Read by another reader (dateutil's recurrence rules): its offset is that of Europe/Amsterdam at every moment."""
    when = datetime(1997, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    [zone] = Calendar.from_ical(calendar_item(TEXT, NL, made_at=NOW)).walk("VTIMEZONE")
    latest = None
    parts: list[Any] = [*zone.walk("STANDARD"), *zone.walk("DAYLIGHT")]
    for part in parts:
        before, after = part.decoded("TZOFFSETFROM"), part.decoded("TZOFFSETTO")
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part.decoded("DTSTART"))
        onset = rule.before((when + before).replace(tzinfo=None), inc=True)
        if onset is not None and (latest is None or onset - before > latest[0]):
            latest = (onset - before, after)
    assert latest is not None
    assert latest[1] == when.astimezone(LOCAL).utcoffset()


@given(st.text(st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=200))
def test_long_and_strange_code_names_survive_folding(code_name: str) -> None:
    calendar = calendar_item(replace(TEXT, code_name=code_name), NL, made_at=NOW)
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert str(event_of(calendar)["SUMMARY"]) == f"MDO, {code_name}"


def test_moments_across_the_change_of_the_clock_keep_their_local_hour() -> None:
    night = replace(
        TEXT,
        starts_at=datetime(2026, 10, 24, 8, 0, tzinfo=UTC),
        ends_at=datetime(2026, 10, 25, 9, 0, tzinfo=UTC),
    )
    calendar = calendar_item(night, NL, made_at=NOW)
    assert "DTSTART;TZID=Europe/Amsterdam:20261024T100000" in calendar
    assert "DTEND;TZID=Europe/Amsterdam:20261025T100000" in calendar


# --- the mail as it travels


def read_back(mail: Mail) -> EmailMessage:
    """The mail as a mail program reads it."""
    raw = as_eml(mail, "mdo@x.nl", NOW, message_id="m1")
    raw.decode("ascii")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    return message_from_bytes(raw, policy=SMTP)


def test_a_mail_program_finds_text_a_calendar_invitation_and_a_file() -> None:
    mail = invitation_mail(TEXT, NL, to="jan@politie.example", organiser="mdo@x.nl", made_at=NOW)
    read = read_back(mail)
    assert read["Message-ID"] == "<m1@x.nl>"
    assert read["Date"].datetime == NOW
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == mail.body
    [inline] = [part for part in read.walk() if part.get_param("method")]
    assert (inline.get_content_type(), inline.get_param("method")) == ("text/calendar", "REQUEST")
    [attached] = read.iter_attachments()
    assert attached.get_filename() == "overleg.ics"
    assert event_of(attached.get_content())["UID"] == TEXT.uid


def test_a_mail_without_calendar_item_is_plain_text() -> None:
    assert read_back(Mail("a@b.nl", "Één onderwerp", "Beste collega,\n")).get_content_type() == "text/plain"


def test_the_pause_between_tries_doubles() -> None:
    assert [pause_after(n) for n in (1, 2, 3, 7)] == [timedelta(minutes=m) for m in (1, 2, 4, 64)]
