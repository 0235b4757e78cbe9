"""Question and news of an announced meeting: written anew from the meeting's screen, and never over unseen words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.meeting.planned import chosen_card
from pages.meeting.question_form import question_dialog
from services.meetings.actions import set_question
from services.meetings.orders import SetQuestion
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_planned_case
from tests.screens import screen_test, words, write


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase) -> AppTest:
    state, meeting = case_state(planned.director, planned.case_id), planned.meeting
    return _drawn(lambda screen: question_dialog(screen, state, meeting), planned)


def _drawn(render: Callable, planned: PlannedCase) -> AppTest:
    screen = screen_test(render, planned.director, {"zaak": planned.case_id}, "nl")
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest) -> AppTest:
    screen.button(key="question_keep").click().run()
    assert not screen.exception, screen.exception
    return screen


def test_the_words_that_stand_are_written_anew(planned: PlannedCase) -> None:
    screen = opened(planned)
    read = words(screen)
    assert planned.meeting.question in read
    assert "Niemand krijgt hierover mail" in read
    write(screen, "question", "Gaat het verbod in?")
    write(screen, "news", "Een nieuw bericht.")
    press(screen)
    assert (planned.meeting.question, planned.meeting.news) == ("Gaat het verbod in?", "Een nieuw bericht.")


def test_without_a_question_nothing_is_kept_and_the_rest_stays(planned: PlannedCase) -> None:
    screen, before = opened(planned), planned.meeting
    write(screen, "question", " ")
    write(screen, "news", "Een nieuw bericht.")
    press(screen)
    assert planned.meeting == before
    assert "Een nieuw bericht." in words(screen)
    assert "vraag" in " ".join([str(one.value) for one in screen.error] or [words(screen)]).lower()


def test_words_of_somebody_else_are_shown_before_they_are_replaced(planned: PlannedCase) -> None:
    screen, seen = opened(planned), planned.meeting
    write(screen, "question", "Mijn vraag?")
    set_question(
        planned.director, SetQuestion(planned.case_id, planned.meeting_id, seen.version, "Hun vraag?", "Hun nieuws.")
    )
    read = words(press(screen))
    assert "Iemand anders heeft dit overleg gewijzigd" in read
    assert "Hun vraag?" in read
    assert planned.meeting.question == "Hun vraag?"
    press(screen)
    assert planned.meeting.question == "Mijn vraag?"


def test_the_form_is_offered_until_the_meeting_begins(planned: PlannedCase, clock: StillClock) -> None:
    def offered() -> set[str]:
        state, meeting = case_state(planned.director, planned.case_id), planned.meeting
        screen = _drawn(lambda screen: chosen_card(screen, state, meeting), planned)
        return {str(button.key) for button in screen.button} & {"question_open", "move_open"}

    assert offered() == {"question_open", "move_open"}
    clock.moment = STARTS + timedelta(minutes=1)
    assert offered() == set()
