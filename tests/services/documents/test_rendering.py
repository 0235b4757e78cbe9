"""The acceptance cases' files: each reader gets its own and nothing of another's."""

from datetime import UTC, datetime
from functools import lru_cache

import pytest

from services.documents.editions import audiences
from services.documents.facts import IssuedFile
from services.documents.rendering import render
from services.wording import speak
from tests.plan_content import cases, plan_of
from tests.services.documents.reading import everything, holds, paragraphs, parts
from tests.shared import CASES, needs_cases

pytestmark = needs_cases
MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CODES = ("H-01", "M-02", "L-03")
EDITIONS = [(code, audience) for code in CODES for audience in audiences(plan_of(code))] if CASES.exists() else []
STUB = "Benadering vermoedelijke dader: wacht op vrijgave door CR"


@lru_cache
def issued(code: str, audience: str, language: str = "nl") -> IssuedFile:
    return render(plan_of(code), audience, "7Q2K", speak(language), MADE_AT)


@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_nothing_that_a_reader_must_not_see_is_in_its_file(code, audience):
    tests = cases()[code].get("leak_tests", {})
    forbidden = tests.get(audience.removeprefix("extract-"), ())
    file = issued(code, audience)
    text = f"{file.file_name}\n{everything(file.content)}"
    assert [term for term in forbidden if holds(text, term)] == []


def test_the_leak_tests_would_see_a_leak():
    forbidden = cases()["H-01"]["leak_tests"]["slachtoffer"]
    text = everything(issued("H-01", "ovj").content)
    assert [term for term in forbidden if holds(text, term)] == [
        "aanhouding",
        "vrijgave door de CR",
        "Screening gevraagd",
        "recidivegevaar",
        "piket",
    ]


@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_no_person_is_named_in_properties_or_file_name(code, audience):
    file = issued(code, audience)
    properties = [xml.decode() for name, xml in parts(file.content).items() if name.startswith("docProps/")]
    case = cases()[code]
    names = [p["alias"] for p in case["persons"]] + [p["name"].split()[-1] for p in case["partners"]]
    names += case.get("leak_tests", {}).get("filename_and_properties", [])
    assert [name for name in names if holds("\n".join([file.file_name, *properties]), name)] == []


@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_every_page_of_a_fictional_case_is_marked(code, audience):
    assert paragraphs(issued(code, audience).content, "word/header1.xml")[0] == "FICTIEF – oefenregio"


@pytest.mark.parametrize("audience", ["partners", "organisatie-VT", "organisatie-RvdK", "organisatie-lokale_veld"])
def test_partners_read_the_stub_in_place_of_the_hidden_items(audience):
    text = everything(issued("H-01", audience).content)
    assert STUB in text
    assert "geplande aanhouding" not in text
    assert "spreekt hem binnen een werkdag" not in text


@pytest.mark.parametrize(
    "audience", ["ovj", "organisatie-politie", "organisatie-DR", "organisatie-CCB", "organisatie-OM"]
)
def test_the_investigation_reads_the_items_themselves(audience):
    text = everything(issued("H-01", audience).content)
    assert "geplande aanhouding" in text
    assert STUB not in text


def test_the_victims_sheet_tells_her_agreements_under_plain_headings():
    text = paragraphs(issued("H-01", "slachtoffer").content)
    headings = (
        "Afspraken",
        "Wie u kunt bellen",
        "Wat wij voor u doen",
        "Wat u kunt doen, als u dat wilt",
        "Wanneer we elkaar weer spreken",
        "Klopt iets niet, of bent u het niet eens?",
        "Waar laat u dit blad?",
    )
    assert [line for line in text if line in headings] == list(headings)
    for action in plan_of("H-01").actions:
        assert any(line.startswith(action.what) for line in text) == (action.tier == "slachtoffer")


def test_the_employer_reads_its_own_agreements():
    text = everything(issued("M-02", "extract-werkgever").content)
    assert "receptie heeft een foto en belt 112" in text
    assert not holds(text, "Slachtofferhulp")


def test_the_partners_plan_has_all_chapters_and_explains_its_abbreviations():
    text = paragraphs(issued("H-01", "partners").content)
    for chapter in (
        "Kern van het plan",
        "Partnernetwerk",
        "Veiligheidsvoorwaarden",
        "Vaststelling",
        "Bijlage C: afkortingen",
    ):
        assert sum(line.endswith(chapter) for line in text) == 2, chapter  # in the contents and above the chapter
    assert "AWARE" in text


def test_the_same_input_gives_the_same_bytes():
    again = render(plan_of("H-01"), "partners", "7Q2K", speak("nl"), MADE_AT)
    assert again == issued("H-01", "partners")


def test_another_copy_is_another_file_and_says_which():
    other = render(plan_of("H-01"), "partners", "M4TB", speak("nl"), MADE_AT)
    assert other.sha256 != issued("H-01", "partners").sha256
    assert "exemplaar M4TB" in paragraphs(other.content, "word/header1.xml")[1]
    assert other.file_name == "H-01-v1-M4TB.docx"


def test_english_is_spoken_throughout_when_asked():
    text = paragraphs(issued("M-02", "partners", "en").content)
    assert "Stalking safety plan" in text
    assert "Safety conditions" in text
    assert b'w:val="en-GB"' in parts(issued("M-02", "partners", "en").content)["word/styles.xml"]


def test_the_file_name_of_a_sheet_that_may_be_found_says_nothing():
    assert issued("H-01", "slachtoffer").file_name == issued("M-02", "extract-werkgever").file_name == "7Q2K.docx"
