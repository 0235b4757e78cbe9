"""How protected terms are written, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.protection.matching import AS_NAME, count, hits, places
from services.protection.rules import LeakFound, check_text

PHONE, DOOR, CODE, PLATE = "06-12345678", "Dorpsstraat 12", "1234 OP", "AB-123-C"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("J a n s e n belt", "Jansen"),
        ("Jan-\nsen", "Jansen"),
        ("de Jansens en Jansen's hond", "Jansen"),
        ("Јаnѕеn", "Jansen"),
        ("𝐉𝐚𝐧𝐬𝐞𝐧 en ᴊᴀɴsᴇɴ", "Jansen"),
        ("P0Iderman", "Polderman"),
        ("Poldermanbelt PolderMan", "Polderman"),
        ("sanne%20jansen", "Sanne Jansen"),
        ("J&#97;nsen", "Jansen"),
        ("J\\u0061nsen", "Jansen"),
        ("\u202enesnaJ", "Jansen"),
        ("Иванов", "Иванов"),
        ("ИВАНОВ", "Иванов"),
        ("nul zes, twaalf, vierendertig, zesenvijftig, achtenzeventig", PHONE),
        ("zero six one two three four five six seven eight", PHONE),
        ("nul zes een twee drie vier vijf zes dubbel acht", "06-12345688"),
        ("O6 l2.34/56 78", PHONE),
        ("٠٦١٢٣٤٥٦٧٨", PHONE),
        ("06\u202912345678", PHONE),
        ("Dorpsstraat, huisnummer twaalf", DOOR),
        ("Dorpsstraat nr. 12a", DOOR),
        ("Dorpsstraat\u202912", DOOR),
        ("Dorpsstraat l2a", DOOR),
        ("zaak H-Ol", "H-01"),
        ("Dorpsstraat honderd en twaalf", "Dorpsstraat 112"),
        ("1234op, 1234-OP", CODE),
        ("in 1234 OP woont zij", CODE),
        ("AB 12 3C", PLATE),
        ("ab123c", PLATE),
        ("Zij kent Bakker.", AS_NAME + "Bakker"),
    ],
)
def test_a_term_is_found_however_it_is_written(text: str, term: str) -> None:
    assert hits(text, [term]) == (term.removeprefix(AS_NAME),)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("oom en tante", "Oomen"),
        ("het automatische slot, om a te zien", "oma"),
        ("de bakker bakt", AS_NAME + "Bakker"),
        ("in 1234 op de markt", CODE),
        ("in de Dorpsstraat een man en twee vrouwen", "Dorpsstraat 1"),
        ("in de Dorpsstraat twee keer", "Dorpsstraat 2"),
        ("Dorpsstraat 123", DOOR),
        ("Dorpsstraat 14", DOOR),
        ("13-4-2011 en 3-14-2011", "3-4-2011"),
        ("106123456789", "0612345678"),
        ("XAB123C", PLATE),
        ("nul zes twaalf", PHONE),
        ("de maan scheen", "Maas"),
        ("From when it holds", "H-01"),
    ],
)
def test_what_only_looks_like_a_term_is_none(text: str, term: str) -> None:
    assert hits(text, [term]) == ()


def test_a_place_is_told_with_its_words_and_counted_once() -> None:
    (hit,) = places("Zij slaapt vannacht bij Jansen thuis en niet elders.", ["Jansen"], "mail", room=10)
    assert (hit.part, hit.term) == ("mail", "Jansen")
    assert "bij Jansen thuis" in hit.around
    assert count("Jan Jansen en Jan Jansen", ["Jansen", "Jan Jansen"]) == 2


def test_texts_that_leave_are_checked_by_their_parts() -> None:
    check_text({"subject": "Overleg", "body": "om 10.30 uur"}, ["Jansen"])
    with pytest.raises(LeakFound) as refused:
        check_text({"subject": "Overleg", "body": "bij J a n s e n"}, ["Jansen"])
    assert refused.value.fields == {"hits": 1, "parts": ("body",)}


@given(text=st.text(max_size=300), term=st.text(max_size=30))
def test_no_text_and_no_term_breaks_it(text: str, term: str) -> None:
    assert set(hits(text, [term])) <= {term.removeprefix(AS_NAME)}
    assert (count(text, [term]) > 0) == bool(hits(text, [term]))
