"""Every kind of Word file that there is, in both languages, passes the validators and our own accessibility check."""

import pytest

from services.documents.editions import audiences
from services.documents.finished import finished
from services.documents.rendering import render
from services.documents.sheets.network_sheet import NETWORK_SHEET, compose
from services.documents.word.package import pack
from services.network.findings import find
from services.network.parts import by_part
from services.route_map.queries import regional
from services.wording import speak
from tests.plan_content import plan_of
from tests.services.documents.forms.sheets import a_form
from tests.services.documents.word.every_paper import PAPERS, paper
from tests.services.documents.word.sound import assert_sound
from tests.services.documents.word.test_package import MADE_AT
from tests.services.network.drawn.scenes import worked
from tests.shared import CASES, needs_cases

LANGUAGES = ("nl", "en")
CODES = ("H-01", "M-02", "L-03") if CASES.exists() else ()
_EVERY = [(code, audience, "nl") for code in CODES for audience in audiences(plan_of(code))]
_EVERY += [(code, audience, "en") for code in CODES[:1] for audience in audiences(plan_of(code))]
EDITIONS = [pytest.param(*one, marks=() if one[0] == "H-01" and one[2] == "nl" else pytest.mark.long) for one in _EVERY]
"""In the quick run the case with most in it; two validators read each for a third of a second."""


@needs_cases
@pytest.mark.parametrize(("code", "audience", "language"), EDITIONS)
def test_an_edition_of_the_plan_is_sound(code: str, audience: str, language: str) -> None:
    assert_sound(render(plan_of(code), audience, "7Q2K", speak(language), MADE_AT).content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_is_sound(language: str) -> None:
    assert_sound(a_form(language=language).content)


@needs_cases
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_network_sheet_is_sound(language: str) -> None:
    say = speak(language)
    facts = by_part(worked()[0], say)
    sheet = compose(facts, find(regional(), facts, say).open, say, needed=12, copy_code="7Q2K", fictional=True)
    assert_sound(finished(sheet, NETWORK_SHEET, "7Q2K", facts.now, None).content)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", PAPERS)
def test_every_other_paper_is_sound(which: str, language: str) -> None:
    assert_sound(pack(paper(which, speak(language)), MADE_AT))
