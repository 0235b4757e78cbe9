"""The director's screen of conditions, without a browser."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from models.terms import ConditionKind, ConditionStatus
from pages.meeting.link_dialog import link_and_code
from pages.plan import asked_acts
from pages.plan.conditions import render
from services.access.rules import Standing
from services.conditions.actions import hand_in, nothing_to_add, take_back
from services.conditions.asking import asked_of
from services.conditions.queries import conditions_of, own_conditions
from services.plans.queries import case_state
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_condition, a_director, a_planned_case, an_unplanned_case
from tests.screens import area, screen_test, words, write


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def opened(planned: PlannedCase, work: Work | None = None) -> AppTest:
    return screen_test(render, work or planned.director, {"zaak": planned.case_id})


def dialog(planned: PlannedCase, organisation: str, draw: Callable[..., None]) -> AppTest:
    """What a row's menu opens; the test runner keeps no dialog open by itself."""
    state = case_state(planned.director, planned.case_id)
    asked = next(a for a in asked_of(planned.director, planned.case_id) if a.organisation == organisation)
    screen = screen_test(lambda screen: draw(screen, state, state.meeting, asked), planned.director)
    assert not screen.exception, screen.exception
    return screen


def press(screen: AppTest, key: str) -> AppTest:
    assert not screen.exception, screen.exception
    return screen.button(key=key).click().run()


def shown(screen: AppTest) -> str:
    """Which filter is chosen."""
    return next(group.value for group in screen.get("button_group") if group.key.startswith("conditions."))


def keys(screen: AppTest) -> set[str]:
    return {button.key for button in screen.button}


def test_it_starts_with_who_still_owes_when_nothing_came_in(planned: PlannedCase) -> None:
    screen = opened(planned)
    assert shown(screen) == "owing"
    assert "Nog niet binnen 4" in words(screen)


