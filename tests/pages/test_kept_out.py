"""Who is kept out from some moment on, and who asks for a case that is not there: no screen gives anything away."""

import pytest

from models.terms import BarKind
from pages.casework import cases
from pages.oversight import my_day
from services.cases.facts import CaseLine
from services.cases.queries import case_facts, my_cases
from tests.pages.case_screens import CASE_SCREENS
from tests.pages.stage import play, said
from tests.practice import Region
from tests.rows import a_bar

SCREENS = CASE_SCREENS | {"zaken": cases.render, "mijn-dag": my_day.render}
CASE = "M-02"


def telling(region: Region, line: CaseLine) -> list[str]:
    """Words that give the case away: its names, and who is in it."""
    facts = case_facts(region.work, line.id)
    return [line.code_name, line.code, *(person.alias for person in facts.persons)]


@pytest.mark.parametrize("place", SCREENS)
def test_the_director_who_is_kept_out_sees_nothing_from_then_on(region: Region, place: str) -> None:
    line = _line(region)
    words = telling(region, line)
    assert line.code_name in said(play(SCREENS[place], region.work, place=place, case_id=line.id))
    a_bar(region.work, line.id, BarKind.NAME, region.work.actor.name)
    text = said(play(SCREENS[place], region.work, place=place, case_id=line.id))
    assert [word for word in words if word in text] == []


@pytest.mark.long
@pytest.mark.parametrize("place", CASE_SCREENS)
@pytest.mark.parametrize("case_id", ["", "0" * 32, "../../etc/passwd", "' OR 1=1 --", "x" * 5000])
def test_a_case_that_is_not_there_is_refused_calmly(region: Region, place: str, case_id: str) -> None:
    text = said(play(SCREENS[place], region.work, place=place, case_id=case_id))
    assert "geen toegang" in text
    assert "Traceback" not in text


def _line(region: Region) -> CaseLine:
    return next(line for line in my_cases(region.work) if line.code == CASE)
