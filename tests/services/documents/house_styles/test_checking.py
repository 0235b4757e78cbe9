"""A document from somebody's hands becomes a base document of ours: looks by name, and nothing else of it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.documents.editions import audiences
from services.documents.forms.faults import FormFault
from services.documents.house_styles.apart import checked_apart
from services.documents.house_styles.checking import checked
from services.documents.house_styles.example import example_plan
from services.documents.house_styles.faults import StyleFault, StyleRefused
from services.documents.house_styles.names import names_by_id
from services.documents.rendering import render
from services.documents.word.dress import dressed
from services.documents.word.layout import Layout, Title
from services.documents.word.package import pack
from services.wording import speak
from tests.plan_content import plan_of
from tests.services.documents.forms.hostile import corpus
from tests.services.documents.house_styles.of_a_region import (
    GREEN,
    MADE_AT,
    MAIN,
    SECRET,
    STYLES,
    changed,
    example,
    green,
)
from tests.services.documents.reading import everything, paragraphs, parts
from tests.services.documents.word.hard_words import hard_layout
from tests.services.documents.word.sound import assert_sound
from tests.shared import needs_cases

_OF_FORMS_ONLY = (FormFault.NOT_A_FORM, FormFault.TOO_MANY_ANSWERS, FormFault.TOO_LONG)
_ACTS = (
    *(FormFault.MACROS, FormFault.CONTROLS, FormFault.EMBEDDED, FormFault.LINKED_TEMPLATE),
    *(FormFault.FROM_ELSEWHERE, FormFault.MAIL_MERGE, FormFault.ENTITIES, FormFault.TOO_MUCH_INSIDE),
)
HOSTILE = [(name, make, fault) for name, make, fault in corpus() if fault not in _OF_FORMS_ONLY]


def _refused(content: bytes) -> dict[str, object]:
    with pytest.raises(StyleRefused) as refused:
        checked(content)
    return refused.value.fields


def test_our_own_example_is_taken_and_gives_our_own_looks_again() -> None:
    base = checked(example())
    assert checked(base) == base == checked(example())
    dress = dressed("nl", 0, form=False, house=base)
    ours = dressed("nl", 0, form=False, house=None)
    assert (dress.page, dress.head_ground) == (ours.page, ours.head_ground)
    written = pack(hard_layout("tekst"), MADE_AT, base)
    assert paragraphs(written) == paragraphs(pack(hard_layout("tekst"), MADE_AT))


def test_styles_are_found_by_name_whatever_their_id_and_get_ours() -> None:
    base = parts(checked(green()))
    ids = re.findall(r'w:styleId="(\w+)"', base[STYLES].decode())
    assert set(names_by_id()) < set(ids)
    assert "Kop1" not in base[STYLES].decode()
    assert GREEN in base[STYLES].decode()
    assert "1B365D" not in re.sub(r"(?s)<w:style [^>]*styleId=.Form.*?</w:style>", "", base[STYLES].decode())
    assert 'w:left="1418"' in base[MAIN].decode()
    assert "Verdana" in base["word/fontTable.xml"].decode()


def test_nothing_but_looks_comes_through() -> None:
    file = green()
    assert SECRET in everything(file)
    base = checked(file)
    for word in (SECRET, "Zwaluw", "Voorbeeld", "VERTROUWELIJK", "Veiligheidshuis"):
        assert word not in everything(base)
    assert SECRET not in everything(pack(hard_layout("tekst"), MADE_AT, base))
    assert set(parts(base)) == set(parts(checked(example())))


@needs_cases
@pytest.mark.parametrize("language", ["nl", "en"])
def test_plan_sheet_and_example_in_a_house_style_are_sound(language: str) -> None:
    base, say = checked(green()), speak(language)
    for audience in ("partners", "slachtoffer"):
        assert_sound(render(plan_of("H-01"), audience, "7Q2K", say, MADE_AT, base=base).content)
    assert_sound(example_plan(say, base, MADE_AT).content)


@needs_cases
def test_a_house_style_changes_no_word() -> None:
    base = checked(green())
    for audience in audiences(plan_of("H-01")):
        plain, dressed_up = (
            render(plan_of("H-01"), audience, "7Q2K", speak("nl"), MADE_AT, base=b).content for b in (None, base)
        )
        for part in (MAIN, "word/header1.xml", "word/footer1.xml"):
            assert paragraphs(plain, part) == paragraphs(dressed_up, part)


@needs_cases
@pytest.mark.parametrize(("code", "audience"), [("H-01", "slachtoffer"), ("M-02", "extract-werkgever")])
def test_paper_that_leaves_the_table_tells_nothing_by_its_looks(code: str, audience: str) -> None:
    worn, own = (render(plan_of(code), audience, "7", speak("nl"), MADE_AT, base=b) for b in (checked(green()), None))
    assert worn.content == own.content


def test_a_one_page_sheet_keeps_our_sizes_and_our_page() -> None:
    layout = Layout("T", "nl", "A", "W", "C", "R", ("P", "v"), blocks=(Title("T"),), sheet_points=12)
    file, ours = (parts(pack(layout, MADE_AT, base)) for base in (checked(green()), None))
    sizes = [re.findall(r"<w:(?:sz|spacing) [^/]*/>", one[STYLES].decode()) for one in (file, ours)]
    assert sizes[0] == sizes[1]
    assert re.findall("<w:pgMar[^/]*/>", file[MAIN].decode()) == re.findall("<w:pgMar[^/]*/>", ours[MAIN].decode())
    assert GREEN in file[STYLES].decode()


def test_missing_styles_are_named() -> None:
    told = _refused(changed(STYLES, ('w:val="Table Head"', 'w:val="Tabelkop"'), ('w:val="heading 2"', 'w:val="x"')))
    assert told == {"reason": StyleFault.MISSING, "styles": "heading 2, Table Head"}


def test_names_are_compared_as_other_programs_write_them() -> None:
    assert checked(changed(STYLES, ('w:val="heading 1"', 'w:val="Heading 1"'))) == checked(example())


@pytest.mark.parametrize(
    ("old", "new", "reason", "styles"),
    [
        ("4A5462", "B0B0B0", StyleFault.UNREADABLE_INK, "Subtitle, caption, Quiet, header, footer, Quiet Text"),
        ('w:fill="1B365D"', 'w:fill="F5F5F5"', StyleFault.UNREADABLE_INK, "Table Head"),
        ('<w:color w:val="17202E"/><w:sz w:val="18"/>', '<w:sz w:val="12"/>', StyleFault.TOO_SMALL, "Table Text"),
        ('<w:sz w:val="48"/>', '<w:sz w:val="200"/>', StyleFault.TOO_LARGE_TYPE, "Title"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(old: str, new: str, reason: StyleFault, styles: str) -> None:
    assert _refused(changed(STYLES, (old, new))) == {"reason": reason, "styles": styles}


@pytest.mark.parametrize("size", ['w:w="16838" w:h="11906"', 'w:w="8000" w:h="12000"', 'w:w="0" w:h="0"'])
def test_a_page_on_which_the_tables_do_not_fit_is_refused(size: str) -> None:
    assert _refused(changed(MAIN, ('w:w="11906" w:h="16838"', size)))["reason"] == StyleFault.PAGE


@pytest.mark.parametrize(("name", "make", "fault"), HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_a_hostile_file_is_refused(name: str, make: Callable[[], bytes], fault: FormFault) -> None:
    reason = _refused(make())["reason"]
    assert reason == fault or (fault not in _ACTS and reason is StyleFault.MISSING), name


@pytest.mark.parametrize(
    "put_in",
    [
        '<w:rFonts w:ascii="Kwaad&quot; onload=&quot;x"/>',
        '<w:rFonts w:ascii="Mevrouw Zwaluw, Kwikstaartlaan 12 in Veendam achter de kerk"/>',
        '<w:color w:val="rood; Zwaluw"/>',
        '<w:sz w:val="99999999999"/>',
        '<w:lang w:val="Zwaluw"/>',
        "<w:vanish/>",
        '<w:webHidden/><w:specVanish/><w:position w:val="900"/>',
    ],
)
def test_a_property_that_is_no_look_does_not_come_through(put_in: str) -> None:
    base = checked(changed(STYLES, ('<w:name w:val="Quiet"/>', f'<w:name w:val="Quiet"/><w:rPr>{put_in}</w:rPr>')))
    told = parts(base)[STYLES].decode()
    assert [
        word for word in ("Zwaluw", "Kwaad", "anish", "webHidden", "w:position", "99999999999") if word in told
    ] == []


@given(cut=st.integers(0, 6000), new=st.binary(min_size=1, max_size=8))
@settings(max_examples=60)
def test_a_spoilt_file_is_read_or_refused(cut: int, new: bytes) -> None:
    content = example()
    at = cut % len(content)
    try:
        assert checked(content[:at] + new + content[at + len(new) :])
    except StyleRefused as refused:
        assert set(refused.fields) == {"reason", "styles"}


def test_apart_it_says_the_same() -> None:
    assert checked_apart(green()) == checked(green())
    with pytest.raises(StyleRefused) as refused:
        checked_apart(changed(STYLES, ('w:val="Table Head"', 'w:val="Tabelkop"')))
    assert refused.value.fields == {"reason": StyleFault.MISSING, "styles": "Table Head"}
    with pytest.raises(StyleRefused) as refused:
        checked_apart(b"%PDF-1.7")
    assert refused.value.fields == {"reason": FormFault.PDF, "styles": ""}
