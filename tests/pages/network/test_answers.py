"""Findings on the screen: answered, taken back, planned; what a seat shows of itself; who never hears."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import FindingAnswer
from pages.frame.markup import plain
from pages.frame.screen import Screen
from pages.network.acts import open_act
from pages.network.answer_form import answer_dialog
from pages.network.partners import render
from pages.network.view import View
from services.contacts.actions import agree_to_inform, record_contacts
from services.contacts.orders import AgreeToInform, NewContact, RecordContacts
from services.network.facts import Finding, FindingKind
from services.network.queries import network_of
from services.unit_of_work import Work
from services.wording import speak
from tests.planned import PlannedCase, a_holder, a_planned_case, seats_of
from tests.screens import screen_test, words, write


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase, work: Work | None = None) -> AppTest:
    screen = screen_test(render, work or planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def found(planned: PlannedCase) -> tuple[Finding, ...]:
    return network_of(planned.director, planned.case_id, speak("nl")).findings


def a_gathered(planned: PlannedCase) -> Finding:
    """A finding of several gaps."""
    return next(finding for finding in found(planned) if len(finding.gaps) > 1)


def dialog(planned: PlannedCase, finding: Finding, answer: FindingAnswer, work: Work | None = None) -> AppTest:
    def draw(screen: Screen) -> None:
        network = network_of(screen.work, planned.case_id, screen.say)
        answer_dialog(View(screen, network, directs=True), finding, answer)

    screen = screen_test(draw, work or planned.director, {"zaak": planned.case_id})
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def test_an_answered_finding_leaves_the_list_and_comes_back_when_the_answer_is_undone(planned: PlannedCase) -> None:
    first = found(planned)[0]
    asked = dialog(planned, first, FindingAnswer.NOT_APPLICABLE)
    write(asked, "reason", "Deze partner is in deze zaak niet nodig.")
    press(asked, "answer_keep")
    assert first.key not in {finding.key for finding in found(planned)}
    screen = opened(planned)
    assert plain("Beantwoord (1)") in [fold.label for fold in screen.expander]
    screen.session_state["network_answered"] = True
    screen.run()
    assert "niet nodig" in words(screen)
    press(screen, next(key for key in keys(screen) if key.startswith("take_back_")))
    assert first.key in {finding.key for finding in found(planned)}


def test_what_is_planned_needs_somebody_and_a_day(planned: PlannedCase) -> None:
    first = found(planned)[0]
    asked = press(dialog(planned, first, FindingAnswer.PLANNED), "answer_keep")
    assert asked.error, "nobody was told what is missing"
    assert first.key in {finding.key for finding in found(planned)}
    asked.selectbox[0].select_index(0).run()
    asked.date_input[0].set_value(planned.director.clock().date() + timedelta(days=2)).run()
    press(asked, "answer_keep")
    assert first.key not in {finding.key for finding in found(planned)}


def test_a_part_of_a_finding_can_be_answered_and_the_rest_stays(planned: PlannedCase) -> None:
    finding = a_gathered(planned)
    asked = dialog(planned, finding, FindingAnswer.DONE)
    for box in asked.checkbox[1:]:
        box.uncheck()
    press(asked.run(), "answer_keep")
    left = {gap for one in found(planned) for gap in one.gaps}
    assert finding.gaps[0] not in left
    assert set(finding.gaps[1:]) <= left


def test_a_case_holder_records_and_answers_but_changes_no_seats(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    holder = a_holder(planned, work_as, "VT")
    screen = opened(planned, holder)
    assert "record_contact" in keys(screen)
    assert "assign" not in keys(screen)
    assert not [key for key in keys(screen) if key.startswith(("agree", "tie", "better_"))]
    first = found(planned)[0]
    assert first.kind is FindingKind.MISSING_PARTNER
    assert f"do_{first.rank}" not in keys(screen)
    assert screen.get("menu_button")


def test_a_seat_shows_its_own_contacts_agreements_and_findings(planned: PlannedCase) -> None:
    seats, today = seats_of(planned.director, planned.case_id), planned.director.clock().date()
    vt, lead = seats["VT"], seats["politie"]
    spoken = NewContact(today, "telefoon", (vt, lead))  # type: ignore[arg-type]
    record_contacts(planned.director, RecordContacts(planned.case_id, (spoken,)))
    agree_to_inform(planned.director, AgreeToInform(planned.case_id, vt, lead, 4))
    screen = opened(planned)
    screen.session_state[f"network.{planned.case_id}"] = vt
    read = words(screen.run())
    assert "Bij deze plek" in read
    assert "binnen 4 uur" in read
    assert {"seat_contact", "seat_deputy", "seat_change"} <= keys(screen)
    press(screen, "network_unpick")
    assert "Bij deze plek" not in words(screen)


def test_who_never_hears_stands_above_who_hears_late(planned: PlannedCase) -> None:
    seats = seats_of(planned.director, planned.case_id)
    agree_to_inform(planned.director, AgreeToInform(planned.case_id, seats["politie"], seats["VT"], 4))
    read = words(opened(planned))
    table = read[read.index("Bereik van nieuw bericht") :]
    assert table.index("hoort het nooit") < table.index("ma 30 nov")


def test_an_act_that_is_done_elsewhere_leads_there(planned: PlannedCase) -> None:
    weighing = next(finding for finding in found(planned) if finding.kind is FindingKind.WEIGHING_OPEN)

    def draw(screen: Screen) -> None:
        open_act(View(screen, network_of(screen.work, planned.case_id, screen.say), directs=True), weighing)

    screen = screen_test(draw, planned.director, {"zaak": planned.case_id})
    assert not screen.exception
    assert not screen.get("dialog")
