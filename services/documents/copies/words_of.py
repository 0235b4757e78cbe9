"""The words of a document in a normal form that survives saving it in another program: letters and digits alone, by
paragraph, of what somebody wrote.

Not in it: what a program fills in by itself (contents, page and table numbers, dates), numbering, hyphenation, spaces,
header and footer (kept apart as `edges`), deleted and commented text. Read with expat, which keeps no tree.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from services.documents.copies.open_parts import open_document_text
from services.documents.copies.part_reader import HOLE, Found
from services.documents.copies.word_parts import properties_in, styles_named, word_text

WORDS = "words of a copy"
"""What the keyed hash of a copy's words is for."""
_SIGN = "[2-9A-HJ-NP-Y]"
_CODES = (
    re.compile(rf"(?<![^\W_])({_SIGN}{{8}})(?![^\W_])", re.IGNORECASE),
    re.compile(rf"(?<![^\W_])(?=({_SIGN}{{4}}[ -]{_SIGN}{{4}})(?![^\W_]))", re.IGNORECASE),
)
_FORM_CODE = re.compile(rf"(?<![^\W_])(F-{_SIGN}{{5}})(?![^\W_])", re.IGNORECASE)
MOST_CODES = 4_000
_DOCUMENT, _EDGE = re.compile(r"word/document\d*\.xml"), re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")


@dataclass(frozen=True)
class Words:
    """`paragraphs`, `contents` (the table of contents) and `edges` in normal form. `codes` are what may be copy codes,
    by place: properties, edges, text. `flowing`: the file knows no paragraphs, so there is one, with all in it."""

    paragraphs: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()
    codes: tuple[tuple[str, ...], ...] = ((), (), ())
    flowing: bool = False

    @property
    def stream(self) -> str:
        """All of the text as one: where a paragraph ends says nothing."""
        return "".join(self.paragraphs).replace(HOLE, "")


def normal(text: str, without: str = "") -> str:
    """Letters and digits of a text, in one case and without accents; `without` is a copy code to leave out."""
    found = text.replace(without, "") if without else text
    parted = unicodedata.normalize("NFKD", found.replace("\u00ad", "")).casefold()
    return "".join(sign for sign in parted if sign.isalnum() or sign == HOLE)


def words_of(content: bytes, code: str = "") -> Words:
    """The words of a finished Word file of our own, without its copy code. Nothing for what is no such file."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if is_read(name)]
            return words_of_parts({name: archive.read(name) for name in names}, code)
    except (BadZipFile, expat.ExpatError, KeyError):
        return Words()


def is_read(name: str) -> bool:
    """Whether a member of a package has words, names of styles or properties in it."""
    named = ("word/styles.xml", "docProps/custom.xml", "content.xml", "styles.xml", "meta.xml")
    return name in named or any(kind.fullmatch(name) for kind in (_DOCUMENT, _EDGE, _NOTES))


def words_of_parts(parts: Mapping[str, bytes], code: str = "") -> Words:
    """The words of a Word file or OpenDocument text, of its parts by name. Raises `ExpatError`, `Hostile`."""
    if "content.xml" in parts:
        return _worded(*open_document_text(parts), code)
    styles = styles_named(parts.get("word/styles.xml", b""))
    body, edges = Found(), Found()
    for name in sorted(parts):
        if _DOCUMENT.fullmatch(name) or _NOTES.fullmatch(name):
            word_text(parts[name], styles, body)
        elif _EDGE.fullmatch(name):
            word_text(parts[name], styles, edges)
    return _worded(body, edges, properties_in(parts.get("docProps/custom.xml", b"")), code)


def flowing_words(text: str, properties: Iterable[str] = ()) -> Words:
    """The words of a text without paragraphs, as a PDF or a plain text has them."""
    return Words(
        paragraphs=(normal(text.replace(HOLE, "")),), codes=(codes_in(properties), (), codes_in([text])), flowing=True
    )


def codes_in(texts: Iterable[str]) -> tuple[str, ...]:
    """What may be a copy code or the code of a form, in capitals and in the order in which it stands there."""
    found: dict[str, None] = {}
    for text in texts:
        spelt = [match.replace(" ", "").replace("-", "") for kind in _CODES for match in kind.findall(text)]
        for code in (*_FORM_CODE.findall(text), *spelt):
            found[code.upper()] = None
            if len(found) >= MOST_CODES:
                return tuple(found)
    return tuple(found)


def _worded(body: Found, edges: Found, properties: Iterable[str], code: str) -> Words:
    return Words(
        paragraphs=_normals(body.paragraphs, code),
        contents=_normals(body.contents, code),
        edges=_normals(edges.paragraphs, code),
        codes=(codes_in(properties), codes_in(edges.paragraphs), codes_in(body.paragraphs)),
    )


def _normals(texts: Iterable[str], code: str) -> tuple[str, ...]:
    return tuple(found for text in texts if (found := normal(text, code)))
