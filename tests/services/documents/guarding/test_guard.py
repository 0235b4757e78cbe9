"""The leak guard reads a finished file as it leaves, wherever a term may hide, and stops what it cannot read."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from services.documents.facts import IssuedFile
from services.documents.guarding.guard import guard
from services.documents.guarding.unpack import FileUnreadable
from services.documents.word.layout import Heading, KeyValueTable, Layout, Paragraph, Table, TableOfContents
from services.documents.word.package import pack
from services.protection.rules import LeakFound

MADE_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BODY = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _layout(**changes: object) -> Layout:
    given = {
        "title": "Veiligheidsplan",
        "language": "nl",
        "author": "Veiligheidshuis",
        "warning": "VERTROUWELIJK",
        "code": "Plan X-1",
        "receiver": "Alleen voor partners",
        "page_words": ("Pagina", "van"),
        "blocks": (TableOfContents("Inhoud"), Heading("Kern"), Paragraph("Dit gaat automatisch."), Paragraph("PLEK")),
        "table_word": "Tabel",
    }
    return Layout(**(given | changes))


def _issued(content: bytes, name: str = "X-1-v1-7Q2K.docx") -> IssuedFile:
    return IssuedFile("partners", name, content, sha256(content).hexdigest(), 0)


def _file(**changes: object) -> IssuedFile:
    return _issued(pack(_layout(**changes), MADE_AT))


def _with(changes: dict[str, bytes], **more: object) -> IssuedFile:
    """A clean file of which some members are replaced or added."""
    with ZipFile(BytesIO(_file().content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | changes
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, blob in members.items():
            archive.writestr(name, blob)
        archive.comment = more.get("comment", b"")
    return _issued(packed.getvalue())


def _in_body(xml: str) -> IssuedFile:
    with ZipFile(BytesIO(_file().content)) as archive:
        body = archive.read(BODY).decode()
    before, after = body.split("PLEK</w:t></w:r>")
    return _with({BODY: f"{before}</w:t></w:r>{xml}{after}".encode()})


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_file_without_protected_terms_passes():
    guard(_file(), ["oma", "Polderman", "Dorpsstraat 12"])


def test_names_of_fonts_styles_and_the_format_are_no_text():
    words = ["Calibri", "Normal", "Heading", "center", "single", "auto", "default", "nil", "styles", "settings"]
    guard(_file(), [*words, "document", "header1", "Plan Table", "clear", "dxa", "main", "schemas", "decimal"])


LEAKS = {
    "body": lambda: _file(blocks=(Paragraph("gebeld door Polderman"),)),
    "other case and accents": lambda: _file(blocks=(Paragraph("POLDÉRMAN"),)),
    "heading and contents": lambda: _file(blocks=(TableOfContents("Inhoud"), Heading("Over Polderman"))),
    "header": lambda: _file(code="Plan Polderman"),
    "footer": lambda: _file(receiver="Alleen voor Polderman"),
    "marking": lambda: _file(marking="Polderman"),
    "title property": lambda: _file(title="Plan Polderman"),
    "author property": lambda: _file(author="C. Polderman"),
    "custom property": lambda: _file(properties=(("copy", "Polderman"),)),
    "alt text": lambda: _file(blocks=(KeyValueTable((("a", "b"),), "Tabel van Polderman"),)),
    "description": lambda: _file(blocks=(KeyValueTable((("a", "b"),), "T", "Polderman"),)),
    "caption": lambda: _file(blocks=(Table((), (), "T", caption="Polderman"),)),
    "split over runs": lambda: _in_body(_run("Pol") + _run("der") + _run("man")),
    "soft hyphen element": lambda: _in_body(_run("Polder") + "<w:r><w:softHyphen/></w:r>" + _run("man")),
    "around a deletion": lambda: _in_body(
        _run("Polder") + "<w:del><w:r><w:delText>xx</w:delText></w:r></w:del>" + _run("man")
    ),
    "inside a deletion": lambda: _in_body("<w:del><w:r><w:delText>Polderman</w:delText></w:r></w:del>"),
    "author of a change": lambda: _in_body(f'<w:ins w:id="9" w:author="Polderman">{_run("x")}</w:ins>'),
    "picture alt text": lambda: _in_body(
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="x" descr="Foto van Polderman"/></wp:inline></w:drawing></w:r>'
    ),
    "content control": lambda: _in_body(f'<w:sdt><w:sdtPr><w:tag w:val="Polderman"/></w:sdtPr></w:sdt>{_run("x")}'),
    "field": lambda: _in_body('<w:r><w:instrText> HYPERLINK "Polderman" </w:instrText></w:r>'),
    "bookmark": lambda: _in_body('<w:bookmarkStart w:id="99" w:name="Polderman"/><w:bookmarkEnd w:id="99"/>'),
    "xml comment": lambda: _in_body("<!-- Polderman -->"),
    "processing instruction": lambda: _in_body("<?note Polderman?>"),
    "comments part": lambda: _with(
        {
            "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="x"><w:p>{_run("Polder")}'
            f"{_run('man')}</w:p></w:comment></w:comments>".encode()
        }
    ),
    "author of a comment": lambda: _with(
        {"word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:author="Polderman"/></w:comments>'.encode()}
    ),
    "custom xml": lambda: _with({"customXml/item1.xml": b"<a b='Polderman'/>"}),
    "name of a part": lambda: _with({"word/polderman.xml": b"<a/>"}),
    "target of a link": lambda: _with(
        {
            "word/_rels/x.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="r" Type="t" TargetMode="External" Target="https://polderman.example"/></Relationships>'
        }
    ),
    "zip comment": lambda: _with({}, comment=b"Polderman"),
    "file name": lambda: _issued(_file().content, "plan_polderman.docx"),
}


@pytest.mark.parametrize("place", LEAKS)
def test_a_term_is_found_wherever_it_hides(place):
    with pytest.raises(LeakFound):
        guard(LEAKS[place](), ["oma", "Polderman"])


@pytest.mark.parametrize("place", LEAKS)
def test_the_refusal_never_repeats_the_term(place):
    with pytest.raises(LeakFound) as refused:
        guard(LEAKS[place](), ["Polderman"])
    assert "polderman" not in f"{refused.value} {refused.value.fields}".lower()


def test_the_refusal_says_where_and_how_often():
    with pytest.raises(LeakFound) as refused:
        guard(_file(receiver="Polderman", blocks=(Paragraph("Polderman en Polderman"),)), ["Polderman"])
    assert set(refused.value.fields["parts"]) == {"word/document.xml", "word/footer1.xml"}
    assert refused.value.fields["hits"] >= 3


UNREADABLE = {
    "no zip": lambda: _issued(b"geen bestand"),
    "cut off": lambda: _issued(_file().content[:-40]),
    "something before it": lambda: _issued(b"Polderman" + _file().content),
    "picture": lambda: _with({"word/media/image1.png": b"\x89PNG"}),
    "macro": lambda: _with({"word/vbaProject.bin": b"x"}),
    "broken part": lambda: _with({BODY: b"<w:document"}),
    "entities": lambda: _with({BODY: b'<!DOCTYPE a [<!ENTITY x "Polder">]><a>&x;man</a>'}),
    "no document": lambda: _issued(_zip_of({"a.xml": b"<a/>"})),
    "symbol": lambda: _in_body('<w:r><w:sym w:font="Wingdings" w:char="F050"/></w:r>'),
    "hidden text": lambda: _in_body("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"),
    "turned text": lambda: _in_body('<w:bdo w:val="rtl"><w:r><w:t>namredloP</w:t></w:r></w:bdo>'),
    "other document inside": lambda: _in_body('<w:altChunk r:id="x" xmlns:r="urn:r"/>'),
    "between the members": lambda: _issued(_stuffed(_file().content)),
    "font": lambda: _with({"word/fonts/font1.odttf": b"x"}),
    "embedded object": lambda: _in_body("<w:r><w:object/></w:r>"),
}


def _stuffed(content: bytes) -> bytes:
    """Words between two members, where no reader of zip files looks."""
    packed = bytearray(content)
    with ZipFile(BytesIO(content)) as archive:
        start = archive.start_dir
    packed[start:start] = b"Polderman"
    end = packed.rindex(b"PK\x05\x06")
    packed[end + 16 : end + 20] = (start + 9).to_bytes(4, "little")
    return bytes(packed)


def _zip_of(members: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, blob in members.items():
            archive.writestr(name, blob)
    return packed.getvalue()


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_does_not_go_out(what):
    with pytest.raises(FileUnreadable):
        guard(UNREADABLE[what](), ["Polderman"])
