"""Reminders as they lie in the outbox: whom, when, how many mails, and never of what they may not know."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case, Seat
from models.condition import ReceivedForm
from models.directory import Professional
from models.meeting import Invitation, Meeting, PollAnswer, PollOption
from models.outbox import OutboxMessage
from models.sealing import SealBroken
from models.terms import BarKind, CaseStatus, FormStatus, InvitationAnswer, MeetingStatus, PollChoice, Provenance
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.meetings.actions import MeetingOver, withdraw
from services.meetings.reminding import RemindedJustNow, remind, remind_due
from services.messages.actions import send_due, take_back
from services.messages.facts import Mail
from services.relations.facts import SYSTEM
from services.relations.queries import CaseClosed
from services.settings import Settings
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import DUE, STARTS, PlannedCase, a_planned_case

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""Tuesday 9.00 local: conditions are due at 16.00 that day, the meeting is on Wednesday."""
VT = "d1@partner.example"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A mail server that nobody ever reaches: what is written waits in the outbox."""
    return settings.model_copy(update={"smtp_host": "mail.invalid", "mail_from": "planner@regio.example"})


@pytest.fixture
def system(work_as: Callable[..., Work]) -> Work:
    """The system's work."""
    return work_as(SYSTEM)


@pytest.fixture
def other(planned: PlannedCase, work_as: Callable[..., Work], system: Work) -> PlannedCase:
    """A second case, of another director, in which the same people sit."""
    second = a_planned_case(work_as, code="T-200")
    with system.upkeep() as tx:
        meetings = (planned.meeting_id, second.meeting_id)
        first, again = (
            {
                row.organisation_id: row
                for row in tx.session.exec(select(Invitation).where(Invitation.meeting_id == which)).all()
            }
            for which in meetings
        )
        for home, row in again.items():
            row.professional_id = first[home].professional_id
            seat = tx.session.get_one(Seat, row.seat_id)
            seat.professional_id = row.professional_id
            tx.add(row, seat)
    return second


def change(work: Work, kind: type, which: str, **fields: object) -> None:
    """Puts a row as a test needs it."""
    with work.upkeep() as tx:
        row = tx.session.get_one(kind, which)
        for name, value in fields.items():
            setattr(row, name, value)
        tx.add(row)


def letters(work: Work, to: str = "") -> list[tuple[Mail, OutboxMessage]]:
    """The reminders of the outbox, oldest first; only those that may still go or have gone."""
    with work.upkeep() as tx:
        rows = tx.session.exec(select(OutboxMessage).order_by(col(OutboxMessage.queued_at))).all()
        found = []
        for row in rows:
            names = ("to_sealed", "subject_sealed", "body_sealed")
            mail = Mail(*(tx.unseal(row, name) for name in names))
            if "Herinnering" in mail.subject and row.attempts < 8 and to in mail.to:
                found.append((mail, row))
        tx.session.expunge_all()
        return found


def invitation(work: Work, which: str) -> Invitation:
    """An invitation as it stands."""
    with work.database.reading() as session:
        row = session.get_one(Invitation, which)
        session.expunge(row)
        return row


# --- by the ladder


def test_on_the_morning_that_conditions_are_due_everybody_who_owes_gets_one_mail(
    planned: PlannedCase, system: Work, clock: StillClock
) -> None:
    assert remind_due(system) == 0
    clock.moment = NINE
    assert remind_due(system) == 4
    assert remind_due(system) == 0
    [(mail, row)] = letters(system, VT)
    attendee = planned.attendee("VT")
    assert attendee.link in mail.body
    assert "vandaag 16.00 uur" in mail.body
    assert "of u komt" in mail.body
    assert row.calendar_sealed == ""
    kept = invitation(system, attendee.invitation_id)
    assert (kept.reminded_at, kept.reminders, kept.reminded_for) == (NINE, 1, {"answer": 1, "conditions": 1})


def test_outside_office_hours_nothing_is_written(planned: PlannedCase, system: Work, clock: StillClock) -> None:
    for moment in (NINE - timedelta(hours=2), NINE + timedelta(hours=9)):
        clock.moment = moment
        assert remind_due(system) == 0


