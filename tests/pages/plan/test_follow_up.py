"""Follow-up says what is known: version, review, actions by date; and what is not there yet."""

from dataclasses import replace

from pages.plan import follow_up
from services.cases.queries import my_cases
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
