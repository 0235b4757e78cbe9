"""Bad input in every field of a document: shown letter for letter, and the file stays whole."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.word.layout import Column, KeyValueTable, Layout, Paragraph, Table, Title
from services.documents.word.package import pack
from services.documents.word.runs import turns
from tests.services.documents.reading import W, parts
from tests.services.documents.word.hard_words import HARD, hard_layout
from tests.services.documents.word.sound import assert_sound

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DOCUMENT = "word/document.xml"


def lines_of(content: bytes, part: str = DOCUMENT) -> list[str]:
    """Paragraphs as they are read, with their line breaks."""
    root = ElementTree.fromstring(parts(content)[part])
    return [
        "".join("\n" if e.tag == f"{W}br" else e.text or "" for e in p.iter() if e.tag in (f"{W}t", f"{W}br"))
        for p in root.iter(f"{W}p")
    ]


def kept(text: str) -> str:
    """A text as it is shown: control characters gone, line breaks of one kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")


@pytest.mark.parametrize("what", HARD)
def test_every_field_shows_it_letter_for_letter_in_a_sound_file(what: str) -> None:
    content = pack(hard_layout(HARD[what]), MADE_AT)
    assert_sound(content)
    # title and subtitle, two chapters' text, two of a callout, three cells in full, lists and a box
    assert lines_of(content).count(kept(HARD[what])) >= 12


def test_look_alikes_of_fields_stay_text() -> None:
    root = ElementTree.fromstring(parts(pack(hard_layout(HARD["a field code"]), MADE_AT))[DOCUMENT])
    codes = {(code.text or "").split()[0] for code in root.iter(f"{W}instrText")}
    codes |= {(simple.get(f"{W}instr") or "").split()[0] for simple in root.iter(f"{W}fldSimple")}
    assert codes == {"TOC", "SEQ"}


def test_nothing_stands_between_the_letters_of_a_long_word() -> None:
    body = parts(pack(hard_layout(HARD["a word without end"]), MADE_AT))[DOCUMENT].decode()
    assert HARD["a word without end"] in body
    assert body.count('<w:tblLayout w:type="fixed"/>') == body.count("<w:tbl>") == 2


def test_long_texts_may_break_over_pages_and_short_rows_stay_whole() -> None:
    rows = (("kort", "kort"), ("lang", "woord " * 600))
    layout = Layout(
        "T", "nl", "A", "W", "C", "R", ("Pagina", "van"),
        blocks=(Title("T"), Table((Column("A", 1), Column("B", 3)), rows, "T"), KeyValueTable(rows[1:], "K")),
    )  # fmt: skip
    root = ElementTree.fromstring(parts(pack(layout, MADE_AT))[DOCUMENT])
    told = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in root.iter(f"{W}tr")]
    assert told == [True, True, False, False]


def test_words_from_right_to_left_run_that_way_and_keep_their_order() -> None:
    content = pack(hard_layout(HARD["Hebrew among Dutch"]), MADE_AT)
    root = ElementTree.fromstring(parts(content)[DOCUMENT])
    turned = {
        "".join(t.text or "" for t in run.iter(f"{W}t"))
        for run in root.iter(f"{W}r")
        if run.find(f".//{W}rtl") is not None
    }
    assert turned == {"\u05e9\u05dc\u05d5\u05dd \u05dc\u05da"}
    assert root.find(f".//{W}bidi") is None
    arabic = ElementTree.fromstring(parts(pack(hard_layout(HARD["Arabic"]), MADE_AT))[DOCUMENT])
    assert len(list(arabic.iter(f"{W}bidi"))) >= 10


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co")), min_size=1))
def test_any_text_in_any_direction_is_read_as_it_was_written(text: str) -> None:
    layout = Layout("T", "nl", "A", "W", "C", "R", ("P", "v"), blocks=(Title("T"), Paragraph(text)))
    content = pack(layout, MADE_AT)
    assert lines_of(content)[1] == text
    properties = parts(content)[DOCUMENT].decode().rpartition("<w:p>")[2]
    assert ("<w:bidi/>" in properties) is turns(text)


@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_no_sign_turns_the_order_of_a_sentence(sign: str) -> None:
    layout = Layout("T", "nl", "A", "W", "C", "R", ("P", "v"), blocks=(Title("T"), Paragraph(f"niet {sign}benaderen")))
    assert lines_of(pack(layout, MADE_AT))[1] == "niet benaderen"


def test_properties_and_names_of_tables_hold_one_line_of_plain_text() -> None:
    packed = parts(pack(hard_layout(HARD["XML"] + "\n" + HARD["lines"]), MADE_AT))
    for told in re.findall(r"<w:tbl(?:Caption|Description) w:val=(.*?)/>", packed[DOCUMENT].decode()):
        assert "\n" not in told
    assert ElementTree.fromstring(packed["docProps/custom.xml"])[0][0].text == kept(HARD["XML"] + "\n" + HARD["lines"])