@pytest.mark.parametrize(
    "stop",
    [
        lambda w, p, i: change(w, Invitation, i, answer=InvitationAnswer.YES, handed_in_at=w.clock()),
        lambda w, p, i: change(w, Invitation, i, answer=InvitationAnswer.NO, nothing_to_add=True),
        lambda w, p, i: change(w, Invitation, i, answer=InvitationAnswer.INFORMATION, information_at=w.clock()),
        lambda w, p, i: change(w, Invitation, i, answer=InvitationAnswer.YES, conditions_asked=False),
        lambda w, p, i: _form_came_in(w, p, i),
        lambda w, p, i: change(w, Invitation, i, revoked_at=w.clock()),
        lambda w, p, i: change(w, Invitation, i, secret_hash=""),
        lambda w, p, i: change(w, Seat, invitation(w, i).seat_id, ended_at=w.clock()),
        lambda w, p, i: change(w, Professional, invitation(w, i).professional_id, active=False),
        lambda w, p, i: change(w, Professional, invitation(w, i).professional_id, email_sealed=""),
        lambda w, p, i: bar(p.director, p.case_id, NewBar(BarKind.EMAIL, VT)),
    ],
    ids=[
        "in",
        "nothing",
        "information",
        "not asked",
        "form in",
        "revoked",
        "no link",
        "seat ended",
        "gone",
        "no address",
        "barred",
    ],
)
def test_who_has_done_all_or_must_not_be_written_to_gets_none(
    planned: PlannedCase, system: Work, clock: StillClock, stop: Callable[[Work, PlannedCase, str], None]
) -> None:
    stop(system, planned, planned.attendee("VT").invitation_id)
    clock.moment = NINE
    assert remind_due(system) == 3
    assert letters(system, VT) == []


def _form_came_in(work: Work, planned: PlannedCase, which: str) -> None:
    change(work, Invitation, which, answer=InvitationAnswer.YES)
    with work.upkeep() as tx:
        form = {"status": FormStatus.WAITING, "provenance": Provenance.INTACT, "sha256": "f", "read_sealed": ""}
        about = {"id": "f1", "case_id": planned.case_id, "invitation_id": which, "received_by": which}
        tx.add(ReceivedForm(**about, **form, received_at=tx.now))


def test_an_own_deadline_moves_the_reminder_and_is_what_the_mail_says(
    planned: PlannedCase, system: Work, clock: StillClock
) -> None:
    own, which = NINE + timedelta(days=1, hours=1), planned.attendee("VT").invitation_id
    change(system, Invitation, which, answer=InvitationAnswer.YES, conditions_due_at=own)
    clock.moment = NINE
    remind_due(system)
    [(mail, _)] = letters(system, VT)
    assert "wo 25 nov" in mail.body or "woensdag 25 november" in mail.body
    assert "vandaag 16.00 uur" not in mail.body
    clock.forward(days=1)
    remind_due(system)
    assert "vandaag 10.00 uur" in letters(system, VT)[-1][0].body


@pytest.mark.parametrize("status", [MeetingStatus.WITHDRAWN, MeetingStatus.HELD, MeetingStatus.RESERVED])
def test_of_a_meeting_that_is_not_to_come_nobody_is_reminded(
    planned: PlannedCase, system: Work, clock: StillClock, status: MeetingStatus
) -> None:
    change(system, Meeting, planned.meeting_id, status=status)
    clock.moment = NINE
    assert remind_due(system) == 0


def test_in_a_closed_case_nobody_is_reminded(planned: PlannedCase, system: Work, clock: StillClock) -> None:
    change(system, Case, planned.case_id, status=CaseStatus.CLOSED)
    clock.moment = NINE
    assert remind_due(system) == 0
    with pytest.raises(CaseClosed):
        remind(planned.director, planned.case_id, planned.meeting_id)


def test_a_poll_reminds_who_did_not_answer_it(planned: PlannedCase, system: Work, clock: StillClock) -> None:
    which = planned.attendee("VT").invitation_id
    change(system, Meeting, planned.meeting_id, status=MeetingStatus.POLLED, poll_closes_at=DUE)
    with system.upkeep() as tx:
        tx.add(PollOption(id="o1", meeting_id=planned.meeting_id, starts_at=STARTS, ends_at=STARTS))
        choice = {"choice": PollChoice.NO, "answered_at": tx.now}
        tx.add(PollAnswer(id="a1", option_id="o1", invitation_id=which, **choice))
    clock.moment = NINE
    assert remind_due(system) == 3
    assert letters(system, VT) == []
    assert "wanneer u kunt" in letters(system)[0][0].body


