"""The file itself: valid, without a template's leftovers, deterministic, and readable aloud."""

import re
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from services.documents.word.layout import (
    BulletList,
    Callout,
    Column,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Table,
    TableOfContents,
    Title,
    Tone,
)
from services.documents.word.package import pack
from tests.services.documents.reading import W, paragraphs, parts

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def _layout(text: str = "Tekst") -> Layout:
    return Layout(
        title="Veiligheidsplan",
        language="nl",
        author="Veiligheidshuis",
        warning="VERTROUWELIJK",
        code="Plan X-1",
        receiver="Alleen voor partners",
        page_words=("Pagina", "van"),
        blocks=(
            Title("Veiligheidsplan", text),
            Callout((text, text), Tone.DANGER),
            TableOfContents("Inhoud"),
            Heading(text),
            Heading(text, level=2),
            KeyValueTable(((text, text),), text, text),
            Paragraph(text),
            Table((Column(text, 1), Column("B", 2)), ((text, (text, text)), ("x", "y")), text, text, caption=text),
            BulletList((text,)),
            Heading("Bijlage", numbered=False),
        ),
        properties=(("copy", text),),
        table_word="Tabel",
    )


@given(text=st.text())
def test_any_text_gives_a_file_that_can_be_read(text):
    packed = parts(pack(_layout(text), MADE_AT))
    for xml in packed.values():
        ElementTree.fromstring(xml)


@given(text=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_what_was_written_is_what_is_read(text):
    assert text in paragraphs(pack(_layout(text), MADE_AT))


def test_control_characters_and_lone_surrogates_are_taken_out():
    assert "ab" in paragraphs(pack(_layout("a\x00\x0b\x1b\x85\ud800\ufffeb"), MADE_AT))


def test_the_file_holds_no_leftovers_of_a_template_or_an_author():
    packed = parts(pack(_layout(), MADE_AT))
    assert sorted(packed) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    whole = b"".join(packed.values()).decode()
    assert [
        word for word in ("python", "rsid", "lastModifiedBy", "lastPrinted", "w:ins ", "comment") if word in whole
    ] == []


def test_the_properties_name_an_organisation_a_neutral_title_and_the_first_revision():
    core = ElementTree.fromstring(parts(pack(_layout(), MADE_AT))["docProps/core.xml"])
    told = {element.tag.split("}")[1]: element.text for element in core}
    assert told == {
        "creator": "Veiligheidshuis",
        "title": "Veiligheidsplan",
        "language": "nl-NL",
        "revision": "1",
        "created": "2026-11-25T12:00:00Z",
        "modified": "2026-11-25T12:00:00Z",
    }


def test_members_carry_no_moment_of_packing():
    with ZipFile(BytesIO(pack(_layout(), MADE_AT))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert pack(_layout(), MADE_AT) == pack(_layout(), MADE_AT)


def test_settings_are_those_of_a_present_word_in_dutch():
    packed = parts(pack(_layout(), MADE_AT))
    settings, styles = packed["word/settings.xml"].decode(), packed["word/styles.xml"].decode()
    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings
    assert "autoHyphenation" in settings
    assert 'w:lang w:val="nl-NL"' in styles
    assert "updateFields" not in settings


def test_header_and_footer_carry_the_warning_and_the_page_numbers():
    packed = pack(_layout(), MADE_AT)
    assert paragraphs(packed, "word/header1.xml") == ["VERTROUWELIJKPlan X-1"]
    footer = parts(packed)["word/footer1.xml"].decode()
    assert re.findall(r'w:instr=" (\w+) "', footer) == ["PAGE", "NUMPAGES"]


def test_every_table_has_a_title_and_rows_that_stay_whole():
    root = ElementTree.fromstring(parts(pack(_layout(), MADE_AT))["word/document.xml"])
    for table in root.iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))
    headed = [table for table in root.iter(f"{W}tbl") if table.find(f".//{W}tblHeader") is not None]
    assert len(headed) == 1
    assert headed[0].find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
