"""The log: for auditors only, ids instead of names, and it tells when the chain is broken."""

import pytest

from models.terms import AccountRole
from pages.oversight import log
from services.cases.actions import open_case
from services.unit_of_work import NotAllowed
from tests.cast import House
from tests.pages.casework.orders import a_new_case
from tests.pages.stage import button, play, press, said
from tests.rows import a_case


def test_auditor_sees_who_did_what_without_names_or_content(house: House, hanna, member) -> None:
    case_id = open_case(house.as_(hanna), a_new_case())
    stage = play(log.render, house.as_(member("Otto Oog", AccountRole.AUDITOR)))
    text = said(stage)
    assert "case.open" in text and hanna.account_id in text
    assert "Het logboek is heel" in text
    for content in ("Hanna", "Heggemus", "Mevrouw", case_id[:0] + "Dorpsstraat"):
        assert content not in text


def test_refusal_stands_in_the_log(house: House, hanna, member) -> None:
    foreign = a_case(house.work())
    with pytest.raises(NotAllowed):
        from services.cases.queries import case_facts

        case_facts(house.as_(hanna), foreign)
    text = said(play(log.render, house.as_(member("Otto Oog", AccountRole.AUDITOR))))
    assert "geweigerd" in text and foreign in text


def test_case_director_and_administrator_see_no_log(house: House, hanna, astrid) -> None:
    for person in (hanna, astrid):
        stage = play(log.render, house.as_(person))
        assert "U heeft geen toegang" in said(stage)
        assert "case.open" not in said(stage) and "<table>" not in said(stage)


def test_broken_chain_is_told_with_the_first_bad_entry(house: House, member) -> None:
    auditor = house.as_(member("Otto Oog", AccountRole.AUDITOR))
    stage = play(log.render, auditor)
    with house.database.writing() as session, session.begin():
        session.connection().exec_driver_sql("DROP TRIGGER IF EXISTS audit_entry_no_update")
        session.connection().exec_driver_sql("UPDATE audit_entry SET actor = 'x' WHERE seq = 3")
    assert "klopt niet vanaf regel 3" in said(press(stage, "check_chain"))


def test_one_day_can_be_chosen(house: House, member) -> None:
    person = member("Otto Oog", AccountRole.AUDITOR)
    stage = play(log.render, house.as_(person))
    day = house.clock().date()
    assert "setup.finish" in said(stage.date_input[0].set_value(day).run())
    stage.date_input[0].set_value(day.replace(day=1)).run()
    assert "Geen regels op deze dag" in said(stage)
    assert button(stage, "check_chain")
