"""What a reminder says: one thing, or everything that is open for one person."""

from dataclasses import replace
from datetime import date

import pytest

from models.terms import MeetingKind
from services.messages.facts import Matter, OpenPoint
from services.messages.reminder import reminder
from services.messages.rules import MessageFieldWrong
from tests.services.messages.texts import EN, NL, TEXT

DUE_DAY = date(2026, 11, 24)
CONDITIONS = OpenPoint(Matter.CONDITIONS, TEXT.conditions_due_at, TEXT)
ANSWER = OpenPoint(Matter.ANSWER, TEXT.starts_at, TEXT)
OTHER = replace(TEXT, code_name="Zaak Duinpan", link="https://mdo.example/u/ff#zz", kind=MeetingKind.REVIEW)
POLL = OpenPoint(Matter.POLL, TEXT.conditions_due_at, OTHER)


def test_a_reminder_of_conditions_on_the_day_itself_says_today() -> None:
    subject, body = reminder([CONDITIONS], NL, today=DUE_DAY)
    assert subject == "Herinnering: MDO, woensdag 25 november 10.30 uur"
    assert "Wij zien uw voorwaarden voor woensdag 25 november graag uiterlijk vandaag 16.00 uur." in body
    assert f"Heeft u er geen? Laat dat via dezelfde link weten:\n{TEXT.link}\n" in body
    assert "Al gedaan? Dan hoeft u niets te doen." in body


def test_before_that_day_it_names_the_day() -> None:
    body = reminder([CONDITIONS], NL, today=date(2026, 11, 23))[1]
    assert "graag uiterlijk dinsdag 24 november 16.00 uur." in body
    assert "vandaag" not in body


def test_an_unanswered_invitation_asks_whether_they_come() -> None:
    assert "Wij horen graag of u komt op woensdag 25 november, 10.30 uur." in reminder([ANSWER], NL, today=DUE_DAY)[1]


def test_a_poll_is_reminded_of_by_its_closing_and_not_by_any_time() -> None:
    subject, body = reminder([POLL], NL, today=date(2026, 11, 23))
    assert subject == "Herinnering: evaluatieoverleg, antwoord graag uiterlijk dinsdag 24 november 16.00 uur"
    assert "horen graag uiterlijk dinsdag 24 november 16.00 uur wanneer u kunt." in body
    assert "25 november" not in subject + body


def test_two_things_of_one_meeting_stand_above_one_link() -> None:
    subject, body = reminder([ANSWER, CONDITIONS], NL, today=DUE_DAY)
    assert subject == "Herinnering: MDO, woensdag 25 november 10.30 uur"
    assert body.count(TEXT.link) == 1
    assert "ook als u geen voorwaarden heeft" in body


def test_several_meetings_each_have_their_code_name_and_link_the_first_to_end_in_front() -> None:
    subject, body = reminder([ANSWER, POLL], NL, today=DUE_DAY)
    assert subject == "Herinnering: 2 overleggen wachten op uw antwoord"
    assert [body.count(link) for link in (TEXT.link, OTHER.link)] == [1, 1]
    assert body.index("Zaak Duinpan") < body.index(OTHER.link) < body.index("Zaak Heggemus") < body.index(TEXT.link)
    assert "Zaak" not in subject


def test_it_speaks_english_too() -> None:
    subject, body = reminder([CONDITIONS, POLL], EN, today=DUE_DAY)
    assert subject == "Reminder: 2 meetings wait for your answer"
    assert "by 16:00 h today" in body


def test_practice_is_called_practice() -> None:
    subject, body = reminder([replace(ANSWER, text=replace(TEXT, fictional=True))], NL, today=DUE_DAY)
    assert subject.startswith("[Fictief] ")
    assert body.startswith("Dit is een verzonnen zaak")


def test_a_hidden_line_break_in_any_of_them_is_refused() -> None:
    with pytest.raises(MessageFieldWrong):
        reminder([ANSWER, replace(POLL, text=replace(OTHER, code_name="a\r\nBcc: m@evil.example"))], NL, today=DUE_DAY)
