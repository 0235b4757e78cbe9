"""A mail that would hold protected words is not written: an act of a person is refused, the worker goes on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from services.access.rules import Permission
from services.cases.actions import protect_words, take_out_words
from services.cases.queries import protected_words
from services.meetings.actions import move, reissue_link
from services.meetings.inviting import own_item
from services.meetings.orders import MoveMeeting
from services.meetings.queries import meetings_of
from services.meetings.reminding import remind, remind_due
from services.messages.facts import Delivery
from services.messages.leaving import MailLeaks
from services.oversight.queries import my_day
from services.settings import Settings
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import DUE, STARTS, PlannedCase, a_planned_case
from tests.services.meetings.test_reminding import other, system

__all__ = ["other", "system"]

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SECRET = "MDO"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A mail server that nobody ever reaches: what is written waits in the outbox."""
    return settings.model_copy(update={"smtp_host": "mail.invalid", "mail_from": "planner@regio.example"})


def leak(planned: PlannedCase) -> None:
    """What every mail says is protected now: no way of entering it keeps these words out beforehand."""
    protect_words(planned.director, planned.case_id, "opsporing", SECRET)


def outbox(work: Work) -> list[str]:
    """The failures of the outbox, oldest first."""
    with work.database.reading() as session:
        rows = session.exec(select(OutboxMessage).order_by(col(OutboxMessage.queued_at), col(OutboxMessage.id)))
        return [row.failure for row in rows]


def told(work: Work) -> list[dict[str, object]]:
    """The notes of the log about mails that were stopped."""
    with work.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.permission == "reminder.send")).all()
        return [row.notes for row in rows if "stopped" in row.notes]


def test_whatever_a_person_does_that_writes_a_leaking_mail_is_refused_whole(
    planned: PlannedCase, clock: StillClock
) -> None:
    leak(planned)
    before, link = outbox(planned.director), planned.attendee("VT").link
    days = timedelta(days=1)
    later = MoveMeeting(planned.meeting_id, planned.case_id, 1, STARTS + days, 60, DUE + days)
    clock.forward(hours=5)
    for act in (
        lambda: move(planned.director, later),
        lambda: reissue_link(planned.director, planned.case_id, planned.attendee("VT").invitation_id),
        lambda: remind(planned.director, planned.case_id, planned.meeting_id),
    ):
        with pytest.raises(MailLeaks) as refused:
            act()
        assert refused.value.fields["hits"] > 0
        assert SECRET not in str(refused.value.fields)
        assert {"subject", "text", "calendar"} >= set(refused.value.fields["parts"])
    assert outbox(planned.director) == before
    assert planned.attendee("VT").link == link


def test_the_own_calendar_item_is_not_given(planned: PlannedCase) -> None:
    leak(planned)
    invitation_id = planned.attendee("VT").invitation_id
    with planned.director.act(Permission.LINK_REISSUE, planned.case_id) as look:
        row = look.session.get_one(Invitation, invitation_id)
        meeting = look.session.get_one(Meeting, planned.meeting_id)
        with pytest.raises(MailLeaks):
            own_item(look, meeting, row, practice=False)


def test_the_worker_writes_no_leaking_reminder_tells_the_director_once_and_goes_on(
    planned: PlannedCase, system: Work, work_as: Callable[..., Work], clock: StillClock
) -> None:
    second = a_planned_case(work_as, code="T-200")
    leak(planned)
    clock.moment = NINE
    assert remind_due(system) == 4
    assert outbox(system).count("stopped") == 4
    notes = told(system)
    assert len(notes) == 4
    assert {str(note["parts"]) for note in notes} == {"subject"}
    assert SECRET not in str(notes)
    assert remind_due(system) == 0
    assert len(told(system)) == 4
    delivered = {a.mails[-1].delivery for a in meetings_of(planned.director, planned.case_id)[0].attendees if a.mails}
    assert delivered == {Delivery.STOPPED}
    assert ("mail_stopped", 4) in [(need.kind, need.count) for need in my_day(planned.director).needs]
    assert "mail_stopped" not in [need.kind for need in my_day(second.director).needs]


def test_what_was_stopped_goes_once_the_word_is_taken_out(
    planned: PlannedCase, system: Work, clock: StillClock
) -> None:
    leak(planned)
    clock.moment = NINE
    assert remind_due(system) == 0
    (kept,) = protected_words(planned.director, planned.case_id)
    clock.forward(minutes=5)
    take_out_words(planned.director, planned.case_id, kept.id, kept.version)
    assert remind_due(system) == 4
    assert "mail_stopped" not in [need.kind for need in my_day(planned.director).needs]


def test_a_leak_in_one_case_does_not_keep_a_person_from_hearing_of_another(
    planned: PlannedCase, other: PlannedCase, system: Work, clock: StillClock
) -> None:
    leak(planned)
    clock.moment = NINE
    assert remind_due(system) == 4
    with system.upkeep() as tx:
        rows = tx.session.exec(select(OutboxMessage).where(OutboxMessage.queued_at == NINE)).all()
        texts = [tx.unseal(row, "body_sealed") for row in rows if row.failure != "stopped"]
    assert len(texts) == 4
    assert [planned.attendee(home).link in "".join(texts) for home in ("VT", "DR")] == [False, False]
    assert [other.attendee(home).link in "".join(texts) for home in ("VT", "DR")] == [True, True]
    assert len(rows) == 8
