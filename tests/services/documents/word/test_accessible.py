"""The accessibility check finds what is spoilt on purpose: a check that finds nothing says nothing."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from services.documents.word.package import pack
from tests.services.documents.forms.sheets import a_form
from tests.services.documents.house_styles.of_a_region import changed, example
from tests.services.documents.reading import parts
from tests.services.documents.word.accessible import findings
from tests.services.documents.word.hard_words import hard_layout

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MAIN, STYLES, WIRES = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
SPOILT = [
    ("docProps/core.xml", "<dc:title>Voorbeeld van een plan</dc:title>", "", "no title"),
    ("docProps/core.xml", "nl-NL", "en-US", "language"),
    ("word/settings.xml", 'w:val="15"', 'w:val="12"', "compatibility"),
    ("word/settings.xml", "<w:autoHyphenation/>", "", "not broken"),
    ("word/settings.xml", "<w:compat>", '<w:rsids><w:rsidRoot w:val="00AA"/></w:rsids><w:compat>', "rsid"),
    (MAIN, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Quiet"/>', "0 titles"),
    (MAIN, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>', "heading of level 2"),
    (MAIN, "<w:tblHeader/>", "", "does not repeat"),
    (MAIN, "<w:cantSplit/>", "", "break in two"),
    (MAIN, '<w:tblLook w:val="0420"', "<w:tblLook", "hexadecimals"),
    (MAIN, '<w:tblCaption w:val="Voorwaarden"/>', "", "without a title"),
    (MAIN, ' descr="Drie gekleurde banen, als voorbeeld van een afbeelding."', "", "picture without words"),
    (MAIN, '<w:pStyle w:val="Subtitle"/>', '<w:pStyle w:val="Ondertitel"/>', "style Ondertitel"),
    (MAIN, '<w:numId w:val="101"/>', '<w:numId w:val="77"/>', "list 77"),
    (MAIN, 'w:anchor="_Toc00000001"', 'w:anchor="_Toc99"', "leads nowhere"),
    (MAIN, 'r:embed="picture1"', 'r:embed="picture9"', "picture9"),
    (MAIN, "<w:sectPr>", "<w:p/><w:sectPr>", "empty paragraph"),
    (WIRES, 'Target="theme/theme1.xml"', 'Target="theme/theme2.xml"', "is not there"),
    (WIRES, 'Target="styles.xml"', 'Target="styles.xml" TargetMode="External"', "outside the file"),
    (STYLES, 'w:styleId="Quiet"', 'w:styleId="Caption"', "style Caption"),
    (STYLES, '<w:color w:val="17202E"/><w:sz w:val="18"/>', '<w:color w:val="BBBBBB"/><w:sz w:val="18"/>', "TableText"),
    (STYLES, '<w:sz w:val="16"/>', '<w:sz w:val="12"/>', "6.0 points"),
]


def test_what_we_make_has_no_findings() -> None:
    assert findings(example()) == []
    assert findings(pack(hard_layout("tekst"), MADE_AT)) == []


@pytest.mark.parametrize(("part", "old", "new", "said"), SPOILT, ids=[said for *_, said in SPOILT])
def test_what_is_spoilt_is_found(part: str, old: str, new: str, said: str) -> None:
    assert [finding for finding in findings(changed(part, (old, new))) if said in finding]


def test_a_place_to_fill_in_without_a_name_of_its_own_is_found() -> None:
    members = parts(a_form().content)
    body = members[MAIN].decode()
    first, second = body.split('<w:alias w:val="')[1:3]
    names = [first.split('"')[0], second.split('"')[0]]
    members[MAIN] = body.replace(f'<w:alias w:val="{names[1]}"', f'<w:alias w:val="{names[0]}"').encode()
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert [finding for finding in findings(made.getvalue()) if names[0] in finding]
