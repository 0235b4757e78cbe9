"""Several cases in a row on the screen: chosen, put in order, planned together, and read back on the clock."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.meeting.sitting import render
from services.agenda.queries import sitting_of
from services.cases.drafts import draft
from services.meetings.queries import meetings_of
from services.unit_of_work import Work
from tests.planned import a_director
from tests.screens import screen_test, words, write
from tests.services.agenda.test_sitting import a_case, order, plan_sitting

WorkAs = Callable[..., Work]


def show(work: Work, case_id: str = "") -> AppTest:
    screen = screen_test(render, work, {"zaak": case_id} if case_id else {})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


@pytest.fixture
def director(work_as: WorkAs) -> Work:
    return a_director(work_as)


@pytest.fixture
def cases(work_as: WorkAs, director: Work) -> tuple[str, str]:
    return a_case(work_as, director, 101, child=False), a_case(work_as, director, 102)


@pytest.mark.long
def test_cases_are_chosen_put_in_order_and_planned(director: Work, cases: tuple[str, str]) -> None:
    screen = show(director)
    chosen = screen.multiselect(key="form.sitting.chosen")
    chosen.set_value([cases[0]]).run()
    screen.multiselect(key="form.sitting.chosen").set_value(list(cases)).run()
    press(screen, "sitting_order")
    read = words(screen)
    assert read.index("Zaak Vogel102 <") < read.index("Zaak Vogel101 <")
    press(screen, "sitting_send")
    assert "Er is nog niets verstuurd" in words(screen)
    assert meetings_of(director, cases[0]) == ()
    for case_id in cases:
        write(screen, f"form.sitting.{case_id}.question", "Wie doet wat?")
        write(screen, f"form.sitting.{case_id}.news", "Een aanhouding.")
    press(screen, "sitting_send")
    (first,), (second,) = meetings_of(director, cases[1]), meetings_of(director, cases[0])
    assert first.ends_at == second.starts_at
    assert len(first.attendees) == 4
    assert draft(director, "sitting", "") is None


def test_what_is_asked_of_a_case_is_a_draft_of_that_case(director: Work, cases: tuple[str, str]) -> None:
    screen = show(director)
    screen.multiselect(key="form.sitting.chosen").set_value([cases[0]]).run()
    write(screen, f"form.sitting.{cases[0]}.question", "Geheim")
    kept = draft(director, f"sitting.{cases[0]}", cases[0])
    row = draft(director, "sitting", "")
    assert kept is not None
    assert kept.content["question"] == "Geheim"
    assert row is not None
    assert "Geheim" not in repr(row.content)


def test_with_one_case_the_screen_says_when_there_is_something_to_do(work_as: WorkAs, director: Work) -> None:
    a_case(work_as, director, 101)
    assert "sitting_cases" in {button.key for button in show(director).button}


def test_the_row_shows_every_case_on_the_clock(director: Work, cases: tuple[str, str]) -> None:
    plan_sitting(director, order(director, cases))
    read = words(show(director, cases[0]))
    for part in ("Zaak Vogel101", "Zaak Vogel102", "10.30–10.45", "10.45–11.00"):
        assert part in read
    assert len(sitting_of(director, "zitting").cases) == 2


def test_who_has_no_part_in_it_sees_no_row(director: Work, cases: tuple[str, str], work_as: WorkAs) -> None:
    plan_sitting(director, order(director, cases))
    read = words(show(a_director(work_as, "H. Ander"), cases[0]))
    assert "geen toegang" in read
    assert "Vogel" not in read
