"""What was given last time, on the guest's page: still so, changed, or no longer."""

from collections.abc import Callable

import pytest

from pages.partner.guest import render
from services.conditions.actions import hand_in
from services.conditions.queries import own_conditions
from services.unit_of_work import Work
from tests.pages.partner.test_guest import press
from tests.planned import PlannedCase, a_condition, a_planned_case
from tests.screens import screen_test, words, write
from tests.services.conditions.later import NO_CONTACT, next_meeting


@pytest.fixture
def later(work_as: Callable[..., Work]) -> PlannedCase:
    """The next meeting, after Veilig Thuis gave two conditions at the first."""
    planned = a_planned_case(work_as)
    hand_in(planned.as_guest("VT"), a_condition(reading=(NO_CONTACT,)))
    hand_in(planned.as_guest("VT"), a_condition("c2", text="Moeder houdt haar nummer."))
    return next_meeting(planned)


def test_nothing_is_said_of_last_time_where_there_was_none(work_as: Callable[..., Work]) -> None:
    shown = words(screen_test(render, a_planned_case(work_as).as_guest("VT")))
    assert "Dit gaf u" not in shown


def test_one_tap_takes_one_over_and_one_tap_all_of_them(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    screen = screen_test(render, guest)
    assert "Dit gaf u de vorige keer" in words(screen)
    press(screen, "carry_c1")
    assert [view.former_ids for view in own_conditions(guest)] == [("c1",)]
    assert "carry_c2" in {button.key for button in screen.button}
    others = screen_test(render, later.as_guest("VT"))
    press(others, "carry_c2")
    assert len(own_conditions(guest)) == 2
    assert "Dit gaf u" not in words(others)


def test_all_of_it_still_holds_in_one_tap(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    press(screen_test(render, guest), "carry_all")
    assert [view.text for view in own_conditions(guest)] == [
        "Vader heeft geen contact met moeder.",
        "Moeder houdt haar nummer.",
    ]


def test_one_is_changed_before_it_is_taken_over(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    screen = press(screen_test(render, guest), "go_on_c2")
    assert "Kijk uw antwoorden na" in words(screen)
    press(screen, "change_2")
    write(screen, "form.condition.from.c2.text", "Moeder houdt haar nummer tot het is uitgelezen.")
    press(screen, "forth")
    press(screen, "hand_in")
    (kept,) = own_conditions(guest)
    assert (kept.text, kept.former_ids) == ("Moeder houdt haar nummer tot het is uitgelezen.", ("c2",))


def test_what_no_longer_holds_goes_out_of_sight_and_can_be_shown_again(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    press(screen_test(render, guest), "drop_c1")
    elsewhere = screen_test(render, later.as_guest("VT"))
    keys = {button.key for button in elsewhere.button}
    assert "carry_c1" not in keys
    assert "carry_c2" in keys
    press(elsewhere, "undrop")
    assert "carry_c1" in {button.key for button in elsewhere.button}
    assert own_conditions(guest) == ()
