"""The guest's one page, without a browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ConditionKind, ConditionStatus
from pages.partner.guest import render
from services.access.rules import Standing
from services.agenda.actions import set_agenda
from services.agenda.facts import NewPoint, SetAgenda
from services.cases.drafts import draft
from services.conditions.actions import decide, hand_in
from services.conditions.asking import ask
from services.conditions.facts import AskConditions, Decide, Decision
from services.conditions.queries import own_conditions
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import DUE, PlannedCase, a_condition, a_planned_case
from tests.screens import area, screen_test, words, write


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def press(screen: AppTest, key: str) -> AppTest:
    assert not screen.exception, screen.exception
    return screen.button(key=key).click().run()


def field(name: str, form: str = "condition") -> str:
    return f"form.{form}.{name}"


def filled_to_check(screen: AppTest) -> AppTest:
    """Walks through the questions with the least that can be answered."""
    about_a_place(press(screen, "write"))
    write(screen, field("text"), "Hij komt niet bij <b>de school</b>.")
    for _ in range(5):
        press(screen, "forth")
    return screen


def about_a_place(screen: AppTest) -> AppTest:
    """Answers the first question and goes on."""
    screen.button_group(key=field("kind")).set_value(ConditionKind.PLACE.value).run()
    return press(screen, "forth")


def test_a_guest_sees_meeting_deadline_and_own_name_and_nothing_of_others(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition(text="Geheim van DR."))
    shown = words(screen_test(render, planned.as_guest("VT")))
    for part in (
        "Zaak Heggemus",
        "wo 25 nov 10.30–12.00",
        "di 24 nov 16.00",
        "Deelnemer 1",
        "Wij hebben geen voorwaarden",
    ):
        assert part in shown
    assert "Geheim" not in shown


def test_answering_question_by_question_hands_in_one_condition(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    screen = filled_to_check(screen_test(render, guest))
    assert "Kijk uw antwoorden na" in words(screen)
    press(screen, "hand_in")
    assert "Uw voorwaarde is aangeleverd" in words(screen)
    (kept,) = own_conditions(guest)
    assert (kept.kind, kept.text, kept.hard, kept.tier) == (
        ConditionKind.PLACE,
        "Hij komt niet bij <b>de school</b>.",
        True,
        "partners",
    )
    assert draft(guest, "condition", planned.case_id) is None


def test_what_a_guest_types_is_escaped_wherever_it_is_shown(planned: PlannedCase) -> None:
    screen = filled_to_check(screen_test(render, planned.as_guest("VT")))
    bodies = "".join(element.proto.body for element in screen.get("html"))
    assert "&lt;b&gt;de school&lt;/b&gt;" in bodies
    assert "<b>" not in bodies


@pytest.mark.parametrize(("question", "told"), [(1, "Kies waar het over gaat."), (2, "Schrijf wat er moet gebeuren")])
def test_an_answer_that_is_missing_is_asked_for_in_place(planned: PlannedCase, question: int, told: str) -> None:
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    assert told not in words(screen)
    if question == 2:
        about_a_place(screen)
    press(screen, "forth")
    assert told in words(screen)
    assert f"vraag {question} van 6" in words(screen)


def test_an_end_in_the_past_is_refused_in_place(planned: PlannedCase) -> None:
    screen = filled_to_check(screen_test(render, planned.as_guest("VT")))
    press(screen, "change_3")
    screen.button_group(key=field("until_chips")).set_value("other").run()
    screen.date_input(key=field("day")).set_value(planned.director.clock().date() - timedelta(days=1)).run()
    press(screen, "forth")
    assert "Dit moment is al voorbij" in words(screen)
    screen.date_input(key=field("day")).set_value(DUE.date() + timedelta(days=1)).run()
    press(screen, "forth")
    press(screen, "hand_in")
    assert own_conditions(planned.as_guest("VT"))[0].until == (DUE + timedelta(days=1)).replace(hour=11)


def test_a_draft_comes_back_in_another_session_at_the_same_question(planned: PlannedCase) -> None:
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    about_a_place(screen)
    write(screen, field("text"), "Half af")
    later = screen_test(render, planned.as_guest("VT"))
    assert later.button(key="write").label == "Ga verder met uw concept"
    press(later, "write")
    assert area(later, field("text")).value == "Half af"
    assert own_conditions(planned.as_guest("VT")) == ()


def test_handing_in_from_two_sessions_of_one_draft_makes_one_condition(planned: PlannedCase) -> None:
    first = filled_to_check(screen_test(render, planned.as_guest("VT")))
    second = press(screen_test(render, planned.as_guest("VT")), "write")
    press(first, "hand_in")
    press(second, "hand_in")
    assert len(own_conditions(planned.as_guest("VT"))) == 1


def test_a_change_elsewhere_shows_both_texts_and_lets_choose(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition(text="Eerste tekst."))
    screen = press(screen_test(render, guest), "edit_c1")
    press(screen, "change_2")
    write(screen, field("text", "condition.c1"), "Mijn tekst.")
    press(screen, "forth")
    hand_in(guest, a_condition(text="Tekst van elders.", seen_version=1))
    press(screen, "hand_in")
    shown = words(screen)
    assert "Mijn" in shown
    assert "elders" in shown
    assert own_conditions(guest)[0].text == "Tekst van elders."
    press(screen, "take_mine")
    press(screen, "hand_in")
    assert own_conditions(guest)[0].text == "Mijn tekst."


def test_leaving_what_stands_there_keeps_it(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition(text="Eerste tekst."))
    screen = press(screen_test(render, guest), "edit_c1")
    hand_in(guest, a_condition(text="Tekst van elders.", seen_version=1))
    press(screen, "hand_in")
    press(screen, "take_theirs")
    assert "Tekst van elders." in words(screen)
    assert own_conditions(guest)[0].version == 2


def test_a_condition_is_taken_back_and_saying_none_is_recorded_and_undone(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    screen = press(screen_test(render, guest), "take_back_c1")
    assert own_conditions(guest) == ()
    press(screen, "nothing")
    assert planned.attendee("VT").nothing_to_add
    assert "U liet weten dat uw organisatie geen voorwaarden heeft." in words(screen)
    press(screen, "nothing")
    assert planned.attendee("VT").owes_conditions


def test_a_decision_is_shown_with_its_reason_and_cannot_be_changed(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    version = hand_in(guest, a_condition())
    decide(planned.director, Decide(planned.case_id, "c1", version, Decision.DROP, reason="Al in de beschikking."))
    screen = screen_test(render, guest)
    assert "Al in de beschikking." in words(screen)
    assert "Bel I. Brandsma" in words(screen)
    assert "edit_c1" not in {button.key for button in screen.button}
    assert own_conditions(guest)[0].status is ConditionStatus.DROPPED


def test_who_is_asked_nothing_reads_so_and_may_still_hand_in(planned: PlannedCase) -> None:
    there = planned.attendee("VT")
    ask(planned.director, AskConditions(planned.case_id, there.invitation_id, there.version, asked=False))
    screen = screen_test(render, planned.as_guest("VT"))
    assert "Aan u worden geen voorwaarden gevraagd." in words(screen)
    press(filled_to_check(screen), "hand_in")
    assert len(own_conditions(planned.as_guest("VT"))) == 1


def test_an_own_later_deadline_stands_on_top_and_keeps_the_page_open(planned: PlannedCase, clock: StillClock) -> None:
    there, later = planned.attendee("VT"), DUE + timedelta(hours=4)
    ask(planned.director, AskConditions(planned.case_id, there.invitation_id, there.version, due_at=later))
    clock.moment = DUE + timedelta(hours=1)
    screen = screen_test(render, planned.as_guest("VT"))
    assert "Voorwaarden tot di 24 nov 20.00: voor u verlengd." in words(screen)
    press(filled_to_check(screen), "hand_in")
    assert len(own_conditions(planned.as_guest("VT"))) == 1
    assert "write" not in {button.key for button in screen_test(render, planned.as_guest("DR")).button}


def test_the_first_question_is_filled_in_as_far_as_the_case_tells(planned: PlannedCase) -> None:
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    assert screen.button_group(key=field("protects")).value == ["P1"]
    screen.button_group(key=field("kind")).set_value(ConditionKind.CONTACT.value).run()
    assert screen.button_group(key=field("subject")).value == "P2"
    screen.button_group(key=field("kind")).set_value(ConditionKind.CARE.value).run()
    assert screen.button_group(key=field("subject")).value is None
    screen.button_group(key=field("subject")).set_value("P3").run()
    screen.button_group(key=field("kind")).set_value(ConditionKind.CONTACT.value).run()
    assert screen.button_group(key=field("subject")).value == "P3"


def test_a_sentence_begins_on_a_tap_and_keeps_what_was_typed(planned: PlannedCase) -> None:
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    about_a_place(screen)
    screen.button_group(key=field("begins")).set_value("must_not").run()
    assert area(screen, field("text")).value == "De heer D. mag niet "
    write(screen, field("text"), "De heer D. mag niet bij de school komen.")
    screen.button_group(key=field("begins")).set_value("must").run()
    assert area(screen, field("text")).value == "De heer D. moet bij de school komen."


def test_who_does_it_and_by_when_are_handed_in_with_one_tap_each(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    screen = press(screen_test(render, guest), "write")
    about_a_place(screen)
    write(screen, field("text"), "De wijkagent let op.")
    press(screen, "forth")
    assert screen.button_group(key=field("done_by")).value == "VT"
    screen.button_group(key=field("done_by")).set_value("politie").run()
    tomorrow = (guest.clock() + timedelta(days=1)).date()
    screen.button_group(key=field("due_chips")).set_value(tomorrow.isoformat()).run()
    for _ in range(4):
        press(screen, "forth")
    press(screen, "hand_in")
    (kept,) = own_conditions(guest)
    assert (kept.done_by, kept.due_on, kept.checked_by) == ("politie", tomorrow, "VT")


def test_after_the_deadline_the_page_is_to_read_only_and_says_whom_to_call(
    planned: PlannedCase, clock: StillClock
) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition())
    begun = press(screen_test(render, guest), "write")
    about_a_place(begun)
    write(begun, field("text"), "Nog niet aangeleverd.")
    clock.moment = DUE
    screen = screen_test(render, guest)
    shown = words(screen)
    for part in ("Bel I. Brandsma", "Vader heeft geen contact met moeder.", "Nog niet aangeleverd."):
        assert part in shown
    assert {button.key for button in screen.button} == {"other_language", "give_information"}


def test_a_guest_reads_the_question_and_own_points_below_the_conditions(planned: PlannedCase) -> None:
    points = (NewPoint("Opening", 10, note="Niet voor gasten."), NewPoint("De kluis", 20, ("politie",)))
    set_agenda(planned.director, SetAgenda(planned.meeting_id, planned.case_id, planned.meeting.version, points))
    read = words(screen_test(render, planned.as_guest("VT")))
    assert read.index("Uw voorwaarden") < read.index("Wat maakt het nu veiliger?") < read.index("10.30–10.40")
    for part in ("Een nieuw bericht.", "ander onderdeel", "10.40–11.00"):
        assert part in read
    for part in ("De kluis", "Niet voor gasten."):
        assert part not in read
    assert "De kluis" in words(screen_test(render, planned.as_guest("politie")))


def test_a_guest_gives_information_instead_of_coming(planned: PlannedCase) -> None:
    screen = screen_test(render, planned.as_guest("VT"))
    write(screen, field("text", "information"), "Hij was dinsdag bij de school.")
    press(screen, "give_information")
    assert planned.attendee("VT").information == "Hij was dinsdag bij de school."
    assert "Vervang wat u gaf" in words(screen)


@pytest.mark.parametrize("standing", [Standing.VISITOR, Standing.CASE_DIRECTOR, Standing.AUDITOR, Standing.GUEST])
def test_who_was_not_invited_sees_nothing(
    planned: PlannedCase, work_as: Callable[..., Work], standing: Standing
) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    screen = screen_test(render, work_as(standing, account_id="stranger", session_id="stranger"))
    assert [error.value for error in screen.error] == ["U heeft geen toegang tot deze pagina\\."]
    assert "Heggemus" not in words(screen)
    assert "Vader" not in words(screen)


def test_the_page_speaks_english(planned: PlannedCase) -> None:
    assert "We have no conditions" in words(screen_test(render, planned.as_guest("VT"), language="en"))
