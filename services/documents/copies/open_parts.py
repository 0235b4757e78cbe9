"""Reads paragraphs and properties out of the parts of an OpenDocument text."""

from collections.abc import Mapping

from services.documents.copies.part_reader import HOLE, Found, PartReader, Values
from services.documents.copies.word_parts import is_contents_style

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _META, _STYLE, _OFFICE = (f"{_ODF}{name}:1.0" for name in ("text", "meta", "style", "office"))
_SVG = f"{_ODF}svg-compatible:1.0"
_OPEN_SKIPPED = frozenset(
    (
        *(f"{_OFFICE} annotation", f"{_OFFICE} forms", f"{_SVG} title", f"{_SVG} desc", f"{_TEXT} tracked-changes"),
        *(f"{_TEXT} {name}" for name in ("note-citation", "sequence-decls", "bookmark-ref", "sequence-ref", "date")),
        *(f"{_TEXT} {name}" for name in ("time", "chapter", "file-name", "author-name", "initial-creator", "creator")),
    )
)
_OPEN_HOLES = frozenset(f"{_TEXT} {name}" for name in ("page-number", "page-count", "sequence", "page-continuation"))
_OPEN_EDGES = frozenset(f"{_STYLE} {name}{which}" for name in ("header", "footer") for which in ("", "-left", "-first"))
_OPEN_BREAKS = frozenset(f"{_TEXT} {name}" for name in ("s", "tab", "line-break"))


class _Open(PartReader):
    """The text vocabulary of OpenDocument. `edges`: only headers and footers are read."""

    def __init__(self, found: Found, *, edges: bool) -> None:
        super().__init__(found)
        self.edges, self.within, self.contents = edges, 0, 0
        self.parents: dict[str, str] = {}

    def passes(self, name: str) -> bool:
        if name in _OPEN_HOLES:
            self.write(HOLE)
        return name in _OPEN_SKIPPED or name in _OPEN_HOLES

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        self.within += name in _OPEN_EDGES
        self.contents += name == f"{_TEXT} table-of-content"
        if name in (f"{_TEXT} p", f"{_TEXT} h") and (self.within or not self.edges):
            self.opens()
            style = attributes.get(f"{_TEXT} style-name", "")
            self.aside[-1] = bool(self.contents) or is_contents_style(self.parents, style)
        elif name == f"{_STYLE} style":
            self.parents[attributes.get(f"{_STYLE} name", "")] = attributes.get(f"{_STYLE} parent-style-name", "")
        elif name in _OPEN_BREAKS:
            self.write(" ")

    def ends(self, name: str) -> None:
        self.within -= name in _OPEN_EDGES
        self.contents -= name == f"{_TEXT} table-of-content"
        if name in (f"{_TEXT} p", f"{_TEXT} h") and (self.within or not self.edges):
            self.closes()

    def says(self, text: str) -> None:
        self.write(text)


def open_document_text(parts: Mapping[str, bytes]) -> tuple[Found, Found, list[str]]:
    """Text, headers and footers, and properties of an OpenDocument text. Raises `ExpatError`, `Hostile`."""
    body, edges, about = Found(), Found(), Found()
    _Open(body, edges=False).parse(parts["content.xml"])
    if "styles.xml" in parts:
        _Open(edges, edges=True).parse(parts["styles.xml"])
    if "meta.xml" in parts:
        Values(about, f"{_META} user-defined").parse(parts["meta.xml"])
    return body, edges, about.paragraphs
