"""The screen of versions: drafted, sent round, answered for, compared, taken back; and the guest who answers."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import PlanAnswer, PlanStatus
from pages.frame.screen import Screen
from pages.partner.plan_answer import draw_plan_answer
from pages.plan.adopting import adopt_dialog
from pages.plan.versions.answers_card import record_form
from pages.plan.versions.versions_and_copies import render as versions
from pages.plan.versions.versions_card import send_question
from pages.plan.versions.withdrawing import withdraw_question
from services.documents.proposed import plan_to_answer
from services.meetings.queries import guest_meeting
from services.plans.actions import record_action
from services.plans.queries import case_state
from services.plans.versions.actions import answer_plan, circulate, make_draft, withdraw_version
from services.plans.versions.looks import answers_on, history
from services.plans.versions.orders import AnswerPlan
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_ready_case, an_action
from tests.screens import screen_test, words


@pytest.fixture
def ready(work_as: Callable[..., Work]) -> PlannedCase:
    return a_ready_case(work_as)


@pytest.fixture
def sent(ready: PlannedCase) -> PlannedCase:
    make_draft(ready.director, ready.case_id)
    circulate(ready.director, ready.case_id, 1)
    return ready


def drawn(planned: PlannedCase, draw: Callable[[Screen], None], work: Work | None = None) -> AppTest:
    screen = screen_test(draw, work or planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def standing(planned: PlannedCase) -> list[PlanStatus]:
    return [line.status for line in history(planned.director, planned.case_id)]


def as_guest(planned: PlannedCase, home: str) -> AppTest:
    def draw(screen: Screen) -> None:
        draw_plan_answer(screen, guest_meeting(screen.work))

    return drawn(planned, draw, planned.as_guest(home))


def test_a_draft_is_made_and_sent_round_after_a_question(ready: PlannedCase) -> None:
    press(drawn(ready, versions), "make_draft")
    assert standing(ready) == [PlanStatus.DRAFT]
    state = case_state(ready.director, ready.case_id)
    question = drawn(ready, lambda screen: send_question(screen, state, state.draft))
    assert "nog minstens 14 dagen" in words(question)
    press(question, "circulate_now")
    shown = words(drawn(ready, versions))
    assert "Wat partners van versie 1 zeggen" in shown
    assert "0 van 4" in shown


def test_an_answer_by_phone_needs_words_unless_it_is_agreement(sent: PlannedCase) -> None:
    state, (line,) = case_state(sent.director, sent.case_id), history(sent.director, sent.case_id)
    form = drawn(sent, lambda screen: record_form(screen, state, line))
    assert form.button(key="record_answer_now").disabled
    person = next(seat.professional_id for seat in state.facts.seats if seat.organisation == "DR")
    form.selectbox(key="form.record_answer.1.who").set_value(person).run()
    press(form, "record_answer_now")
    said = {one.organisation: one.answer for one in answers_on(sent.director, sent.case_id, line.id)}
    assert said["DR"] is PlanAnswer.AGREED


def test_what_was_said_of_a_version_stays_readable_when_it_is_no_longer_open(sent: PlannedCase) -> None:
    withdraw_version(sent.director, sent.case_id, 1, "Er mist een afspraak.")
    screen = drawn(sent, versions)
    assert "Wat partners van versie 1 zeggen" in words(screen)
    assert "kan nu niet worden geantwoord" in words(screen)
    assert "record_answer" not in [button.key for button in screen.button]


def test_what_changed_is_shown_and_the_dialog_says_what_is_adopted(sent: PlannedCase) -> None:
    assert "zoals ze is" in words(drawn(sent, lambda s: adopt_dialog(s, case_state(s.work, s.case_id))))
    record_action(sent.director, an_action(sent.case_id, "a9", what="Ook <b>dit</b>."))
    assert "Ook &lt;b&gt;dit&lt;/b&gt;." in words(drawn(sent, versions))
    dialog = words(drawn(sent, lambda s: adopt_dialog(s, case_state(s.work, s.case_id))))
    assert "geldt niet voor de nieuwe" in dialog
    assert "1 wijziging" in dialog


def test_a_version_is_taken_back_with_a_reason(sent: PlannedCase) -> None:
    (line,) = history(sent.director, sent.case_id)
    question = drawn(sent, lambda screen: withdraw_question(screen, screen.case_id, line))
    press(question, "withdraw_now")
    assert "waarom" in words(question)
    assert standing(sent) == [PlanStatus.CIRCULATED]


def test_a_guest_agrees_with_one_tap_and_sees_what_they_said(sent: PlannedCase) -> None:
    screen = as_guest(sent, "VT")
    assert "Voorstel voor het veiligheidsplan, versie 1" in words(screen)
    press(screen, "plan_agree")
    found = plan_to_answer(sent.as_guest("VT"))
    assert found is not None
    assert found.own is not None
    assert found.own.answer is PlanAnswer.AGREED
    assert "Namens uw organisatie geantwoord" in words(as_guest(sent, "VT"))


def test_not_agreeing_asks_why_first(sent: PlannedCase) -> None:
    screen = press(as_guest(sent, "VT"), "plan_against")
    press(screen, "plan_answer_send")
    assert "Schrijf uw opmerking of de reden" in words(screen)
    found = plan_to_answer(sent.as_guest("VT"))
    assert found is not None
    assert found.own is None


def test_a_new_version_asks_anew_and_begins_with_what_changed(sent: PlannedCase) -> None:
    guest = sent.as_guest("VT")
    shown = plan_to_answer(guest)
    assert shown is not None
    answer_plan(guest, AnswerPlan(shown.version_id, PlanAnswer.AGREED, seen_sha256=shown.sha256))
    record_action(sent.director, an_action(sent.case_id, "a8", what="Alleen opsporing.", tier="opsporing"))
    make_draft(sent.director, sent.case_id)
    circulate(sent.director, sent.case_id, 2)
    read = words(as_guest(sent, "VT"))
    assert "Voor u is er niets gewijzigd sinds versie 1." in read
    assert "Alleen opsporing." not in read


def test_nothing_stands_there_before_something_is_sent_round(ready: PlannedCase) -> None:
    make_draft(ready.director, ready.case_id)
    assert words(as_guest(ready, "VT")).strip() == ""
