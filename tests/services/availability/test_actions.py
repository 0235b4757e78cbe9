"""Days away, closed days and own calendars: who may write them, and that nothing but ids and counts is logged."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import SQLModel, col, select

from models.audit import AuditEntry
from models.availability import BusyBlock, StatedDay
from models.directory import Organisation
from services.access.rules import Permission, Standing
from services.availability.actions import (
    close_day,
    end_away,
    forget_calendar,
    read_calendar,
    read_own_calendar,
    record_away,
    reopen_day,
    set_free_hours,
)
from services.availability.facts import CalendarFileWrong, DaysWrong
from services.availability.queries import calendar_state, closed_days, days_away
from services.availability.stretches import midnight
from services.unit_of_work import NotAllowed, Work
from tests.planned import a_director, a_planned_case
from tests.rows import a_professional, an_account
from tests.services.availability.calendars import SECRETS, a_calendar, an_event, google, outlook

WorkAs = Callable[..., Work]
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def director(work_as: WorkAs) -> Work:
    return a_director(work_as)


@pytest.fixture
def who(work_as: WorkAs) -> str:
    return a_professional(work_as(Standing.SYSTEM))


def last_notes(work: Work) -> dict:
    with work.database.reading() as session:
        return session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first().notes


def test_days_away_are_listed_in_order_and_can_be_taken_back(director: Work, who: str) -> None:
    later = record_away(director, who, MONDAY + 30 * DAY, MONDAY + 40 * DAY)
    sooner = record_away(director, who, MONDAY, MONDAY)
    assert record_away(director, who, MONDAY, MONDAY) == sooner
    record_away(director, who, MONDAY - DAY, MONDAY + 2 * DAY)
    assert [one.first_day for one in days_away(director, who)] == [MONDAY - DAY, MONDAY, MONDAY + 30 * DAY]
    end_away(director, sooner)
    end_away(director, sooner)
    assert [one.id for one in days_away(director, who)][-1] == later
    assert len(days_away(director, who)) == 2


def test_days_away_that_are_over_are_not_listed(director: Work, who: str, clock) -> None:
    record_away(director, who, MONDAY, MONDAY)
    clock.forward(days=1)
    assert days_away(director, who) == ()


def test_days_that_cannot_be_are_refused_and_nothing_is_kept(director: Work, who: str) -> None:
    with pytest.raises(DaysWrong):
        record_away(director, who, MONDAY, MONDAY - DAY)
    with pytest.raises(NotAllowed):
        record_away(director, "nobody", MONDAY, MONDAY)
    assert days_away(director, who) == ()


def test_closed_days_are_kept_once_and_can_be_opened_again(director: Work, who: str) -> None:
    with director.read(Permission.DIRECTORY_READ) as look:
        home = look.session.exec(select(Organisation.id)).first()
    for day in (MONDAY + 2 * DAY, MONDAY + DAY, MONDAY + DAY):
        close_day(director, home, day)
    assert closed_days(director, home) == (MONDAY + DAY, MONDAY + 2 * DAY)
    reopen_day(director, home, MONDAY + DAY)
    reopen_day(director, home, MONDAY + DAY)
    assert closed_days(director, home) == (MONDAY + 2 * DAY,)


def test_stating_the_same_week_again_marks_each_day_once(director: Work, who: str) -> None:
    for _ in range(2):
        set_free_hours(director, who, midnight(MONDAY), midnight(MONDAY + 7 * DAY), ())
    with director.database.reading() as session:
        days = session.exec(select(StatedDay.day).order_by(col(StatedDay.day))).all()
    assert days == [MONDAY + n * DAY for n in range(7)]


def test_calendar_is_summed_up_and_kept_as_stretches_only(director: Work, who: str) -> None:
    summary = read_calendar(director, who, outlook())
    assert (summary.blocks, summary.until_day) == (3, date(2027, 5, 24))
    assert calendar_state(director, who) == summary
    assert set(last_notes(director)) == {"professional", "blocks", "zones_guessed"}


def test_new_calendar_takes_the_place_of_the_old_one(director: Work, who: str) -> None:
    read_calendar(director, who, outlook())
    read_calendar(director, who, a_calendar(an_event("DTSTART:20261124T090000Z", "DURATION:PT1H")))
    assert calendar_state(director, who).blocks == 1
    assert busy_of(director, who) == 1


def test_refused_calendar_leaves_what_was_there(director: Work, who: str) -> None:
    before = read_calendar(director, who, outlook())
    with pytest.raises(CalendarFileWrong):
        read_calendar(director, who, b"PK\x03\x04")
    assert calendar_state(director, who) == before
    assert busy_of(director, who) == 3


def test_forgotten_calendar_leaves_nothing(director: Work, who: str) -> None:
    read_calendar(director, who, outlook())
    forget_calendar(director, who)
    assert calendar_state(director, who) is None
    assert busy_of(director, who) == 0


def test_zones_that_nobody_knows_are_told_after_reading(director: Work, who: str) -> None:
    event = an_event("DTSTART;TZID=Nergens:20261124T090000", "DURATION:PT1H")
    assert read_calendar(director, who, a_calendar(event)).zones_guessed == 1


def test_guest_gives_their_own_calendar_and_no_other(work_as: WorkAs) -> None:
    planned = a_planned_case(work_as)
    guest = planned.as_guest("VT")
    assert read_own_calendar(guest, outlook()).blocks == 3
    assert calendar_state(planned.director, guest.actor.professional_id).blocks == 3
    with pytest.raises(NotAllowed):
        read_calendar(guest, planned.as_guest("DR").actor.professional_id, outlook())


def test_nobody_else_has_a_file_read(work_as: WorkAs, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.availability.actions.read_apart", None)
    account = an_account(work_as(Standing.SYSTEM))
    for standing in (Standing.CASE_HOLDER, Standing.PARTNER, Standing.VISITOR):
        stranger = work_as(standing, account_id=account, session_id=account)
        with pytest.raises(NotAllowed):
            read_calendar(stranger, who, outlook())
        with pytest.raises(NotAllowed):
            read_own_calendar(stranger, outlook())


def test_nothing_of_a_calendar_reaches_tables_or_log(director: Work, who: str) -> None:
    for content in (outlook(), google()):
        read_calendar(director, who, content)
    with director.database.reading() as session:
        told = {name: repr(session.execute(table.select()).all()) for name, table in SQLModel.metadata.tables.items()}
    assert len(told["busy_block"]) > 1000
    assert not [(name, secret) for name, rows in told.items() for secret in SECRETS if secret in rows]


def busy_of(work: Work, who: str) -> int:
    with work.database.reading() as session:
        return len(session.exec(select(BusyBlock.id).where(BusyBlock.professional_id == who)).all())
