"""The plan on paper: every chapter in its order says what it should, in both languages, with and without data."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

import pytest

from models.terms import PlanStatus
from services.documents.rendering import render
from services.plans.facts import PlanContent
from services.wording import speak
from tests.plan_content import picture, rich_plan
from tests.services.documents.reading import paragraphs, parts

MADE_AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
EMPTY = PlanContent("L-1", "", 1, PlanStatus.ADOPTED, date(2026, 11, 25))
CHAPTERS = {
    "nl": (
        *("Kern van het plan", "Situatie en betrokkenen", "Risico en duiding", "Partnernetwerk"),
        *("Veiligheidsvoorwaarden", "Acties", "Verplichte afwegingen", "Signalen en escalatie"),
        *("Informatiedeling", "Evaluatie", "Vaststelling", "Versies en wijzigingen"),
        *("Bijlage A: inbreng per organisatie", "Bijlage B: de vragen van de officier", "Bijlage C: afkortingen"),
    ),
    "en": (
        *("The plan in brief", "Situation and people", "Risk and what it means", "Partner network"),
        *("Safety conditions", "Actions", "Measures that were weighed", "Signals and escalation"),
        *("Sharing information", "Review", "Adoption", "Versions and changes"),
        *("Annex A: contributions per organisation", "Annex B: the prosecutor's questions", "Annex C: abbreviations"),
    ),
}
SAID = {
    "nl": (
        *("Zeg daarbij: “AOL”.", "088-0000001", "maandag 4 januari 2027", "Stop: niemand benadert"),
        *("Risico in deze zaak: hoog.", "Afgestemd met Veilig Thuis. Versie 2 van het instrument.", "Niet ontvangen"),
        *("Vast contact van het slachtoffer", "Aanwezig", "Afwezig", "geen contact vastgelegd", "H-RN-5"),
        *("Als dit niet lukt:", "Voorwaarde V3 wordt niet nagekomen", "Bel 112", "Teruggemeld op"),
        *("Casus van het Zorg- en Veiligheidshuis (WGS)", "Convenant van de regio.", "Alleen de eigen afspraken"),
        *("Mevrouw W. kent de afspraken", "Tot 25 november 2031", "Als het drie maanden veilig is gebleven."),
        *("Akkoord met opmerking", "Alleen samen met school.", "Niet akkoord", "Nog geen antwoord"),
        *("Niet eens met een besluit in hoofdstuk 5: Veilig Thuis (V2 en V4).", "Telefonisch afgestemd."),
        *("Toegevoegd", "Gewijzigd", "Vervallen", "Straal 500 meter.", "Was: Straal 250 meter.", "Gaat verder in V3."),
        *("Was: Openbaar Ministerie (OM)", "Ook gewijzigd: de controle en waaruit het blijkt.", "Eerste versie"),
        *("Persoonlijke link", "FK7Q2", "Telefonisch", "Niets toe te voegen", "Niets ontvangen"),
        *("Vraag 1 van de officier?", "T-OVJ-1", "A-POL-1: vastgelegd", "Niet van toepassing"),
        *("woensdag 18 november 2026, versie 1", "Het plan wijzigen", "Hij zoekt nu ook contact via de school."),
        *("Eerder na: incident en vrijgelaten", "Waarom het plan doorgaat: De school weet nu wat te doen."),
        *("gezien door Veilig Thuis op di 17 nov", "Nog niet bekend", "Een wens, geen eis"),
    ),
    "en": (
        *("Say “AOL”.", "Monday 4 January 2027", "Risk in this case: high.", "Not received"),
        *("Fixed contact of the victim", "no contact recorded", "If this does not work:", "Reported on"),
        *("Safety House case (WGS)", "Only the agreements of that organisation itself", "Until 25 November 2031"),
        *("Agreed with a remark", "Not agreed", "No answer yet", "Does not agree with a decision in chapter 5"),
        *("Added", "Changed", "Lapsed", "Was: Straal 250 meter.", "Also changed: the check and how it shows."),
        *("Personal link", "By phone", "Nothing to add", "Question 1 of the prosecutor?", "A-POL-1: recorded"),
        *("The last review", "Change the plan", "Conditions that were not met at the review"),
    ),
}
NOTHING_THERE = {
    "nl": (
        *("Er zijn geen voorwaarden vastgelegd.", "Er zijn geen personen vastgelegd.", "Niet vastgelegd"),
        *("Dit is de enige versie.", "Voor deze versie is geen organisatie om voorwaarden gevraagd."),
        *("De routekaart stelt de officier bij dit risico geen vragen.", "Nog niet gepland"),
        *("Wanneer het plan eindigt, is niet vastgelegd.", "Over dit plan is nog geen evaluatie afgerond."),
    ),
    "en": (
        *("No conditions have been recorded.", "No people have been recorded.", "Not recorded"),
        *("No partners have been recorded.", "No actions have been recorded.", "No review date has been recorded."),
        *("No agreement per organisation has been recorded.", "This is the only version."),
    ),
}


@lru_cache
def issued(language: str, audience: str = "partners") -> bytes:
    """The rich plan as a file."""
    return render(rich_plan(12), audience, "7Q2K", speak(language), MADE_AT, pictures=picture()).content


def text_of(content: PlanContent, language: str = "nl", audience: str = "partners") -> str:
    file = render(content, audience, "7Q2K", speak(language), MADE_AT, pictures=picture())
    return "\n".join(paragraphs(file.content))


def headings(content: bytes) -> list[str]:
    """The chapters in the order of the document."""
    body = parts(content)["word/document.xml"].decode()
    found = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Heading1"/>.*?</w:p>', body)
    return [re.sub("<[^>]+>", "", one).replace("&#8217;", "’").replace("&apos;", "'") for one in found]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_chapters_stand_in_the_order_of_the_design(language: str) -> None:
    assert tuple(headings(issued(language))) == CHAPTERS[language]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_chapter_says_what_was_frozen(language: str) -> None:
    text = "\n".join(paragraphs(issued(language)))
    assert [words for words in SAID[language] if words not in text] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_chapter_says_so_in_words(language: str) -> None:
    text = text_of(EMPTY, language)
    assert [words for words in NOTHING_THERE[language] if words not in text] == []
    made = render(EMPTY, "partners", "7Q2K", speak(language), MADE_AT).content
    chapters = CHAPTERS[language][:-1]
    assert tuple(headings(made))[: len(chapters)] == chapters, "a chapter without data keeps its place"


def test_the_network_shows_its_picture_with_all_of_it_in_words() -> None:
    body = parts(issued("nl"))["word/document.xml"].decode()
    assert 'descr="Partnernetwerk, 1 contact ontbreekt."' in body
    assert any(name.endswith(".png") for name in parts(issued("nl")))


def test_without_a_picture_the_network_is_its_tables() -> None:
    made = render(rich_plan(2), "partners", "7Q2K", speak("nl"), MADE_AT).content
    assert not any(name.endswith(".png") for name in parts(made))
    assert "geen contact vastgelegd" in "\n".join(paragraphs(made))


@pytest.mark.parametrize(
    ("status", "mark", "told"),
    [
        (PlanStatus.DRAFT, "CONCEPT – niet vastgesteld", "is een concept van"),
        (PlanStatus.CIRCULATED, "CONCEPT – niet vastgesteld", "is rondgestuurd voor een reactie"),
        (PlanStatus.SUPERSEDED, "VERVANGEN – er geldt een latere versie", "daarna vervangen"),
        (PlanStatus.WITHDRAWN, "INGETROKKEN – niet gebruiken", "Handel er niet naar."),
    ],
)
@pytest.mark.parametrize("audience", ["partners", "organisatie-VT", "slachtoffer", "extract-school"])
def test_what_is_not_in_force_says_so_on_every_page(status: PlanStatus, mark: str, told: str, audience: str) -> None:
    plan = replace(rich_plan(2), status=status)
    made = render(plan, audience, "7Q2K", speak("nl"), MADE_AT)
    assert mark in "\n".join(paragraphs(made.content, "word/header1.xml"))
    if audience in ("partners", "organisatie-VT"):
        assert told in "\n".join(paragraphs(made.content))


def test_a_plan_in_force_bears_no_such_mark() -> None:
    header = "\n".join(paragraphs(issued("nl"), "word/header1.xml"))
    assert "CONCEPT" not in header and "VERTROUWELIJK" in header and "versie 2 | exemplaar 7Q2K" in header


def test_chosen_conditions_are_the_core_and_else_the_hard_ones() -> None:
    chosen, hard = text_of(rich_plan(12)), text_of(replace(rich_plan(12), core=()))
    assert "(V1 · Politie · uiterlijk" in chosen and "(V4 · " not in chosen
    assert "(V4 · " in hard and "(V1 · " not in hard


def test_a_change_is_counted_only_for_who_may_read_it() -> None:
    assert "1 toegevoegd, 2 gewijzigd en 1 vervallen" in text_of(rich_plan(12))
    assert "2 toegevoegd, 2 gewijzigd en 1 vervallen" in text_of(rich_plan(12), audience="organisatie-politie")


def test_no_count_of_contributed_conditions_is_printed() -> None:
    many = replace(rich_plan(2), contributions=tuple(replace(c, conditions=77) for c in rich_plan(2).contributions))
    assert "77" not in text_of(replace(many, code="X")).replace("R-77", "")
