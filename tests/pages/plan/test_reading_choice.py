"""What stays of a reading when the case director puts a condition in other words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import Modality
from pages.plan import decision_card
from pages.plan.conditions import render
from services.conditions.actions import hand_in
from services.conditions.facts import KEEP_READING, Decide
from services.unit_of_work import Work
from services.vocabulary.facts import Norm
from tests.planned import PlannedCase, a_condition, a_planned_case
from tests.screens import screen_test, words, write

NO_CONTACT = Norm(Modality.MUST_NOT, "contact", by=("P2",), to=("P1",), until=date(2026, 12, 1))
NO_MESSAGE = Norm(Modality.MUST_NOT, "pass_message", by=("P2",), to=("P1",))


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    made = a_planned_case(work_as)
    hand_in(made.as_guest("VT"), a_condition(reading=(NO_CONTACT, NO_MESSAGE)))
    return made


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[Decide]:
    """The orders to decide that the card gave."""
    orders: list[Decide] = []
    monkeypatch.setattr(decision_card, "decide", lambda _work, order: orders.append(order))
    return orders


def opened(planned: PlannedCase) -> AppTest:
    return press(screen_test(render, planned.director, {"zaak": planned.case_id}), "change_c1")


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def say(screen: AppTest, place: int, what: str) -> AppTest:
    group = next(g for g in screen.get("button_group") if g.key == f"form.decide.c1.said_{place}")
    group.set_value(what).run()
    return screen


def test_other_words_wait_until_it_is_said_of_each_sentence_whether_it_still_fits(
    planned: PlannedCase, decided: list[Decide]
) -> None:
    screen = write(opened(planned), "form.decide.c1.text", "Geen contact tot de uitspraak.")
    say(screen, 0, "fits")
    press(screen, "settle_c1_go")
    assert "Geef eerst van elke zin" in words(screen)
    assert decided == []
    press(say(screen, 1, "left"), "settle_c1_go")
    assert [order.reading for order in decided] == [(NO_CONTACT,)]


def test_all_may_stay_and_none_may_stay(planned: PlannedCase, decided: list[Decide]) -> None:
    screen = write(opened(planned), "form.decide.c1.text", "Geen contact tot de uitspraak.")
    press(say(say(screen, 0, "fits"), 1, "fits"), "settle_c1_go")
    assert decided[-1].reading is KEEP_READING
    screen = write(opened(planned), "form.decide.c1.text", "Iets heel anders.")
    say(say(screen, 0, "left"), 1, "left")
    assert "alleen op de woorden" in words(screen)
    press(screen, "settle_c1_go")
    assert decided[-1].reading is None


def test_a_sentence_gets_another_day_and_another_person(planned: PlannedCase, decided: list[Decide]) -> None:
    screen = press(opened(planned), "form.decide.c1.open_0")
    screen.date_input(key="form.decide.c1.day_until").set_value(date(2026, 12, 24)).run()
    by = next(g for g in screen.get("button_group") if g.key == "form.decide.c1.slot_by")
    by.set_value(["P1"]).run()
    press(screen, "form.decide.c1.changed")
    assert "24 december" in " ".join(group.label for group in screen.get("button_group"))
    press(screen, "settle_c1_go")
    assert decided[-1].reading == (replace(NO_CONTACT, by=("P1",), until=date(2026, 12, 24)), NO_MESSAGE)


def test_the_same_words_leave_the_reading_as_it_was(planned: PlannedCase, decided: list[Decide]) -> None:
    press(opened(planned), "settle_c1_go")
    assert decided[-1].reading is KEEP_READING