def test_it_starts_with_what_must_be_decided_and_ends_with_the_way_to_the_plan(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    screen = opened(planned)
    assert shown(screen) == "decide"
    press(screen, "accept_c1")
    assert "Over elke aangeleverde voorwaarde is besloten" in words(screen)
    assert "to_plan" in keys(screen)
    assert conditions_of(planned.director, planned.case_id)[0].status is ConditionStatus.ACCEPTED


def test_conditions_stand_under_their_theme_with_kind_people_and_end(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", hard=True, subject_ref="P2"))
    hand_in(planned.as_guest("DR"), a_condition("c2", kind=ConditionKind.DIGITAL, text="Telefoon <i>na</i>kijken."))
    read = words(opened(planned))
    for part in (
        "Contact en omgang",
        "Digitaal en bewijs",
        "over De heer D. · beschermt Mevrouw W.",
        "Telefoon &lt;i&gt;na&lt;/i&gt;kijken.",
        "Doorlopend, tot het plan wijzigt",
    ):
        assert part in read


def test_other_words_are_prefilled_and_put_in_force(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    screen = press(opened(planned), "change_c1")
    assert area(screen, "form.decide.c1.text").value == "Vader heeft geen contact met moeder."
    write(screen, "form.decide.c1.text", "Geen contact tot de uitspraak.")
    press(screen, "settle_c1_go")
    (kept,) = own_conditions(planned.as_guest("VT"))
    assert (kept.status, kept.text) == (ConditionStatus.CHANGED, "Geen contact tot de uitspraak.")


def test_dropping_asks_for_a_reason_and_keeps_what_was_typed(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    screen = press(press(opened(planned), "drop_c1"), "settle_c1_go")
    assert "Schrijf waarom" in words(screen)
    assert not conditions_of(planned.director, planned.case_id)[0].decided
    write(screen, "form.decide.c1.reason", "Staat al in de beschikking.")
    again = press(opened(planned), "drop_c1")
    assert area(again, "form.decide.c1.reason").value == "Staat al in de beschikking."
    press(again, "settle_c1_go")
    assert own_conditions(planned.as_guest("VT"))[0].decision_reason == "Staat al in de beschikking."


def test_a_decided_condition_folds_and_can_be_decided_again(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1"))
    hand_in(planned.as_guest("DR"), a_condition("c2"))
    screen = press(opened(planned), "accept_c1")
    screen.get("button_group")[-1].set_value("all").run()
    assert {"reopen_c1", "accept_c2"} <= keys(screen)
    assert "accept_c1" not in keys(screen)
    press(screen, "reopen_c1")
    screen = press(screen, "drop_c1")
    write(screen, "form.decide.c1.reason", "Toch niet nodig.")
    press(screen, "settle_c1_go")
    assert conditions_of(planned.director, planned.case_id)[0].status is ConditionStatus.DROPPED


def test_a_text_that_changed_after_it_was_shown_is_not_accepted_blind(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition(text="Zoals getoond."))
    screen = opened(planned)
    hand_in(planned.as_guest("VT"), a_condition(text="Daarna gewijzigd.", seen_version=1))
    press(screen, "accept_c1")
    read = words(screen)
    assert "gewijzigd terwijl u besloot" in read
    assert "getoond" in read
    assert "Daarna" in read
    assert not conditions_of(planned.director, planned.case_id)[0].decided
    press(press(screen, "seen_c1"), "accept_c1")
    assert conditions_of(planned.director, planned.case_id)[0].decided


def test_own_words_survive_a_change_of_what_they_were_based_on(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition(text="Zoals getoond."))
    screen = press(opened(planned), "change_c1")
    write(screen, "form.decide.c1.text", "Woorden van de regie.")
    hand_in(planned.as_guest("VT"), a_condition(text="Daarna gewijzigd.", seen_version=1))
    press(screen, "settle_c1_go")
    assert not conditions_of(planned.director, planned.case_id)[0].decided
    press(press(screen, "seen_c1"), "settle_c1_go")
    assert conditions_of(planned.director, planned.case_id)[0].text == "Woorden van de regie."


def test_a_condition_taken_back_meanwhile_is_gone_and_nothing_breaks(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    screen = opened(planned)
    take_back(planned.as_guest("VT"), "c1", 1)
    press(screen, "accept_c1")
    assert not screen.exception
    assert conditions_of(planned.director, planned.case_id) == ()


def test_a_condition_is_filled_in_after_a_call(planned: PlannedCase) -> None:
    which = planned.attendee("lokale_veld").invitation_id
    screen = press(opened(planned), f"call_{which}")
    press(screen, "phone_hand_in")
    assert "Kies waar het over gaat." in words(screen)
    name = f"form.by_phone.{which}"
    screen.button(key=f"{name}.show_all").click().run()
    screen.button_group(key=f"{name}.kind").set_value(ConditionKind.OVERLOAD.value).run()
    write(screen, f"{name}.text", "Twee vaste gezichten.")
    press(screen, "phone_hand_in")
    assert not screen.exception
    assert [c.text for c in own_conditions(planned.as_guest("lokale_veld"))] == ["Twee vaste gezichten."]
    assert f"call_{which}" not in keys(screen)


def test_a_condition_of_somebody_not_invited_is_recorded_for_their_organisation(planned: PlannedCase) -> None:
    screen = press(opened(planned), "record_other")
    name = f"form.by_phone.{planned.case_id}"
    screen.selectbox(key=f"{name}.home").select("DR").run()
    screen.button(key=f"{name}.show_all").click().run()
    screen.button_group(key=f"{name}.kind").set_value(ConditionKind.EVIDENCE.value).run()
    write(screen, f"{name}.text", "Het oude nummer blijft in gebruik.")
    press(screen, "phone_hand_in")
    (kept,) = conditions_of(planned.director, planned.case_id)
    assert (kept.organisation, kept.text) == ("DR", "Het oude nummer blijft in gebruik.")


def test_no_conditions_are_recorded_after_a_call(planned: PlannedCase) -> None:
    which = planned.attendee("DR").invitation_id
    press(dialog(planned, "DR", asked_acts.no_conditions), f"none_{which}")
    assert planned.attendee("DR").nothing_to_add


def test_link_and_code_are_there_to_copy_and_a_new_link_asks_to_be_sure(planned: PlannedCase) -> None:
    there, state = planned.attendee("VT"), case_state(planned.director, planned.case_id)
    screen = screen_test(lambda screen: link_and_code(screen, state, there), planned.director)
    assert there.link in [code.value for code in screen.code]
    assert f"{there.code[:4]} {there.code[4:]}" in words(screen)
    assert screen.button(key=f"renew_{there.invitation_id}").disabled
    screen.checkbox(key=f"sure_{there.invitation_id}").check().run()
    press(screen, f"renew_{there.invitation_id}")
    assert planned.attendee("VT").link != there.link


def test_when_everybody_answered_the_screen_says_so(planned: PlannedCase) -> None:
    for home in ("politie", "VT", "lokale_veld", "DR"):
        nothing_to_add(planned.as_guest(home))
    screen = opened(planned)
    assert shown(screen) == "all"
    assert "Er zijn nog geen voorwaarden aangeleverd" in words(screen)
    screen.get("button_group")[-1].set_value("owing").run()
    assert "Iedereen heeft aangeleverd of laten weten dat er niets is." in words(screen)


def test_without_a_meeting_one_sentence_and_one_way_on(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    screen = screen_test(render, director, {"zaak": case_id})
    assert "Er is nog geen overleg gepland." in words(screen)
    assert {"to_meeting", "record_other"} <= keys(screen)


def test_a_case_holder_reads_but_is_offered_no_decision_and_no_code(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", text="Voor iedereen."))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Alleen opsporing.", tier="opsporing"))
    holder = work_as(
        Standing.CASE_HOLDER,
        account_id="holder",
        session_id="holder",
        professional_id=planned.as_guest("VT").actor.professional_id,
        organisation="VT",
    )
    screen = opened(planned, holder)
    read = words(screen)
    assert "Voor iedereen." in read
    assert "Alleen opsporing." not in read
    assert not {"accept_c1", "change_c1", "drop_c1"} & keys(screen)
    screen.get("button_group")[-1].set_value("owing").run()
    assert not [key for key in keys(screen) if key.startswith(("call_", "none_", "renew_", "record_"))]
    assert planned.attendee("VT").code[:4] not in words(screen)


@pytest.mark.parametrize("case", ["the case", "a case that is not there"])
def test_who_is_not_on_the_case_sees_nothing_not_even_that_it_exists(
    planned: PlannedCase, work_as: Callable[..., Work], case: str
) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    case_id = planned.case_id if case == "the case" else "0" * 32
    for stranger in (
        a_director(work_as, "M. Stranger"),
        work_as(Standing.ADMINISTRATOR, account_id="admin", session_id="admin"),
        planned.as_guest("VT"),
    ):
        screen = screen_test(render, stranger, {"zaak": case_id})
        assert [error.value for error in screen.error] == ["U heeft geen toegang tot deze pagina\\."]
        assert "Heggemus" not in words(screen)
        assert "Vader" not in words(screen)
