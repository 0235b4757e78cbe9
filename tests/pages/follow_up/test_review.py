"""The review's screen: begin, look at every condition, decide; what is not kept stays on the screen."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import Known, ReviewDecision
from pages.follow_up.review import render
from services.plans.queries import case_state
from services.reviews.actions import decide_review
from services.reviews.queries import reviews_of
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import a_holder, a_planned_case
from tests.screens import screen_test, words, write
from tests.services.reviews.conftest import Reviewed, in_force


@pytest.fixture
def reviewed(work_as: Callable[..., Work], clock: StillClock) -> Reviewed:
    """Nine days after the plan was adopted."""
    planned = a_planned_case(work_as, further=in_force)
    clock.forward(days=9)
    return Reviewed(planned, clock)


def opened(reviewed: Reviewed, work: Work | None = None) -> AppTest:
    return checked(screen_test(render, work or reviewed.director, {"zaak": reviewed.case_id}))


def checked(screen: AppTest) -> AppTest:
    assert not screen.exception, screen.exception
    return screen


def chosen(screen: AppTest, key: str, value: str) -> AppTest:
    group = next(one for one in screen.get("button_group") if one.key == key)
    return checked(group.set_value(value).run())


def test_a_review_from_its_beginning_to_the_day_of_the_next(reviewed: Reviewed) -> None:
    screen = opened(reviewed)
    assert "Er hoeft nu niet geëvalueerd te worden" in words(screen)
    checked(screen.button(key="review_begin").click().run())
    (going,) = reviews_of(reviewed.director, reviewed.case_id)
    form = f"form.review.{going.id}"
    chosen(screen, f"{form}.met.c1", Known.YES.value)
    assert "Schrijf waaruit blijkt" in words(screen) and "0 van 1 bekeken" in words(screen)
    checked(write(screen, f"{form}.evidence.c1", "Gezien op het toestel."))
    assert "1 van 1 bekeken" in words(screen)
    decide = f"form.decide-review.{going.id}"
    chosen(screen, f"{decide}.decision", ReviewDecision.CONTINUE.value)
    checked(write(screen, f"{decide}.reasons", "Het werkt."))
    assert screen.date_input(key=f"{decide}.next_on").value == date(2026, 12, 30), "the last working day of four weeks"
    checked(screen.checkbox(key=f"review_sure_{going.id}").check().run())
    checked(screen.button(key="review_decide").click().run())
    (line,) = reviews_of(reviewed.director, reviewed.case_id)
    assert (line.decision, line.reasons, line.checks[0].evidence) == (
        ReviewDecision.CONTINUE,
        "Het werkt.",
        "Gezien op het toestel.",
    )
    assert case_state(reviewed.director, reviewed.case_id).facts.review_on == date(2026, 12, 30)
    assert "Wat volgt uit de laatste evaluatie" in words(screen) and "Gezien op het toestel." in words(screen)


def test_what_somebody_else_found_meanwhile_is_shown_beside_and_never_overwritten(reviewed: Reviewed) -> None:
    reviewed.begin()
    screen, form = opened(reviewed), "form.review.r1"
    chosen(screen, f"{form}.met.c1", Known.YES.value)
    reviewed.check(Known.NO, evidence="Toch een bericht.")
    checked(write(screen, f"{form}.evidence.c1", "Niets gezien."))
    assert "Iemand anders heeft dit intussen vastgelegd" in words(screen)
    assert reviews_of(reviewed.director, reviewed.case_id)[0].checks[0].met is Known.NO
    checked(screen.button(key="check_mine_c1").click().run())
    (kept,) = reviews_of(reviewed.director, reviewed.case_id)[0].checks
    assert (kept.met, kept.evidence, kept.version) == (Known.YES, "Niets gezien.", 2)


def test_a_member_reads_and_decides_nothing(reviewed: Reviewed, work_as: Callable[..., Work]) -> None:
    reviewed.begin()
    reviewed.check(Known.NO, evidence="Toch een bericht.")
    screen = opened(reviewed, a_holder(reviewed.planned, work_as, "VT"))
    assert "Toch een bericht." in words(screen) and "Niet voldaan" in words(screen)
    assert "Het besluit" not in words(screen)
    assert not [button for button in screen.button if str(button.key).startswith(("review_", "check_"))]


def test_a_review_that_asked_for_another_plan_leads_to_the_plan(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check(Known.NO, evidence="Toch een bericht.")
    assert "review_to_plan" not in [button.key for button in opened(reviewed).button]
    decide_review(reviewed.director, reviewed.a_decision(ReviewDecision.CHANGE))
    screen = opened(reviewed)
    assert "Wijzig de voorwaarden en acties en stel een nieuwe versie vast" in words(screen)
    assert "review_to_plan" in [button.key for button in screen.button]
