"""What a finished .docx says: every text, attribute, comment and name in every part, for the leak guard.

Not read are the names of fonts and styles and the vocabulary of the format itself (`center`, `nil`, `dxa`), and only
where they are known as such: an attribute that is not known as vocabulary is read. What cannot be read is refused.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import ClassVar
from zipfile import BadZipFile, ZipFile

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.word.base import base_document
from services.errors import ServiceError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPHS = (f"{_W}p", "{http://schemas.openxmlformats.org/drawingml/2006/main}p")
_AS_TEXT = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_DELETED = f"{_W}delText"
_UNREADABLE = frozenset(f"{_W}{name}" for name in ("sym", "altChunk", "object", "pict", "control", "subDoc"))

_PICTURE = re.compile(r"word/media/picture\d+\.png")
_PNG, _PIXELS = b"\x89PNG\r\n\x1a\n", frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))

_MEASURES = """
abstractNum abstractNumId altName autoHyphenation b bCs basedOn bidi bottom cantSplit characterSpacingControl charset
color cols compatSetting consecutiveHyphenLimit decimalSymbol defaultTabStop family fldChar font
footerReference gridCol headerReference ilvl ind insideH insideV jc keepLines keepNext lang left link listSeparator lvl
lvlJc multiLevelType next num numFmt numId outlineLvl pStyle panose1 pgMar pgSz pitch qFormat rFonts rStyle
right semiHidden shd spacing start style sz szCs tab tblBorders tblHeader tblInd tblLayout tblLook tblStyle
tblStylePr tblStyleRowBandSize tblW tcW themeFontLang top uiPriority zoom
"""
_VOCABULARY = frozenset(_W + name for name in _MEASURES.split())
"""Elements of the main vocabulary whose attributes hold only measures, identifiers and names of fonts and styles."""
_THEME = frozenset(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
    for name in ("latin", "ea", "cs", "srgbClr", "schemeClr", "ln")
)
_PLUMBING = frozenset(
    (
        "{http://schemas.openxmlformats.org/package/2006/content-types}Default",
        "{http://schemas.openxmlformats.org/package/2006/content-types}Override",
    )
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_STYLE, _NAME = f"{_W}style", f"{_W}name"
_SILENT = {_RELATIONSHIP: ("Type", "Id", "TargetMode"), _PROPERTY: ("fmtid", "pid")}
_ATTRIBUTES_OF_FORM = frozenset(
    (
        "{http://www.w3.org/XML/1998/namespace}space",
        "{http://www.w3.org/XML/1998/namespace}lang",
        "{http://www.w3.org/2001/XMLSchema-instance}type",
    )
)


class FileUnreadable(ServiceError):
    """A part of a finished file cannot be read, so that nobody can say what is in it. The file must not go out."""

    code: ClassVar[str] = "documents.file_unreadable"


@dataclass(frozen=True)
class Piece:
    """One stretch of text and the part of the file that it stands in."""

    part: str
    text: str


def pieces(content: bytes) -> Iterator[Piece]:
    """Every readable text of a .docx. Raises FileUnreadable for anything that is no plain package of XML parts."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield from _members(archive)
    except (BadZipFile, zlib.error, etree.XMLSyntaxError, UnicodeDecodeError, EOFError, RuntimeError) as error:
        raise FileUnreadable from error


def _members(archive: ZipFile) -> Iterator[Piece]:
    names = archive.namelist()
    if len(set(names)) != len(names) or "word/document.xml" not in names or archive.infolist()[0].header_offset:
        raise FileUnreadable
    yield Piece("archive", archive.comment.decode())
    for entry in archive.infolist():
        drawn = _PICTURE.fullmatch(entry.filename) is not None
        if entry.extra or entry.flag_bits & 1 or not (drawn or entry.filename.endswith((".xml", ".rels"))):
            raise FileUnreadable
        own = entry.filename.rpartition("/")[2] in _part_names()
        part = entry.filename if own else "other part"
        yield Piece(part, "" if own else entry.filename.replace("/", " ").replace(".", " "))
        yield Piece(part, entry.comment.decode())
        if drawn:
            _check_pixels(archive.read(entry))
            continue
        for text in _texts(_parsed(archive.read(entry))):
            yield Piece(part, text)


def _check_pixels(content: bytes) -> None:
    """A PNG that holds pixels and nothing else. What is drawn in it nobody can read here: whoever makes a picture
    says all of it in its description, which is read."""
    if not content.startswith(_PNG):
        raise FileUnreadable
    kinds, at = [], len(_PNG)
    while at + 12 <= len(content):
        kinds.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4])
    if at != len(content) or not kinds or kinds[-1] != b"IEND" or not set(kinds) <= _PIXELS:
        raise FileUnreadable


@lru_cache
def _part_names() -> frozenset[str]:
    """The parts that every file of ours has; their names say nothing."""
    with ZipFile(BytesIO(base_document("nl", 0))) as archive:
        return frozenset(name.rpartition("/")[2] for name in archive.namelist())


def _parsed(xml: bytes) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.ElementTree(etree.fromstring(xml, parser))
    if tree.docinfo.doctype:
        raise FileUnreadable
    return tree


def _texts(tree: etree._ElementTree) -> Iterator[str]:
    root = tree.getroot()
    yield from (node.text or "" for node in _beside(root))
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield element.text or ""
        elif element.tag in _UNREADABLE:
            raise FileUnreadable
        elif element.tag in _PARAGRAPHS:
            yield _spoken(element, deleted=False)
            yield _spoken(element, deleted=True)
        else:
            yield element.text or ""
        yield element.tail or ""
        yield from _attributes(element)


def _beside(root: etree._Element) -> Iterator[etree._Element]:
    """Comments and instructions before and after the root element."""
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _spoken(paragraph: etree._Element, deleted: bool) -> str:
    """A paragraph's text across its runs; with or without what was deleted, for a word may stand around a deletion."""
    words = []
    for element in paragraph.iter():
        if element.tag in _AS_TEXT:
            words.append(_AS_TEXT[element.tag])
        elif isinstance(element.tag, str) and (deleted or element.tag != _DELETED):
            words.append(element.text or "")
    return "".join(words)


def _attributes(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _VOCABULARY | _THEME | _PLUMBING:
        return
    parent = element.getparent()
    if element.tag == _NAME and parent is not None and parent.tag == _STYLE:
        return
    silent = _SILENT.get(element.tag, ())
    for name, value in element.attrib.items():
        known = name == "Target" and value.rpartition("/")[2] in _part_names()
        if name not in _ATTRIBUTES_OF_FORM and name not in silent and not known:
            yield str(value)
