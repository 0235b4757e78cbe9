"""The other ways than a proposal: a poll, times kept free, coordination by phone; and a time that was just taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import MeetingKind, MeetingMode, MeetingStatus
from pages.frame.screen import Screen
from pages.meeting.coordination import coordination_dialog
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.planning import render
from pages.meeting.polling import closes_by_default, poll_dialog, starts_to_offer
from pages.meeting.series import series_dialog
from pages.meeting.wish import Wish
from services.availability.actions import set_free_hours
from services.cases.queries import case_facts
from services.meetings.actions import plan
from services.meetings.facts import Availability
from services.meetings.proposing import appraised, availability
from services.meetings.queries import meetings_of
from services.plans.queries import case_state
from services.route_map.region import Planning
from services.scheduling.facts import Proposals, local_day
from services.unit_of_work import Work
from tests.planned import STARTS, a_planned_case, an_unplanned_case, plan_order, seats_of
from tests.screens import screen_test, words, write

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPENS = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
WISH = Wish(MeetingKind.CASE_CONFERENCE, 90, MeetingMode.ONLINE, None, True, None, None, Planning())
NOTHING = Availability(WISH.kind, 90, Proposals(None, None), None, {}, {}, needed=True, required=())


@pytest.fixture
def case(work_as: Callable[..., Work]) -> tuple[Work, str]:
    return an_unplanned_case(work_as)


def drawn(work: Work, case_id: str, draw: Callable[[Screen], None]) -> AppTest:
    screen = screen_test(draw, work, {"zaak": case_id})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def test_what_was_settled_by_phone_stands_as_the_outcome(case: tuple[Work, str]) -> None:
    director, case_id = case
    state = case_state(director, case_id)
    screen = drawn(director, case_id, lambda screen: coordination_dialog(screen, state))
    write(screen, "outcome", "Politie belt elke ochtend.")
    press(screen, "coordination_keep")
    assert screen.error, "without who took part, and why, it is not kept"
    assert meetings_of(director, case_id) == ()
    write(screen, "reason", "Iedereen was het eens.")
    screen.multiselect[0].set_value([seats_of(director, case_id)["VT"]]).run()
    press(screen, "coordination_keep")
    read = words(drawn(director, case_id, render))
    assert "Telefonisch geregeld" in read
    assert "Politie belt elke ochtend." in read
    assert "Iedereen was het eens." in read


def test_times_are_kept_free_and_let_go_again(case: tuple[Work, str]) -> None:
    director, case_id = case
    state = case_state(director, case_id)
    first = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # four weeks on is Christmas Day
    screen = drawn(director, case_id, lambda screen: series_dialog(screen, state, first))
    assert "vr 25 dec is geen werkdag" in words(screen)
    press(screen, "series_keep")
    kept = meetings_of(director, case_id)
    assert {meeting.status for meeting in kept} == {MeetingStatus.RESERVED}
    page = drawn(director, case_id, render)
    assert "Vrijgehouden tijden" in words(page)
    press(page, f"let_go_{kept[0].id}")
    assert [m.status for m in meetings_of(director, case_id)].count(MeetingStatus.RESERVED) == len(kept) - 1


def test_a_time_kept_free_is_announced_without_a_reason(case: tuple[Work, str]) -> None:
    """Long before, nothing is known of anybody's hours: that is no reason to ask for one."""
    director, case_id = case
    state = case_state(director, case_id)
    press(drawn(director, case_id, lambda screen: series_dialog(screen, state, STARTS)), "series_keep")
    meeting = min(meetings_of(director, case_id), key=lambda one: one.starts_at)
    slot = appraised(director, case_id, meeting.kind, 45, meeting.starts_at, besides=meeting.id)
    offer = Offer(MeetingKind.CASE_CONFERENCE, slot, meeting=meeting)
    screen = drawn(director, case_id, lambda screen: invite_dialog(screen, state, offer))
    for field in ("question", "news"):
        write(screen, field, "Wat is nu nodig?")
    press(screen, "send_invitations")
    assert next(m for m in meetings_of(director, case_id) if m.id == meeting.id).status is MeetingStatus.PLANNED


def test_times_are_put_to_the_vote(case: tuple[Work, str]) -> None:
    director, case_id = case
    state, found = case_state(director, case_id), availability(director, case_id, WISH.kind, 90)
    screen = drawn(director, case_id, lambda screen: poll_dialog(screen, state, WISH, found))
    assert "Wanneer kunt u" in words(screen), "the exact mail is shown"
    press(screen, "poll_start")
    (meeting,) = meetings_of(director, case_id)
    assert meeting.status is MeetingStatus.POLLED
    assert len(meeting.attendees) == 4


def test_without_proposals_ordinary_office_times_are_offered() -> None:
    starts = starts_to_offer(NOTHING, NOW, local_day(NOW))
    assert len(starts) == 5
    assert all(start > NOW and start.isoweekday() <= 5 for start in starts)


def test_a_poll_closes_before_the_first_time() -> None:
    starts = (NOW + timedelta(hours=4), NOW + timedelta(days=3))
    assert NOW < closes_by_default(starts, NOW) < starts[0]
    assert closes_by_default(starts[1:], NOW) == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_a_time_that_was_just_taken_is_said_and_the_words_are_kept(work_as: Callable[..., Work]) -> None:
    """Somebody planned the same people in another case while this dialog was open."""
    director, case_id = an_unplanned_case(work_as)
    for seat in case_facts(director, case_id).seats:
        set_free_hours(
            director, seat.professional_id, OPENS, OPENS + timedelta(hours=9), ((OPENS, OPENS + FOUR_HOURS),)
        )
    state = case_state(director, case_id)
    offer = Offer(WISH.kind, appraised(director, case_id, WISH.kind, 90, STARTS))
    screen = drawn(director, case_id, lambda screen: invite_dialog(screen, state, offer))
    for field in ("question", "news"):
        write(screen, field, "Wat is nu nodig?")
    seats = tuple(seats_of(director, case_id).values())
    plan(director, plan_order(case_id, seats, director.chance.id()))
    press(screen, "send_invitations")
    read = words(screen)
    assert "net vergeven" in read
    assert "Wat is nu nodig?" in read
    assert len(meetings_of(director, case_id)) == 1
    later = replace(offer, slot=appraised(director, case_id, WISH.kind, 90, STARTS + timedelta(hours=26)))
    again = words(drawn(director, case_id, lambda screen: invite_dialog(screen, state, later)))
    assert "Wat is nu nodig?" in again, "another time keeps the question"


def test_a_planned_case_offers_its_reserved_times_as_well(work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as)
    state = case_state(planned.director, planned.case_id)
    press(drawn(planned.director, planned.case_id, lambda screen: series_dialog(screen, state, STARTS)), "series_keep")
    assert "Vrijgehouden tijden" in words(drawn(planned.director, planned.case_id, render))


FOUR_HOURS = timedelta(hours=4)
