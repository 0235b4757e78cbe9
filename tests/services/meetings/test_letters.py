"""The letters of one meeting's life as they reach each person, by a real mail server or to be copied."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import vobject
from aiosmtpd.controller import Controller
from sqlmodel import col, select

from models.directory import Organisation
from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from models.terms import BarKind, InvitationAnswer, MeetingStatus
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.meetings.actions import move, reissue_link, withdraw
from services.meetings.answers import decide_deputy
from services.meetings.inviting import send
from services.meetings.orders import DecideDeputy, MoveMeeting
from services.messages.actions import send_due
from services.messages.calendar_items import item_in
from services.messages.facts import Letter
from services.relations.facts import SYSTEM
from services.settings import Settings
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import DUE, STARTS, PlannedCase
from tests.rows import a_professional
from tests.services.messages.mail_server import Postbox, mail_server, posting_settings

__all__ = ["mail_server"]

VT, DEPUTY = "d1@partner.example", "vervanger@vt.example"


@pytest.fixture
def postbox() -> Postbox:
    """What the mail server received."""
    return Postbox()


@pytest.fixture
def settings(settings: Settings, mail_server: Controller) -> Settings:
    """Settings that name the mail server."""
    return posting_settings(settings, mail_server)


@dataclass(frozen=True)
class Read:
    """One mail as its receiver's calendar sees it."""

    subject: str
    body: str
    method: str = ""
    uid: str = ""
    sequence: int = -1
    starts_at: Any = None


def read(letter: EmailMessage) -> Read:
    """By Python's mail parser and the iCalendar reader that the planner does not use itself."""
    body = letter.get_body(("plain",))
    assert body is not None
    words = body.get_content().replace("\r\n", "\n")
    attached = [part for part in letter.iter_attachments() if part.get_content_type() == "text/calendar"]
    if not attached:
        return Read(letter["Subject"], words)
    calendar = vobject.readOne(attached[0].get_content())
    event = calendar.vevent
    assert not hasattr(event, "attendee")
    assert not hasattr(event, "location")
    found = (calendar.method.value, event.uid.value, int(event.sequence.value), event.dtstart.value)
    return Read(letter["Subject"], words, *found)


def moved(planned: PlannedCase, days: int) -> MoveMeeting:
    """The order to hold the meeting some days later."""
    meeting = planned.meeting
    later = timedelta(days=days)
    return MoveMeeting(meeting.id, planned.case_id, meeting.version, STARTS + later, 90, DUE + later)


def row_of(planned: PlannedCase, organisation: str = "VT") -> Invitation:
    """An invitation as it is kept, also of whoever no list shows any more."""
    invited = select(Invitation).join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
    with planned.director.database.reading() as session:
        row = session.exec(
            invited.where(Invitation.meeting_id == planned.meeting_id, Organisation.key == organisation)
        ).one()
        session.expunge(row)
        return row


def deputise(planned: PlannedCase, work: Work) -> None:
    """A colleague of Veilig Thuis takes the place."""
    deputy = a_professional(work, "V. Vervanger", DEPUTY, "VT")
    row = row_of(planned)
    decide_deputy(planned.director, DecideDeputy(planned.case_id, row.id, row.version, deputy))


@pytest.fixture
def system(work_as: Callable[..., Work]) -> Work:
    """The system's work."""
    return work_as(SYSTEM)


def act(planned: PlannedCase, do: Callable[[Any, Meeting, Invitation], None], organisation: str = "VT") -> None:
    """Does something with the meeting and one invitation inside the director's act."""
    which = row_of(planned, organisation).id
    with planned.director.act(Permission.MEETING_PLAN, planned.case_id) as tx:
        meeting = tx.session.get_one(Meeting, planned.meeting_id)
        do(tx, meeting, tx.session.get_one(Invitation, which))


def test_a_life_of_moves_a_deputy_and_the_end_as_each_mailbox_reads_it(
    planned: PlannedCase, system: Work, postbox: Postbox, clock: StillClock
) -> None:
    send_due(system)
    for days in (1, 2):
        clock.forward(minutes=5)
        move(planned.director, moved(planned, days))
        send_due(system)
    clock.forward(minutes=5)
    deputise(planned, system)
    send_due(system)
    clock.forward(minutes=5)
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    send_due(system)

    mine = [read(letter) for letter in postbox.to(VT)]
    assert [one.subject.partition(":")[0] for one in mine][1:] == ["Verplaatst", "Verplaatst", "U wordt vervangen"]
    assert [(one.method, one.sequence) for one in mine] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("REQUEST", 2),
        ("CANCEL", 3),
    ]
    assert [one.starts_at for one in mine] == [STARTS + timedelta(days=days) for days in (0, 1, 2, 2)]
    assert len({one.uid for one in mine}) == 1
    assert "Was: woensdag 25 november 2026, 10.30 tot 12.00 uur." in mine[1].body

    theirs = [read(letter) for letter in postbox.to(DEPUTY)]
    assert [(one.method, one.sequence) for one in theirs] == [("REQUEST", 2), ("CANCEL", 3)]
    assert len({one.uid for one in theirs} | {mine[0].uid}) == 2
    others = [read(letter) for letter in postbox.to("d0@partner.example")]
    assert [(one.method, one.sequence) for one in others] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("REQUEST", 2),
        ("CANCEL", 3),
    ]
    assert len(postbox.letters) == 4 * 3 + 2 + 4
    for letter in postbox.letters:
        addresses = {VT, DEPUTY, *(f"d{n}@partner.example" for n in range(4))} - {letter["To"]}
        assert not any(address in letter.as_string() for address in addresses)


