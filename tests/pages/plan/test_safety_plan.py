"""The plan's screen and its dialogs: actions, weighings, adopting; what is refused keeps what was typed."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlmodel import col, select, update
from streamlit.testing.v1 import AppTest

from models.directory import SignInSession
from models.meeting import Action
from pages.casework.core_form import edit_dialog
from pages.frame.screen import Screen
from pages.plan.action_form import action_dialog
from pages.plan.adopting import adopt_dialog
from pages.plan.papers.documents import render as documents
from pages.plan.safety_plan import render
from pages.plan.versions.release_card import release_question
from pages.plan.versions.versions_and_copies import render as versions
from pages.plan.weighing_form import weighing_dialog
from services.plans.actions import adopt, record_action, take_out
from services.plans.orders import ActionView, AdoptPlan
from services.plans.queries import CaseState, case_state
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_holder, a_planned_case, an_action, an_unplanned_case, explained, make_ready
from tests.screens import screen_test, words, write


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def ready(planned: PlannedCase) -> PlannedCase:
    make_ready(planned)
    return planned


def opened(
    planned: PlannedCase,
    work: Work | None = None,
    language: str = "nl",
    draw: Callable[[Screen], None] = render,
) -> AppTest:
    screen = screen_test(draw, work or planned.director, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def dialog(planned: PlannedCase, opens: Callable[[Screen, CaseState], None], language: str = "nl") -> AppTest:
    """A dialog with what it closed over when it was opened; the test runner keeps no dialog open by itself."""
    state = case_state(planned.director, planned.case_id, screen="plan")
    screen = screen_test(lambda screen: opens(screen, state), planned.director, {"zaak": planned.case_id}, language)
    assert not screen.exception, screen.exception
    return screen


def a_change(screen: Screen, state: CaseState) -> None:
    """The dialog to change the first action."""
    action_dialog(screen, state, state.actions[0])


def a_new_one(screen: Screen, state: CaseState) -> None:
    """The dialog for a new action."""
    action_dialog(screen, state, None)


def press(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception, screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {str(button.key) for button in screen.button}


def actions(planned: PlannedCase) -> tuple[ActionView, ...]:
    return case_state(planned.director, planned.case_id).actions


def end_session(work: Work) -> None:
    """Ends the session behind the screen, as signing out elsewhere does."""
    with work.upkeep() as tx:
        tx.session.exec(
            update(SignInSession).where(col(SignInSession.id) == work.actor.session_id).values(ended_at=tx.now)
        )


def new_action(planned: PlannedCase, what: str = "De school inlichten.") -> tuple[AppTest, str]:
    """A new action, filled in and not kept yet."""
    screen, name = dialog(planned, a_new_one), f"form.action.{planned.case_id}.new"
    write(screen, f"{name}.what", what)
    screen.selectbox(key=f"{name}.owner").select("VT").run()
    return screen, name


def test_an_action_is_typed_kept_and_shown(planned: PlannedCase) -> None:
    screen, name = new_action(planned)
    screen.date_input(key=f"{name}.day").set_value(date(2026, 12, 1)).run()
    screen.time_input(key=f"{name}.time").set_value(time(12, 30)).run()
    press(screen, "action_keep")
    (kept,) = actions(planned)
    assert (kept.what, kept.owner, kept.due_on_day, kept.if_not_tier) == (
        "De school inlichten.",
        "VT",
        False,
        "partners",
    )
    assert "De school inlichten." in words(opened(planned))
    assert "di 1 dec 12.30" in words(opened(planned))


def test_an_action_without_an_hour_is_due_that_day(planned: PlannedCase) -> None:
    screen, name = new_action(planned)
    screen.time_input(key=f"{name}.time").set_value(None).run()
    press(screen, "action_keep")
    assert actions(planned)[0].due_on_day
    name = f"form.action.{planned.case_id}.{actions(planned)[0].id}"
    assert dialog(planned, a_change).time_input(key=f"{name}.time").value is None


def test_what_is_missing_is_told_and_nothing_typed_is_lost(planned: PlannedCase) -> None:
    screen, name = new_action(planned, " ")
    press(screen, "action_keep")
    assert "Schrijf wat er gebeurt" in words(screen)
    assert screen.selectbox(key=f"{name}.owner").value == "VT"
    assert actions(planned) == ()


def test_an_action_that_changed_meanwhile_is_shown_beside_and_replaced_knowingly(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id))
    screen = dialog(planned, a_change)
    write(screen, f"form.action.{planned.case_id}.a1.what", "Mijn woorden.")
    record_action(planned.director, an_action(planned.case_id, what="Andermans woorden.", seen_version=1))
    press(screen, "action_keep")
    assert "Iemand anders heeft deze afspraak gewijzigd" in words(screen)
    assert "Andermans" in words(screen)
    assert actions(planned)[0].what == "Andermans woorden."
    press(screen, "action_keep")
    assert actions(planned)[0].what == "Mijn woorden."


def test_an_action_is_taken_out(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id))
    press(dialog(planned, a_change), "action_out")
    assert actions(planned) == ()


def test_who_may_read_an_action_stays_when_other_words_are_kept(planned: PlannedCase, work_as) -> None:
    a_planned_case(work_as, homes=("politie", "OM", "VT", "lokale_veld"), code="T-200")
    record_action(planned.director, an_action(planned.case_id, tier="partner:VT", owner="OM", if_not_tier="partner:DR"))
    screen = dialog(planned, a_change)
    write(screen, f"form.action.{planned.case_id}.a1.what", "Andere woorden.")
    press(screen, "action_keep")
    (kept,) = actions(planned)
    assert (kept.what, kept.tier, kept.if_not_tier, kept.owner) == (
        "Andere woorden.",
        "partner:VT",
        "partner:DR",
        "OM",
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_dialog_of_an_ended_session_says_so_and_does_nothing(planned: PlannedCase, language: str) -> None:
    screen = dialog(planned, a_new_one, language)
    name = f"form.action.{planned.case_id}.new"
    screen.selectbox(key=f"{name}.owner").select("VT").run()
    end_session(planned.director)
    write(screen, f"{name}.what", "Te laat.")
    assert not screen.exception, screen.exception
    press(screen, "action_keep")
    told = {"nl": "Uw sessie is voorbij", "en": "Your session is over"}[language]
    assert told in words(screen)
    with planned.director.database.reading() as session:
        assert session.exec(select(Action)).all() == []


def test_a_weighing_is_recorded_with_its_reason(planned: PlannedCase) -> None:
    screen, name = dialog(planned, weighing_dialog), f"form.weighing.{planned.case_id}"
    press(screen, "weighing_keep")
    assert "Schrijf waarom" in words(screen)
    write(screen, f"{name}.reason", "Nodig <b>nu</b>.")
    press(screen, "weighing_keep")
    (weighed,) = case_state(planned.director, planned.case_id).facts.weighings
    assert weighed.reason == "Nodig <b>nu</b>."
    assert "Nodig &lt;b&gt;nu&lt;/b&gt;." in words(opened(planned))


def test_adoption_is_not_offered_while_something_firm_is_open(planned: PlannedCase) -> None:
    screen = opened(planned)
    assert screen.button(key="adopt").disabled
    assert "Eerst moeten nog" in words(screen)


def test_open_points_are_explained_and_then_adopted(ready: PlannedCase) -> None:
    screen = dialog(ready, adopt_dialog)
    assert screen.button(key="adopt_now").disabled
    for key in explained(ready):
        screen.text_input(key=f"form.adopt.{ready.case_id}.{key}").input("Volgt.").run()
    screen.button_group(key=f"form.adopt.{ready.case_id}.readers.seat:CCB").set_value("opsporing").run()
    press(screen, "adopt_now")
    (version,) = case_state(ready.director, ready.case_id).versions
    assert version.number == 1
    shown = opened(ready)
    assert "Versie 1" in words(shown)
    papers = opened(ready, draw=documents)
    told = [one.label for one in papers.expander if "Vrije teksten" in one.label]
    counts = [int(label.split(":")[1]) for label in told]
    assert max(counts) == min(counts) + 1, "the police's copy tells one reason more than that of the others"
    links = [element.proto.url for element in papers.get("link_button")]
    assert f"/dl/{ready.case_id}/partners?taal=nl&versie=1" in links


def test_not_yet_leaves_the_plan_open(ready: PlannedCase) -> None:
    press(dialog(ready, adopt_dialog), "adopt_not_yet")
    assert case_state(ready.director, ready.case_id).versions == ()


def test_after_adoption_the_head_says_what_is_still_open(ready: PlannedCase) -> None:
    assert "licht ze toe en het plan kan worden vastgesteld" in words(opened(ready))
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    assert "Het plan is vastgesteld; " in words(opened(ready))


def test_the_day_of_review_is_chosen_where_it_is_asked(planned: PlannedCase) -> None:
    screen = dialog(planned, lambda screen, state: edit_dialog(screen, state.facts))
    screen.date_input(key=f"form.core.{planned.case_id}.review_on").set_value(date(2026, 12, 24)).run()
    press(screen, "core_keep")
    assert case_state(planned.director, planned.case_id).facts.review_on == date(2026, 12, 24)
    assert "choose_review" not in keys(opened(planned))


def test_a_case_holder_reads_and_is_offered_nothing_to_do(ready: PlannedCase, work_as: Callable[..., Work]) -> None:
    record_action(ready.director, an_action(ready.case_id, "a2", what="Alleen opsporing.", tier="opsporing"))
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    screen = opened(ready, a_holder(ready, work_as, "VT"))
    assert "Bellen met de school." in words(screen)
    assert "Alleen opsporing." not in words(screen)
    assert not {"adopt", "new_action", "change_1", "weigh", "choose_review"} & keys(screen)
    assert screen.get("link_button") == []


def test_the_screen_speaks_english(ready: PlannedCase) -> None:
    read = words(opened(ready, language="en"))
    assert "Safety plan" in read
    assert "Ready to adopt?" in read
    assert "Veiligheidsplan" not in read


def test_an_empty_plan_says_how_to_begin(work_as: Callable[..., Work]) -> None:
    director, case_id = an_unplanned_case(work_as)
    read = words(screen_test(render, director, {"zaak": case_id}))
    assert "Nog niets gewogen" in read or "0 afspraken" in read or "0 acties" in read


def test_an_action_taken_out_while_it_is_changed_can_be_kept_all_the_same(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id))
    screen = dialog(planned, a_change)
    write(screen, f"form.action.{planned.case_id}.a1.what", "Toch.")
    take_out(planned.director, planned.case_id, "a1", 1)
    press(screen, "action_keep")
    assert "gehaald" in words(screen)
    press(screen, "action_keep")
    assert [action.what for action in actions(planned)] == ["Toch."]


def release(planned: PlannedCase, *, withdraw: bool = False) -> AppTest:
    """The question before a release or its withdrawal."""
    state = case_state(planned.director, planned.case_id, screen="plan")
    return screen_test(
        lambda screen: release_question(screen, state, state.versions[0], withdraw=withdraw), planned.director
    )


def test_the_adopted_plan_is_released_and_withdrawn_with_a_question_before_each(ready: PlannedCase) -> None:
    assert "release" not in keys(opened(ready, draw=versions))
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    screen = opened(ready, draw=versions)
    assert "release" in keys(screen)
    assert "Deelnemers zien versie 1 nog niet." in words(screen)
    press(release(ready), "release_now")
    screen = opened(ready, draw=versions)
    assert "Versie 1 is sinds" in words(screen)
    assert "withdraw_release" in keys(screen)
    press(release(ready, withdraw=True), "withdraw_now")
    assert "release" in keys(opened(ready, draw=versions))


def test_a_version_adopted_meanwhile_is_not_released_unseen(ready: PlannedCase) -> None:
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    question = release(ready)
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    press(question, "release_now")
    assert question.error
    assert not any(line.released_at for line in case_state(ready.director, ready.case_id).versions)


def test_a_case_holder_is_not_offered_the_release(ready: PlannedCase, work_as: Callable[..., Work]) -> None:
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    assert not {"release", "withdraw_release"} & keys(opened(ready, a_holder(ready, work_as, "VT"), draw=versions))
