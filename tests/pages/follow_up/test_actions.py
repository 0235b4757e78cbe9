"""Follow-up says what is known: version, review, what became of the actions; and records what came of one."""

from dataclasses import replace

from models.terms import ActionStatus
from pages.follow_up import actions as follow_up
from pages.follow_up.report_form import report_dialog
from services.cases.queries import my_cases
from services.plans.queries import case_state
from tests.pages.stage import play, press, said
from tests.practice import Region


def test_without_a_plan_it_says_so_and_leads_there(region: Region) -> None:
    line = next(line for line in my_cases(region.work) if line.code == "H-01")
    stage = play(follow_up.render, region.work, place="opvolging", case_id=line.id)
    assert "nog geen plan vastgesteld" in said(stage)
    assert "woensdag" in said(stage)
    assert f"[plan {line.id}]" in said(press(stage, "to_plan"))


def test_somebody_outside_the_case_sees_nothing(region: Region) -> None:
    line = my_cases(region.work)[0]
    stranger = replace(region.work.actor, account_id="m" * 32, professional_id="", name="Mallory", email="m@x.example")
    text = said(play(follow_up.render, region.work.as_actor(stranger), place="opvolging", case_id=line.id))
    assert "U heeft geen toegang" in text
    assert line.code_name not in text and line.code not in text


def test_what_came_of_an_action_is_recorded_and_shown(region: Region) -> None:
    line = next(line for line in my_cases(region.work) if line.code == "M-02")
    state = case_state(region.work, line.id)
    action = state.actions[0]
    stage = play(lambda screen: report_dialog(screen, state, action), region.work, case_id=line.id)
    stage.radio(key=f"form.report.{action.id}.answer").set_value("niet_gedaan").run()
    assert "Schrijf kort waarom" in said(press(stage, "report_keep"))
    stage.radio(key=f"form.report.{action.id}.answer").set_value("gedaan").run()
    press(stage, "report_keep")
    assert case_state(region.work, line.id).actions[0].status is ActionStatus.DONE
    shown = said(play(follow_up.render, region.work, place="opvolging", case_id=line.id))
    assert "Gedaan" in shown and "Wat er van de acties kwam" in shown
