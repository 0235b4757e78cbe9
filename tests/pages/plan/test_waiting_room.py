"""The waiting room on the director's screen of conditions, and the fold for Word on a guest's page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import FormStatus
from pages.partner.guest import render as guest_page
from pages.plan.conditions import render
from services.conditions.actions import hand_in
from services.conditions.queries import conditions_of
from services.documents.forms.facts import FormRead
from services.documents.forms.queries import forms_of
from services.documents.forms.receiving import receive_form, receive_own_form
from services.unit_of_work import Work
from tests.filled_forms import a_block, a_form, as_file, read_as_json
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case
from tests.screens import screen_test, words


@pytest.fixture
def planned(work_as: Callable[..., Work], monkeypatch: pytest.MonkeyPatch) -> PlannedCase:
    read_as_json(monkeypatch)
    return a_planned_case(work_as)


def opened(planned: PlannedCase, work: Work | None = None) -> AppTest:
    return checked(screen_test(render, work or planned.director, {"zaak": planned.case_id}))


def checked(screen: AppTest) -> AppTest:
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, begins: str) -> AppTest:
    (found,) = [button for button in screen.button if str(button.key).startswith(begins)]
    return checked(found.click().run())


def came_in(planned: PlannedCase, read: FormRead) -> None:
    receive_form(planned.director, planned.case_id, as_file(read))


def changed(planned: PlannedCase) -> None:
    """A condition, and a form of it with other words."""
    hand_in(planned.as_guest("VT"), a_condition(hard=True, if_not="Bel 112."))
    entry = {"condition_id": "c1", "version": 1, "follows_id": ""}
    said = a_block(text="Vader heeft geen contact met <b>moeder</b> en kind.", if_not="Bel de wijkagent.")
    came_in(planned, a_form(planned, "VT", entry).filled(said, name="A. Bakker"))


def ticks(screen: AppTest) -> dict[str, bool]:
    return {str(box.key).rpartition(".")[2]: box.value for box in screen.checkbox}


def test_without_forms_there_is_one_button_to_read_one_in(planned: PlannedCase) -> None:
    screen = opened(planned)
    assert "Word-formulieren" not in words(screen)
    screen = press(screen, "open_form_upload")
    assert "Sla het formulier uit de mail op en kies het hier." in words(screen)
    assert "Sla het formulier uit de mail op" not in words(press(screen, "close_form_upload"))


def test_a_change_is_shown_row_by_row_and_one_click_takes_it_over(planned: PlannedCase) -> None:
    changed(planned)
    screen = opened(planned)
    read = words(screen)
    for part in (
        "ingevuld door A. Bakker",
        "Blok 1: wijzigt voorwaarde 1",
        "&lt;b&gt;moeder&lt;/b&gt;",
        "Bel <mark>112.</mark>",
        "4 regels blijven gelijk",
    ):
        assert part in read
    assert ticks(screen) == {"text": True, "if_not": True}
    screen = press(screen, "take_")
    (view,) = conditions_of(planned.director, planned.case_id)
    assert view.text == "Vader heeft geen contact met <b>moeder</b> en kind."
    assert "1 blok overgenomen" in words(screen)


def test_only_ticked_rows_are_taken_over(planned: PlannedCase) -> None:
    changed(planned)
    screen = opened(planned)
    (box,) = [box for box in screen.checkbox if str(box.key).endswith(".if_not")]
    press(checked(box.uncheck().run()), "take_")
    (view,) = conditions_of(planned.director, planned.case_id)
    assert (view.if_not, view.version) == ("Bel 112.", 2)


def test_a_click_on_what_changed_meanwhile_takes_nothing_over(planned: PlannedCase) -> None:
    changed(planned)
    screen = opened(planned)
    hand_in(planned.as_guest("VT"), a_condition(hard=True, if_not="Bel 112.", text="Later gewijzigd.", seen_version=1))
    screen = press(screen, "take_")
    assert conditions_of(planned.director, planned.case_id)[0].text == "Later gewijzigd."
    assert "Iemand anders" in words(screen)
    assert "Later gewijzigd." in words(screen)


def test_a_row_at_fault_says_why_and_stays_behind(planned: PlannedCase) -> None:
    came_in(planned, a_form(planned, "VT").filled(a_block(until="morgen")))
    screen = opened(planned)
    assert "Dit is geen leesbare dag" in words(screen)
    assert not ticks(screen)["until"]
    press(screen, "take_")
    assert conditions_of(planned.director, planned.case_id)[0].until is None


def test_a_form_set_apart_asks_whose_it_is_and_then_waits(planned: PlannedCase) -> None:
    paper = a_form(planned, "VT")
    came_in(planned, replace(paper.filled(a_block()), part_marks=None, property_marks=None, printed_code=""))
    screen = opened(planned)
    assert "De verborgen kenmerken waaraan wij onze formulieren herkennen, zijn weg." in words(screen)
    assert not [button for button in screen.button if str(button.key).startswith("take_")]
    (whose,) = [field for field in screen.selectbox if str(field.key).startswith("waiting.")]
    screen = press(checked(whose.select(planned.attendee("politie").invitation_id).run()), "match_")
    assert "Politie" in words(screen)
    press(screen, "take_")
    (view,) = conditions_of(planned.director, planned.case_id)
    assert view.organisation == "politie"


def test_leaving_out_and_no_conditions(planned: PlannedCase) -> None:
    came_in(planned, a_form(planned, "VT").filled(a_block(), nothing=True))
    screen = opened(planned)
    assert "Toch zijn hieronder voorwaarden ingevuld." in words(screen)
    (nothing,) = [b.key for b in screen.button if str(b.key).startswith("take_") and str(b.key).endswith("nothing")]
    (block,) = [b.key for b in screen.button if str(b.key).startswith("leave_") and str(b.key).endswith("c1")]
    screen = press(screen, str(nothing))
    screen = press(screen, str(block))
    assert forms_of(planned.director, planned.case_id)[0].status is FormStatus.SETTLED
    assert planned.attendee("VT").nothing_to_add


def test_who_does_not_direct_sees_no_form(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    came_in(planned, a_form(planned, "VT").filled(a_block(text="Alleen voor de regisseur.")))
    read = words(opened(planned, a_holder(planned, work_as, "politie")))
    assert "Alleen voor de regisseur." not in read
    assert "Word-formulier" not in read


def test_a_guest_finds_the_form_and_what_came_in_of_theirs_only(planned: PlannedCase) -> None:
    receive_own_form(planned.as_guest("VT"), as_file(a_form(planned, "VT").filled(a_block(), a_block(text="Twee."))))
    mine = checked(screen_test(guest_page, planned.as_guest("VT")))
    assert "2 ingevulde voorwaarden" in words(mine)
    assert "wacht op de casusregisseur" in words(mine)
    assert any("/dl/mijn/formulier" in str(link.proto.url) for link in mine.get("link_button"))
    other = words(checked(screen_test(guest_page, planned.as_guest("politie"))))
    assert "ingevulde voorwaarde" not in other