def test_who_comes_back_after_a_deputy_gets_an_item_above_the_cancelled_one(
    planned: PlannedCase, system: Work, postbox: Postbox, clock: StillClock
) -> None:
    send_due(system)
    replaced = row_of(planned).professional_id
    deputise(planned, system)
    send_due(system)
    clock.forward(minutes=5)
    row = row_of(planned)
    decide_deputy(planned.director, DecideDeputy(planned.case_id, row.id, row.version, replaced))
    send_due(system)
    assert [(one.method, one.sequence) for one in map(read, postbox.to(VT))] == [
        ("REQUEST", 0),
        ("CANCEL", 1),
        ("REQUEST", 2),
    ]
    assert [one.method for one in map(read, postbox.to(DEPUTY))] == ["REQUEST", "CANCEL"]


def test_an_item_that_never_left_is_not_cancelled_and_a_move_of_it_is_an_invitation(
    planned: PlannedCase, system: Work, postbox: Postbox
) -> None:
    move(planned.director, moved(planned, 1))
    act(planned, lambda tx, meeting, row: send(tx, meeting, row, Letter.WITHDRAWN, practice=False), "DR")
    send_due(system)
    assert [(one.method, one.subject[:10]) for one in map(read, postbox.to(VT))] == [("REQUEST", "Uitnodigin")]
    [told] = [read(letter) for letter in postbox.letters if letter["To"] == "d3@partner.example"]
    assert (told.method, told.subject[:15]) == ("", "Gaat niet door:")


def test_an_item_that_may_be_under_way_is_cancelled_to_be_sure(
    planned: PlannedCase, system: Work, postbox: Postbox, clock: StillClock
) -> None:
    postbox.answer = "451 later"
    send_due(system)
    postbox.answer = ""
    clock.forward(minutes=5)
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    send_due(system)
    assert [one.method for one in map(read, postbox.to(VT))] == ["CANCEL"]


def test_a_link_that_is_sent_again_comes_with_the_same_item_one_higher(
    planned: PlannedCase, system: Work, postbox: Postbox
) -> None:
    send_due(system)
    reissue_link(planned.director, planned.case_id, planned.attendee("VT").invitation_id)
    send_due(system)
    one, other = map(read, postbox.to(VT))
    assert (one.uid, other.uid, other.sequence) == (one.uid, one.uid, 1)


def test_a_poll_has_no_item_and_its_end_names_no_time(
    planned: PlannedCase, system: Work, postbox: Postbox, clock: StillClock
) -> None:
    with system.upkeep() as tx:  # as if put to the vote: nobody was invited yet
        for message in tx.session.exec(select(OutboxMessage)).all():
            tx.session.delete(message)
        meeting = tx.session.get_one(Meeting, planned.meeting_id)
        meeting.status, meeting.poll_closes_at = MeetingStatus.POLLED, DUE
        tx.add(meeting)
    act(planned, lambda tx, meeting, row: send(tx, meeting, row, Letter.POLL, practice=False))
    send_due(system)
    clock.forward(minutes=5)
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    send_due(system)
    asked, told = map(read, postbox.to(VT))
    assert (asked.method, told.method) == ("", "")
    assert asked.subject == "Wanneer kunt u? MDO, antwoord graag uiterlijk dinsdag 24 november 16.00 uur"
    assert told.subject == "Gaat niet door: MDO"
    assert "25 november" not in asked.body + told.body


def test_a_declined_deputy_is_told_without_touching_the_calendar(
    planned: PlannedCase, system: Work, postbox: Postbox
) -> None:
    send_due(system)
    act(planned, lambda tx, meeting, row: setattr(row, "answer", InvitationAnswer.DEPUTY))
    row = row_of(planned)
    decide_deputy(planned.director, DecideDeputy(planned.case_id, row.id, row.version))
    send_due(system)
    told = read(postbox.to(VT)[-1])
    assert (told.method, told.subject[:24]) == ("", "Graag nog een antwoord: ")
    assert planned.attendee("VT").link in told.body


def test_whoever_is_barred_gets_no_letter_of_any_kind(planned: PlannedCase, system: Work, postbox: Postbox) -> None:
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, VT))
    for letter in Letter:
        act(planned, lambda tx, meeting, row, one=letter: send(tx, meeting, row, one, practice=False))
    send_due(system)
    assert postbox.to(VT) == []
    assert len(postbox.letters) == 3


def test_who_is_replaced_and_barred_before_the_mail_goes_hears_nothing_but_the_deputy_does(
    planned: PlannedCase, system: Work, postbox: Postbox, clock: StillClock
) -> None:
    send_due(system)
    deputise(planned, system)
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, VT))
    send_due(system)
    assert len(postbox.to(VT)) == 1
    assert [one.method for one in map(read, postbox.to(DEPUTY))] == ["REQUEST"]


def test_an_invitation_without_a_link_gets_no_letter(planned: PlannedCase, system: Work, postbox: Postbox) -> None:
    act(planned, lambda tx, meeting, row: setattr(row, "secret_hash", ""))
    act(planned, lambda tx, meeting, row: send(tx, meeting, row, Letter.WITHDRAWN, practice=False))
    send_due(system)
    assert postbox.to(VT) == []


def test_where_mail_is_copied_by_hand_any_item_may_have_been_sent(
    planned: PlannedCase, settings: Settings, clock: StillClock
) -> None:
    clock.forward(minutes=1)
    by_hand = settings.model_copy(update={"smtp_host": ""})
    director = replace(planned.director, settings=by_hand)
    withdraw(director, planned.case_id, planned.meeting_id, planned.meeting.version)
    calendar = planned.attendee("VT").mails[-1].mail.calendar
    assert calendar is not None
    assert item_in(calendar).cancels
    assert item_in(calendar).sequence == 1
