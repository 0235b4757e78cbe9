"""The directory: partners are added, their hours stated; what cannot be kept is told and not lost."""

from datetime import date, datetime, time, timedelta

import pytest

from models.terms import AccountRole, OrganisationKind
from pages.office import directory
from pages.office.availability import coming_mondays
from pages.office.directory import free_key
from pages.office.partner_forms import organisation_dialog, professional_dialog
from services.availability.queries import stated_hours
from services.directory.keeping import EditOrganisation, edit_organisation
from services.directory.partners import (
    AddOrganisation,
    AddProfessional,
    add_organisation,
    add_professional,
    organisations,
    professionals,
)
from services.scheduling.facts import LOCAL
from services.unit_of_work import Work
from tests.cast import House
from tests.pages.stage import AppTest, play, press, said

MONDAY = date(2026, 11, 23)


@pytest.fixture
def work(house: House, hanna) -> Work:
    """Hanna's work with one partner."""
    work = house.as_(hanna)
    home = add_organisation(work, AddOrganisation("VT", "Veilig Thuis Veendam", OrganisationKind.VEILIG_THUIS))
    add_professional(work, AddProfessional(home.id, "S. Oudejans", email="s@vt.example"))
    return work


def test_organisation_and_professional_are_added_and_shown(work: Work) -> None:
    stage = play(directory.render, work)
    stage.selectbox(key="organisation_kind").set_value(OrganisationKind.RECLASSERING.value)
    stage.text_input(key="organisation_name").set_value("Reclassering Veendam")
    submit(stage, "Voeg toe", 1)
    home = next(o for o in organisations(work) if o.name == "Reclassering Veendam")
    assert home.key == OrganisationKind.RECLASSERING
    stage.selectbox(key="professional_home").set_value(home.id)
    stage.text_input(key="professional_name").set_value("J. Terpstra")
    stage.text_input(key="professional_email").set_value("j@rn.example")
    submit(stage, "Voeg toe", 0)
    assert "J. Terpstra" in said(stage)
    assert stage.text_input(key="professional_name").value == ""


def test_wrong_mail_address_is_told_and_the_rest_kept(work: Work) -> None:
    stage = play(directory.render, work)
    stage.text_input(key="professional_name").set_value("J. Terpstra")
    stage.text_input(key="professional_email").set_value("geen adres")
    submit(stage, "Voeg toe", 0)
    assert stage.error
    assert stage.text_input(key="professional_name").value == "J. Terpstra"
    assert len([p for p in professionals(work) if p.name == "J. Terpstra"]) == 0


def test_hours_are_recorded_as_typed_and_shown_again(work: Work) -> None:
    who = next(p.id for p in professionals(work) if p.name == "S. Oudejans")
    stage = _with(play(directory.render, work), who)
    stage.text_input(key=f"availability.{who}.2026-11-24").set_value("9 tot 12 en 13.00-16.30 uur").run()
    press(stage, "record_availability")
    day = datetime(2026, 11, 24, tzinfo=LOCAL)
    assert stated_hours(work, who, day, day + timedelta(days=1)) == (
        (day.replace(hour=9), day.replace(hour=12)),
        (day.replace(hour=13), day.replace(hour=16, minute=30)),
    )
    again = _with(play(directory.render, work), who)
    assert again.text_input(key=f"availability.{who}.2026-11-24").value == "9.00-12.00, 13.00-16.30"


def test_unreadable_hours_name_the_day_and_keep_what_stood(work: Work) -> None:
    who = next(p.id for p in professionals(work) if p.name == "S. Oudejans")
    stage = _with(play(directory.render, work), who)
    stage.text_input(key=f"availability.{who}.2026-11-23").set_value("9-12").run()
    press(stage, "record_availability")
    stage.text_input(key=f"availability.{who}.2026-11-25").set_value("ochtend").run()
    press(stage, "record_availability")
    assert "woensdag" in stage.error[0].value
    day = datetime(2026, 11, 23, tzinfo=LOCAL)
    assert len(stated_hours(work, who, day, day + timedelta(days=5))) == 1
    assert stage.text_input(key=f"availability.{who}.2026-11-25").value == "ochtend"


def test_administrator_keeps_partners_but_not_their_hours(house: House, work: Work, astrid) -> None:
    stage = play(directory.render, house.as_(astrid))
    assert "Veilig Thuis Veendam" in said(stage)
    assert not [b for b in stage.button if b.key == "record_availability"]


def test_auditor_sees_no_directory(house: House, work: Work, member) -> None:
    text = said(play(directory.render, house.as_(member("Otto Oog", AccountRole.AUDITOR))))
    assert "Veilig Thuis Veendam" not in text and "U heeft geen toegang" in text


