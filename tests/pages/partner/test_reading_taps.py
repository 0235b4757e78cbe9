"""The structured reading by taps, without a browser: proposed, confirmed, doubted again, or passed over."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ConditionKind, Modality
from pages.partner.guest import render
from services.conditions.actions import hand_in
from services.conditions.queries import own_conditions
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_condition, a_planned_case
from tests.screens import screen_test, words, write
from tests.services.conditions.later import NO_CONTACT

TEXT = "De heer D. mag geen contact zoeken met mevrouw W."


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def press(screen: AppTest, *keys: str) -> AppTest:
    for key in keys:
        assert not screen.exception, screen.exception
        screen.button(key=key).click().run()
    return screen


def chips(screen: AppTest, field: str):
    return screen.button_group(key=f"form.condition.{field}")


def at_reading(planned: PlannedCase, text: str = TEXT) -> AppTest:
    """As far as the question about the reading."""
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    chips(screen, "kind").set_value(ConditionKind.CONTACT.value).run()
    press(screen, "forth")
    write(screen, "form.condition.text", text)
    press(screen, "forth", "forth")
    assert "Klopt deze lezing?" in words(screen)
    return screen


def test_nothing_is_read_before_the_writer_says_yes(planned: PlannedCase) -> None:
    screen = at_reading(planned)
    assert chips(screen, "act_chips").value is None
    chips(screen, "act_chips").set_value("contact").run()
    assert "De heer D. mag geen contact hebben met mevrouw W." in words(screen)
    press(screen, "forth", "forth", "forth", "hand_in")
    (kept,) = own_conditions(planned.as_guest("VT"))
    assert kept.reading is None


def test_two_taps_confirm_a_reading_that_is_handed_in_with_the_text(planned: PlannedCase) -> None:
    screen = at_reading(planned)
    chips(screen, "act_chips").set_value("contact").run()
    press(screen, "read_yes", "forth", "forth")
    assert "De heer D. mag geen contact hebben met mevrouw W." in words(screen)
    press(screen, "hand_in")
    (kept,) = own_conditions(planned.as_guest("VT"))
    assert kept.reading == (NO_CONTACT,)
    assert (kept.done_by, kept.checked_by, kept.protects, kept.subject_ref) == ("P2", "VT", ("P1",), "P2")


def test_a_second_agreement_in_the_same_text_is_read_beside_the_first(planned: PlannedCase) -> None:
    screen = at_reading(planned)
    chips(screen, "act_chips").set_value("contact").run()
    press(screen, "read_more")
    chips(screen, "act_chips").set_value("speak_with").run()
    press(screen, "read_yes", "forth", "forth", "hand_in")
    (kept,) = own_conditions(planned.as_guest("VT"))
    assert [norm.act for norm in kept.reading] == ["contact", "speak_with"]


def test_the_sentence_can_be_adjusted_before_it_is_confirmed(planned: PlannedCase) -> None:
    screen = at_reading(planned)
    chips(screen, "act_chips").set_value("contact").run()
    press(screen, "read_adjust")
    chips(screen, "modality_chips").set_value(Modality.MAY).run()
    chips(screen, "slot_to").set_value(["P1", "P3"]).run()
    press(screen, "read_yes", "forth", "forth", "hand_in")
    (norm,) = own_conditions(planned.as_guest("VT"))[0].reading
    assert (norm.modality, norm.to) == (Modality.MAY, ("P1", "P3"))


def test_any_act_is_found_by_searching(planned: PlannedCase) -> None:
    screen = at_reading(planned)
    chips(screen, "act_chips").set_value("other").run()
    screen.selectbox(key="form.condition.act_search").select("keep_log").run()
    press(screen, "read_yes")
    assert "Hoe zien we dat het lukt?" in words(screen)


def test_no_agreement_that_can_be_checked_is_an_answer_of_its_own(planned: PlannedCase) -> None:
    screen = press(at_reading(planned, "Wees voorzichtig."), "read_none", "forth", "forth")
    assert "Geen afspraak die te controleren is" in words(screen)
    press(screen, "hand_in")
    assert own_conditions(planned.as_guest("VT"))[0].reading == ()


def test_a_change_of_the_text_afterwards_asks_whether_the_sentence_still_holds(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition(reading=(NO_CONTACT,), subject_ref="P2"))
    screen = press(screen_test(render, guest), "edit_c1")
    assert not screen.button(key="hand_in").disabled
    press(screen, "change_2")
    write(screen, "form.condition.c1.text", "Vader belt moeder niet.")
    press(screen, "forth")
    assert "Klopt het nog?" in words(screen)
    assert screen.button(key="hand_in").disabled
    press(screen, "change_4", "read_still")
    assert not screen.button(key="hand_in").disabled
    press(screen, "hand_in")
    (kept,) = own_conditions(guest)
    assert (kept.text, kept.reading) == ("Vader belt moeder niet.", (NO_CONTACT,))


def test_reading_anew_drops_what_was_confirmed(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition(reading=(NO_CONTACT,), subject_ref="P2"))
    screen = press(screen_test(render, guest), "edit_c1", "change_4", "read_anew", "forth", "hand_in")
    assert "aangeleverd" in words(screen)
    assert own_conditions(guest)[0].reading is None


def test_a_number_and_an_address_in_the_text_are_marked_and_stop_nobody(planned: PlannedCase) -> None:
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    chips(screen, "kind").set_value(ConditionKind.CONTACT.value).run()
    press(screen, "forth")
    write(screen, "form.condition.text", "Hij belt niet naar 06-12345678.")
    assert "<mark>06-12345678</mark> lijkt een telefoonnummer" in words(screen)
    press(screen, "forth", "forth", "forth", "forth", "forth", "hand_in")
    assert len(own_conditions(planned.as_guest("VT"))) == 1


def test_the_help_shows_examples_of_the_theme_and_a_vague_word_is_named_at_the_end(planned: PlannedCase) -> None:
    screen = press(screen_test(render, planned.as_guest("VT")), "write")
    chips(screen, "kind").set_value(ConditionKind.CONTACT.value).run()
    press(screen, "forth")
    assert "Tot 1 december stuurt hij haar geen berichten" in words(screen)
    write(screen, "form.condition.text", "Politie rijdt regelmatig langs.")
    press(screen, "forth", "forth", "forth", "forth", "forth")
    assert "‘regelmatig’ kan op meer manieren worden gelezen." in words(screen)
    assert not screen.button(key="hand_in").disabled
