"""The meeting's screen: proposals, the check before sending, and what a planned meeting shows to whom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import MeetingKind, MeetingStatus, Relation, Risk
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.planning import render
from services.access.rules import Standing
from services.availability.actions import set_free_hours
from services.cases.actions import end_seat, open_case
from services.cases.orders import NewCase, NewSeat
from services.cases.queries import case_facts
from services.meetings.actions import withdraw
from services.meetings.proposing import availability
from services.meetings.queries import meetings_of
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.planned import PERSONS, PlannedCase, a_director, a_holder, a_planned_case, an_unplanned_case
from tests.rows import a_professional
from tests.screens import area, screen_test, words, write

OPENS = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
IN_TWO_HOURS = timedelta(hours=2)


def show(work: Work, case_id: str, language: str = "nl") -> AppTest:
    screen = screen_test(render, work, {"zaak": case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


@pytest.fixture
def free(work_as: Callable[..., Work]) -> tuple[Work, str]:
    """A case without a meeting; everybody is free on Wednesday morning."""
    director, case_id = an_unplanned_case(work_as)
    for seat in case_facts(director, case_id).seats:
        hours = (OPENS, OPENS + timedelta(hours=4))
        set_free_hours(director, seat.professional_id, OPENS, OPENS + timedelta(hours=9), (hours,))
    return director, case_id


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def dialog(director: Work, case_id: str) -> AppTest:
    """The check before sending, for the best attended time."""
    state = case_state(director, case_id)
    found = availability(director, case_id, MeetingKind.CASE_CONFERENCE, 90)
    slot = found.proposals.best
    assert slot is not None
    offer = Offer(MeetingKind.CASE_CONFERENCE, slot)
    screen = screen_test(lambda screen: invite_dialog(screen, state, offer), director, {"zaak": case_id})
    assert not screen.exception, screen.exception
    for field in ("question", "news"):
        if not area(screen, field).value:
            write(screen, field, "Wat maakt het nu veiliger?")
    return screen


def test_a_time_that_suits_all_is_proposed(free: tuple[Work, str]) -> None:
    read = words(show(*free))
    assert "woensdag 25 november" in read
    assert "4 van 4" in read


def test_a_chosen_time_is_checked_and_sent(free: tuple[Work, str]) -> None:
    director, case_id = free
    screen = dialog(director, case_id)
    assert "Zaak Heggemus" in words(screen)
    assert "Mevrouw" not in words(screen), "the mail names nobody of the case"
    press(screen, "send_invitations")
    (meeting,) = meetings_of(director, case_id)
    assert len(meeting.attendees) == 4


def test_without_the_minimum_nothing_is_sent_until_there_is_a_reason(free: tuple[Work, str]) -> None:
    director, case_id = free
    screen = dialog(director, case_id)
    box = next(box for box in screen.multiselect if str(box.key).endswith(".seats"))
    seats = {seat.organisation: seat.id for seat in case_facts(director, case_id).seats}
    box.set_value([seats["politie"], seats["DR"]]).run()
    press(screen, "send_invitations")
    assert screen.error
    assert meetings_of(director, case_id) == ()
    write(screen, "reason", "Spoed.")
    press(screen, "send_invitations")
    assert len(meetings_of(director, case_id)) == 1


def test_a_seat_that_ended_while_the_dialog_was_left_is_not_invited(free: tuple[Work, str]) -> None:
    """A draft may name who is no longer offered; the list then holds those who are."""
    director, case_id = free
    box = next(box for box in dialog(director, case_id).multiselect if str(box.key).endswith(".seats"))
    box.set_value(list(box.value)).run()
    gone = next(seat.id for seat in case_facts(director, case_id).seats if seat.organisation == "DR")
    end_seat(director, case_id, gone)
    press(dialog(director, case_id), "send_invitations")
    assert len(meetings_of(director, case_id)[0].attendees) == 3


def test_where_nobody_said_when_they_can_the_screen_offers_to_ask_them(work_as: Callable[..., Work]) -> None:
    screen = show(*an_unplanned_case(work_as))
    assert "Van niemand is bekend" in words(screen)
    assert {"unknown_poll", "unknown_hours"} <= keys(screen)


def test_without_a_required_partner_the_screen_says_who_it_is_and_what_would_help(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    for seat in case_facts(director, case_id).seats:
        opens = OPENS + timedelta(hours=5 if seat.organisation == "VT" else 0)
        set_free_hours(
            director, seat.professional_id, OPENS, OPENS + timedelta(hours=9), ((opens, opens + IN_TWO_HOURS),)
        )
    screen = show(director, case_id)
    read = words(screen)
    assert "zonder hen 2 tijden, met hen 0" in read
    assert "Met een vervanger voor Veilig Thuis" in read
    assert {"help_poll", "help_0"} <= keys(screen)


def test_low_risk_asks_for_no_meeting(work_as: Callable[..., Work]) -> None:
    director = a_director(work_as)
    who = a_professional(work_as(Standing.SYSTEM), "S. Oudejans", "s@vt.example", "VT")
    seats = (NewSeat(who, "adviseur"),)
    case_id = open_case(director, NewCase("L-1", "Zaak Vink", Risk.LOW, Relation.EX_PARTNER, PERSONS, seats))
    assert "Laag risico" in words(show(director, case_id))


def test_the_director_gets_links_and_codes(planned: PlannedCase) -> None:
    screen = show(planned.director, planned.case_id)
    there = planned.attendee("VT")
    assert there.code[:4] not in words(screen), "codes stand nowhere until they are asked for"
    press(screen, f"link_{there.invitation_id}")
    assert there.link in [code.value for code in screen.code]
    assert f"{there.code[:4]} {there.code[4:]}" in words(screen)
    assert {"plan_more_button", "withdraw"} <= keys(show(planned.director, planned.case_id))


def test_a_case_holder_sees_who_comes_and_no_code(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    screen = show(a_holder(planned, work_as, "VT"), planned.case_id)
    read, there = words(screen), planned.attendee("VT")
    assert "Deelnemer 1" in read
    assert there.code[:4] not in read
    assert len(screen.code) == 0
    assert not {"plan_more_button", "withdraw"} & keys(screen)
    assert "mailadres" not in read


def test_a_case_holder_plans_nothing(work_as: Callable[..., Work], planned: PlannedCase) -> None:
    withdraw(planned.director, planned.case_id, planned.meeting_id, planned.meeting.version)
    screen = show(a_holder(planned, work_as, "VT"), planned.case_id)
    assert not [key for key in keys(screen) if key.startswith("choose_")]
    assert "nog niets gepland" in words(screen).lower()


def test_a_meeting_is_called_off(planned: PlannedCase) -> None:
    press(show(planned.director, planned.case_id), "withdraw")
    assert planned.meeting.status is MeetingStatus.WITHDRAWN


def test_another_meeting_can_be_planned_and_left_again(planned: PlannedCase) -> None:
    screen = press(show(planned.director, planned.case_id), "plan_more_button")
    assert "plan_back" in keys(screen)
    assert "plan_more_button" in keys(press(screen, "plan_back"))


def test_the_screen_speaks_english(planned: PlannedCase) -> None:
    read = words(show(planned.director, planned.case_id, "en"))
    assert "4 attendees" in read
    assert "deelnemers" not in read
