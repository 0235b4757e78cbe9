"""Documents as an administrator could upload them: our example with other looks, saved by a Dutch Word, or spoilt."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from services.documents.house_styles.example import example_plan
from services.wording import speak
from tests.services.documents.reading import parts

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
STYLES, MAIN = "word/styles.xml", "word/document.xml"
SECRET = "Mevrouw Zwaluw, Kwikstaartlaan 12"
_DUTCH = {"Heading1": "Kop1", "Heading2": "Kop2", "Title": "Titel", "ListBullet": "Lijstopsomteken", "TOC1": "Inhopg1"}
GREEN = "1D5B2E"


@lru_cache
def example() -> bytes:
    """The planner's own example."""
    return example_plan(speak("nl"), None, MADE_AT).content


def packed(members: Mapping[str, bytes]) -> bytes:
    """Members as a file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def changed(part: str, *pairs: tuple[str, str], more: Mapping[str, bytes] | None = None) -> bytes:
    """The example with words in one part replaced; each must be there."""
    members = dict(parts(example()))
    xml = members[part].decode()
    for old, new in pairs:
        assert old in xml, old
        xml = xml.replace(old, new)
    return packed(members | {part: xml.encode()} | dict(more or {}))


def green() -> bytes:
    """A region's own: green, Verdana, wider margins; ids as a Dutch Word writes them; text of a case left in it."""
    members = dict(parts(example()))
    styles, main = members[STYLES].decode(), members[MAIN].decode()
    for ours, theirs in _DUTCH.items():
        styles = re.sub(rf'w:styleId="{ours}"', f'w:styleId="{theirs}"', styles)
        main = main.replace(f'<w:pStyle w:val="{ours}"/>', f'<w:pStyle w:val="{theirs}"/>')
    styles = styles.replace("1B365D", GREEN).replace('"Calibri"', '"Verdana"')
    styles = styles.replace(
        "</w:styles>", f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{SECRET}"/></w:style></w:styles>'
    )
    main = main.replace('w:left="1134"', 'w:left="1418"').replace("<w:t ", f"<w:t>{SECRET}</w:t><w:t ", 3)
    core = members["docProps/core.xml"].decode().replace("</dc:title>", f"{SECRET}</dc:title>")
    header = (
        members["word/header1.xml"].decode().replace("</w:hdr>", f"<w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:hdr>")
    )
    return packed(
        members
        | {
            STYLES: styles.encode(),
            MAIN: main.encode(),
            "docProps/core.xml": core.encode(),
            "word/header1.xml": header.encode(),
        }
    )
