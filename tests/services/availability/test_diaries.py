"""Diaries from the tables: what each source adds, what meetings take, and what a diary never tells."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from models.casework import Seat
from models.directory import Professional
from models.meeting import Invitation, Meeting
from models.terms import BarKind, InvitationAnswer, MeetingKind, MeetingStatus
from services.access.rules import Permission, Standing
from services.availability.actions import (
    close_day,
    follow_working_week,
    read_calendar,
    record_away,
    set_free_hours,
)
from services.availability.facts import Diary, DiarySource
from services.availability.queries import diaries_in, week_of
from services.availability.stretches import midnight
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_director, a_planned_case
from tests.rows import a_bar, a_case, a_professional, a_seat
from tests.services.availability.calendars import a_calendar, an_event
from tests.statements import statements

WorkAs = Callable[..., Work]
MONDAY = date(2026, 11, 23)
WEEK = midnight(MONDAY), midnight(MONDAY + timedelta(days=7))
HOUR = timedelta(hours=1)


def at(day: int, hour: int) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), LOCAL).astimezone(UTC)


@pytest.fixture
def director(work_as: WorkAs) -> Work:
    return a_director(work_as)


@pytest.fixture
def oudejans(work_as: WorkAs) -> str:
    """Somebody who works in the mornings of Monday to Wednesday."""
    return working_mornings(work_as(Standing.SYSTEM), "S. Oudejans")


def working_mornings(system: Work, name: str) -> str:
    who = a_professional(system, name, organisation="VT")
    with system.upkeep() as tx:
        tx.session.get_one(Professional, who).weekly_hours = [[str(n), "09:00", "12:00"] for n in range(3)]
    return who


def diary(work: Work, who: str, **about: str) -> Diary:
    with work.read(Permission.DIRECTORY_READ) as look:
        return diaries_in(look, {who}, *WEEK, **about)[who]


def mornings(*days: int) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((at(day, 9), at(day, 12)) for day in days)


def test_of_whom_nothing_is_known_nothing_is_free(director: Work, work_as: WorkAs) -> None:
    who = a_professional(work_as(Standing.SYSTEM))
    assert diary(director, who) == Diary(who)
    assert not diary(director, who).known


def test_working_week_gives_hours(director: Work, oudejans: str) -> None:
    assert diary(director, oudejans) == Diary(oudejans, mornings(0, 1, 2), frozenset({DiarySource.WORKING_WEEK}))


def test_stated_week_replaces_the_working_week_until_it_is_taken_back(director: Work, oudejans: str) -> None:
    set_free_hours(director, oudejans, *WEEK, ((at(4, 9), at(4, 10)),))
    assert diary(director, oudejans).free == ((at(4, 9), at(4, 10)),)
    assert DiarySource.STATED in diary(director, oudejans).sources
    follow_working_week(director, oudejans, *WEEK)
    assert diary(director, oudejans).free == mornings(0, 1, 2)


def test_week_stated_as_not_free_is_not_free(director: Work, oudejans: str) -> None:
    set_free_hours(director, oudejans, *WEEK, ())
    assert (diary(director, oudejans).free, diary(director, oudejans).known) == ((), True)


def test_days_away_closed_days_and_own_calendar_take_time(director: Work, oudejans: str) -> None:
    record_away(director, oudejans, MONDAY, MONDAY)
    with director.read(Permission.DIRECTORY_READ) as look:
        home = look.session.get_one(Professional, oudejans).organisation_id
    close_day(director, home, MONDAY + timedelta(days=1))
    read_calendar(director, oudejans, a_calendar(an_event("DTSTART:20261125T090000Z", "DTEND:20261125T100000Z")))
    found = diary(director, oudejans)
    assert found.free == ((at(2, 9), at(2, 10)), (at(2, 11), at(2, 12)))
    assert found.sources == {DiarySource.WORKING_WEEK, DiarySource.OWN_CALENDAR}


def test_own_calendar_makes_office_hours_count_where_no_week_was_given(director: Work, work_as: WorkAs) -> None:
    who = a_professional(work_as(Standing.SYSTEM))
    read_calendar(director, who, a_calendar(an_event("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=DAILY")))
    assert diary(director, who) == Diary(who, ((at(0, 9), at(0, 17)),), frozenset({DiarySource.OWN_CALENDAR}))


def test_announced_meeting_takes_time_and_does_not_stand_in_its_own_way(work_as: WorkAs) -> None:
    planned = a_planned_case(work_as)
    who = person_of(planned, "VT")
    set_free_hours(planned.director, who, *WEEK, ((at(2, 9), at(2, 17)),))
    assert diary(planned.director, who).free == (*((at(2, 9), STARTS), (STARTS + timedelta(minutes=90), at(2, 17))),)
    assert diary(planned.director, who, besides={planned.meeting_id}).free == ((at(2, 9), at(2, 17)),)


@pytest.mark.parametrize(
    ("status", "taken"),
    [
        (MeetingStatus.RESERVED, True),
        (MeetingStatus.POLLED, False),
        (MeetingStatus.WITHDRAWN, False),
        (MeetingStatus.HELD, False),
    ],
)
def test_time_kept_free_takes_time_and_a_vote_does_not(work_as: WorkAs, status: MeetingStatus, taken: bool) -> None:
    planned = a_planned_case(work_as)
    who = person_of(planned, "VT")
    set_free_hours(planned.director, who, *WEEK, ((at(2, 9), at(2, 17)),))
    change(planned, Meeting, planned.meeting_id, status=status)
    assert (len(diary(planned.director, who).free) == 2) is taken


def test_who_is_no_longer_invited_has_the_time_again(work_as: WorkAs) -> None:
    planned = a_planned_case(work_as)
    who = person_of(planned, "VT")
    set_free_hours(planned.director, who, *WEEK, ((at(2, 9), at(2, 17)),))
    invitation = planned.attendee("VT").invitation_id
    change(planned, Invitation, invitation, revoked_at=planned.director.clock())
    assert len(diary(planned.director, who).free) == 1


@pytest.mark.parametrize("answer", [InvitationAnswer.NO, InvitationAnswer.INFORMATION])
def test_who_said_not_to_come_has_the_time_again(work_as: WorkAs, answer: InvitationAnswer) -> None:
    planned = a_planned_case(work_as)
    who = person_of(planned, "VT")
    set_free_hours(planned.director, who, *WEEK, ((at(2, 9), at(2, 17)),))
    change(planned, Invitation, planned.attendee("VT").invitation_id, answer=answer)
    assert len(diary(planned.director, who).free) == 1


def reserved(work: Work, case_id: str, seat_id: str, starts: datetime) -> None:
    """A time kept free for one seat."""
    with work.upkeep() as tx:
        times = {"starts_at": starts, "ends_at": starts + HOUR, "conditions_due_at": starts}
        about = {"kind": MeetingKind.REVIEW, "status": MeetingStatus.RESERVED, "planned_by": "x"}
        meeting = Meeting(id=tx.chance.id(), case_id=case_id, **times, **about)
        seat = tx.session.get_one(Seat, seat_id)
        tx.add(meeting)
        tx.add(
            Invitation(
                id=tx.chance.id(),
                meeting_id=meeting.id,
                seat_id=seat_id,
                organisation_id=seat.organisation_id,
                professional_id=seat.professional_id,
                secret_hash="",
                expires_at=starts,
                revoked_at=tx.now,
            )
        )


def test_time_kept_free_counts_for_whom_it_is_kept_before_anybody_is_invited(
    director: Work, work_as: WorkAs, oudejans: str
) -> None:
    system = work_as(Standing.SYSTEM)
    foreign = a_case(system)
    seat = a_seat(system, foreign, oudejans)
    reserved(system, foreign, seat, at(0, 10))
    a_seat(system, foreign, other := working_mornings(system, "T. Ander"))
    assert diary(director, other).free == mornings(0, 1, 2)
    assert diary(director, oudejans).free == ((at(0, 9), at(0, 10)), (at(0, 11), at(0, 12)), *mornings(1, 2))


@pytest.mark.parametrize("about", [{"until_on": date(2026, 11, 22)}, {"ended_at": datetime(2026, 11, 1, tzinfo=UTC)}])
def test_time_kept_free_is_not_taken_from_who_left(director: Work, work_as: WorkAs, oudejans: str, about: dict) -> None:
    system = work_as(Standing.SYSTEM)
    foreign = a_case(system)
    seat = a_seat(system, foreign, oudejans, **about)
    reserved(system, foreign, seat, at(0, 10))
    assert diary(director, oudejans).free == mornings(0, 1, 2)


def test_diary_of_somebody_barred_from_a_case_tells_nothing_of_its_times(
    director: Work, work_as: WorkAs, oudejans: str
) -> None:
    system = work_as(Standing.SYSTEM)
    foreign = a_case(system)
    seat = a_seat(system, foreign, oudejans)
    a_bar(system, foreign, BarKind.NAME, "S. Oudejans")
    reserved(system, foreign, seat, at(0, 10))
    assert diary(director, oudejans).free == mornings(0, 1, 2)


def test_what_takes_the_time_cannot_be_told_from_a_diary(director: Work, work_as: WorkAs, oudejans: str) -> None:
    """A meeting of somebody else's case looks like an appointment of one's own."""
    system = work_as(Standing.SYSTEM)
    other = working_mornings(system, "T. Ander")
    foreign = a_case(system)
    seat = a_seat(system, foreign, oudejans)
    reserved(system, foreign, seat, at(0, 10))
    set_free_hours(director, oudejans, midnight(MONDAY), midnight(MONDAY), ())
    read_calendar(director, other, a_calendar(an_event("DTSTART:20261123T090000Z", "DURATION:PT1H")))
    read_calendar(director, oudejans, a_calendar())
    one, another = diary(director, oudejans), diary(director, other)
    assert (one.free, one.sources) == (another.free, another.sources)


def test_screen_of_hours_shows_what_follows_without_meetings_of_cases(
    director: Work, work_as: WorkAs, oudejans: str
) -> None:
    system = work_as(Standing.SYSTEM)
    foreign = a_case(system)
    seat = a_seat(system, foreign, oudejans)
    reserved(system, foreign, seat, at(0, 10))
    set_free_hours(
        director, oudejans, midnight(MONDAY), midnight(MONDAY + timedelta(days=1)), ((at(0, 14), at(0, 15)),)
    )
    week = week_of(director, oudejans, *WEEK)
    assert (week.stated_days, week.stated) == ({MONDAY}, ((at(0, 14), at(0, 15)),))
    assert week.derived == mornings(0, 1, 2)


def test_number_of_queries_does_not_grow(director: Work, work_as: WorkAs) -> None:
    system = work_as(Standing.SYSTEM)
    counts = []
    people: list[str] = []
    for size in (1, 12):
        while len(people) < size:
            who = working_mornings(system, f"Nummer {len(people)}")
            people.append(who)
            foreign = a_case(system)
            seat = a_seat(system, foreign, who)
            a_bar(system, foreign, BarKind.NAME, "Iemand Anders")
            reserved(system, foreign, seat, at(0, 10))
            record_away(director, who, MONDAY + timedelta(days=2), MONDAY + timedelta(days=2))
        with director.read(Permission.DIRECTORY_READ) as look, statements(director.database) as seen:
            found = diaries_in(look, people, *WEEK)
        assert {len(one.free) for one in found.values()} == {3}
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 14


def person_of(planned: PlannedCase, organisation: str) -> str:
    return planned.as_guest(organisation).actor.professional_id


def change(planned: PlannedCase, kind: type, row_id: str, **values: object) -> None:
    with planned.director.upkeep() as tx:
        row = tx.session.get_one(kind, row_id)
        for name, value in values.items():
            setattr(row, name, value)
