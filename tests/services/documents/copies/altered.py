"""Files as they come back: saved again, changed, stripped. Made by hand and by python-docx."""

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

_SPACES = ("office", "text", "style", "meta")


def rewritten(content: bytes, **changes) -> bytes:
    """The same package with parts changed: `part=lambda text: ...` by the part's name without folder and ending."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part, change = old.read(name), changes.get(re.sub(r".*/|\d*\.xml$", "", name))
            if change is None:
                new.writestr(name, part)
            elif (text := change(part.decode())) is not None:
                new.writestr(name, text)
    return packed.getvalue()


def saved_by_python_docx(content: bytes) -> bytes:
    """Opened and saved."""
    packed = BytesIO()
    Document(BytesIO(content)).save(packed)
    return packed.getvalue()


def without_properties(content: bytes) -> bytes:
    """No custom properties any more."""
    return rewritten(content, custom=lambda text: re.sub(r"<property .*</property>", "", text, flags=re.DOTALL))


def without_header(content: bytes) -> bytes:
    """No header any more, and no copy code in it."""
    return rewritten(content, header=lambda text: re.sub(r"<w:t[ >].*?</w:t>", "", text))


def without_code(content: bytes) -> bytes:
    """Neither."""
    return without_header(without_properties(content))


def with_changed_paragraphs(content: bytes, number: int) -> bytes:
    """Words added to the first paragraphs that say something."""
    document = Document(BytesIO(content))
    long = [
        one for one in document.element.body.iter(f"{{{document.element.nsmap['w']}}}t") if len(one.text or "") > 20
    ]
    for one in long[-number:]:
        one.text = f"{one.text} En nog iets."
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def as_open_document(paragraphs: list[str], code: str) -> bytes:
    """An OpenDocument text by hand: contents, headings, a note that is no text, a header with the code."""
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _SPACES)
    body = "".join(f"<text:p>{text[:5]}<text:span>{text[5:]}</text:span></text:p>" for text in map(escape, paragraphs))
    contents = (
        "<text:table-of-content><text:index-body><text:p>1 Kern 2</text:p></text:index-body></text:table-of-content>"
    )
    note = "<text:p><office:annotation><text:p>Opmerking</text:p></office:annotation></text:p>"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        text = f"<office:body><office:text>{contents}{note}{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content{spaces}>{text}</office:document-content>")
        head = f"<style:header><text:p>exemplaar {code}, <text:page-number>3</text:page-number></text:p></style:header>"
        master = f"<office:master-styles><style:master-page>{head}</style:master-page></office:master-styles>"
        archive.writestr("styles.xml", f"<office:document-styles{spaces}>{master}</office:document-styles>")
        named = f'<office:meta><meta:user-defined meta:name="copy">{code}</meta:user-defined></office:meta>'
        archive.writestr("meta.xml", f"<office:document-meta{spaces}>{named}</office:document-meta>")
    return packed.getvalue()


def another_document() -> bytes:
    """A Word file that has nothing to do with us."""
    document = Document()
    document.add_heading("Notulen van de bewonersvereniging")
    for line in ("De penningmeester legt de begroting voor.", "De volgende vergadering is op 3 maart in de kantine."):
        document.add_paragraph(line)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def bomb() -> bytes:
    """A package of some kilobytes that unpacks to 200 MB of text."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as opened:
            for _ in range(200):
                opened.write(b"a" * 1024 * 1024)
    return packed.getvalue()


def entities() -> bytes:
    """A thousand million laughs."""
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY l0 "lol">{rows}]><w:document>&l9;</w:document>'
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return packed.getvalue()
