"""When somebody is reminded, and when never."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import InvitationAnswer, MeetingStatus
from services.meetings.ladder import AT_MOST, Asked, in_office, is_due, may_mention, owed, rungs
from services.messages.facts import Matter
from services.scheduling.facts import LOCAL


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """A local moment; 1 November 2026 is a Sunday."""
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL)


PLANNED = Asked(
    *("i", "m", "c", "p", MeetingStatus.PLANNED),
    starts_at=at(25, 10, 30),
    conditions_due_at=at(24, 16),
    asked_at=at(16, 11),
)
POLLED = replace(PLANNED, status=MeetingStatus.POLLED, poll_closes_at=at(20, 12))


def rungs_of(asked: Asked) -> dict[Matter, list[datetime]]:
    """Every rung by matter."""
    return {one.matter: list(rungs(one)) for one in owed(asked, asked.asked_at or at(1, 12))}


def due_at(asked: Asked, moment: datetime) -> set[Matter]:
    """What would be reminded of at a moment."""
    return {one.matter for one in owed(asked, moment) if is_due(one, moment)}


def test_the_rungs_of_an_invitation_and_its_conditions() -> None:
    assert rungs_of(PLANNED) == {
        Matter.ANSWER: [at(18, 11), at(24, 9)],
        Matter.CONDITIONS: [at(23, 9), at(24, 9)],
    }


def test_the_rungs_of_a_poll() -> None:
    assert rungs_of(POLLED) == {Matter.POLL: [at(18, 11, 30), at(20, 9)]}


def test_a_weekend_in_between_is_not_counted_and_not_used() -> None:
    friday = replace(PLANNED, asked_at=at(13, 15), starts_at=at(23, 10), conditions_due_at=at(20, 16))
    assert rungs_of(friday) == {
        Matter.ANSWER: [at(17, 15), at(20, 9)],
        Matter.CONDITIONS: [at(19, 9), at(20, 9)],
    }
    halfway_on_sunday = replace(POLLED, asked_at=at(13, 12), poll_closes_at=at(17, 12))
    assert rungs_of(halfway_on_sunday)[Matter.POLL] == [at(16, 8), at(17, 9)]


def test_a_holiday_and_a_closing_on_a_weekend_move_the_morning_to_the_working_day_before() -> None:
    after_kings_day = replace(
        PLANNED,
        asked_at=at(20, 10, month=4, year=2027),
        starts_at=at(28, 10, month=4, year=2027),
        conditions_due_at=at(27, 16, month=4, year=2027),
    )
    assert rungs_of(after_kings_day)[Matter.ANSWER][-1] == at(26, 9, month=4, year=2027)
    assert rungs_of(after_kings_day)[Matter.CONDITIONS] == [at(26, 9, month=4, year=2027)]
    on_saturday = replace(POLLED, poll_closes_at=at(21, 12))
    assert rungs_of(on_saturday)[Matter.POLL][-1] == at(20, 9)


def test_nobody_is_reminded_within_four_hours_of_the_question() -> None:
    this_morning = replace(PLANNED, asked_at=at(24, 8, 50))
    assert rungs_of(this_morning) == {Matter.ANSWER: [], Matter.CONDITIONS: []}
    assert due_at(this_morning, at(24, 9)) == set()


def test_a_rung_is_used_once_and_missed_ones_are_made_up_for_by_one() -> None:
    assert due_at(PLANNED, at(18, 10, 59)) == set()
    assert due_at(PLANNED, at(18, 11)) == {Matter.ANSWER}
    reminded = replace(PLANNED, reminded_at=at(18, 11))
    assert due_at(reminded, at(20, 11)) == set()
    assert due_at(PLANNED, at(24, 12)) == {Matter.ANSWER, Matter.CONDITIONS}
    assert due_at(replace(PLANNED, reminded_at=at(24, 12)), at(24, 13)) == set()


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"answer": InvitationAnswer.YES}, {Matter.CONDITIONS}),
        ({"answer": InvitationAnswer.NO}, {Matter.CONDITIONS}),
        ({"answer": InvitationAnswer.DEPUTY}, {Matter.CONDITIONS}),
        ({"handed_in": True}, {Matter.ANSWER}),
        ({"conditions_asked": False}, {Matter.ANSWER}),
        ({"locked": True}, {Matter.ANSWER}),
        ({"answer": InvitationAnswer.YES, "handed_in": True}, set()),
        ({"status": MeetingStatus.WITHDRAWN}, set()),
        ({"status": MeetingStatus.RESERVED}, set()),
        ({"status": MeetingStatus.HELD}, set()),
        ({"conditions_due_at": at(24, 9)}, {Matter.ANSWER}),
        ({"starts_at": at(24, 9)}, set()),
    ],
)
def test_reminders_stop(change: dict[str, object], left: set[Matter]) -> None:
    assert due_at(replace(PLANNED, **change), at(24, 9, 0)) == left


def test_an_answered_or_closed_poll_is_not_reminded_of() -> None:
    assert due_at(POLLED, at(20, 9)) == {Matter.POLL}
    assert due_at(replace(POLLED, voted=True), at(20, 9)) == set()
    assert owed(POLLED, at(20, 12)) == ()


def test_after_three_times_it_is_enough_for_that_matter_only() -> None:
    tired = replace(PLANNED, reminded_for={Matter.ANSWER.value: AT_MOST})
    assert due_at(tired, at(24, 9)) == {Matter.CONDITIONS}
    assert [one.matter for one in owed(tired, at(24, 9)) if may_mention(one, at(24, 9))] == [Matter.CONDITIONS]


def test_an_invitation_from_before_there_were_reminders_has_the_rungs_that_need_no_beginning() -> None:
    old = replace(PLANNED, asked_at=None)
    assert rungs_of(old) == {Matter.ANSWER: [at(24, 9)], Matter.CONDITIONS: [at(23, 9), at(24, 9)]}


@pytest.mark.parametrize(
    ("moment", "open_then"),
    [
        (at(16, 8), True),
        (at(16, 7, 59), False),
        (at(16, 17, 59), True),
        (at(16, 18), False),
        (at(14, 12), False),
        (at(25, 12, month=12), False),
        (at(26, 9, month=10), True),
        (at(29, 8, month=3, year=2027), False),
    ],
)
def test_office_hours_are_local_and_know_weekends_holidays_and_the_clocks(moment: datetime, open_then: bool) -> None:
    assert in_office(moment) is open_then


@given(
    st.integers(0, 60 * 24 * 60),
    st.integers(1, 30 * 24 * 60),
    st.integers(1, 30 * 24 * 60),
    st.sampled_from([MeetingStatus.POLLED, MeetingStatus.PLANNED]),
)
def test_a_whole_ladder_stays_in_office_hours_before_the_end_and_at_most_two_a_matter(
    asked: int, until: int, due: int, status: MeetingStatus
) -> None:
    """Every quarter of an hour looked at, as a worker does, from the question to the meeting."""
    moment = at(1, 0, month=3, year=2027) + timedelta(minutes=asked)
    end = moment + timedelta(minutes=until)
    one = replace(
        PLANNED,
        status=status,
        asked_at=moment,
        starts_at=end,
        conditions_due_at=min(end, moment + timedelta(minutes=due)),
        poll_closes_at=end,
    )
    sent: dict[Matter, list[datetime]] = {}
    while moment < end + timedelta(days=1):
        moment += timedelta(minutes=45)
        matters = due_at(one, moment)
        if matters:
            one = replace(one, reminded_at=moment)
        for matter in matters:
            sent.setdefault(matter, []).append(moment)
    for matter, moments in sent.items():
        assert len(moments) <= 2, matter
        assert all(in_office(when) and when < end for when in moments)