def test_at_the_weekend_the_weeks_to_come_begin_on_monday() -> None:
    assert coming_mondays(datetime(2026, 11, 22, 12, tzinfo=LOCAL))[0] == MONDAY
    assert coming_mondays(datetime(2026, 11, 27, 12, tzinfo=LOCAL)) == [MONDAY + timedelta(weeks=n) for n in range(3)]


def test_second_organisation_of_a_kind_gets_a_key_of_its_own() -> None:
    assert free_key(OrganisationKind.VEILIG_THUIS, "Veilig Thuis Oost", {"VT"}) == "veilig_thuis_oost"
    assert free_key(OrganisationKind.OTHER, "De Brug!", {"de_brug"}) == "de_brug_2"


def submit(stage: AppTest, label: str, number: int) -> None:
    """Sends one of the forms."""
    [b for b in stage.button if b.label == label][number].click().run()
    assert not stage.exception


def _with(stage: AppTest, who: str) -> AppTest:
    return stage.selectbox(key="availability.who").set_value(who).run()


def test_an_organisation_is_changed_and_what_the_chain_must_know_is_shown(work: Work) -> None:
    home = organisations(work)[-1]
    stage = play(lambda screen: organisation_dialog(screen, home), work)
    name = f"form.organisation.{home.id}"
    stage.text_input(key=f"{name}.legal_basis").set_value("Wmo 2015").run()
    stage.multiselect(key=f"{name}.domains").set_value(["zorg"]).run()
    edit_organisation(work, EditOrganisation(home.id, 1, AddOrganisation(home.key, "Anders", home.kind)))
    assert "Anders" in said(press(stage, "home_keep"))
    assert organisations(work)[0].legal_basis == ""
    press(stage, "home_keep")
    text = said(play(directory.render, work))
    for part in (home.name, "Wmo 2015", "Zorg"):
        assert part in text


def test_a_professional_is_changed_taken_out_and_brought_back(work: Work) -> None:
    person = next(p for p in professionals(work) if p.name == "S. Oudejans")
    stage = play(lambda screen: professional_dialog(screen, person), work)
    name = f"form.professional.{person.id}"
    assert stage.text_input(key=f"{name}.email").value == "s@vt.example"
    stage.text_input(key=f"{name}.email").set_value("geen adres").run()
    press(stage, "pro_keep")
    assert stage.error
    stage.text_input(key=f"{name}.email").set_value("s.o@vt.example").run()
    stage.text_input(key=f"{name}.team").set_value("Team Noord").run()
    press(stage, "pro_keep")
    changed = next(p for p in professionals(work) if p.id == person.id)
    assert (changed.team, changed.version) == ("Team Noord", 2)
    press(play(lambda screen: professional_dialog(screen, changed), work), "pro_gone")
    assert person.id not in {p.id for p in professionals(work)}
    page = play(directory.render, work)
    assert "1 persoon die hier niet meer werkt" in [str(one.label) for one in page.expander]
    press(page, f"pro_back_{person.id}")
    assert person.id in {p.id for p in professionals(work)}


def test_an_administrator_changes_partners_too_and_keeps_no_draft(house: House, work: Work, astrid) -> None:
    admin, home = house.as_(astrid), organisations(work)[-1]
    stage = play(lambda screen: organisation_dialog(screen, home), admin)
    stage.text_input(key=f"form.organisation.{home.id}.name").set_value("Veilig Thuis Noord")
    press(stage, "home_keep")
    assert "Veilig Thuis Noord" in {one.name for one in organisations(work)}


def test_working_days_are_kept_and_a_week_without_any_is_refused(work: Work) -> None:
    person = next(p for p in professionals(work) if p.name == "S. Oudejans")
    stage = play(lambda screen: professional_dialog(screen, person), work)
    name = f"form.professional.{person.id}"
    assert stage.time_input(key=f"{name}.until_0").value == time(17)
    for weekday in range(5):
        stage.checkbox(key=f"{name}.works_{weekday}").uncheck()
    press(stage, "pro_keep")
    assert "Vink minstens één werkdag aan" in stage.error[0].value
    stage.checkbox(key=f"{name}.works_3").check().run()
    stage.time_input(key=f"{name}.until_3").set_value(time(12, 30))
    press(stage, "pro_keep")
    (changed,) = [p for p in professionals(work) if p.id == person.id]
    assert changed.weekly_hours == ((3, time(9), time(12, 30)),)
    assert "do 9.00–12.30" in said(play(directory.render, work))
