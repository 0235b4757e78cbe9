"""The styles of an uploaded document, found by name whatever their id, written anew under our ids."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.house_styles.looks import (
    OF_CELL,
    OF_PARAGRAPH,
    OF_TABLE,
    OF_TEXT,
    Look,
    laid_over,
    taken,
    value,
    written,
)
from services.documents.house_styles.names import name_of, names_by_id, own_styles, same_name
from services.documents.word.base import W
from services.documents.word.styles import FONT

_W = f"{{{W}}}"
_DEEPEST = 20
_CONDITIONS = ("firstRow", "firstCol", "band1Horz", "band2Horz")
_PARAGRAPHS_THAT_KEEP = ("Title", "Subtitle", "Heading1", "Heading2", "TOCHeading", "Caption", "TableHead")


class StylesTaken:
    """The looks of the styles that we use, by our ids. `faces`: the face behind each face of the theme."""

    def __init__(self, root: etree._Element, faces: Mapping[str, str]) -> None:
        self._face = lambda name: faces.get(name, "")
        styles = list(root.iter(f"{_W}style"))
        self._by_id = {style.get(f"{_W}styleId") or "": style for style in styles}
        self._by_name = {same_name(name_of(style)): style for style in reversed(styles)}
        defaults = root.find(f"{_W}docDefaults")
        self.run_defaults = self._defaults(defaults, "rPr")
        self.paragraph_defaults = self._defaults(defaults, "pPr")
        self._looks = {key: (self._look(key, "pPr"), self._look(key, "rPr")) for key in names_by_id()}

    def _defaults(self, defaults: etree._Element | None, kind: str) -> Look:
        told = None if defaults is None else defaults.find(f"{_W}{kind}Default/{_W}{kind}")
        return taken(told, OF_TEXT if kind == "rPr" else OF_PARAGRAPH, self._face)

    def style(self, key: str) -> etree._Element:
        """The uploaded style behind one of our ids."""
        return self._by_name[same_name(names_by_id()[key])]

    def paragraph(self, key: str) -> Look:
        """How a style sets its paragraphs, with what it stands on."""
        return self._looks[key][0]

    def text(self, key: str) -> Look:
        """How a style sets its letters, with what it stands on."""
        return self._looks[key][1]

    def _look(self, key: str, kind: str) -> Look:
        allowed = OF_TEXT if kind == "rPr" else OF_PARAGRAPH
        looks = [taken(style.find(f"{_W}{kind}"), allowed, self._face) for style in self._line(key)]
        found: Look = {}
        for look in reversed(looks):
            found = laid_over(look, found)
        return found

    def _line(self, key: str) -> list[etree._Element]:
        """A style and those that it stands on, the nearest first; without Normal, which ours stand on already."""
        found: list[etree._Element] = []
        style: etree._Element | None = self.style(key)
        while style is not None and style not in found and len(found) < _DEEPEST:
            if found and same_name(name_of(style)) == "normal":
                break
            found.append(style)
            below = style.find(f"{_W}basedOn")
            style = None if below is None else self._by_id.get(below.get(f"{_W}val") or "")
        return found

    def grounds(self, key: str) -> dict[str, str]:
        """The grounds (RRGGBB) that a table style gives its head, first column and bands."""
        shades = {kind: value(cell, "shd", "fill") for kind, (_, cell) in self._parts(key).items()}
        return {kind: fill for kind, fill in shades.items() if fill not in ("", "auto")}

    def faces(self) -> tuple[str, ...]:
        """Every face that is named, in order."""
        looks = [self.run_defaults, *(text for _, text in self._looks.values())]
        found = {FONT} | {face for look in looks if "rFonts" in look for face in look["rFonts"].attrib.values()}
        return tuple(sorted(found))

    def xml(self) -> str:
        """A styles part with our ids: theirs where we use them, and ours where nobody may change them."""
        root = etree.Element(f"{_W}styles", nsmap={"w": W})
        self._write_defaults(root)
        for ours in own_styles().iter(f"{_W}style"):
            key = ours.get(f"{_W}styleId")
            root.append(self._written(key, ours) if key in names_by_id() else deepcopy(ours))
        return etree.tostring(root, encoding="unicode")

    def _write_defaults(self, root: etree._Element) -> None:
        defaults = etree.SubElement(root, f"{_W}docDefaults")
        text = etree.SubElement(defaults, f"{_W}rPrDefault")
        written(text, "rPr", self.run_defaults or _only_size(), OF_TEXT)
        lang = {f"{_W}val": "nl-NL", f"{_W}eastAsia": "nl-NL", f"{_W}bidi": "ar-SA"}
        etree.SubElement(text[0], f"{_W}lang", lang)
        paragraphs = etree.SubElement(defaults, f"{_W}pPrDefault")
        written(paragraphs, "pPr", self.paragraph_defaults, OF_PARAGRAPH)

    def _written(self, key: str, ours: etree._Element) -> etree._Element:
        """What a style is (id, name, kind, list, what it stands on) is ours; how it looks is theirs."""
        style = deepcopy(ours)
        for kind in ("pPr", "rPr", "tblPr", "tblStylePr"):
            for old in style.findall(f"{_W}{kind}"):
                style.remove(old)
        if style.get(f"{_W}type") == "table":
            self._write_table(style, key)
            return style
        if style.get(f"{_W}type") == "paragraph":
            self._write_paragraph(style, key, ours)
        written(style, "rPr", self.text(key), OF_TEXT)
        return style

    def _write_paragraph(self, style: etree._Element, key: str, ours: etree._Element) -> None:
        look = dict(self.paragraph(key))
        for name in ("outlineLvl", *(("keepNext",) if key in _PARAGRAPHS_THAT_KEEP else ())):
            look.pop(name, None)
            kept = ours.find(f"{_W}pPr/{_W}{name}")
            if kept is not None:
                look[name] = deepcopy(kept)
        listed = ours.find(f"{_W}pPr/{_W}numPr")
        if listed is not None:
            look.pop("ind", None)  # the list says how far its points stand in
            look["numPr"] = deepcopy(listed)
        order = ("keepNext", "keepLines", "widowControl", "numPr", *OF_PARAGRAPH)
        written(style, "pPr", look, dict.fromkeys(order))

    def _parts(self, key: str) -> dict[str, tuple[Look, Look]]:
        """The conditional parts of a table style: letters and cells."""
        found: dict[str, tuple[Look, Look]] = {}
        for style in reversed(self._line(key)):
            for part in style.findall(f"{_W}tblStylePr"):
                kind = part.get(f"{_W}type") or ""
                if kind in _CONDITIONS:
                    text = taken(part.find(f"{_W}rPr"), OF_TEXT, self._face)
                    found[kind] = (text, taken(part.find(f"{_W}tcPr"), OF_CELL, self._face))
        return found

    def _write_table(self, style: etree._Element, key: str) -> None:
        table: Look = {}
        for below in reversed(self._line(key)):
            table = laid_over(taken(below.find(f"{_W}tblPr"), OF_TABLE, self._face), table)
        written(style, "tblPr", table, OF_TABLE)
        for kind, (text, cell) in self._parts(key).items():
            part = etree.SubElement(style, f"{_W}tblStylePr", {f"{_W}type": kind})
            written(part, "rPr", text, OF_TEXT)
            written(part, "tcPr", cell, OF_CELL)


def _only_size() -> Look:
    return {"sz": etree.Element(f"{_W}sz", {f"{_W}val": "21"})}