# --- grouped


def test_one_mail_lists_what_is_open_in_several_cases_and_no_director_can_read_it(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    clock.moment = NINE
    assert remind_due(system) == 4
    [(mail, row)] = letters(system, VT)
    mine = [case.attendee("VT") for case in (planned, other)]
    assert all(mail.body.count(one.link) == 1 for one in mine)
    assert mail.body.count("Zaak Heggemus") == 2
    assert (row.invitation_id, set(row.also_about)) == (None, {one.invitation_id for one in mine})
    assert all("Herinnering" not in queued.mail.subject for one in mine for queued in one.mails)


def test_a_case_in_which_they_are_barred_is_not_spoken_of(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    bar(other.director, other.case_id, NewBar(BarKind.EMAIL, VT))
    clock.moment = NINE
    remind_due(system)
    [(mail, row)] = letters(system, VT)
    assert planned.attendee("VT").link in mail.body
    assert mail.body.count("Zaak Heggemus") == 0
    assert (row.invitation_id, row.also_about) == (planned.attendee("VT").invitation_id, [])


def test_nobody_gets_two_a_day_not_even_about_another_case(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    remind(planned.director, planned.case_id, planned.meeting_id)
    clock.forward(hours=6)
    change(system, Meeting, other.meeting_id, conditions_due_at=NINE)
    for row in other.meeting.attendees:
        change(system, Invitation, row.invitation_id, asked_at=clock.moment - timedelta(days=3))
    assert remind_due(system) == 0
    clock.moment = NINE
    assert remind_due(system) == 4


def test_where_mail_is_copied_by_hand_each_case_has_its_own_that_its_director_can_read(
    planned: PlannedCase, other: PlannedCase, system: Work, settings: Settings, clock: StillClock
) -> None:
    clock.moment = NINE
    by_hand = replace(system, settings=settings.model_copy(update={"smtp_host": ""}))
    assert remind_due(by_hand) == 8
    for case in (planned, other):
        text = case.attendee("VT").mails[-1].mail
        assert text.subject.startswith("Herinnering")
        assert case.attendee("VT").link in text.body


def test_in_the_fictional_region_the_texts_wait_and_are_marked(
    planned: PlannedCase, work_as: Callable[..., Work], clock: StillClock
) -> None:
    clock.moment = NINE
    practice = work_as(SYSTEM, practice=True)
    assert remind_due(practice) == 4
    assert send_due(practice).sent == 0
    assert planned.attendee("VT").mails[-1].mail.subject.startswith("[Fictief] Herinnering")


# --- the rest of a grouped mail


def test_when_one_of_them_is_called_off_the_rest_is_written_again_without_it(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    clock.moment = NINE
    remind_due(system)
    withdraw(other.director, other.case_id, other.meeting_id, other.meeting.version)
    assert letters(system, VT) == []
    clock.forward(minutes=1)
    assert remind_due(system) == 4
    [(mail, row)] = letters(system, VT)
    assert planned.attendee("VT").link in mail.body
    assert mail.body.count("/u/") == 1
    assert row.also_about == []
    assert invitation(system, planned.attendee("VT").invitation_id).reminders == 1, "it is the same reminder"
    assert remind_due(system) == 0


def test_when_the_addressee_is_barred_from_one_case_before_it_goes_the_rest_is_written_again(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    clock.moment = NINE
    remind_due(system)
    bar(other.director, other.case_id, NewBar(BarKind.EMAIL, VT))
    clock.forward(minutes=1)
    assert remind_due(system) == 1
    [(mail, _)] = letters(system, VT)
    assert planned.attendee("VT").link in mail.body
    assert mail.body.count("/u/") == 1


def test_a_rest_of_which_nothing_is_open_any_more_is_settled_without_a_mail(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    clock.moment = NINE
    remind_due(system)
    for case in (planned, other):
        withdraw(case.director, case.case_id, case.meeting_id, case.meeting.version)
    assert [remind_due(system), remind_due(system)] == [0, 0]
    with system.database.reading() as session:
        assert not session.exec(select(OutboxMessage).where(OutboxMessage.failure == "rest_waits")).all()


def test_a_rest_waits_for_office_hours(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    clock.moment = NINE
    remind_due(system)
    which = other.attendee("VT").invitation_id
    with system.act(Permission.MAIL_SEND) as tx:
        assert take_back(tx, which) == 2
    clock.forward(hours=9)
    assert remind_due(system) == 0


# --- two at once


def test_two_workers_at_once_write_each_reminder_once(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    clock.moment = NINE
    together = threading.Barrier(3)

    def worker() -> int:
        together.wait()
        return remind_due(system)

    with ThreadPoolExecutor(3) as pool:
        written = [done.result() for done in [pool.submit(worker) for _ in range(3)]]
    assert sum(written) == 4
    assert len(letters(system)) == 4


def test_one_persons_failure_does_not_keep_the_others_from_theirs(
    planned: PlannedCase, system: Work, clock: StillClock
) -> None:
    change(system, Invitation, planned.attendee("VT").invitation_id, link_sealed="broken")
    clock.moment = NINE
    with pytest.raises(SealBroken):
        remind_due(system)
    assert len(letters(system)) == 3


# --- by hand


def test_the_director_reminds_everybody_who_owes_something_or_only_some(
    planned: PlannedCase, system: Work, clock: StillClock
) -> None:
    some = [planned.attendee("VT").invitation_id]
    assert remind(planned.director, planned.case_id, planned.meeting_id, some) == 1
    assert [mail.to for mail, _ in letters(system)] == [VT]
    assert remind(planned.director, planned.case_id, planned.meeting_id) == 3
    assert len(letters(system)) == 4


def test_not_twice_within_the_hour(planned: PlannedCase, system: Work, clock: StillClock) -> None:
    assert remind(planned.director, planned.case_id, planned.meeting_id) == 4
    clock.forward(minutes=59)
    with pytest.raises(RemindedJustNow):
        remind(planned.director, planned.case_id, planned.meeting_id)
    clock.forward(minutes=1)
    assert remind(planned.director, planned.case_id, planned.meeting_id) == 4
    assert planned.attendee("VT").reminders in (0, 2), "shown once the list of attendees tells it"


def test_when_nothing_is_open_nobody_is_reminded(planned: PlannedCase, system: Work) -> None:
    for row in planned.meeting.attendees:
        done = {"answer": InvitationAnswer.YES, "nothing_to_add": True}
        change(system, Invitation, row.invitation_id, **done)
    assert remind(planned.director, planned.case_id, planned.meeting_id) == 0


def test_a_person_with_two_seats_gets_one_mail_with_both_links(planned: PlannedCase, system: Work) -> None:
    one, two = planned.attendee("VT").invitation_id, planned.attendee("DR").invitation_id
    change(system, Invitation, two, professional_id=invitation(system, one).professional_id)
    assert remind(planned.director, planned.case_id, planned.meeting_id) == 3
    [(mail, row)] = letters(system, VT)
    assert mail.body.count("/u/") == 2
    assert {row.invitation_id, *row.also_about} == {one, two}


def test_only_the_cases_own_director_reminds_and_only_of_a_meeting_to_come(
    planned: PlannedCase, other: PlannedCase, work_as: Callable[..., Work], clock: StillClock
) -> None:
    for who, case_id, which in (
        (other.director, planned.case_id, planned.meeting_id),
        (other.director, other.case_id, planned.meeting_id),
        (planned.as_guest("VT"), planned.case_id, planned.meeting_id),
        (planned.director, planned.case_id, "unknown"),
    ):
        with pytest.raises(NotAllowed):
            remind(who, case_id, which)
    clock.moment = STARTS
    with pytest.raises(MeetingOver):
        remind(planned.director, planned.case_id, planned.meeting_id)


def test_the_log_tells_who_was_reminded_by_ids_only(planned: PlannedCase, system: Work, clock: StillClock) -> None:
    clock.moment = NINE
    remind_due(system)
    with system.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.permission == "reminder.send")).all()
        told = [(row.case_id, row.notes) for row in rows if row.outcome == "done"]
    assert [case_id for case_id, _ in told] == [planned.case_id] * 4
    assert "@" not in str(told)
