"""The file itself: valid, without a template's leftovers, deterministic, and readable aloud."""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.editions import audiences
from services.documents.issue import render
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
from services.wording import speak
from tests.plan_content import plan_of
from tests.services.documents.reading import W, paragraphs, parts
from tests.shared import CASES, needs_cases

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
EDITIONS = [(c, a) for c in ("H-01", "M-02", "L-03") for a in audiences(plan_of(c))] if CASES.exists() else []


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


def _ids(packed: dict[str, bytes], pattern: str, part: str) -> list[str]:
    return re.findall(pattern, packed[part].decode())


@needs_cases
@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_every_id_that_is_used_is_there_and_there_once(code, audience):
    packed = parts(render(plan_of(code), audience, "7Q2K", speak("nl"), MADE_AT).content)
    styles = _ids(packed, r'w:styleId="(\w+)"', "word/styles.xml")
    assert len(set(styles)) == len(styles)
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/numbering.xml"):
        assert set(_ids(packed, r'<w:(?:p|r|tbl)Style w:val="(\w+)"', part)) <= set(styles)
    assert set(_ids(packed, r'<w:(?:basedOn|next|link) w:val="(\w+)"', "word/styles.xml")) <= set(styles)
    numbers = set(_ids(packed, r'<w:num w:numId="(\d+)"', "word/numbering.xml"))
    used = {
        n for part in ("word/document.xml", "word/styles.xml") for n in _ids(packed, r'<w:numId w:val="(\d+)"', part)
    }
    assert used <= numbers
    bookmarks = _ids(packed, r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', "word/document.xml")
    assert len(set(bookmarks)) == len(bookmarks)
    assert set(_ids(packed, r'w:anchor="(\w+)"', "word/document.xml")) <= set(bookmarks)
    relations = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"|$', packed["word/_rels/document.xml.rels"].decode()))
    targets = re.findall(r'Target="([^"]+)"', packed["word/_rels/document.xml.rels"].decode())
    assert {f"word/{target}" for target in targets} <= set(packed), relations
    known = set(re.findall(r' Id="(\w+)"', packed["word/_rels/document.xml.rels"].decode()))
    assert set(_ids(packed, r'r:id="(\w+)"', "word/document.xml")) <= known


@needs_cases
@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_no_empty_paragraph_stands_in_for_spacing_and_no_heading_level_is_skipped(code, audience):
    root = ElementTree.fromstring(
        parts(render(plan_of(code), audience, "7", speak("nl"), MADE_AT).content)["word/document.xml"]
    )
    texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    assert "" not in texts
    styles = [style.get(f"{W}val") or "" for style in root.iter(f"{W}pStyle")]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))


@needs_cases
@pytest.mark.parametrize(("code", "audience"), EDITIONS)
def test_validators_find_no_fault(code, audience, tmp_path: Path):
    audit = pytest.importorskip("openxml_audit")
    integrity = pytest.importorskip("ooxml_integrity")
    file = tmp_path / "plan.docx"
    file.write_bytes(render(plan_of(code), audience, "7Q2K", speak("nl"), MADE_AT).content)
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []
    assert [str(finding) for finding in integrity.check(file)] == []
