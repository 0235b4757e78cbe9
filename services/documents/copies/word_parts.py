"""Reads paragraphs, styles and properties out of the parts of a Word file."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.documents.copies.part_reader import HOLE, Found, PartReader, Values

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BY_ITSELF = frozenset(
    (
        *("TOC", "SEQ", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "DATE", "TIME"),
        *(
            "SAVEDATE",
            "PRINTDATE",
            "CREATEDATE",
            "FILENAME",
            "AUTHOR",
            "LASTSAVEDBY",
            "NUMCHARS",
            "NUMWORDS",
            "LISTNUM",
        ),
    )
)
"""Fields that a program fills in by itself."""


@dataclass
class _Field:
    """A field between its marks: its code, and whether what it shows is passed over."""

    code: str = ""
    skipped: bool = False


class _Word(PartReader):
    """The main vocabulary of Word."""

    def __init__(self, found: Found, styles: Mapping[str, str]) -> None:
        super().__init__(found)
        self.styles = styles
        self.fields: list[_Field] = []
        self.reads = self.codes = False
        self.simple: list[bool] = []

    def passes(self, name: str) -> bool:
        return name == f"{_MC} Fallback" or _local(name) == "moveFrom"

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "p":
            self.opens()
        elif local == "pStyle" and self.aside:
            self.aside[-1] = is_contents_style(self.styles, _value(attributes, "val"))
        elif local in ("tab", "br", "cr"):
            self.write(" ")
        elif local == "noBreakHyphen":
            self.write("-")
        elif local == "fldSimple":
            self.simple.append(self._enter(_value(attributes, "instr")))
        elif local == "fldChar":
            self._mark(_value(attributes, "fldCharType"))
        self.reads, self.codes = local == "t", local == "instrText"

    def ends(self, name: str) -> None:
        local = _local(name)
        self.reads = self.codes = False
        if local == "p":
            self.closes()
        elif local == "fldSimple" and self.simple:
            self.simple.pop()

    def says(self, text: str) -> None:
        if self.codes and self.fields:
            self.fields[-1].code += text
        elif self.reads and not any(self.simple) and not any(one.skipped for one in self.fields):
            self.write(text)
        elif self.reads and self.aside and any(_kind(one.code) == "TOC" for one in self.fields):
            self.aside[-1] = True
            self.write(text)

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].skipped = self._enter(self.fields[-1].code)
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _enter(self, code: str) -> bool:
        """Whether what a field shows is filled in by itself; a number leaves a hole."""
        filled = _kind(code) in _BY_ITSELF
        if filled and _kind(code) != "TOC":
            self.write(HOLE)
        return filled


class _Styles(PartReader):
    """Names of styles by their id: a program in another language renames the ids of those it knows, not the names."""

    def __init__(self) -> None:
        super().__init__(Found())
        self.named: dict[str, str] = {}
        self.style = ""

    def passes(self, name: str) -> bool:
        return False

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "style":
            self.style = _value(attributes, "styleId")
        elif _local(name) == "name" and self.style:
            self.named[self.style] = _value(attributes, "val").lower()

    def ends(self, name: str) -> None:
        if _local(name) == "style":
            self.style = ""

    def says(self, text: str) -> None:
        """Styles say nothing."""


def word_text(xml: bytes, styles: Mapping[str, str], found: Found) -> None:
    """The paragraphs of a part of a Word file, into `found`. Raises `ExpatError`, `Hostile`."""
    _Word(found, styles).parse(xml)


def properties_in(xml: bytes) -> list[str]:
    """The values of custom properties of a Word file."""
    found = Found()
    if xml:
        Values(found).parse(xml)
    return found.paragraphs


def styles_named(xml: bytes) -> dict[str, str]:
    """Names of styles, in small letters, by their ids."""
    reader = _Styles()
    if xml:
        reader.parse(xml)
    return reader.named


def is_contents_style(styles: Mapping[str, str], style: str) -> bool:
    """Whether a style, or what it is called by its id, is one of a table of contents."""
    named = styles.get(style, style).lower().replace("_20_", "").replace(" ", "")
    return named.startswith("toc") or named in ("contentsheading", "indexheading")


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return local if space in _W else ""


def _value(attributes: Mapping[str, str], name: str) -> str:
    return next((attributes[key] for key in (f"{space} {name}" for space in _W) if key in attributes), "")


def _kind(code: str) -> str:
    return next(iter(code.upper().split()), "")
