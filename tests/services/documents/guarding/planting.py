"""Puts words anywhere in a finished Word file where words can be: one place at a time, by name."""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from html import escape
from io import BytesIO
from random import Random
from urllib.parse import quote
from zipfile import ZipFile

from services.documents.facts import IssuedFile
from services.documents.word.package import pack
from tests.services.documents.guarding.test_guard import BODY, MADE_AT, W, _layout

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
Place = Callable[[str, Random], IssuedFile]


@lru_cache(maxsize=1)
def members() -> dict[str, bytes]:
    """The members of a clean file."""
    with ZipFile(BytesIO(pack(_layout(), MADE_AT))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def issued(content: bytes, name: str = "X-1-v1-7Q2K.docx") -> IssuedFile:
    """Those bytes as a file that is to leave."""
    return IssuedFile("partners", name, content, sha256(content).hexdigest(), 0)


def file_with(changes: dict[str, bytes], comment: bytes = b"") -> IssuedFile:
    """The clean file with members replaced or added."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, blob in (members() | changes).items():
            archive.writestr(name, blob)
        archive.comment = comment
    return issued(packed.getvalue())


def in_body(xml: str, part: str = BODY) -> IssuedFile:
    """The clean file with this behind its first run or at the end of its first paragraph."""
    before, after = members()[part].decode().split("</w:p>", 1)
    return file_with({part: f"{before}{run(' ')}{xml}{run(' ')}</w:p>{after}".encode()})


def after_body(xml: str) -> IssuedFile:
    """With this between two paragraphs."""
    before, after = members()[BODY].decode().split("</w:p>", 1)
    return file_with({BODY: f"{before}</w:p>{xml}{after}".encode()})


def run(text: str, looks: str = "") -> str:
    """A run, its tabs and breaks as Word writes them."""
    said = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    said = said.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{looks}<w:t xml:space="preserve">{said}</w:t></w:r>'


def runs(text: str, chance: Random) -> str:
    """The text in some runs, split anywhere, each looking otherwise."""
    cuts = (
        sorted(chance.sample(range(1, len(text)), min(len(text) - 1, chance.randrange(1, 5)))) if len(text) > 1 else []
    )
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    looks = ("", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>", '<w:rPr><w:color w:val="FF0000"/></w:rPr>')
    return "".join(run(part, chance.choice(looks)) for part in parts)


def halves(text: str, chance: Random) -> tuple[str, str]:
    """The text in two, where a gap is if there is one."""
    gaps = [found.start() for found in re.finditer(r"(?<=[^\W_]{2})[ \-](?=[^\W_]{2})", text)]
    at = chance.choice(gaps) if gaps else len(text)
    return text[:at], text[at + 1 :]


def cell(text: str) -> str:
    """A cell of a table."""
    return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"


def _cells(text: str, chance: Random) -> IssuedFile:
    one, other = halves(text, chance)
    return after_body(f"<w:tbl><w:tr>{cell(one)}{cell(other)}</w:tr></w:tbl>")


def _lines(text: str, chance: Random) -> IssuedFile:
    one, other = halves(text, chance)
    return after_body(f"<w:p>{run(one)}</w:p><w:p>{run(other)}</w:p>")


def _part(name: str, xml: str) -> IssuedFile:
    return file_with({name: xml.encode()})


def _notes(kind: str, tag: str) -> Place:
    return lambda text, chance: _part(
        f"word/{kind}.xml",
        f'<w:{kind} xmlns:w="{W}"><w:{tag} w:id="7"><w:p>{runs(text, chance)}</w:p></w:{tag}></w:{kind}>',
    )


def _attribute(xml: str, part: str = BODY) -> Place:
    return lambda text, chance: in_body(xml.format(escape(text, quote=True).replace("\n", "&#10;")), part)


def _setting(xml: str, part: str = "word/settings.xml") -> Place:
    def planted(text: str, chance: Random) -> IssuedFile:
        before, end = members()[part].decode().rsplit("</", 1)
        return _part(part, before + xml.format(escape(text, quote=True)) + "</" + end)

    return planted


def _split_by(xml: str) -> Place:
    def planted(text: str, chance: Random) -> IssuedFile:
        at = chance.randrange(1, max(2, len(text)))
        return in_body(run(text[:at]) + xml + run(text[at:]))

    return planted


PLACES: dict[str, Place] = {
    "one run": lambda text, chance: in_body(run(text)),
    "split runs": lambda text, chance: in_body(runs(text, chance)),
    "hyperlink": lambda text, chance: in_body(f'<w:hyperlink w:anchor="a">{runs(text, chance)}</w:hyperlink>'),
    "half in a link": lambda text, chance: in_body(run(text[:2]) + f"<w:hyperlink>{run(text[2:])}</w:hyperlink>"),
    "content control": lambda text, chance: in_body(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{runs(text, chance)}</w:sdtContent></w:sdt>"
    ),
    "inserted": lambda text, chance: in_body(f'<w:ins w:id="5" w:author="x">{runs(text, chance)}</w:ins>'),
    "deleted": lambda text, chance: in_body(
        f'<w:del w:id="5"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'
    ),
    "around a deletion": _split_by('<w:del w:id="6"><w:r><w:delText>xyz</w:delText></w:r></w:del>'),
    "around an insertion": _split_by(f'<w:ins w:id="6">{run("xyz")}</w:ins>'),
    "around a bookmark": _split_by('<w:bookmarkStart w:id="77" w:name="b"/><w:proofErr w:type="spellStart"/>'),
    "around a field": _split_by("<w:r><w:instrText> PAGE </w:instrText></w:r>"),
    "soft hyphens of Word": _split_by("<w:r><w:softHyphen/></w:r>"),
    "two cells": _cells,
    "two paragraphs": _lines,
    "cell": lambda text, chance: after_body(f"<w:tbl><w:tr>{cell(text)}{cell('x')}</w:tr></w:tbl>"),
    "nested table": lambda text, chance: after_body(
        f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{cell(text)}</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "text box": lambda text, chance: in_body(
        f"<w:r><w:drawing><w:txbxContent><w:p>{runs(text, chance)}</w:p></w:txbxContent></w:drawing></w:r>"
    ),
    "header": lambda text, chance: in_body(runs(text, chance), "word/header1.xml"),
    "footer": lambda text, chance: in_body(runs(text, chance), "word/footer1.xml"),
    "comment": _notes("comments", "comment"),
    "footnote": _notes("footnotes", "footnote"),
    "endnote": _notes("endnotes", "endnote"),
    "glossary": lambda text, chance: _part(
        "word/glossary/document.xml",
        f'<w:glossaryDocument xmlns:w="{W}"><w:p>{runs(text, chance)}</w:p></w:glossaryDocument>',
    ),
    "alt text": _attribute(
        f'<w:r><w:drawing><wp:docPr xmlns:wp="{DRAWING}" id="1" name="x" descr="{{}}"/></w:drawing></w:r>'
    ),
    "name of a picture": _attribute(
        f'<w:r><w:drawing><wp:docPr xmlns:wp="{DRAWING}" id="1" name="{{}}"/></w:drawing></w:r>'
    ),
    "table title": lambda text, chance: after_body(
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{escape(text)}"/></w:tblPr><w:tr>{cell("x")}</w:tr></w:tbl>'
    ),
    "table description": lambda text, chance: after_body(
        f'<w:tbl><w:tblPr><w:tblDescription w:val="{escape(text)}"/></w:tblPr><w:tr>{cell("x")}</w:tr></w:tbl>'
    ),
    "bookmark name": _attribute('<w:bookmarkStart w:id="99" w:name="{}"/>'),
    "tag of a control": _attribute('<w:sdt><w:sdtPr><w:tag w:val="{}"/></w:sdtPr></w:sdt>'),
    "alias of a control": _attribute('<w:sdt><w:sdtPr><w:alias w:val="{}"/></w:sdtPr></w:sdt>'),
    "author of a change": _attribute('<w:ins w:id="9" w:author="{}"/>'),
    "hint of a font": _attribute('<w:r><w:rPr><w:rFonts w:hint="{}"/></w:rPr></w:r>'),
    "name of a font": _attribute('<w:r><w:rPr><w:rFonts w:ascii="{}"/></w:rPr></w:r>'),
    "id of a style": _attribute('<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr></w:r>'),
    "field": _attribute("<w:r><w:instrText> QUOTE &quot;{}&quot; </w:instrText></w:r>"),
    "split field": lambda text, chance: in_body(
        f"<w:r><w:instrText>QUOTE {escape(text[:3])}</w:instrText></w:r>"
        f"<w:r><w:instrText>{escape(text[3:])}</w:instrText></w:r>"
    ),
    "simple field": _attribute('<w:fldSimple w:instr=" QUOTE {} "/>'),
    "xml comment": lambda text, chance: in_body(f"<!-- {text.replace('--', '- -')} -->"),
    "tail": lambda text, chance: in_body(f"<w:r/>{escape(text)}"),
    "document variable": _setting('<w:docVars><w:docVar w:name="x" w:val="{}"/></w:docVars>'),
    "list's text": _setting(
        '<w:abstractNum><w:lvl><w:lvlText w:val="{} %1"/></w:lvl></w:abstractNum>', "word/numbering.xml"
    ),
    "name of a style": _setting(
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="q"><w:name w:val="{}"/></w:style>', "word/styles.xml"
    ),
    "title": _setting("<dc:subject>{}</dc:subject>", "docProps/core.xml"),
    "keywords": _setting("<cp:keywords>{}</cp:keywords>", "docProps/core.xml"),
    "custom property": _setting('<property fmtid="x" pid="9" name="{}"/>', "docProps/custom.xml"),
    "custom xml": lambda text, chance: _part("customXml/item1.xml", f"<a><b>{escape(text)}</b></a>"),
    "custom xml, two elements": lambda text, chance: _part(
        "customXml/item1.xml", "<a><b>{}</b><c>{}</c></a>".format(*map(escape, halves(text, chance)))
    ),
    "attribute of custom xml": lambda text, chance: _part("customXml/item1.xml", f'<a b="{escape(text)}"/>'),
    "link": lambda text, chance: _part(
        "word/_rels/x.xml.rels",
        f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="t" TargetMode="External" '
        f'Target="https://example.org/{quote(text)}"/></Relationships>',
    ),
    "zip comment": lambda text, chance: file_with({}, comment=text.encode()),
    "file name": lambda text, chance: issued(file_with({}).content, f"plan {text}.docx"),
}
