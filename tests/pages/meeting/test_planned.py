"""The screen of a meeting that stands: what was answered, what helps where the minimum broke, deputies, moving."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import InvitationAnswer, MeetingStatus, PollChoice
from pages.meeting.case_meetings import meetings_card
from pages.meeting.deputy_form import deputy_dialog
from pages.meeting.information_form import information_dialog, waive_dialog
from pages.meeting.moving import move_dialog
from pages.meeting.planned import chosen_card
from pages.meeting.reminder_form import remind_dialog, silent_in
from services.access.rules import Standing
from services.meetings.actions import withdraw
from services.meetings.answers import answer_invitation
from services.meetings.orders import AnswerInvitation, ProposedDeputy
from services.meetings.queries import meetings_of
from services.meetings.standing import broken
from services.plans.queries import CaseState, case_state
from services.polls.actions import answer_poll, start_poll
from services.polls.facts import AnswerPoll, StartPoll
from services.polls.queries import poll_of
from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_planned_case, an_unplanned_case, plan_order, seats_of
from tests.rows import a_professional
from tests.screens import screen_test, words, write

NO, YES, DEPUTY = InvitationAnswer.NO, InvitationAnswer.YES, InvitationAnswer.DEPUTY


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def visitor(work_as: Callable[..., Work]) -> Work:
    return work_as(Standing.VISITOR)


def answer(
    visitor: Work, planned: PlannedCase, home: str, said: InvitationAnswer, deputy: ProposedDeputy | None = None
) -> None:
    there = planned.attendee(home)
    answer_invitation(visitor, AnswerInvitation(there.invitation_id, planned.key(home).secret, said, deputy))


def state_of(planned: PlannedCase) -> CaseState:
    return case_state(planned.director, planned.case_id)


def shown(planned: PlannedCase, language: str = "nl") -> AppTest:
    state = state_of(planned)
    return drawn(lambda screen: chosen_card(screen, state, planned.meeting), planned, language)


def drawn(render: Callable, planned: PlannedCase, language: str = "nl") -> AppTest:
    screen = screen_test(render, planned.director, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_the_minimum_waits_breaks_and_is_met(planned: PlannedCase, visitor: Work) -> None:
    assert "ontbreekt nog het antwoord" in words(shown(planned))
    answer(visitor, planned, "politie", NO)
    screen = shown(planned)
    assert "Zonder Politie is de minimale opkomst niet gehaald." in words(screen)
    assert {f"help_deputy_{planned.attendee('politie').invitation_id}", "help_waive_0", "move_open"} <= keys(screen)
    for home in ("politie", "VT", "lokale_veld"):
        answer(visitor, planned, home, YES)
    screen = shown(planned)
    assert "Minimale opkomst gehaald door" in words(screen)
    assert not [key for key in keys(screen) if key.startswith("help_")]


def test_a_meeting_without_the_minimum_takes_a_reason(planned: PlannedCase, visitor: Work) -> None:
    answer(visitor, planned, "politie", NO)
    state = state_of(planned)
    (lost,) = broken(state.minimum)
    screen = drawn(lambda screen: waive_dialog(screen, state, planned.meeting, lost), planned)
    assert screen.button(key="waive_keep").disabled
    write(screen, "reason", "De politie belt in; uitstel kan niet.")
    press(screen, "waive_keep")
    read = words(shown(planned))
    assert "Besloten: dit overleg gaat door zonder" in read
    assert "uitstel kan niet" in read
    assert broken(state_of(planned).minimum) == ()


def test_a_known_deputy_comes_with_one_click(planned: PlannedCase, visitor: Work, work_as: Callable[..., Work]) -> None:
    deputy = a_professional(work_as(Standing.SYSTEM), "P. Zwaluw", "p@partner.example", "VT")
    answer(visitor, planned, "VT", DEPUTY, ProposedDeputy("P. Zwaluw", email="p@partner.example"))
    which = planned.attendee("VT").invitation_id
    screen = shown(planned)
    assert deputy
    assert "Bij akkoord krijgt P. Zwaluw een eigen link" in words(screen)
    press(screen, f"agree_{which}")
    there = planned.attendee("VT")
    assert (there.name, there.answer) == ("P. Zwaluw", InvitationAnswer.OPEN)
    assert there.stands_in_for


def test_a_deputy_who_is_declined_leaves_the_invitation_open(planned: PlannedCase, visitor: Work) -> None:
    answer(visitor, planned, "VT", DEPUTY, ProposedDeputy("P. Zwaluw", email="p@partner.example"))
    press(shown(planned), f"decline_{planned.attendee('VT').invitation_id}")
    assert (planned.attendee("VT").answer, planned.attendee("VT").proposed) == (InvitationAnswer.OPEN, None)


def test_somebody_new_is_added_with_what_was_proposed(planned: PlannedCase, visitor: Work) -> None:
    answer(visitor, planned, "VT", DEPUTY, ProposedDeputy("P. Zwaluw", "adviseur", "p@partner.example"))
    state, there = state_of(planned), planned.attendee("VT")
    screen = drawn(lambda screen: deputy_dialog(screen, state, there), planned)
    assert "p@partner.example" in words(screen)
    press(screen, "deputy_send")
    assert planned.attendee("VT").name == "P. Zwaluw"


def test_information_in_writing_is_an_answer(planned: PlannedCase) -> None:
    state, there = state_of(planned), planned.attendee("VT")
    screen = drawn(lambda screen: information_dialog(screen, state, there), planned)
    write(screen, "text", "Het gezin is bekend sinds mei.")
    press(screen, "information_keep")
    read = words(shown(planned))
    assert "schriftelijk, binnen" in read
    assert "bekend sinds mei" in read


def test_who_is_silent_is_reminded_once(planned: PlannedCase) -> None:
    state = state_of(planned)
    screen = drawn(lambda screen: remind_dialog(screen, state, planned.meeting, silent_in(planned.meeting)), planned)
    read = words(screen)
    assert "nog niet herinnerd" in read
    assert "Mevrouw" not in read, "the mail names nobody of the case"
    press(screen, "remind_send")
    assert all(one.reminders == 1 for one in planned.meeting.attendees)
    assert shown(planned).button(key="remind_open").disabled


def test_a_moved_meeting_asks_everybody_anew(planned: PlannedCase, visitor: Work) -> None:
    answer(visitor, planned, "VT", YES)
    state = state_of(planned)
    screen = drawn(lambda screen: move_dialog(screen, state, planned.meeting), planned)
    screen.radio[0].set_value("own").run()
    screen.date_input[0].set_value((STARTS + timedelta(days=1)).date()).run()
    press(screen, "move_send")
    assert planned.meeting.starts_at.date() == (STARTS + timedelta(days=1)).date()
    assert planned.attendee("VT").answer is InvitationAnswer.OPEN


def test_at_the_time_it_has_only_the_deadline_moves_and_nobody_gets_a_mail(planned: PlannedCase, visitor: Work) -> None:
    answer(visitor, planned, "VT", YES)
    state, letters = state_of(planned), len(planned.attendee("VT").mails)
    screen = drawn(lambda screen: move_dialog(screen, state, planned.meeting), planned)
    screen.radio[0].set_value("own").run()
    assert "niemand krijgt een mail" in words(screen)
    screen.date_input[1].set_value(date(2026, 11, 23)).run()
    press(screen, "move_send")
    assert planned.meeting.conditions_due_at.date() == date(2026, 11, 23)
    assert (planned.meeting.starts_at, planned.attendee("VT").answer) == (STARTS, InvitationAnswer.YES)
    assert len(planned.attendee("VT").mails) == letters


def test_a_meeting_that_somebody_else_changed_is_not_moved_over_it(planned: PlannedCase) -> None:
    state, seen = state_of(planned), planned.meeting
    screen = drawn(lambda screen: move_dialog(screen, state, seen), planned)
    screen.radio[0].set_value("own").run()
    withdraw(planned.director, planned.case_id, planned.meeting_id, seen.version)
    press(screen, "move_send")
    assert screen.error or "Iemand anders wijzigde dit overleg" in words(screen)
    assert planned.meeting.status is MeetingStatus.WITHDRAWN


@pytest.fixture
def polled(work_as: Callable[..., Work], visitor: Work) -> PlannedCase:
    """Two times are put to the vote; the police and Veilig Thuis and the local field can at the second."""
    director, case_id = an_unplanned_case(work_as)
    starts = (STARTS, STARTS + timedelta(days=1))
    seats = tuple(seats_of(director, case_id).values())
    order = plan_order(case_id, seats)
    closes = STARTS - timedelta(hours=12)
    which = start_poll(
        director, StartPoll(director.chance.id(), case_id, order.kind, order.minutes, starts, seats, closes)
    )
    planned = PlannedCase(director, case_id, which, lambda _home: visitor)
    options = poll_of(director, case_id, which).options
    for home in ("politie", "VT", "lokale_veld"):
        said = {options[0].id: PollChoice.NO, options[1].id: PollChoice.IF_NEEDED}
        answer_poll(visitor, AnswerPoll(planned.attendee(home).invitation_id, planned.key(home).secret, said))
    return planned


def test_a_poll_marks_the_time_that_meets_the_minimum(polled: PlannedCase) -> None:
    screen = shown(polled)
    read = words(screen)
    assert "3 van 4 antwoordden" in read
    assert "donderdag 26 november, 10.30–12.00 haalt het minimum, met 3 van 4." in read
    assert "zonder Lokaal veld" in read
    best = poll_of(polled.director, polled.case_id, polled.meeting_id).best
    assert screen.button(key=f"pick_{best}").proto.type == "primary"


def test_a_poll_is_called_off(polled: PlannedCase) -> None:
    press(shown(polled), "withdraw")
    assert polled.meeting.status is MeetingStatus.WITHDRAWN
    state = state_of(polled)
    assert "Afgezegd" in words(drawn(lambda screen: meetings_card(screen, state), polled))


def test_a_running_poll_asks_nobody_to_plan(polled: PlannedCase) -> None:
    (check,) = [check for check in state_of(polled).checks if check.kind == "meeting"]
    assert check.state.value == "waiting"


def test_other_meetings_are_listed_and_can_be_looked_at(planned: PlannedCase) -> None:
    state = state_of(planned)
    screen = drawn(lambda screen: meetings_card(screen, state), planned)
    press(screen, f"show_{planned.meeting_id}")
    assert len(meetings_of(planned.director, planned.case_id)) == 1
    assert screen.session_state[f"meeting.shown.{planned.case_id}"] == planned.meeting_id
