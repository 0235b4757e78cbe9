"""My day: needs from the readiness checks, sorted; nothing of cases that are not the reader's own."""

import re

from models.terms import AccountRole, BarKind
from pages.oversight import my_day
from services.cases.queries import my_cases
from services.oversight import queries
from tests.cast import House
from tests.pages.stage import play, press, said
from tests.practice import Region
from tests.rows import a_bar


def test_needs_of_all_own_cases_are_shown_with_rule_and_button(region: Region) -> None:
    stage = play(my_day.render, region.work)
    text = said(stage)
    assert "3 zaken van u" in text
    assert "Plan een overleg" in text and "Zaak Heggemus" in text and "H-VT-3" in text
    assert "Wacht op anderen" in text and "link nog niet geopend" in text


def test_button_of_a_need_leads_to_its_step_of_its_case(region: Region) -> None:
    heggemus = next(line for line in my_cases(region.work) if line.code == "H-01")
    stage = play(my_day.render, region.work)
    assert f"[overleg {heggemus.id}]" in said(press(stage, f"need_{heggemus.id}_meeting"))


def test_more_than_seven_needs_stand_behind_show_all(region: Region, monkeypatch) -> None:
    real = queries.my_day(region.work)
    many = real.needs * 3
    monkeypatch.setattr(my_day, "my_day", lambda work: type(real)(**{**vars(real), "needs": many}))
    monkeypatch.setattr(my_day, "_need_row", lambda screen, day, number, need, mark: my_day.show(f"<need {number}>"))
    stage = play(my_day.render, region.work)
    assert len(re.findall(r"need \d+", said(stage))) == 7
    assert f"Toon alle {len(many)}" in said(stage)
    assert len(re.findall(r"need \d+", said(press(stage, "all_needs")))) == len(many)


def test_without_cases_there_is_one_button(house: House, hanna) -> None:
    stage = play(my_day.render, house.as_(hanna))
    assert [b.key for b in stage.button] == ["first_case"]
    assert "[nieuwe-zaak ]" in said(press(stage, "first_case"))


def test_case_holder_without_cases_is_offered_nothing_to_open(house: House, astrid) -> None:
    house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)  # brings the police into the directory
    home = _police(house, astrid)
    holder = house.account(astrid, "Karel Kramer", AccountRole.CASE_HOLDER, organisation_id=home)
    assert not play(my_day.render, house.as_(holder)).button


def test_somebody_else_sees_neither_cases_nor_their_number(region: Region) -> None:
    other = region.work.as_actor(_stranger(region))
    text = said(play(my_day.render, other))
    assert "Nog geen zaken" in text
    assert not re.search(r"Zaak \w|H-01|zaken van u", text)


def test_barred_case_disappears_also_from_the_count(region: Region) -> None:
    line = my_cases(region.work)[0]
    a_bar(region.work, line.id, BarKind.NAME, region.work.actor.name)
    text = said(play(my_day.render, region.work))
    assert "2 zaken van u" in text
    assert line.code_name not in text


def _police(house: House, astrid) -> str:
    from services.directory.partners import organisations

    return next(home.id for home in organisations(house.as_(astrid)) if home.key == "politie")


def _stranger(region: Region):
    from dataclasses import replace

    return replace(
        region.work.actor, account_id="m" * 32, professional_id="", name="Mallory", email="m@x.example", session_id=""
    )
