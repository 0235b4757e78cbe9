"""What a finished .docx says: every text, attribute, comment and name in every part, for the leak guard.

Not read are the names of fonts and styles and the vocabulary of the format itself (`center`, `nil`, `dxa`), and only
where they are known as such: a value that is not known as vocabulary is read. What cannot be read is refused.

The paragraphs of a part are read as one text with a mark between them: a number in two cells is one number.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from zipfile import BadZipFile

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.guarding.members import check_pixels, members
from services.documents.guarding.vocabulary import (
    VOCABULARY,
    W,
    is_content_type,
    is_of_the_format,
    is_own_part,
    is_own_target,
    unknown_elements,
)
from services.errors import ServiceError
from services.protection.lookalikes import NEXT_PARAGRAPH, WALL

_PARAGRAPHS = frozenset((f"{W}p", "{http://schemas.openxmlformats.org/drawingml/2006/main}p"))
_AS_TEXT = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}ptab": " ", f"{W}noBreakHyphen": "-",
            f"{W}softHyphen": "\u00ad"}  # fmt: skip
_CODES = frozenset((f"{W}instrText", f"{W}delInstrText"))
_DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "delText"))
_INSERTED = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_UNREADABLE = frozenset(
    f"{W}{name}" for name in ("sym", "altChunk", "object", "pict", "control", "subDoc", "bdo", "dir", "movie")
)
_HIDING = frozenset(f"{W}{name}" for name in ("vanish", "specVanish"))
_PICTURE = re.compile(r"word/media/picture\d+\.png")
_TYPE_ELEMENTS = frozenset(
    f"{{http://schemas.openxmlformats.org/package/2006/content-types}}{name}" for name in ("Default", "Override")
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_RELATION_TYPE = re.compile(r"http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/[\w/-]+")
_SPACES = ("http://schemas.openxmlformats.org/", "http://purl.org/", "http://www.w3.org/",
           "http://schemas.microsoft.com/", "http://purl.oclc.org/ooxml/")  # fmt: skip
_STYLE, _NAME = f"{W}style", f"{W}name"
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
        yield from _pieces(content)
    except (BadZipFile, zlib.error, etree.XMLSyntaxError, UnicodeDecodeError, EOFError, ValueError) as error:
        raise FileUnreadable from error


def _pieces(content: bytes) -> Iterator[Piece]:
    for name, blob, beside in members(content):
        own = is_own_part(name)
        part = name if own else "other part"
        if said := beside + ("" if own else re.sub(r"[/.]", " ", name)):
            yield Piece(part, said)
        if _PICTURE.fullmatch(name):
            check_pixels(blob)
        elif name.endswith((".xml", ".rels")):
            yield from (Piece(part, text) for text in _texts(_parsed(blob)) if text)
        elif name:
            raise FileUnreadable


def _parsed(xml: bytes) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.ElementTree(etree.fromstring(xml, parser))
    if tree.docinfo.doctype:
        raise FileUnreadable
    return tree


def _texts(tree: etree._ElementTree) -> Iterator[str]:
    root = tree.getroot()
    paragraphs = _found(root)
    tags = {element.tag for element in root.iter(etree.Element)}
    views = [_DELETED, _INSERTED, frozenset[str]()] if tags & (_DELETED | _INSERTED) else [frozenset[str]()]
    for left_out in views:
        yield NEXT_PARAGRAPH.join(_spoken(paragraph, left_out) for paragraph in paragraphs)
    yield NEXT_PARAGRAPH.join(_loose(root))
    yield WALL.join(text for text in _beside(root) if text.strip())
    codes = ("".join(code.text or "" for code in one.iter(*_CODES)) for one in paragraphs)
    yield WALL.join(code for code in codes if code)
    yield WALL.join(unknown_elements({etree.QName(tag).localname for tag in tags}))


def _found(root: etree._Element) -> list[etree._Element]:
    """The paragraphs of a part. Raises FileUnreadable for what nobody can read there."""
    for element in root.iter(etree.Element):
        hides = element.tag in _HIDING and any(above.tag in _PARAGRAPHS for above in element.iterancestors())
        if element.tag in _UNREADABLE or hides:
            raise FileUnreadable
    return list(root.iter(*_PARAGRAPHS))


def _spoken(paragraph: etree._Element, left_out: frozenset[str]) -> str:
    """A paragraph's own text across its runs, without some of its elements; paragraphs within it stand apart."""
    words, waiting = [], list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in left_out or element.tag in _PARAGRAPHS or element.tag in _CODES:
            continue
        if element.tag in _AS_TEXT:
            words.append(_AS_TEXT[element.tag])
        elif isinstance(element.tag, str):
            words.append(element.text or "")
            waiting += reversed(element)
    return "".join(words)


def _loose(root: etree._Element) -> Iterator[str]:
    """Texts outside paragraphs: properties, other people's XML."""
    spoken = {element for paragraph in root.iter(*_PARAGRAPHS) for element in paragraph.iter(etree.Element)}
    for element in root.iter(etree.Element):
        if element not in spoken and element.text and element.text.strip():
            yield element.text


def _beside(root: etree._Element) -> Iterator[str]:
    """What stands beside the text: comments and instructions, what follows an element, attributes, name spaces."""
    for node in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield f"{node.text or ''} {getattr(node, 'target', '')}"
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"{element.text or ''} {getattr(element, 'target', '')}"
        else:
            yield from _attributes(element)
            yield from _spaces(element)
        yield element.tail or ""


def _spaces(element: etree._Element) -> Iterator[str]:
    above = element.getparent()
    for prefix, space in element.nsmap.items():
        if (above is None or above.nsmap.get(prefix) != space) and not space.startswith(_SPACES):
            yield f"{prefix or ''} {space}"


def _attributes(element: etree._Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        said = str(value)
        if name.startswith("{") and not name[1:].startswith(_SPACES):
            yield etree.QName(name).localname
        if name not in _ATTRIBUTES_OF_FORM and not _is_silent(element, name, said):
            yield said.replace("/", " / ") if name == "Target" else said


def _is_silent(element: etree._Element, name: str, value: str) -> bool:
    """Whether an attribute says nothing but what the format says."""
    if element.tag in VOCABULARY or (element.tag == _NAME and _is_in_style(element)):
        return is_of_the_format(value)
    if element.tag in _TYPE_ELEMENTS:
        return is_own_part(value.lstrip("/")) or is_content_type(value)
    if element.tag == _RELATIONSHIP:
        if name == "Target":
            return is_own_target(value)
        return name == "TargetMode" or (name == "Type" and _RELATION_TYPE.fullmatch(value) is not None)
    return element.tag == _PROPERTY and name in ("fmtid", "pid") and len(value) < 40


def _is_in_style(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _STYLE
