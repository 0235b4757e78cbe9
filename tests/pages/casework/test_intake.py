"""Intake by hand: saves itself, says in place what is missing, opens the case with everything that was entered."""

from datetime import date

import pytest

from models.terms import AccountRole, BarKind, Known, OrganisationKind, PersonRole, Relation, Risk, SeatRole
from pages.casework import intake
from pages.frame.screen import Screen
from services.barring.queries import bars_of
from services.cases.queries import address_of, case_facts, free_code, my_cases
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from services.relations.queries import barred_professionals
from services.unit_of_work import Work
from tests.cast import House
from tests.pages.stage import AppTest, button, play, press, recast, said


@pytest.fixture
def work(house: House, hanna) -> Work:
    """Hanna's work, with Veilig Thuis and two of its people in the directory."""
    work = house.as_(hanna)
    home = add_organisation(work, AddOrganisation("VT", "Veilig Thuis Veendam", OrganisationKind.VEILIG_THUIS))
    for name in ("S. Oudejans", "B. Blom"):
        add_professional(work, AddProfessional(home.id, name, email=f"{name[3:].lower()}@vt.example"))
    return work


def test_everything_entered_ends_up_in_the_case(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    oudejans = _option(stage, "form.intake.partners", "Oudejans")
    stage.multiselect(key="form.intake.partners").set_value([oudejans]).run()
    stage.multiselect(key=f"form.intake.seats.{oudejans}.speaks_with").set_value(["P1"]).run()
    stage.selectbox(key="form.intake.risk").set_value("gemiddeld").run()
    stage.selectbox(key="form.intake.sash_outcome").set_value("gemiddeld").run()
    stage.date_input(key="form.intake.sash_on").set_value(date(2026, 11, 20)).run()
    stage.date_input(key="form.intake.review_on").set_value(date(2026, 12, 2)).run()
    stage.multiselect(key="form.intake.events").set_value(["vrijlating"]).run()
    press(stage, "open_this_case")
    case_id = my_cases(work)[0].id
    facts = case_facts(work, case_id)
    assert f"[netwerk {case_id}]" in said(stage)
    assert (facts.code_name, facts.risk, facts.relation) == ("Zaak Heggemus", Risk.MEDIUM, Relation.EX_PARTNER)
    assert [(p.role, p.alias, p.age) for p in facts.persons] == [
        (PersonRole.VICTIM, "Mevrouw W.", 34),
        (PersonRole.SUSPECT, "De heer D.", None),
    ]
    assert address_of(work, case_id, facts.persons[0].id) == "Dorpsstraat 1"
    seat = facts.seats[0]
    assert (seat.name, seat.role, seat.speaks_with) == ("S. Oudejans", SeatRole.CASE_HOLDER.value, ("P1",))
    assert facts.assessments[0].assessed_on == date(2026, 11, 20)
    assert (facts.review_on, facts.review_events) == (date(2026, 12, 2), ("vrijlating",))
    assert facts.veilig_thuis_competent is True


def test_form_is_empty_again_after_opening(work: Work) -> None:
    press(_filled(play(intake.render, work)), "open_this_case")
    again = play(intake.render, work)
    assert again.text_input(key="form.intake.code_name").value == ""


def test_what_was_typed_is_there_in_a_new_session(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    stage.button(key="add_person").click().run()
    stage.text_input(key="form.intake.people.3.alias").set_value("Kind F.").run()
    again = play(intake.render, work)
    assert again.text_input(key="form.intake.code_name").value == "Zaak Heggemus"
    assert again.text_input(key="form.intake.people.1.alias").value == "Mevrouw W."
    assert again.text_input(key="form.intake.people.3.alias").value == "Kind F."
    assert again.radio(key="form.intake.near_work").value == Known.NO.value


def test_what_was_typed_is_there_after_looking_at_another_screen(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    recast(work, blank)
    stage.run()
    recast(work, intake.render)
    assert stage.run().text_input(key="form.intake.code_name").value == "Zaak Heggemus"
    assert stage.text_input(key="form.intake.people.1.alias").value == "Mevrouw W."


def test_missing_answers_are_told_in_place_and_nothing_is_lost(work: Work) -> None:
    stage = play(intake.render, work)
    stage.text_input(key="form.intake.code_name").set_value("Zaak Mevrouw Winter").run()
    stage.text_input(key="form.intake.people.1.alias").set_value("Mevrouw Winter").run()
    text = said(press(stage, "open_this_case"))
    assert "3 punten eerst nog regelen" in text
    for sentence in ("geen naam van een persoon", "schuilnaam in voor persoon 2", "bij een partner werkt"):
        assert text.count(sentence) == 2, sentence
    assert stage.text_input(key="form.intake.code_name").value == "Zaak Mevrouw Winter"
    assert my_cases(work) == ()


def test_case_number_of_another_case_is_refused_and_the_form_kept(work: Work) -> None:
    press(_filled(play(intake.render, work)), "open_this_case")
    taken = my_cases(work)[0].code
    stage = _filled(play(intake.render, work))
    stage.text_input(key="form.intake.code").set_value(taken).run()
    press(stage, "open_this_case")
    assert stage.error
    assert stage.text_input(key="form.intake.people.1.alias").value == "Mevrouw W."


def test_relation_decides_who_leads_unless_overridden(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    stage.selectbox(key="form.intake.relation").set_value("buur").run()
    assert any(
        "Veiligheidshuis" in o or "Veiligheidshuis" in said(stage)
        for o in stage.selectbox(key="form.intake.competent").options
    )
    press(stage, "open_this_case")
    assert case_facts(work, my_cases(work)[0].id).veilig_thuis_competent is False


@pytest.mark.parametrize("typed", ["b. blom", "Blom, Bernard"])
def test_whoever_is_kept_out_or_resembles_them_never_comes_near(work: Work, typed: str) -> None:
    stage = _filled(play(intake.render, work))
    blom = _option(stage, "form.intake.partners", "Blom")
    stage.multiselect(key="form.intake.partners").set_value([blom]).run()
    stage.radio(key="form.intake.near_work").set_value("ja").run()
    stage.button(key="add_bar").click().run()
    stage.selectbox(key="form.intake.bars.1.kind").set_value(BarKind.NAME.value).run()
    stage.text_input(key="form.intake.bars.1.value").set_value(typed).run()
    assert "Haal B. Blom uit de partners" in said(press(stage, "open_this_case"))
    stage.multiselect(key="form.intake.partners").set_value([]).run()
    assert not [o for o in stage.multiselect(key="form.intake.partners").options if "Blom" in o]
    press(stage, "open_this_case")
    case_id = my_cases(work)[0].id
    with work.database.reading() as session:
        assert barred_professionals(session, work.database.vault, case_id) == {blom}


def test_question_who_works_at_a_partner_must_be_answered_also_with_a_team(work: Work, member) -> None:
    deputy = member("Kemal Yilmazer", AccountRole.CASE_DIRECTOR)
    stage = _filled(play(intake.render, work))
    stage.radio(key="form.intake.near_work").set_value(None).run()
    assert "bij een partner werkt" in said(press(stage, "open_this_case"))
    stage.radio(key="form.intake.near_work").set_value("ja").run()
    assert "Vul in wie" in said(press(stage, "open_this_case"))
    for number, (kind, value) in enumerate([(BarKind.TEAM, "Team Noord"), (BarKind.NAME, "K. Yilmazer")], 1):
        stage.button(key="add_bar").click().run()
        stage.selectbox(key=f"form.intake.bars.{number}.kind").set_value(kind.value).run()
        stage.text_input(key=f"form.intake.bars.{number}.value").set_value(value).run()
    assert deputy.account_id not in stage.selectbox(key="form.intake.deputy").options
    assert "Kemal Yilmazer" not in stage.selectbox(key="form.intake.deputy").options
    press(stage, "open_this_case")
    case_id = my_cases(work)[0].id
    assert {(line.kind, line.value) for line in bars_of(work, case_id)} == {
        (BarKind.TEAM, "Team Noord"),
        (BarKind.NAME, "K. Yilmazer"),
    }


def test_person_can_be_taken_out_again(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    stage.button(key="add_person").click().run()
    stage.text_input(key="form.intake.people.3.alias").set_value("Kind F.").run()
    stage.button(key="remove_person_3").click().run()
    press(stage, "open_this_case")
    assert len(case_facts(work, my_cases(work)[0].id).persons) == 2


def test_deputy_is_chosen_among_case_directors(work: Work, member) -> None:
    deputy = member("Kemal Yilmazer", AccountRole.CASE_DIRECTOR)
    stage = _filled(play(intake.render, work))
    stage.selectbox(key="form.intake.deputy").set_value(deputy.account_id).run()
    press(stage, "open_this_case")
    assert case_facts(work, my_cases(work)[0].id).deputy_director == "Kemal Yilmazer"


def test_form_can_be_emptied(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    press(stage, "empty_intake")
    assert stage.text_input(key="form.intake.code_name").value == ""


def test_suggested_code_is_free_and_tells_nothing_of_other_cases(work: Work) -> None:
    codes = {free_code(work) for _ in range(20)}
    assert len(codes) > 5
    assert all(code.startswith("Z-2026-") and len(code) == 10 for code in codes)


def blank(screen: Screen) -> None:
    """Another screen, without this form."""


def _filled(stage: AppTest) -> AppTest:
    for field, text in (
        ("code_name", "Zaak Heggemus"),
        ("people.1.alias", "Mevrouw W."),
        ("people.1.address", "Dorpsstraat 1"),
        ("people.2.alias", "De heer D."),
    ):
        stage.text_input(key=f"form.intake.{field}").set_value(text).run()
    stage.number_input(key="form.intake.people.1.age").set_value(34).run()
    stage.radio(key="form.intake.near_work").set_value("nee").run()
    assert button(stage, "open_this_case")
    return stage


def _option(stage: AppTest, key: str, word: str) -> str:
    from services.directory.partners import professionals
    from tests.pages.stage import _now

    return next(p.id for p in professionals(_now[0].work) if word in p.name)


def test_who_leads_against_the_relation_asks_for_a_reason_and_since_when_is_kept(work: Work) -> None:
    stage = _filled(play(intake.render, work))
    stage.selectbox(key="form.intake.competent").set_value(Known.NO.value).run()
    stage.button_group(key="form.intake.complaint").set_value(Known.YES.value).run()
    stage.date_input(key="form.intake.complaint_on").set_value(date(2026, 11, 20)).run()
    stage.selectbox(key="form.intake.basis").set_value("WGS").run()
    assert "Schrijf waarom wie regie voert afwijkt" in said(press(stage, "open_this_case"))
    stage.text_input(key="form.intake.competent_why").set_value("Afgesproken met Veilig Thuis.").run()
    press(stage, "open_this_case")
    facts = case_facts(work, my_cases(work)[0].id)
    assert (facts.veilig_thuis_competent, facts.competence_reason) == (False, "Afgesproken met Veilig Thuis.")
    assert (facts.complaint_on, facts.legal_basis) == (date(2026, 11, 20), "WGS")
